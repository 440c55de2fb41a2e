"""Titles and the lists under them: what a block announces, and the date that a page gives itself."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kizuna.proposals.rules.grammar.dates import dates_in
from kizuna.proposals.rules.sentences import DATELINE, Reading

LIST_HEAD = re.compile(
    r"\binternational (?:agreements|partners|links)\b|\b(?:sister|twin|partner|friendship"
    r"|twinned|partnership)[- ]?(?:cit(?:y|ies)|towns?|municipalit\w+|communit\w+|ports?)\b"
    r"|\btwinned with\b|\btwinnings?\b"
    r"|\binternational (?:relations|partnerships)\b|\bpartnerships\b",
    re.I,
)


def is_title(reading: Reading) -> bool:
    """Whether a block titles what follows: a heading, or a short line that is no sentence."""
    if reading.block.kind == "heading":
        return True
    return (
        reading.block.kind == "paragraph"
        and len(reading.text) < 110
        and not re.search(r"[.?!:;,]$", reading.text)
    )


def titles_section(reading: Reading, readings: Sequence[Reading], index: int) -> bool:
    """Whether a single numbered line titles the paragraph after it ("3. Partner city X, Mexico")."""
    before = readings[index - 1].block.kind if index else ""
    after = readings[index + 1].block.kind if index + 1 < len(readings) else ""
    return (
        len(reading.text) < 80
        and not re.search(r"[.?!:;,]$", reading.text)
        and after == "paragraph"
        and (before != "item" or len(reading.text.split()) <= _TITLE_WORDS)
    )


_TITLE_WORDS = 5


def issued_of(readings: Sequence[Reading]) -> str:
    """The date in the dateline or title of a page, as written; "" where it gives itself none."""
    for reading in readings[:_HEAD]:
        line = DATELINE.match(reading.text)
        titled = is_title(reading) and reading.block.kind != "item"
        head = line[0] if line else reading.text if titled else ""
        for dated in dates_in(head):
            if dated.whole and (len(dated.edtf) > 4 or _ISSUE.search(head)):
                return head[dated.start : dated.end]
    return ""


_HEAD = 4
"""So many blocks may hold the date of a page."""


_ISSUE = re.compile(
    r"\b(?:review|report|minutes|briefs?|newsletter|summary|bulletin|year in)\b", re.I
)


def list_lines(readings: Sequence[Reading]) -> Iterator[str]:
    """The lines that stand in lists of sister cities, before any name is known."""
    listing = False
    for reading in readings:
        text = reading.text
        if LIST_HEAD.search(text[-160:]) and (is_title(reading) or text.endswith(":")):
            if listing and re.search(r"\d{4}", text):
                yield text
            listing = True
        elif reading.block.kind in {"item", "row"} or len(text) < 60:
            if listing and not reading.text.endswith((".", "?", "!")):
                yield text
        elif reading.block.kind == "paragraph" and len(text) > 80:
            listing = False
