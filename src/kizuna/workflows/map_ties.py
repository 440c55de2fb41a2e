"""Mapping ties: the places and ties of the map as of a day, as known at a time, and those that stand behind it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime

from kizuna.analysis.tie_map import Count, MapAnswer, MapQuestion, TiedPlace, TieMap, Years
from kizuna.claims import vocabulary
from kizuna.claims.kinds import LocalGovernment
from kizuna.errors import BadQuestion
from kizuna.register.places import government_of
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
    meant: MapAnswer, part: slice, place: TiedPlace | None = None, known_at: datetime | None = None
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
    homes, fields = dict[str, tuple[str, ...]](), defaultdict[str, set[str]](set)
    for tie in held:
        parties = {ref: government_of(register, ref) for ref in counting_parties(tie.tie)}
        homes[tie.id] = tuple(sorted({home.id if home else ref for ref, home in parties.items()}))
        for concept in active_fields(register, tie.id):
            for up in vocabulary.scheme("fields").wider(concept):
                fields[up].add(tie.id)
    refs = sorted({ref for found in homes.values() for ref in found})
    keys, places = known_terms(refs), dict[str, TiedPlace]()
    for ref in refs:
        government = register.get(ref, LocalGovernment)
        point = government.point.value if government else None
        degrees = (point.latitude, point.longitude) if point else None
        country = _country(register, government, years.day)
        places[ref] = TiedPlace(keys[ref], ref, country, degrees)
    active = {field: frozenset(ties) for field, ties in fields.items()}
    return TieMap(years, places, held, homes, active)


def _country(register: Register, government: LocalGovernment | None, day: int) -> str:
    """The country of a government, or of the nearest one above it that has one; "" where none has."""
    seen: set[str] = set()
    while government is not None and government.id not in seen:
        if code := government.country.value_on(day) or government.country.value:
            return code
        seen.add(government.id)
        government = register.get(government.part_of.value, LocalGovernment)
    return ""
