"""Which date of a sentence is that of a signing, and which that of a renewal or a term."""

from __future__ import annotations

import re
from dataclasses import replace

from kizuna.proposals.rules.discourse import Scene
from kizuna.proposals.rules.grammar.dates import Dated, dates_in
from kizuna.proposals.rules.grammar.relative_dates import placed_in

_RENEWED = re.compile(
    r"\b(?:renew\w*|extended|prolonged|reaffirmed|reconfirmed)\b(?:\s(?:again|last|for [\w\s]{3,25}?))?"
    r"\s(?:in\s|on\s)?$",
    re.I,
)


# What stands before a date that says how long something holds, not when it was made.
_UNTIL = (
    r"\b(?:until|till|laps\w+|expir\w+|runs? to|valid|in (?:force|effect) (?:to|through)|approved for"
    r"|for the (?:period|years)|brought to an end|to an end)\s(?:\w+\s|\w+\sthe\send\sof\s)?$"
)
UNTIL = re.compile(_UNTIL, re.I)
_TERM = re.compile(
    rf"{_UNTIL}|\b(?:as from|with effect from|effective(?: from)?)\s(?:\w+\s)?$"
    r"|\b(?:first|second|third|\w+th)\ssince\s$",
    re.I,
)


# Before the date on which a tie that a council now ends was made.
BEGUN = re.compile(
    r"\b(?:begun|formed|concluded|made|signed|established|founded|started|dating|agreement|charter)\s"
    r"(?:in|on|of|from)\s$",
    re.I,
)


_FIRST_MADE = re.compile(r"\b(?:first|originally)\s(?:signed|concluded|made|adopted)\b", re.I)


def is_renewal(text: str, verb: re.Match[str]) -> bool:
    """Whether an instrument goes on with a tie that is older than itself."""
    near = text[max(0, verb.start() - 20) : verb.end() + 20]
    if _FIRST_MADE.search(text):
        return False
    return bool(re.search(r"\brenew|\bextended\b|\bprolong|\breaffirm|\breconfirm", near, re.I))


def renewals(text: str) -> list[Dated]:
    """The dates on which an instrument was renewed or extended ("signed in 1982, renewed 2002")."""
    return [d for d in dates_in(text) if d.whole and _RENEWED.search(text[: d.start])]


def date_of_act(
    scene: Scene, verb: re.Match[str], but: re.Pattern[str] | None = None
) -> Dated | None:
    """The date of an act, by the words before it where they tell more ("in 1984 ... the following spring")."""
    text = scene.text
    near = _date_near(text, verb, but)
    if near is None:
        return date_by_context(scene)
    if near.end < verb.start():
        later = placed_in(text[near.end : verb.start()], text[: near.end])
        return replace(later, start=near.start, end=near.end) if later else near
    return near


def date_by_context(scene: Scene) -> Dated | None:
    """The date that a statement leaves to the words before it: a dateline for "today", a year for "in August"."""
    before = f"{scene.issued} {scene.sentence.reading.text[: scene.sentence.start]}"
    if _TODAY.search(scene.text):
        return next(
            (d for d in dates_in(before[:_DATELINE]) if len(d.edtf) == 10 and d.whole), None
        )
    return placed_in(scene.text, before) if _RECENTLY.search(scene.text) is None else None


_DATELINE = 60
"""A dateline stands within so many characters of the block's beginning."""


_TODAY = re.compile(r"\b(?:this (?:morning|afternoon|evening)|today|tonight)\b", re.I)


_RECENTLY = re.compile(r"\b(?:this (?:week|month|year)|yesterday|last)\b", re.I)


def _date_near(text: str, verb: re.Match[str], but: re.Pattern[str] | None = None) -> Dated | None:
    """The date of an act: the nearest to its verb that is no term of validity nor, if others stand, a renewal."""
    dates = [d for d in dates_in(text) if d.whole and not _TERM.search(text[: d.start])]
    if but is not None:
        dates = [d for d in dates if not but.search(text[: d.start])]
    dates = [d for d in dates if "/" not in d.edtf or d.edtf.count("-") == 4]
    first = [d for d in dates if not _RENEWED.search(text[: d.start])] or dates
    return min(first, key=lambda d: date_distance(d, verb, text), default=None)


def date_distance(dated: Dated, verb: re.Match[str], text: str) -> int:
    """How far a date is from its verb; one before it, but for one that opens the sentence, belongs elsewhere."""
    gap = verb.start() - dated.end
    if gap < 0:
        return abs(dated.start - verb.end())
    return min(gap, _OPENING) if _OPENS.match(text, 0, dated.start) else gap + _BEFORE


_BEFORE, _OPENING = 25, 20


_OPENS = re.compile(r"\W*(?:(?:In|On|By|Since)\s(?:early\s|late\s|the (?:spring|summer) of\s)?)?\Z")
