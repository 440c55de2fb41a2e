"""Mapping ties: the places and ties of the map as of a day, as known at a time, and those that stand behind it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from kizuna.analysis.tie_map import (
    Count,
    MapAnswer,
    MapQuestion,
    TiedPlace,
    TieMap,
    Years,
)
from kizuna.claims import vocabulary
from kizuna.claims.kinds import LocalGovernment
from kizuna.errors import BadQuestion
from kizuna.register.places import government_of, on_day
from kizuna.register.register import Register
from kizuna.register.status import TieOnDay
from kizuna.register.ties import TieQuery, active_fields, counting_parties, ties
from kizuna.store.cache import cached
from kizuna.store.queries.entities import ties_recorded
from kizuna.workflows import ask

MOST_DRAWN = 200_000
"""How many ties a map shows at most: a browser has to hold them all."""


def tie_map(day: int, known_at: datetime | None = None) -> TieMap:
    """The map of the ties, kept while nothing is added to the ledger.

    Raises BadQuestion for a register of more than MOST_DRAWN ties.
    """
    if (recorded := ties_recorded()) > MOST_DRAWN:
        raise BadQuestion(
            f"the map shows {MOST_DRAWN:,} ties at most, and this register has {recorded:,}; ask for the ties of a"
            " place, or between two countries"
        )
    years = Years.around(day, date.today().toordinal())
    return cached(
        ("tie-map", years, known_at),
        lambda: _map_of(ask.known_register(known_at), years),
        lambda found: len(found.ties) + len(found.places),
    )


def answer(found: TieMap, question: MapQuestion, known_at: datetime | None = None) -> MapAnswer:
    """What a question about a map of what was known at a time means; kept while nothing is added. Raises what it
    raises."""
    key = ("tie-map-answer", found.years, known_at, question)
    return cached(key, lambda: found.answer(question), lambda made: len(made.shown))


@dataclass(frozen=True, slots=True)
class MappedTies:
    """Some of the ties of a question, and how many there are in all; `register` holds what they speak of.

    Where a place is asked about, `on_a` of a line are the parties that are at the place.
    """

    register: Register
    lines: tuple[TieOnDay, ...]
    count: Count


def mapped_ties(
    meant: MapAnswer,
    part: slice,
    place: TiedPlace | None = None,
    known_at: datetime | None = None,
) -> MappedTies:
    """A part of the ties that a question means, or of those of them that join the place, in order of id."""
    found, homes = meant.map, meant.map.homes
    shown = [one for one in meant.shown if place is None or place.ref in homes[one[0].id]]
    refs = [tie.id for tie, _ in shown[part]]
    register = ask.known_register(known_at, [place.ref] if place else [])
    query = TieQuery(found.years.day_of(meant.question.year), ({place.ref},) if place else ())
    count = Count.of(answer for _, answer in shown)
    return MappedTies(register, tuple(ties(register, query, refs)), count)


def _map_of(register: Register, years: Years) -> TieMap:
    from kizuna.store.sql import known_terms

    held = tuple(tie for tie in ties(register, TieQuery(years.day)) if tie.intervals)
    homes = {tie.id: _homes(register, tie) for tie in held}
    places = sorted({ref for found in homes.values() for ref in found})
    keys = known_terms(places)
    return TieMap(
        years,
        {ref: _place(register, ref, keys[ref], years.day) for ref in places},
        held,
        homes,
        _fields(register, homes.keys()),
    )


def _homes(register: Register, tie: TieOnDay) -> tuple[str, ...]:
    parties = counting_parties(tie.tie)
    found = (government_of(register, ref) for ref in parties)
    homes = {home.id if home else ref for home, ref in zip(found, parties, strict=True)}
    return tuple(sorted(homes))


def _place(register: Register, ref: str, key: int, day: int) -> TiedPlace:
    government = register.get(ref, LocalGovernment)
    if government is None:
        return TiedPlace(key, ref, "", None)
    point = government.point.value
    degrees = (point.latitude, point.longitude) if point else None
    return TiedPlace(key, ref, _country(register, government, day), degrees)


def _country(register: Register, government: LocalGovernment, day: int) -> str:
    """The country of a government, or of the nearest one above it that has one."""
    seen: set[str] = set()
    at: LocalGovernment | None = government
    while at is not None and at.id not in seen:
        code = on_day(at.country, day) or at.country.value
        if code:
            return code
        seen.add(at.id)
        at = register.get(at.part_of.value, LocalGovernment)
    return ""


def _fields(register: Register, ties: Collection[str]) -> dict[str, frozenset[str]]:
    """The ties that were ever active in each field of exchange or a narrower one."""
    found: dict[str, set[str]] = defaultdict(set)
    for tie in ties:
        for concept in active_fields(register, tie):
            for up in vocabulary.scheme("fields").wider(concept):
                found[up].add(tie)
    return {concept: frozenset(held) for concept, held in found.items()}
