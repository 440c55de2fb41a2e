"""Ties: that two local governments are sisters, twins, partners or friends, of what type and since when."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from typing import Any

from kizuna.proposals.rules.agreements.signed import instruments_in
from kizuna.proposals.rules.discourse import Scene
from kizuna.proposals.rules.finding import Finding
from kizuna.proposals.rules.grammar.dates import dates_in
from kizuna.proposals.rules.names import Mention
from kizuna.proposals.rules.statement_parts import parts_of
from kizuna.proposals.rules.ties.bodies import ties_of_bodies
from kizuna.proposals.rules.ties.dates import closing_dates, start_by_context, start_for
from kizuna.proposals.rules.ties.fragments import (
    both_ties,
    fragment_ties,
    joined_and_left,
    related_ties,
)
from kizuna.proposals.rules.ties.lists import is_row, listed_ties
from kizuna.proposals.rules.ties.pairs import evened, pairs_told
from kizuna.proposals.rules.ties.schools import sister_schools_in
from kizuna.proposals.rules.ties.words import (
    STATES,
    TYPES,
    UNMADE,
    VOID,
    begin_of,
    level_type,
    standing_of,
    stated_type,
)

_PERSON_OR_PLACE = re.compile(r"\b(?:museum|street|avenue|born|archives?)\b", re.I)


def ties_in(scene: Scene, default: str) -> Iterator[Finding]:
    """The ties that a sentence states. `default` is the type that the section's title names."""
    if scene.home is not None and (scene.in_list or is_row(scene)):
        listed = list(listed_ties(scene, default))
        if listed:
            yield from listed
            return
    if scene.text.endswith("?"):
        return
    for part in parts_of(scene):
        yield from _told(part, default)


def _told(scene: Scene, default: str) -> Iterator[Finding]:
    """The ties that one statement tells in prose."""
    yield from sister_schools_in(scene)
    if _of_institutions(scene.text):
        return
    if scene.pair is not None and not {m.party for m in scene.mentions} - {scene.home}:
        yield from fragment_ties(scene, default)
    bodies = list(ties_of_bodies(scene))
    named_ports = any(m.party.level == "port" for m in scene.mentions)
    if bodies and not named_ports and not _OF_CITIES.search(scene.text):
        yield from bodies
        return
    told = list(_stated(scene, default)) if STATES.search(scene.text) else []
    yield from told or _told_otherwise(scene, default)
    yield from bodies


def _told_otherwise(scene: Scene, default: str) -> Iterator[Finding]:
    """The ties of a sentence without the usual words: by an instrument, by a relation, by who came or left."""
    signed = list(_signed(scene)) or list(both_ties(scene, default))
    yield from signed or itertools.chain(
        related_ties(scene, default), joined_and_left(scene, default)
    )


# Universities, schools and chambers have partners of their own; "High School" needs its capitals.
_INSTITUTION = re.compile(
    r"\b(?:University|School|College|Gymnasium|Faculty|Hospital|Colegio|[Cc]hambers? of [Cc]ommerce)\b"
)


_OF_CITIES = re.compile(
    r"\b(?:sister[- ](?:cit|town|port)|twin(?:ned|ning)?[- ](?:town|cit)|twinned with"
    r"|partner[- ](?:cit|town)|friendship[- ](?:cit|town))",
    re.I,
)


def _of_institutions(text: str) -> bool:
    """Whether the partners that a sentence speaks of are schools, universities or chambers, not towns."""
    word = STATES.search(text)
    subject = text[: word.start()] if word else text
    return bool(_INSTITUTION.search(subject) and not _OF_CITIES.search(text))


def _stated(scene: Scene, default: str) -> Iterator[Finding]:
    text = scene.text
    word = STATES.search(text)
    outer = [m for m in scene.mentions if not m.within]
    parties = list(dict.fromkeys(m.party for m in outer))
    if word is None or not parties or _PERSON_OR_PLACE.search(text) or VOID.search(text):
        return
    dates = [d for d in dates_in(text) if d.whole]
    pairs = pairs_told(scene, outer, parties)
    closing = closing_dates(text, dates) if len(pairs) == 1 else []
    dates = [d for d in dates if d not in closing]
    for told, mention in pairs:
        pair = evened(told, text)
        if pair[0].bare == pair[1].bare:
            continue
        start = start_for(text, mention, outer, dates, len(pairs))
        if len(pairs) == 1 and not dates and not closing:
            start = start_by_context(scene)
        kind = stated_type(_words_for(text, mention, outer), default)
        props: dict[str, Any] = {"type": level_type(kind, pair), **standing_of(text)}
        if start and not UNMADE.search(text):
            props["start"] = start
        if props.get("status") == "ended" and (closing or len(dates) > 1):
            props["end"] = begin_of((closing or dates)[-1])
        yield Finding(
            "tie", scene, 0, len(text), pair, props=props, confidence=0.75 if start else 0.6
        )


def _words_for(text: str, mention: Mention, outer: list[Mention]) -> str:
    """The words that tell the type of one of several ties: those since the mention before, else all."""
    before = max((m.end for m in outer if m.end <= mention.start), default=0)
    own = text[before : mention.start]
    return own if any(pattern.search(own) for _, pattern in TYPES) else text


# A partner of no told kind ("its only other partner is X", "X remains a lively partner").


_TIE_OF = {
    "sister_city_agreement": "sister_city",
    "twinning_agreement": "twin_town",
    "cooperation_agreement": "cooperation",
    "port_agreement": "sister_port",
}


def _friendship(instrument: str, text: str) -> str | None:
    """The type of tie that a treaty, declaration or letter of friendship makes."""
    made = instrument in {"treaty", "other"} and re.search(r"\bfriendship\b", text, re.I)
    return "friendship_city" if made else None


# A memorandum on one topic makes no tie ("a memorandum on waste water").
_ON_TOPIC = re.compile(r"\b(?:memorand\w+|MoU|protocol)(?:\sof\s\w+)?\son\b", re.I)


def _signed(scene: Scene) -> Iterator[Finding]:
    if _ON_TOPIC.search(scene.text) or _INSTITUTION.search(scene.text):
        return
    for held in instruments_in(scene):
        kind = _TIE_OF.get(held.type) or _friendship(held.type, scene.text)
        if kind:
            props: dict[str, Any] = {"type": kind, "status": "active"}
            if held.signed and not held.renewal:
                props["start"] = held.signed
            yield Finding(
                "tie", scene, held.start, held.end, held.pair, props=props, confidence=0.55
            )
