"""Programmes: what two local governments do again and again or keep doing."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from typing import Any

from kizuna.proposals.rules.discourse import Scene
from kizuna.proposals.rules.finding import Finding, sides_json
from kizuna.proposals.rules.grammar.counts import persons_in, single_person_in
from kizuna.proposals.rules.grammar.dates import dates_in
from kizuna.proposals.rules.grammar.directions import direction_in
from kizuna.proposals.rules.grammar.durations import duration_in
from kizuna.proposals.rules.grammar.frequencies import habit_in
from kizuna.proposals.rules.grammar.relative_dates import is_ongoing
from kizuna.proposals.rules.grammar.shares import funding_in
from kizuna.proposals.rules.lexicon import fields_in
from kizuna.proposals.rules.programmes.recurring import (
    ACTIVITY,
    BEEN_TIED,
    ONCE,
    SINCE_IT,
    is_programme,
    is_service,
    moves,
    recurs,
)
from kizuna.proposals.rules.sentences import clauses_of

_BEGAN = re.compile(
    r"\b(?:(?:began|begun|started|introduced|launched) in|going back to"
    r"|first held in) (?P<year>(?:19|20)\d\d)\b"
)


_SINCE_THEN = re.compile(r"\b[Ss]ince then\b")


_LOGISTICS = re.compile(
    r"\b(?:contact us|learn more|please|click|join us|membership|dues|volunteer (?:with|for us"
    r"|today)|thanks go|you can|we would love)\b",
    re.I,
)


_TITLE = re.compile(r"^\W*(?:\d{1,3}[.)]\s*)")


def programmes_in(scene: Scene, carried: str | None) -> Iterator[Finding]:
    """The programmes of a sentence, clause by clause. `carried` is the start that its list item gives."""
    if scene.pair is None or scene.text.endswith("?") or _LOGISTICS.search(scene.text):
        return
    if scene.in_list and scene.numbered and not ACTIVITY.search(scene.text):
        return
    dates = [d for d in dates_in(scene.text) if is_ongoing(d, scene.text) and d.whole]
    for start, end in _stretches(scene):
        since = next((d.edtf for d in dates if d.start < end), None)
        read = _programme(scene, start, end, carried, since)
        if (
            set(read.props) > {"activity", "direction"}
            or read.props.get("direction") != "both"
            or _SPECIFIC.search(read.text)
            or is_service(scene, read.text)
        ):
            yield read


def _stretches(scene: Scene) -> list[tuple[int, int]]:
    """The spans that each tell a programme, with the clauses after them that tell more of it."""
    found: list[tuple[int, int]] = []
    for start, end in _parts(scene.text):
        if start == 0:
            start += _after_title(scene, scene.text[:end])
        clause = scene.text[start:end]
        if is_programme(scene, clause, whole=scene.text):
            found.append((start, end))
        elif found and _ADDS.match(clause) and not ONCE.search(clause):
            found[-1] = (found[-1][0], end)
    return found


def _parts(text: str) -> Iterator[tuple[int, int]]:
    """The clauses of a sentence, cut further where one half recurs and the other happened once, or both recur."""
    for start, end in clauses_of(text):
        cuts = [start, *(m.end() for m in _JOINT.finditer(text, start, end)), end]
        spans = list(itertools.pairwise(cuts))
        recurring = [span for span in spans if recurs(text[slice(*span)])]
        once = any(ONCE.search(text[slice(*span)]) for span in spans if span not in recurring)
        peopled = all(persons_in(text[slice(*s)]) and moves(text[slice(*s)]) for s in spans)
        if recurring and (once or len(recurring) > 1):
            yield from recurring
        elif peopled:
            yield from spans
        else:
            yield start, end


_JOINT = re.compile(r",\s+(?:and|but|yet)\s+|:\s+(?=[a-z])")
"""Where a clause may go on to tell something else."""


_ADDS = re.compile(
    r"\W*(?:usually|normally|typically|about|some|up to|around|roughly|\d|they|half|one|a third"
    r"|two thirds|the (?:rest|costs?|trips?|stay)|(?:every|each) year\W*$|since \d{4}\W*$|(?:four"
    r"|five|six|eight|ten|twelve|fifteen|twenty)\b)",
    re.I,
)
"""How a clause begins that tells more of the programme before it ("; 35 to 40 usually go")."""


def _after_title(scene: Scene, clause: str) -> int:
    """How much of a clause is the title of its list item ("1. Ties in the field of sport consist of")."""
    if not (scene.numbered and scene.first):
        return 0
    match = re.match(
        r"\W*(?:\d{1,3}[.)]\s*)?[^.]{3,110}?\b(?:consists? of|provides? for|in the form of"
        r"|expressed through|includes?|comprises?)\s",
        clause,
    )
    if match:
        return match.end()
    marker = _TITLE.match(clause)
    return marker.end() if marker else 0


def _programme(
    scene: Scene, start: int, end: int, carried: str | None, since: str | None
) -> Finding:
    clause = scene.text[start:end]
    props: dict[str, Any] = {"activity": _activity(clause)}
    served = is_service(scene, clause)
    topic = ("transport",) if served else scene.topics or fields_in(clause)
    if topic:
        props["field"] = topic[0]
    source, goal = (None, None) if served else direction_in(scene, start, end)
    direction = sides_json(source, goal)
    props.update(direction or {"direction": "both"})
    if (
        begun := _begun(scene, start, end)
        or since
        or (carried if _FROM_TITLE.match(scene.text) else None)
    ):
        props["start"] = begun.split("/")[0]
    reach, around = _around(scene, end)
    if frequency := habit_in(clause + around):
        props["frequency"] = frequency
    if persons := persons_in(clause + around):
        props["persons"] = persons.as_json()
    elif single := single_person_in(clause):
        props["persons"] = single.as_json()
    if duration := duration_in(clause + around):
        props["duration"] = duration.as_json()
    if funding := funding_in(clause + around):
        props["funding"] = funding
    confidence = 0.7 if {"frequency", "start", "persons"} & set(props) else 0.55
    return Finding(
        "programme", scene, start, end, scene.pair, props=props, confidence=confidence, reach=reach
    )


def _begun(scene: Scene, start: int, end: int) -> str | None:
    """When what scene.text[start:end] tells began, as told there; "since then" takes the date before it."""
    clause = scene.text[start:end]
    told = _BEGAN.search(clause) or SINCE_IT.search(clause)
    if told:
        return told["year"]
    if _SINCE_THEN.search(clause):
        before = scene.sentence.reading.text[: scene.sentence.start + start]
        return next((d.edtf for d in reversed(dates_in(before)) if d.whole), None)
    if BEEN_TIED.search(clause):
        return None
    if to_recur := _TO_RECUR.search(clause):
        return next((d.edtf for d in dates_in(clause[: to_recur.start()]) if d.whole), None)
    return next((d.edtf for d in dates_in(clause) if d.since or not habit_in(clause)), None)


_TO_RECUR = re.compile(
    r"\bwhich\s(?:will|would|is to|are to)\s(?:\w+\s){1,4}?(?:regular|annual|every|each|yearly)",
    re.I,
)
"""What goes on after a first time, which the words before it date."""


_FROM_TITLE = re.compile(
    r"\W*(?:\d+[.)]\s)?(?:Essentially\s)?(?:Began|Begun|Consists?|Includes?|Since then"
    r"|And include)\b",
    re.I,
)


_SPECIFIC = re.compile(r"\bexchang\w+ of\b|\bhosts?\b", re.I)


_GOES_ON = re.compile(
    r"^(?:These|Such|The)\s(?:exchanges|visits|trips|delegations)\b|^They (?:are|stay|last|spend)\b"
    r"|^Usually the\b|^\d+/\d+ of the",
    re.I,
)


def _around(scene: Scene, end: int) -> tuple[int, str]:
    """The next sentence where it says more of the same programme, with how far it reaches."""
    if scene.following is None or end != len(scene.text):
        return 0, ""
    if not _GOES_ON.match(scene.following.text):
        return 0, ""
    return scene.following.end - scene.sentence.end, " " + scene.following.text


def _activity(clause: str) -> str:
    return re.sub(r"\s+", " ", clause).strip(" .,;:-–")[:120]
