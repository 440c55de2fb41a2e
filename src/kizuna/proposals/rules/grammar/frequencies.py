"""How often something recurs, in the terms of the exchange form."""

from __future__ import annotations

import re

_SEASON = r"(?:spring|summer|autumn|fall|winter|easter|christmas|whitsun|school holiday)"
_MONTH = (
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december)"
)
_TIME = rf"(?:{_SEASON}|{_MONTH}|years?)"
_MANY = r"(?:several|many|numerous|various|a number of|different)"

_FORMS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(pattern, re.I))
    for name, pattern in (
        ("every_5_years", r"\bevery\s(?:5|five|fifth)\s(?:years?|summers?|springs?)\b"),
        ("alternating", r"\b(?:taking turns|take turns|by turns)\b"),
        (
            "biannual",
            rf"\b(?:(?:every|each)\s(?:2|two|second|other)\s{_TIME}s?|bi-?ennial(?:ly)?"
            r"|bi-?annual(?:ly)?|twice\s(?:a|each|every)\syear|twice[- ]yearly|in (?:alternate|even"
            r"|odd) years|(?:even|odd)-numbered years?|every two years)\b",
        ),
        ("regular", r"\bevery\s(?:3|4|three|four|third|fourth)\s(?:years?|summers?|springs?)\b"),
        (
            "annual",
            r"\b(?:annual(?:ly)?|yearly|(?:every|each)\s(?:single\s)?(?:school\s|academic\s)?year"
            r"|(?:once|one|held) a year|per year"
            r"|(?<!spent )(?<!spend )(?<!spends )(?<!half )(?<!for )a year|year after year"
            rf"|year by year|every twelve months|(?:every|each)\s(?:\w+\s)?(?:{_SEASON}|{_MONTH})"
            r"|in (?:the )?(?:summer|spring|autumn|winter) of (?:each|every) year)\b(?!\s(?:later"
            r"|ago|earlier|after|before|or so (?:later|ago)))",
        ),
        (
            "alternating",
            r"\balternat(?:e|es|ing|ely)\b",
        ),
        (
            "occasional",
            r"\b(?:occasional(?:ly)?|from time to time|sporadic(?:ally)?|now and (?:then|again)"
            rf"|sometimes|on {_MANY} occasions|at irregular intervals|irregularly|once in a while"
            r"|every so often|whenever)\b",
        ),
        (
            "regular",
            r"\b(?:(?<!ir)regular(?:ly)?|routinely|frequent(?:ly)?|periodic(?:ally)?|quarterly"
            r"|monthly|weekly|(?:every|each)\s(?:month|week|quarter|term|semester)|(?:once"
            r"|twice) a (?:month|week)|several times a year)\b",
        ),
    )
)


def frequency_in(text: str) -> str | None:
    """The frequency that a text states, the most exact first; None where it states none."""
    return next((name for name, pattern in _FORMS if pattern.search(text)), None)


_MONTHLY = re.compile(
    rf"\b[Ii]n (?:early |late )?(?:{_MONTH}|spring|summer|autumn|winter)\b(?!,?\s(?:of\s)?\d)", re.I
)
_PRESENT = re.compile(
    r"(?<!had )(?<!have )(?<!has )(?<!to )(?<!will )(?<!you )\b(?:come|go|travel|visit|spend|fly"
    r"|answers?|hosts?|sends?|play|stay|welcomes?)\b"
)


def habit_in(text: str) -> str | None:
    """The frequency of what a text tells; what is told in the present to be done "in July" is done every July."""
    told = frequency_in(text)
    if told is None and _MONTHLY.search(text) and _PRESENT.search(text):
        return "annual"
    return told
