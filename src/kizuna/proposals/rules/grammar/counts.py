"""Counts of persons in English prose: "20-25 persons", "over 400 people", "seven-member delegation"."""

from __future__ import annotations

import re

from kizuna.proposals.rules.grammar.number_words import NUMBER, Number, number_from

_NOUNS = (
    "persons?|people|students?|pupils?|teachers?|members?|delegates?|officials?|residents?|citizens?|guests?"
    "|specialists?|experts?|engineers?|doctors?|nurses?|scientists?|businessmen|businesswomen|businesspeople"
    "|women|men|girls|boys|youths?|teenagers?|teens|children|participants?|athletes?|players?|musicians?"
    "|singers?|dancers?|artists?|trainees?|interns?|visitors?|passengers?|representatives?|volunteers?"
    "|firefighters?|farmers?|workers?|employees?|councillors?|councilors?|councillors|scouts?|runners?"
    "|swimmers?|travellers?|travelers?|young people|youngsters|ambassadors?|chaperones?"
    "|judges?|juniors?|seniors?|graders|staff|fellows?|clerks?|guides?|families|couples|business people|strong"
    "|cyclists?|townspeople|surgeons?|pilots?|apprentices?|cooks|chefs|professors?|lecturers?"
    r""
    r"|(?!(?:numb|lett|pap|part|post|comput|contain|quart|cent|met|riv|oth|sist|hundr|gener|fact"
    r"|doll|trail|print|mot|sum|sev)\w*s\b)[a-z]{3,}(?:ers|ists|eers|ians|men)"
)
_COUNTED = re.compile(
    rf"(?<![\d/.,-])(?<!No\.\s)(?<!Grade\s){NUMBER}(?:\s"
    rf"|-)(?!of\b)(?:(?:[\w'’-]+)\s){{0,3}}?(?:{_NOUNS})\b",
    re.I,
)
_GROUPED = re.compile(
    r"\b(?:delegations?|group|party|team|groups|teams|choir|band|troupe|orchestra|class|crew|circle"
    r"|missions?|parties|contingent|squad)\s(?:of|comprising|numbering|number"
    rf"|consisting of)\s{NUMBER}(?!\s?(?:%|days?|weeks?|months?|years?|\w+\scities))",
    re.I,
)
_SKIPPED = re.compile(
    r"\b(?:have|has|had|are|will|exchanged?|schools|hospitals|clubs|choirs|universities|ports|of|the"
    r"|in|from|and|a|with|to|for|by|were|was|cities|towns|years?|weeks?|days?|months?"
    r"|delegations?)\b",
    re.I,
)


_UNNAMED = re.compile(
    rf"(?<![\d/.,-]){NUMBER}\s(?:(?:of\s(?:our|their|its|them)|from\s(?=[A-Z]|there)"
    r"|in each direction|from each|each way)\b|(?:arrived|came|went|travelled|traveled|flew"
    r"|took part)\b)",
    re.I,
)
"""A count that leaves the noun out ("nineteen arrived", "up to five from X")."""
_BETWEEN = re.compile(r"\b(between)\s(\w+)\sand\s(?=\w+\s)", re.I)
_SINGLE_NOUNS = (
    "person|teacher|lecturer|student|pupil|doctor|nurse|gardener|planner|apprentice|trainee|intern|graduate"
    "|fellow|engineer|official|manager|artist|musician|pilot|clerk|officer|assistant|researcher|librarian"
    "|potter|instructor|coach|journalist|scholar"
)
_SINGLE = re.compile(
    r"\b(?:an?|one)\s(?:(?!(?:of|for|in|to|and|with|team|group|party|class|from|by"
    rf"|at)\b)[\w-]+\s){{0,3}}?(?:{_SINGLE_NOUNS})\b(?!['’-]|\s(?:exchanges?|swaps?|teams?|choirs?"
    r"|groups?|delegations?|program\w*|orchestra|bands?|visits?|unions?|associations?|training"
    r"|trips?|tournaments?|councils?|festivals?|from each|hostel|contest|prize|and))",
    re.I,
)
"""One person told without a number ("an English teacher", not "a teacher exchange")."""


def persons_in(text: str) -> Number | None:
    """The first count of persons in a text; None where there is none."""
    text = _BETWEEN.sub(r"\2 to ", text)
    grouped = _GROUPED.search(text)
    match = _COUNTED.search(text)
    while match:
        if grouped and grouped.start() < match.start():
            break
        between = text[match.end("high") if match["high"] else match.end("low") : match.end()]
        if not _SKIPPED.search(between) and not _is_year(match):
            return _with_company(text, match)
        match = _COUNTED.search(text, match.end("low"))
    if grouped and not _is_year(grouped):
        return number_from(grouped, "persons")
    unnamed = _UNNAMED.search(text)
    return number_from(unnamed, "persons") if unnamed and not _is_year(unnamed) else None


def single_person_in(text: str) -> Number | None:
    """The one person of "sends an English teacher"; None where a text names no single person by trade."""
    return Number(1, 1, False, "persons") if _SINGLE.search(text) else None


def _with_company(text: str, match: re.Match[str]) -> Number:
    """A count with the one joined to it ("ten pupils and two teachers")."""
    first = number_from(match, "persons")
    second = _COUNTED.match(text, match.end() + len(" and "))
    if second is None or not text.startswith(" and ", match.end()) or match["bound"]:
        return first
    company = number_from(second, "persons")
    if first.low is None or first.high is None or company.low is None or company.high is None:
        return first
    return Number(first.low + company.low, first.high + company.high, first.approx, "persons")


def _is_year(match: re.Match[str]) -> bool:
    return bool(re.fullmatch(r"(?:1[5-9]|20)\d\d", match["low"])) and not match["bound"]
