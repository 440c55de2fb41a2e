"""Counts of persons in English prose: "20-25 persons", "over 400 people", "seven-member delegation"."""

from __future__ import annotations

import re

from kizuna.claims.proposers.rules.grammar.number_words import NUMBER, Number, number_from

_NOUNS = (
    "persons?|people|students?|pupils?|teachers?|members?|delegates?|officials?|residents?|citizens?|guests?"
    "|specialists?|experts?|engineers?|doctors?|nurses?|scientists?|businessmen|businesswomen|businesspeople"
    "|women|men|girls|boys|youths?|teenagers?|teens|children|participants?|athletes?|players?|musicians?"
    "|singers?|dancers?|artists?|trainees?|interns?|visitors?|passengers?|representatives?|volunteers?"
    "|firefighters?|farmers?|workers?|employees?|councillors?|councilors?|councillors|scouts?|runners?"
    "|swimmers?|travellers?|travelers?|young people|youngsters|ambassadors?|chaperones?"
    "|cyclists?|townspeople|surgeons?|pilots?|apprentices?|cooks|chefs|professors?|lecturers?"
    r"|(?!(?:numb|lett|pap|part|post|comput|contain|quart|cent|met|riv|oth|sist|hundr|gener"
    r"|fact|doll|trail|print|mot|sum|sev)\w*s\b)"
    r"[a-z]{3,}(?:ers|ists|eers|ians|men)"
)
_COUNTED = re.compile(
    rf"(?<![\d/.,-])(?<!No\.\s){NUMBER}(?:\s|-)(?!of\b)(?:(?:[\w'’-]+)\s){{0,3}}?(?:{_NOUNS})\b",
    re.I,
)
_GROUPED = re.compile(
    r"\b(?:delegations?|group|party|team|groups|teams|choir|band|troupe|orchestra|class|crew|circle)\s"
    rf"(?:of|comprising|numbering|number|consisting of)\s{NUMBER}(?!\s?(?:%|days?|weeks?"
    rf"|months?|years?|\w+\scities))",
    re.I,
)
_SKIPPED = re.compile(
    r"\b(?:of|the|in|from|and|a|with|to|for|by|were|was|cities|towns|years?|weeks?|days?"
    r"|months?|delegations?)\b",
    re.I,
)


def persons_in(text: str) -> Number | None:
    """The first count of persons in a text; None where there is none."""
    grouped = _GROUPED.search(text)
    for match in _COUNTED.finditer(text):
        if grouped and grouped.start() < match.start():
            break
        between = text[match.end("high") if match["high"] else match.end("low") : match.end()]
        if not _SKIPPED.search(between) and not _is_year(match):
            return number_from(match, "persons")
    return number_from(grouped, "persons") if grouped and not _is_year(grouped) else None


def _is_year(match: re.Match[str]) -> bool:
    return bool(re.fullmatch(r"(?:1[5-9]|20)\d\d", match["low"])) and not match["bound"]
