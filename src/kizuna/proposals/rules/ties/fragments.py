"""Ties told by a fragment, by what the two became, by a relation, by who joined or left."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from typing import Any

from kizuna.proposals.rules.discourse import Pair, Scene, speaks_of_both
from kizuna.proposals.rules.finding import Finding
from kizuna.proposals.rules.grammar.dates import Dated, dates_in
from kizuna.proposals.rules.ties.dates import BEGUN, RENEWAL, closing_dates
from kizuna.proposals.rules.ties.pairs import evened
from kizuna.proposals.rules.ties.words import (
    ENDED,
    as_ports,
    begin_of,
    fragment_type,
    stated_type,
    status_in,
    type_told,
)

_FRAGMENT = re.compile(
    r"\b(?:sister city(?: partner)?|twin town|partner(?:ed|s)?(?: (?:city|cities|towns?))?|twinned|friendship"
    r" city|sister cities|twin towns)\s(?:since\s|in\s)?$"
    r"|\b(?:partnership|twinning|relationship|link|tie|ties|friendship)\s(?:\w+\s){0,2}(?:was"
    r"|were|has been)\s(?:\w+\s)?(?:declared|established|formed|signed|formali[sz]ed|created"
    r"|sealed|concluded|founded)\s(?:in\s|on\s)$"
    r"|^(?:(?:sister|twin|twinning|partnership|friendship|cooperation)\s)(?:\w+\s)?(?:agreement|treaty"
    r"|pact|accord|charter)\s(?:of\s|in\s|since\s|signed\s(?:in\s|on\s)?)$"
    r"|\bmade the (?:tie|link|partnership|relationship|friendship) official\s(?:in|on)\s(?:[A-Z]\w+\s)*$"
    # "Sister city affiliation: October 17, 1974", "twinned: 1988"
    r"|\b(?:affiliation|affiliated|twinning|twinned|partnership|agreement|sister cit(?:y|ies)|established"
    r"|since):\s$"
    # "Year of affiliation: 1967", "Date signed: 5 May 1980", "Established 1990" as a line of its own
    r"|^(?:date|year)\s(?:of\s)?(?:signing|signed|twinning|establishment|affiliation|agreement):?\s$"
    r"|^(?:established|signed|formali[sz]ed|twinned|affiliated|paired)(?:\s(?:in|on))?:?\s$"
    r"|^(?:\w+\s){0,2}(?:agreement|charter|pact|treaty)\s(?:was\s)?signed(?::|\sin|\son)?\s$"
    # "Our newest partner (2013)", "the oldest link, since 1979"
    r"|\b(?:our|the|their|its)\s(?:\w+\s){0,2}?(?:first|oldest|newest|youngest|latest|second|third)\s(?:\w+\s)?"
    r"(?:partner|twin|link|tie|partnership|connection|sister)\b[,\s(]*(?:in\s|since\s)?$"
    # "partners since the signing of the sister city agreement on 21 June 1988"
    r"|\bsince the signing of (?:the|an?|our)\s(?:[\w-]+\s){1,4}(?:in|on)\s$"
    r"|\b(?:twins|paired|together|linked|connected|friends|allied) since\s$",
    re.I,
)


# An instrument made, without its parties: it dates the tie of the section it stands in.
_INSTRUMENT_MADE = re.compile(
    r"\b(?:agreement|charter|treaty|pact|accord|oath of twinning|(?:twinning|friendship) declaration)\s"
    r"(?:was|had been)\s(?:\w+ly\s)?(?:signed|concluded|sealed|sworn|issued|adopted)\s"
    r"(?:in\s[A-ZÀ-Þ][\w-]+\s)?(?:on|in)\s$"
    r"|\b(?:put|set|added)\s(?:his|her|their)\s(?:names?|signatures?|seals?)\sto\s(?:the|a|an)\s"
    r"(?:[\w-]+\s){0,3}?(?:charter|agreement|treaty|pact|accord)\s(?:in|on)\s$"
    r"|\bstatus (?:was|has been) (?:granted|conferred|sealed)\s(?:in\s[A-ZÀ-Þ][\w-]+\s)?(?:on|in)\s$",
)


def fragment_ties(scene: Scene, default: str) -> Iterator[Finding]:
    """A date of the tie in force, without the names ("Partnered 1982", "our link was made in")."""
    for dated in dates_in(scene.text):
        before = scene.text[: dated.start]
        made = scene.in_list and _INSTRUMENT_MADE.search(before) and not RENEWAL.search(before)
        if dated.whole and scene.pair is not None and (made or _FRAGMENT.search(before)):
            kind = fragment_type(scene.text, default)
            pair = as_ports(scene.pair) if kind == "sister_port" else scene.pair
            props = {"type": kind, "start": begin_of(dated), **status_in(scene.text)}
            yield Finding("tie", scene, 0, dated.end, pair, props=props, confidence=0.65)
            return


# The pair in force, named as "the two cities", said to be what it is.
_BECAME = re.compile(
    r"\b(?:are|were|became|become|have been)\s(?:\w+\s)?(?:twins|twinned|paired|sister (?:cit|town)\w+|twin towns"
    r"|sister ports)\b",
    re.I,
)


def both_ties(scene: Scene, default: str) -> Iterator[Finding]:
    """An undated tie of the pair in force, told without its names ("since the two cities became twins")."""
    named = {m.party for m in scene.mentions} - {scene.home}
    if scene.pair is None or named or not speaks_of_both(scene.text):
        return
    if _BECAME.search(scene.text):
        props = {"type": stated_type(scene.text, default), **status_in(scene.text)}
        yield Finding("tie", scene, 0, len(scene.text), scene.pair, props=props, confidence=0.55)


_RELATION = re.compile(
    r"\b(?:connections?|contacts?|links?|ties|relations|relationship|co-?operation|twinning|partnership"
    r"|arrangement|friendship|affiliation)(?:\s(?:with|to|between)\s|,\sto\s)(?:the\s(?:\w+\s){0,3}?)?$",
    re.I,
)


# What is told of a relation as such: that it began, lasts, rests on a paper, or came to an end.
_PREDICATE = re.compile(
    r"\b(?:followed,?\s(?:in|on)\b|dates? (?:from|back)|dated from|go(?:es)? back|went back|reach(?:es)? back"
    r"|began|started|(?:was|were) (?:\w+ly\s)?(?:declared|established|formed|created|opened|suspended|ended"
    r"|broken off|frozen|wound up|sealed|added|begun)|rests? on|rested on|(?:is|are|was|were|put) on (?:hold|ice)"
    r"|(?:has|have) been (?:dormant|suspended|on hold|on ice)|(?:is|are) (?:dormant|suspended)|turned into)",
    re.I,
)


def related_ties(scene: Scene, default: str) -> Iterator[Finding]:
    """A relation of two towns of which a sentence tells more ("The connection with X followed in May 1963")."""
    outer = [m for m in scene.mentions if not m.within]
    for mention in outer:
        predicate = _PREDICATE.search(scene.text, mention.end) or ENDED.search(
            scene.text, mention.end
        )
        if predicate is None or not _RELATION.search(scene.text[: mention.start]):
            continue
        if re.search(r"[.;]", scene.text[mention.end : predicate.start()]):
            continue
        first = next((m.party for m in outer if m.end < mention.start), scene.home)
        if first is None or first.bare == mention.party.bare:
            return
        dates = [d for d in dates_in(scene.text) if d.whole and d.start > mention.start]
        closing = closing_dates(scene.text, dates)
        opening = [d for d in dates if d not in closing]
        pair = evened((first, mention.party), scene.text)
        yield _related_tie(scene, pair, default, opening, closing)
        return


def _related_tie(
    scene: Scene, pair: Pair, default: str, opening: list[Dated], closing: list[Dated]
) -> Finding:
    kind = type_told(scene.text, default)
    if kind in {"cooperation", "sister_city"} and (
        default == "sister_port" or all(party.level == "port" for party in pair)
    ):
        kind = "sister_port"
    props: dict[str, Any] = {"type": kind, **status_in(scene.text)}
    if opening and not RENEWAL.search(scene.text[: opening[0].start]):
        props["start"] = begin_of(opening[0])
    if closing and props["status"] == "ended":
        props["end"] = begin_of(closing[-1])
    held = as_ports(pair) if kind == "sister_port" else pair
    return Finding("tie", scene, 0, len(scene.text), held, props=props, confidence=0.6)


# A partner that joined the others: "X, then in Y, came next, in 1971", "since X came aboard in 2004".
_JOINED = re.compile(
    r"(?:,\s[^.;,]{2,30},?)?\s(?:(?:who|which)\s)?(?:came (?:next|aboard|on board|later)|followed(?:\ssuit)?"
    r"|joined(?:\sthe \w+)?|was (?:next|added)|became the \w+)\b,?\s(?:in|on)\s(?:early\s|late\s)?$",
    re.I,
)


# Two towns that left each other: "X and Y parted amicably", "told Y that it was closing the arrangement".
_LEFT = re.compile(
    r"\bparted (?:amicably|ways|company)\b|\b(?:clos|end|dissolv|leav|terminat|wind)(?:ing|ed)\s(?:up\s)?(?:the"
    r"|its|their)\s(?:\w+\s){0,2}?(?:arrangement|link|tie|relationship|partnership|twinning|agreement)\b",
    re.I,
)


def joined_and_left(scene: Scene, default: str) -> Iterator[Finding]:
    """A partner that joined the home's others, or a pair that parted."""
    outer = [m for m in scene.mentions if not m.within]
    parties = list(dict.fromkeys(m.party for m in outer))
    dates = [d for d in dates_in(scene.text) if d.whole]
    left = _LEFT.search(scene.text)
    if left and len(parties) == 2:
        props: dict[str, Any] = {"type": default, "status": "ended"}
        opening = next((d for d in dates if BEGUN.search(scene.text[: d.start])), None)
        if opening:
            props["start"] = begin_of(opening)
        pair = (parties[0], parties[1])
        yield Finding("tie", scene, 0, len(scene.text), pair, props=props, confidence=0.6)
        return
    for mention, dated in itertools.product(outer, dates):
        if scene.home is None or mention.party.bare == scene.home.bare or mention.end > dated.start:
            continue
        if _JOINED.fullmatch(scene.text[mention.end : dated.start]):
            props = {"type": default, "status": "active", "start": begin_of(dated)}
            pair = (scene.home, mention.party)
            yield Finding("tie", scene, 0, len(scene.text), pair, props=props, confidence=0.6)
