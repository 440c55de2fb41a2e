"""Rules that read English prose about ties of local governments and propose claims of every kind.

A document is read twice: once for the names of its parties, once sentence by sentence with the pair in force.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from kizuna.proposals.names import EMPTY, NameBook
from kizuna.proposals.proposal import Proposal
from kizuna.proposals.rules.agreements import agreements_in
from kizuna.proposals.rules.discourse import Discourse, Scene, is_lead_in
from kizuna.proposals.rules.events import events_in
from kizuna.proposals.rules.fields import fields_of, topic_start, topics_of
from kizuna.proposals.rules.finding import Finding
from kizuna.proposals.rules.home import home_of
from kizuna.proposals.rules.institutions import institutions_in
from kizuna.proposals.rules.names import names_of
from kizuna.proposals.rules.programmes import programmes_in
from kizuna.proposals.rules.sentences import parts_of, reading_of
from kizuna.proposals.rules.statistics import statistics_in
from kizuna.proposals.rules.ties import ties_in, type_of
from kizuna.proposals.rules.titles import list_lines
from kizuna.proposals.rules.trade import trade_in
from kizuna.sources.blocks import BlockedText

RULES_VERSION = "5"
"""Rises with every change of what the rules propose."""

__all__ = ["RULES_VERSION", "propose"]


def propose(document: BlockedText, names: NameBook = EMPTY) -> list[Proposal]:
    """The claims that a document states, in the order of their passages; quote == text[start:end] for each."""
    parts = (part for block in document.blocks for part in parts_of(document, block))
    readings = [reading for part in parts if (reading := reading_of(document, part)).text]
    found = names_of([reading.text for reading in readings], names, list_lines(readings))
    discourse = Discourse(found, home_of(readings, found))
    findings: list[Finding] = []
    for scene, carried, default in _scenes(discourse.scenes(readings)):
        findings.extend(_read(scene, carried, default))
    proposals = [held.as_proposal(document.text) for held in _distinct(findings)]
    return sorted(proposals, key=lambda held: (held.start, held.end, held.kind))


def _scenes(scenes: Iterable[Scene]) -> Iterator[tuple[Scene, str | None, str]]:
    """Scenes with the fields of their list item, the start it gives, and the type of tie of their section."""
    topics: tuple[str, ...] = ()
    carried: str | None = None
    default, is_former = "sister_city", False
    for scene in scenes:
        if scene.first:
            topics = topics_of(scene) if scene.numbered and not scene.in_list else ()
            carried = topic_start(scene)[0] if topics else None
            if not scene.numbered and is_lead_in(scene):
                default = type_of(scene.text)
                is_former = bool(_FORMER.search(scene.text))
        told = replace(scene, topics=topics, topic_start=carried, is_former=is_former)
        yield told, carried, default


_FORMER = re.compile(r"\b(?:former|past|ended|discontinued|previous)\b", re.I)


def _read(scene: Scene, carried: str | None, default: str) -> Iterator[Finding]:
    yield from ties_in(scene, default)
    yield from agreements_in(scene)
    yield from fields_of(scene)
    yield from programmes_in(scene, carried)
    yield from events_in(scene)
    yield from institutions_in(scene)
    yield from trade_in(scene)
    yield from statistics_in(scene)


def _distinct(findings: Iterable[Finding]) -> list[Finding]:
    """Findings without repetitions: one tie a pair, one institution a name, one field a pair and passage."""
    kept: dict[tuple[object, ...], Finding] = {}
    for held in findings:
        key = _key(held)
        before = kept.get(key)
        if before is None:
            kept[key] = held
        else:
            kept[key] = _typed(held, before) if _better(held, before) else _typed(before, held)
    return list(kept.values())


def _typed(kept: Finding, other: Finding) -> Finding:
    """A tie made by a cooperation agreement takes the type that the document gives it elsewhere."""
    if kept.kind != "tie":
        return kept
    over = {key: other.props[key] for key in ("status", "end") if key in other.props}
    if over.get("status") in {"ended", "suspended"} and kept.props.get("status") == "active":
        kept = replace(kept, props={**kept.props, **over})
    if kept.props["type"] != "cooperation":
        return kept
    return replace(kept, props={**kept.props, "type": other.props["type"]})


def _key(held: Finding) -> tuple[object, ...]:
    if held.kind == "tie" and held.pair is not None:
        return ("tie", frozenset(party.label for party in held.pair))
    if held.kind == "tie":
        return ("tie", frozenset((held.subject, held.object)))
    if held.kind == "field" and held.pair is not None:
        return ("field", frozenset(party.label for party in held.pair), held.props["field"])
    if held.kind == "institution":
        return ("institution", held.subject)
    return (
        held.kind,
        id(held.scene.sentence),
        held.start,
        held.pair,
        str(sorted(held.props.items(), key=str)),
    )


def _better(held: Finding, before: Finding) -> bool:
    dated = {"tie": "start", "institution": "founded", "field": "start"}.get(held.kind)
    return bool(dated and held.props.get(dated) and not before.props.get(dated))
