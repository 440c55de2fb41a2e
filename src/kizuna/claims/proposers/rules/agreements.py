"""Agreements: instruments that two local governments signed, entered or adopted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from kizuna.claims.proposers.rules.discourse import Pair, Scene
from kizuna.claims.proposers.rules.finding import Finding
from kizuna.claims.proposers.rules.grammar.dates import dates_in
from kizuna.claims.proposers.rules.grammar.frequencies import frequency_in
from kizuna.claims.proposers.rules.grammar.number_words import ORDINAL, ordinal_of
from kizuna.claims.proposers.rules.people import people_in

_NOUN = (
    r"(?:agreements?|compact|alliance|memorand(?:um|a)(?:\sof\s\w+)?|MOU|MoU|treaty|charter"
    r"|pact|accord|protocol|declaration|certificate|covenant|proclamation|friendship treaty"
    r"|resolution|letter of intent|convention|contract|oath|partnership documents?|deed|papers)"
)
_INSTRUMENT = re.compile(rf"\b{_NOUN}(?!\s(?:on\s)?(?:day|anniversar))\b", re.I)
_BOND = re.compile(
    r"\b(?:links?|ties?|twinning|partnership|relationship|friendship)\b(?=\s(?:[\w-]+\s){0,5}?"
    r"(?:was|were|has been|had been)\s(?:\w+ly\s)?(?:formali[sz]ed|sealed|made official|signed|sworn)\b)",
    re.I,
)
_VERB = re.compile(
    r"\b(?:sign(?:ed|ing|s)?|conclud(?:ed|e|es|ing)|enter(?:ed|s)?(?:\sinto)?|form(?:ed|alized"
    r"|alised)|adopt(?:ed|s)|seal(?:ed)?|ratif(?:ied|y)"
    r"|renew(?:ed|al)?|establish(?:ed|ing)?|inked|approved|passed|exchanged|came into force"
    r"|made|reached|based on|drawn up|executed|sworn|reaffirmed|extended|confirmed|became|declared"
    r"|proclaimed|undersigned|endorsed"
    r"|accepted|finali[sz]ed|countersigned|read out|ratification"
    r"|(?:treaty|agreement|pact|accord|charter) of(?=[\w\s]*\d{4}))\b",
    re.I,
)
_TYPES: tuple[tuple[str, str], ...] = (
    ("port_agreement", r"\bports?\b"),
    ("sister_city_agreement", r"\bsister|\balliance\b"),
    ("twinning_agreement", r"\btwin|\bpartnership"),
    ("exchange_agreement", r"\bagreements? on exchanges?|\bexchange agreements?|\bexchanges?\b"),
    ("cooperation_agreement", r"\bco-?operation|\bmemorand|\bMOU\b"),
    ("resolution", r"\bresolution\b"),
    ("treaty", r"\btreaty\b"),
)
_PLACE = re.compile(
    r"\b(?:signed|ceremony|concluded|sealed|held|visit to|delegation to)\s(?:\w+\s){0,3}?(?:in"
    r"|at|to)\s$|['’]s?\s(?:\w+\s){0,3}(?:visit|delegation)\sto\s$|\bvisit to $",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Instrument:
    """An agreement read in scene.text[start:end]; `signed` is EDTF or None."""

    type: str
    pair: Pair
    start: int
    end: int
    signed: str | None


def instruments_in(scene: Scene) -> Iterator[Instrument]:
    """The agreements that a sentence says were signed, entered or adopted by the pair it speaks of."""
    noun = _INSTRUMENT.search(scene.text) or _BOND.search(scene.text)
    verb = _VERB.search(scene.text)
    if noun is None or verb is None or scene.pair is None or (scene.in_list and scene.numbered):
        return
    told = scene.named or scene.mentions
    if not told and not re.search(
        r"\bthe two|\bboth|\bour\b|\bagreement\b|\bthe (?:guests|mayors|sides|parties|councils)\b"
        r"|^\w+ (?:treaty|pact|accord|charter)\b",
        scene.text,
    ):
        return
    if _only_backdrop(scene.text, noun):
        return
    pair = _ports(scene) or scene.pair
    dates = [d for d in dates_in(scene.text) if d.whole]
    near = min(
        dates, key=lambda d: min(abs(d.start - verb.end()), abs(verb.start() - d.end)), default=None
    )
    start = 0
    yield Instrument(
        agreement_type(scene, noun), pair, start, len(scene.text), near.edtf if near else None
    )


def _only_backdrop(text: str, noun: re.Match[str]) -> bool:
    before = text[max(0, noun.start() - 90) : noun.start()]
    return bool(
        re.search(r"\b(?:anniversary|signing ceremony|ceremony)\b[\w\s'’-]*$", before, re.I)
        or re.search(
            r"\b(?:agreements provide|under|according to|part of|within|based on their own)\b[\w\s'’-]*$",
            before + noun[0],
            re.I,
        )
        or re.match(r"\sprovides?\b", text[noun.end() :])
    )


def _ports(scene: Scene) -> Pair | None:
    ports = list(dict.fromkeys(m.party for m in scene.mentions if m.party.level == "port"))
    return (ports[0], ports[1]) if len(ports) == 2 else None


def agreement_type(scene: Scene, noun: re.Match[str]) -> str:
    """The type of an instrument by the words around its name."""
    near = scene.text[max(0, noun.start() - 45) : noun.end() + 60]
    close = scene.text[max(0, noun.start() - 24) : noun.end() + 14]
    if noun[0] in {"resolution", "treaty"}:
        return noun[0]
    if noun[0] == "certificate":
        return "other"
    if re.match(r"\sof friendly\b", scene.text[noun.end() :], re.I):
        return "other"
    if _ports(scene) or (
        any(m.party.level == "port" for m in scene.mentions) and "port agreement" in scene.text
    ):
        return "port_agreement"
    for window in (close, near, scene.text if not scene.numbered else near):
        for name, pattern in _TYPES[1:]:
            if re.search(pattern, window, re.I):
                return name
    return "exchange_agreement" if "such agreement" in scene.text else "other"


def listed_agreement(scene: Scene, pair: Pair) -> Iterator[Finding]:
    """The agreement that an item of a list names ("X, Japan - sister city agreement, May 2014")."""
    noun = _INSTRUMENT.search(scene.text)
    if noun is None:
        return
    props: dict[str, Any] = {"type": agreement_type(scene, noun)}
    date = next((d for d in dates_in(scene.text) if d.whole), None)
    if date:
        props["signed"] = date.edtf
    yield Finding("agreement", scene, 0, len(scene.text), pair, props=props, confidence=0.65)


def agreements_in(scene: Scene) -> Iterator[Finding]:
    """The agreements of a sentence as findings, with place, people, ordinal and frequency where told."""
    for held in instruments_in(scene):
        props: dict[str, Any] = {"type": held.type}
        if held.signed:
            props["signed"] = held.signed
        place = next((m for m in scene.mentions if _PLACE.search(scene.text[: m.start])), None)
        if place is not None and held.signed:
            props["place"] = place.party.label
        people = people_in(scene.text)
        if people:
            props["people"] = people
        ordinal = re.search(rf"\b{ORDINAL}\s(?:such\s)?(?:\w+\s)?agreement", scene.text, re.I)
        if ordinal:
            props["ordinal"] = ordinal_of(ordinal["ordinal"])
        if not held.signed and (frequency := frequency_in(scene.text)):
            props["frequency"] = frequency
        yield Finding(
            "agreement", scene, held.start, held.end, held.pair, props=props, confidence=0.7
        )
