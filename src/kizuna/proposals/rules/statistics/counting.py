"""A number that was counted, and the time at which it stood."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kizuna.proposals.rules.discourse import Scene
from kizuna.proposals.rules.grammar.dates import dates_in
from kizuna.proposals.rules.grammar.number_words import (
    NUMBER,
    Number,
)

NUMERAL = rf"(?<![\d.,/:-]){NUMBER}"


KIND = r"(?:sister|twin|partner|friendship|twinned|twinning)"


_AT_TIME = re.compile(
    # not "formed in 1960": the founding of a body is no time of a figure
    r"\b(?<!began )(?<!begun )(?<!founded )(?<!established )(?<!started )(?<!signed )(?<!formed )"
    r"(?<!created )(?<!opened )(?<!launched )(?<!concluded )(?<!set up )"
    r"(?:as of|as at|by|in|at|during|end of|until)\s$",
    re.I,
)


_TODAY = re.compile(r"\b(?:this (?:morning|afternoon|evening)|today|tonight)\b", re.I)


@dataclass(frozen=True, slots=True)
class Counted:
    """A number read at a place of the sentence, with what it measures, of what, and when."""

    start: int
    measure: str
    number: Number
    scope: str = ""
    other: str | None = None
    as_of: str | None = None


def time_stated(text: str, position: int | None = None) -> str | None:
    """The time that a text gives its figures for: a date after "in", "at", "by" or "as of".

    It is the first one after `position`, where there is one, and otherwise the last of the text.
    """
    held = [
        d for d in dates_in(text) if d.whole and (_AT_TIME.search(text[: d.start]) or "/" in d.edtf)
    ]
    after = [d for d in held if position is not None and d.start >= position]
    return next((d.edtf for d in after or reversed(held)), None)


def time_ended(text: str) -> str | None:
    """The end of an interval that a total was counted over, or else the time stated."""
    stated = time_stated(text)
    spelt_out = re.search(r"\b(?:between|from)\s\d{4}", text, re.I)
    return stated.split("/")[-1] if stated and spelt_out else stated


def dateline(scene: Scene) -> str | None:
    """The date in the dateline of the block, where the sentence speaks of today."""
    if not _TODAY.search(scene.text):
        return None
    dates = dates_in(scene.sentence.reading.text[: scene.sentence.start])
    return next((d.edtf for d in dates if d.whole), None)
