"""Ties in lists and tables: a line a partner."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from kizuna.proposals.rules.agreements.signed import listed_agreement
from kizuna.proposals.rules.discourse import Scene
from kizuna.proposals.rules.finding import Finding
from kizuna.proposals.rules.grammar.dates import dates_in
from kizuna.proposals.rules.names import Party
from kizuna.proposals.rules.ties.dates import closing_dates
from kizuna.proposals.rules.ties.words import TYPES, VOID, begin_of, status_in, type_told


def is_row(scene: Scene) -> bool:
    """Whether a row of a table names an instrument or a kind of tie, whatever title stands over it."""
    named = any(pattern.search(scene.text) for _, pattern in TYPES)
    return scene.numbered and scene.text.count("|") >= 2 and named


def listed_ties(scene: Scene, default: str) -> Iterator[Finding]:
    home = scene.home
    lead = re.match(r"[\W\d]*(?:the\s)?(?:[Cc]ity of\s)?", scene.text)
    mentions = [m for m in scene.mentions if home is not None and m.party.bare != home.bare]
    if home is None or not mentions or not lead or not scene.first or VOID.search(scene.text):
        return
    first = mentions[0]
    if first.start > lead.end() + 30 or first.within:
        return
    if not scene.numbered and any(m.start < first.start for m in scene.mentions):
        return
    short = len(scene.text) < 140
    if first.start > lead.end() and not re.match(r"[^.]{0,28}[,:–-]\s", scene.text[lead.end() :]):
        return
    if not scene.numbered and (not short or _is_sentence(scene.text)):
        return
    told = type_told(scene.text, "sister_port" if first.party.level == "port" else default)
    pair = (_port_of(home, told, first.party), first.party)
    props: dict[str, Any] = {"type": told, **status_in(scene.text), **_span_of_item(scene.text)}
    is_over = scene.is_former or ("end" in props and "|" not in scene.text)
    if is_over and props["status"] == "active":
        props["status"] = "ended"
    yield Finding("tie", scene, first.start, len(scene.text), pair, props=props, confidence=0.8)
    yield from listed_agreement(scene, pair)


def _is_sentence(text: str) -> bool:
    """Whether a short line states something rather than naming a partner."""
    return len(text) > 60 and text.endswith((".", "!", "”")) and not re.search(r"[:(|]", text)


def _span_of_item(text: str) -> dict[str, str]:
    """When the tie of an item began and, by "1991-2022", "ended 2008" or a second column, when it ends."""
    dates = [d for d in dates_in(text) if d.whole]
    if not dates:
        return {}
    first, last = dates[0], dates[-1]
    held = {"start": begin_of(first)}
    if "/" in first.edtf:
        held["end"] = first.edtf.split("/")[1]
    elif last is not first and (
        closing_dates(text, dates) or text[first.end : last.start].strip() == "|"
    ):
        held["end"] = begin_of(last)
    return held


def _port_of(home: Party, told: str, other: Party) -> Party:
    """The home as the side of a tie: as a port where the tie or the other side is one of ports."""
    return replace(home, level="port") if "port" in {told[-4:], other.level} else home
