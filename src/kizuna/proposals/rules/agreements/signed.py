"""Agreements: instruments that two local governments signed, entered or adopted, and votes of their councils."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from kizuna.proposals.rules.agreements.dates import date_of_act, is_renewal, renewals
from kizuna.proposals.rules.agreements.resolutions import THING, resolutions_in
from kizuna.proposals.rules.agreements.words import (
    BOND,
    INSTRUMENT,
    SIGNING,
    UNNAMED,
    VERB,
    Instrument,
    agreement_type,
    partners_told,
    ports_of,
)
from kizuna.proposals.rules.discourse import Pair, Scene
from kizuna.proposals.rules.finding import Finding
from kizuna.proposals.rules.grammar.dates import dates_in
from kizuna.proposals.rules.grammar.frequencies import frequency_in
from kizuna.proposals.rules.grammar.number_words import ORDINAL, ordinal_of
from kizuna.proposals.rules.people import people_in
from kizuna.proposals.rules.statement_parts import parts_of

_PLACE = re.compile(
    r"\b(?:signed|ceremony|concluded|sealed|held|granted|executed|exchanged|sworn|visit to|delegation"
    r" to)\s(?:\w+\s){0,3}?(?:in|at|to)\s$|['’]s?\s(?:\w+\s){0,3}(?:visit|delegation)\sto\s$"
    r"|\bvisit to $|\b(?:charter|agreement|treaty|pact|accord|protocol|declaration)\sin\s$",
    re.I,
)


# Two signatories without an office before each: "by A. Tokarczuk and G. Widder", "the mayors, P. and Q.".
_PERSON = r"[A-ZÀ-ÞŁŚŠŽ][\w'’-]+(?:\s(?:[A-ZÀ-Þ]\.|van|von|de|da|der|[A-ZÀ-ÞŁŚŠŽ][\w'’-]+)){1,3}"


_SIGNATORIES = re.compile(
    rf"\b(?:by|[Mm]ayors,|directors|representatives)\s(?P<one>{_PERSON})\sand\s(?P<two>{_PERSON})"
)


def instruments_in(scene: Scene) -> Iterator[Instrument]:
    """The agreements that a sentence says were signed, entered or adopted by the pair it speaks of."""
    if scene.in_list and scene.numbered:
        return
    resolved = list(resolutions_in(scene))
    yield from resolved or _signed(scene)


def _signed(scene: Scene) -> Iterator[Instrument]:
    text = scene.text
    noun = INSTRUMENT.search(text) or BOND.search(text) or UNNAMED.search(text)
    verb = SIGNING.search(text) or VERB.search(text) or UNNAMED.search(text)
    if noun is None or verb is None or scene.pair is None or not _about_the_pair(scene):
        return
    if _only_backdrop(text, noun):
        return
    pairs = partners_told(scene)
    if len(pairs) > 1:
        yield from _with_each(scene, pairs, agreement_type(scene, noun))
        return
    pair = ports_of(scene) or (pairs[0] if len(pairs) == 1 else scene.pair)
    kind = agreement_type(scene, noun)
    near = date_of_act(scene, verb)
    yield Instrument(
        kind, pair, 0, len(text), near.edtf if near else None, renewal=is_renewal(text, verb)
    )
    for dated in renewals(text):
        if near is not None and dated.start != near.start:
            yield Instrument(kind, pair, 0, len(text), dated.edtf, renewal=True)


def _with_each(scene: Scene, pairs: list[Pair], kind: str) -> Iterator[Instrument]:
    """The instruments with several partners, each dated after its name ("with X (1967) and Y (1990)")."""
    dates = [d for d in dates_in(scene.text) if d.whole]
    for pair in pairs:
        end = next(m.end for m in scene.mentions if m.party == pair[1])
        limit = min((m.start for m in scene.mentions if m.start > end), default=len(scene.text))
        own = next((d for d in dates if end <= d.start < limit), None)
        shared = dates[0] if len(dates) == 1 else None
        when = own or shared
        yield Instrument(kind, pair, 0, len(scene.text), when.edtf if when else None)


def _about_the_pair(scene: Scene) -> bool:
    """Whether a sentence speaks of the pair in force: by a name or by a word for both sides or their paper."""
    return bool(
        scene.named
        or scene.mentions
        or re.search(
            r"\bthe two|\bboth|\bour\b|\bagreement\b|\bmemorandum\b|\b(?:oath|charter) (?:of|was)\b"
            r"|\bto the charter\b|\bthe (?:guests|mayors|sides|parties|councils)\b"
            r"|^\w+ (?:treaty|pact|accord|charter|declaration)\b",
            scene.text,
        )
    )


# An instrument that is only spoken of, or made with somebody else than a town.
_ASIDE = re.compile(
    r"\sprovides?\b|\s(?:was|were)\s(?:celebrated|commemorated|marked)\b"
    r"|\swith\s(?:an?|its|their|local)\s(?!(?:\w+\s)?(?:city|town|municipality|partner|sister|twin))"
)


def _only_backdrop(text: str, noun: re.Match[str]) -> bool:
    before = text[max(0, noun.start() - 90) : noun.start()]
    return bool(
        re.search(r"\b(?:anniversary|signing ceremony|ceremony)\b[\w\s'’-]*$", before, re.I)
        or re.search(
            r"\b(?:agreements provide|under(?!\san?\s)|according to|part of|within|based on their own)\b"
            r"[\w\s'’-]*$",
            before + noun[0],
            re.I,
        )
        or _ASIDE.match(text, noun.end())
        or (noun[0].lower() == "proclamation" and not re.search(THING, text, re.I))
    )


def listed_agreement(scene: Scene, pair: Pair) -> Iterator[Finding]:
    """The agreements that an item of a list names ("X, Japan - sister city agreement, May 2014, renewed 2020")."""
    noun = INSTRUMENT.search(scene.text)
    if noun is None:
        return
    kind = agreement_type(scene, noun)
    dates = [d for d in dates_in(scene.text) if d.whole]
    again = renewals(scene.text)
    first = next((d for d in dates if d not in again), None)
    place = next((m for m in scene.mentions if _PLACE.search(scene.text[: m.start])), None)
    for dated in [first, *again]:
        props: dict[str, Any] = {"type": kind}
        if dated:
            props["signed"] = dated.edtf.split("/")[0]
        if place is not None and dated is first:
            props["place"] = place.party.label
        yield Finding("agreement", scene, 0, len(scene.text), pair, props=props, confidence=0.65)


# An agreement told before and now only mentioned again.
_MENTIONED = re.compile(r"\bsign(?:ed|ing|s)?\s(?:the|this|that)\s(?:agreement|document)\b", re.I)


def agreements_in(scene: Scene) -> Iterator[Finding]:
    """The agreements of a sentence as findings, with place, people, ordinal and frequency where told."""
    for part in parts_of(scene):
        yield from _found(part)


def _found(scene: Scene) -> Iterator[Finding]:
    for held in instruments_in(scene):
        if not held.signed and held.type == "other" and _MENTIONED.search(scene.text):
            continue
        props: dict[str, Any] = {"type": held.type}
        if held.signed:
            props["signed"] = held.signed
        if held.type != "resolution":
            props.update(_circumstances(scene, held))
        yield Finding(
            "agreement", scene, held.start, held.end, held.pair, props=props, confidence=0.7
        )


def _circumstances(scene: Scene, held: Instrument) -> dict[str, Any]:
    """Where an instrument was signed, by whom, the how manieth it was and how often such are made."""
    props: dict[str, Any] = {}
    place = next((m for m in scene.mentions if _PLACE.search(scene.text[: m.start])), None)
    if place is not None and held.signed:
        props["place"] = place.party.label
    both = _SIGNATORIES.search(scene.text)
    people = people_in(scene.text) or ([both["one"], both["two"]] if both else [])
    if people:
        props["people"] = people
    ordinal = re.search(rf"\b{ORDINAL}\s(?:such\s)?(?:\w+\s)?agreement", scene.text, re.I)
    if ordinal:
        props["ordinal"] = ordinal_of(ordinal["ordinal"])
    if not held.signed and (frequency := frequency_in(scene.text)):
        props["frequency"] = frequency
    return props
