"""Events: what happened, or is planned, once."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from typing import Any

from kizuna.proposals.rules.discourse import Pair, Scene
from kizuna.proposals.rules.events.clauses import ATTENDED, JOINT, event_clauses_of, is_timed
from kizuna.proposals.rules.events.happenings import BACKDROP, JOURNEYS, happened
from kizuna.proposals.rules.finding import Finding, sides_json, status_of
from kizuna.proposals.rules.grammar.acts import (
    GROUPS,
    GUESTS,
    PROFESSIONALS,
    act_in,
    marked_in,
)
from kizuna.proposals.rules.grammar.counts import persons_in, single_person_in
from kizuna.proposals.rules.grammar.dates import Dated, dates_in
from kizuna.proposals.rules.grammar.directions import direction_in
from kizuna.proposals.rules.grammar.durations import duration_in
from kizuna.proposals.rules.grammar.number_words import Number
from kizuna.proposals.rules.grammar.relative_dates import (
    is_ongoing,
    placed_in,
    spans_in,
    weekday_in,
)
from kizuna.proposals.rules.people import people_in

_SKIPPED = re.compile(
    r"\bthanks (?:go|to|are due)\b|^\W*(?:\d+[.)]\s)?(?:Essentially\s)?(?:Began|Begun)\b(?!\swith)"
    r"|\b(?:office|hall|association|committee|society|desk|bureau"
    r"|(?<=business )centre)\b[^.]{0,40}\b(?:was|were)?\s?(?:opened|founded|established|set up)\b"
    r"|\bopened an? \w*\s?office|\b(?:go|goes) through\b|\bdecades\b|\bstill stands\b"
    r"|\balso sent a copy\b",
    re.I,
)


_PLACE = re.compile(
    r"\b(?:held|played|performed|arrived|arrival|seminar|exhibition|concert|ceremony|conference"
    r"|festival)\b[^.;,]{0,60}\b(?:in|at)\s(?:the\s)?(?:(?:sister[- ])?city of\s)?$",
    re.I,
)


def events_in(scene: Scene) -> Iterator[Finding]:
    """The events of a sentence, clause by clause; one for each year where it lists years ("in 2006 and 2010")."""
    text = scene.text
    if scene.pair is None or text.endswith("?"):
        return
    if _is_listed_project(scene):
        yield _event(scene, "project", scene.pair, None, (0, len(text)))
        return
    for start, end in event_clauses_of(text):
        yield from _clause_events(scene, start, end)


def _is_listed_project(scene: Scene) -> bool:
    return bool(
        scene.numbered
        and scene.first
        and re.search(r"\bprojects?\b", scene.lead)
        and not scene.topics
        and scene.mentions
    )


def _clause_events(scene: Scene, start: int, end: int) -> Iterator[Finding]:
    clause = scene.text[start:end]
    if BACKDROP.search(clause) or _SKIPPED.search(clause):
        return
    marked = marked_in(clause)
    kind = act_in(clause) or ("anniversary" if marked else _journey(scene, start, end))
    if kind is None or scene.pair is None or not happened(scene, kind, start, end):
        return
    if kind == "ship" and re.search(r"\bwas awarded\b", clause):
        yield _event(scene, "award", scene.pair, None, (start + clause.index("was awarded"), end))
    span = _span(scene, start, end)
    dates = _dates(scene, kind, start, end)
    for pair in _pairs(scene):
        for date in dates:
            yield _event(scene, kind, pair, date, span)
    if kind == "anniversary" and persons_in(clause) and ATTENDED.search(clause):
        yield _event(scene, "visit", scene.pair, dates[0], span)
    if marked and kind != "anniversary":
        yield _event(scene, "anniversary", scene.pair, dates[0], (start + marked.start(), end))


def _journey(scene: Scene, start: int, end: int) -> str | None:
    """A visit where people of one side did anything on the other ("four chefs of X cooked at the Y fair")."""
    clause = scene.text[start:end]
    parties = {m.party for m in scene.within(start, end)}
    dated = any(d.whole for d in dates_in(clause)) or placed_in(clause, _before(scene, start))
    if len(parties) < 2 or not dated or not (persons_in(clause) or _GROUP.search(clause)):
        return None
    source, goal = direction_in(scene, start, end)
    return "visit" if source and goal else None


_GROUP = re.compile(rf"\b(?:{GROUPS}|{PROFESSIONALS}|{GUESTS})\b", re.I)


def _dates(scene: Scene, kind: str, start: int, end: int) -> list[Dated | None]:
    """The dates of a clause: its own, else one that the passage before it completes ("in July")."""
    clause = scene.text[start:end]
    would = re.search(r"\bwould\b", clause)
    spans = spans_in(clause)
    if spans:
        return [spans[0]]
    dates = [d for d in dates_in(clause) if would or not is_ongoing(d, clause)]
    if kind in JOURNEYS:
        dates = [d for d in dates if not _BUILT_IN.search(clause[: d.start])]
    whole = [d for d in dates if d.whole]
    if not whole:
        return [_placed(scene, start, clause) or next(iter(dates), None)]
    if kind not in _ONE_DATED and 1 < len(dates) <= 4 and _listed(clause, dates):
        return list(dates)
    own = _of_act(clause, whole)
    return [max(own or whole, key=lambda d: (len(d.edtf), -d.start))]


_ONE_DATED = {"ship", "award", "gift", "grant", "anniversary", "proclamation", "signing", "other"}
"""Types that do not repeat in several years ("in 2006 and 2010")."""


_BUILT_IN = re.compile(
    r",\s(?:opened|built|founded|completed|erected|dating|inaugurated|created)\s(?:in|from|since)\s$"
)
"""What stands before the age of a thing that is but looked at ("the factory, opened in 1921")."""


def _of_act(clause: str, dates: list[Dated]) -> list[Dated]:
    """The dates of the part of a clause that tells its act."""
    cuts = [0, *(m.end() for m in JOINT.finditer(clause)), len(clause)]
    for first, last in itertools.pairwise(cuts):
        part = clause[first:last]
        if act_in(part) and is_timed(part):
            return [d for d in dates if first <= d.start < last]
    return []


def _placed(scene: Scene, start: int, clause: str) -> Dated | None:
    """A date that the passage before completes; a clause joined by "and" shares the date of the one before."""
    before = _before(scene, start)
    placed = placed_in(clause, before) or weekday_in(clause, scene.issued)
    if placed or not start or not re.search(r",\sand\s$", before):
        return placed
    shared = [d for d in dates_in(scene.text[:start]) if d.whole and not d.since]
    return shared[-1] if shared else None


def _listed(clause: str, dates: list[Dated]) -> bool:
    return all(
        re.fullmatch(r",?\s?(?:and|,)?\s?(?:again\s|then\s)?(?:in\s)?", clause[a.end : b.start])
        for a, b in itertools.pairwise(dates)
    )


def _before(scene: Scene, start: int) -> str:
    """The date of the page, and the text of the block before a clause."""
    sentence = scene.sentence
    return f"{scene.issued} {sentence.reading.text[: sentence.start + start]}"


def _pairs(scene: Scene) -> list[Pair]:
    home = scene.home
    parties = list(dict.fromkeys(m.party for m in scene.mentions if not m.within))
    others = [p for p in parties if home is not None and p.bare != home.bare]
    if (
        home is not None
        and len(others) > 1
        and (home in parties or re.search(r"\bour\b", scene.text))
    ):
        return [(home, p) for p in others]
    return [scene.pair] if scene.pair else []


def _span(scene: Scene, start: int, end: int) -> tuple[int, int]:
    """A clause, or what it says after "during" where an agreement was made on the way."""
    during = re.search(r"\bduring\b", scene.text[start:end])
    if during and re.search(r"\bagreement", scene.text[start : start + during.start()]):
        return max(start, start + during.start() - 40), end
    return start, end


_UNCOUNTED = {"grant", "anniversary", "proclamation", "gift", "award", "other"}
"""Types whose persons, where the clause counts any, are not those who took part."""


def _persons(kind: str, clause: str) -> Number | None:
    counted = persons_in(clause)
    return counted or (single_person_in(clause) if kind in {"visit", "dispatch"} else None)


_AGREED_DURING = re.compile(r"\bagreement\b[^;]*\bduring\b")


def _event(
    scene: Scene, kind: str, pair: Pair, date: Dated | None, span: tuple[int, int]
) -> Finding:
    text = scene.text
    clause = text[span[0] : span[1]]
    if kind not in {"ship", "delegation", "award"} and _AGREED_DURING.search(text[: span[1]]):
        kind = "visit"
    props: dict[str, Any] = {"type": kind}
    if date is not None:
        props["date"] = date.edtf
    if kind not in {"anniversary", "proclamation", "award"}:
        source, goal = direction_in(scene, *span)
        if scene.pair is not None and pair != scene.pair and goal is not None:
            goal = pair[1] if goal == scene.pair[1] else goal
        props.update(sides_json(source, goal))
    if kind not in _UNCOUNTED and (persons := _persons(kind, clause)):
        props["persons"] = persons.as_json()
    if duration := duration_in(clause):
        props["duration"] = duration.as_json()
    if people := people_in(clause):
        props["people"] = people
    place = next((m for m in scene.within(*span) if _PLACE.search(text[: m.start])), None)
    if place is not None:
        props["place"] = place.party.label
    elif kind in {"visit", "delegation", "ship", "dispatch"} and "to" in props:
        props["place"] = props["to"]
    confidence = 0.65 if date else 0.5
    return Finding(
        "event",
        scene,
        *span,
        pair,
        props=props,
        confidence=confidence if status_of(clause) == "asserted" else 0.5,
    )
