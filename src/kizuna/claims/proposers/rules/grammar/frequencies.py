"""How often something recurs, in the terms of the exchange form."""

from __future__ import annotations

import re

_FORMS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(pattern, re.I))
    for name, pattern in (
        ("every_5_years", r"\bevery\s(?:5|five|fifth)\syears?\b|\bevery fifth year\b"),
        (
            "biannual",
            r"\b(?:every\s(?:2|two|second|other)\syears?|bi-?ennial(?:ly)?|bi-?annual(?:ly)?"
            r"|twice\s(?:a|each|every)\syear"
            r"|twice[- ]yearly)\b",
        ),
        (
            "annual",
            r"\b(?:annual(?:ly)?|yearly|(?:every|each)\s(?:single\s)?year|once a year|per year|a year"
            r"|(?:every|each)\s(?:spring|summer|autumn|fall|winter|january|february|march|april|may"
            r"|june|july|august"
            r"|september|october|november|december))\b(?!\s(?:later|ago|earlier|after|before))",
        ),
        (
            "alternating",
            r"\b(?:alternat(?:e|es|ing|ely)|taking turns|take turns|in alternate years|by turns)\b",
        ),
        (
            "occasional",
            r"\b(?:occasional(?:ly)?|from time to time|sporadic(?:ally)?|now and then|sometimes)\b",
        ),
        ("regular", r"\b(?:regular(?:ly)?|routinely|frequent(?:ly)?|periodic(?:ally)?)\b"),
    )
)


def frequency_in(text: str) -> str | None:
    """The frequency that a text states, the most exact first; None where it states none."""
    return next((name for name, pattern in _FORMS if pattern.search(text)), None)
