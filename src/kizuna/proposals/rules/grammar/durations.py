"""Durations in English prose: "2-week", "half-year", "for a period of two years", "7-10 days long"."""

from __future__ import annotations

import re

from kizuna.proposals.rules.grammar.number_words import NUMBER, Number, number_from

_UNIT = r"(?P<unit>day|week|month|year|night)s?\b"
_STATED = re.compile(
    r"(?:\b(?P<lead>for|of|lasting|lasts?|lasted|spent|spends?|spending|stay|stays|stayed|staying"
    rf"|are|is)\s)?(?:a period of\s|the\s)?(?<![\d/])(?:{NUMBER})(?P<dash>-|\s){_UNIT}(?P<tail>-long"
    r"|\slong|\sat a time|['’]?s?\s(?:visit|stay|trip|internship|course|placement|tour|attachment))?",
    re.I,
)
_HALF = re.compile(r"\b(?:half[- ]year|half a year|six-month|a semester)\b", re.I)
_SINGLE = re.compile(
    r"\b(?:(?:for|spen[dt]s?|spending|stay(?:s|ed|ing)?|lasting)\s(?:a|an|one|an entire|a full"
    r"|a whole|the)\s(?:school\s|academic\s|full\s|whole\s)?(?P<unit>week|month|year|term|semester|fortnight)"
    r"|(?P<long>week|month|year|fortnight)-long)\b(?!s?\sof)",
    re.I,
)
_NOT_SPENT = re.compile(r"\b(?:past|last|next|every|after|than|over)\s(?:the\s)?$", re.I)


def duration_in(text: str) -> Number | None:
    """The first duration of a stay or activity in a text; None where there is none.

    "for more than 30 years" and "every two years" tell an age and a frequency and are left alone.
    """
    half = _HALF.search(text)
    if half and "six" not in half[0].lower():
        return Number(6, 6, False, "month")
    for match in _STATED.finditer(text):
        if _is_spent(text, match):
            unit = match["unit"].lower()
            return number_from(match, "day" if unit == "night" else unit)
    single = _SINGLE.search(text)
    return _single(single) if single else None


def _single(match: re.Match[str]) -> Number:
    unit = (match["unit"] or match["long"]).lower()
    return Number(2, 2, False, "week") if unit == "fortnight" else Number(1, 1, False, unit)


def _is_spent(text: str, match: re.Match[str]) -> bool:
    before = text[max(0, match.start() - 16) : match.start()]
    if (
        _is_age(match)
        or _NOT_SPENT.search(before)
        or re.match(r"\s?(?:old|ago|later)", text[match.end() :])
    ):
        return False
    if match["unit"].lower() == "year" and match["low"].isdigit() and int(match["low"]) > 6:
        return False
    return bool(match["lead"] or match["dash"] == "-" or match["tail"])


def _is_age(match: re.Match[str]) -> bool:
    """Whether "more than 30 years" tells how long something has gone on; "about ten days" tells a stay."""
    bound = (match["bound"] or "").lower()
    return bool(bound) and (match["unit"].lower() == "year" or bound in {"over", "more than"})
