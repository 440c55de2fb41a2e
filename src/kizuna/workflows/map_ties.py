"""Mapping ties: the places and ties of the map as of a day, as known at a time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from kizuna.analysis.tie_map import (
    Count,
    Frame,
    MapQuestion,
    MapTie,
    ShownTie,
    TiedPlace,
    TieMap,
    Years,
    spells_apart,
    wider,
)
from kizuna.claims.kinds import Exchange, FieldOfExchange, LocalGovernment, Programme, Tie
from kizuna.errors import BadQuestion
from kizuna.register.dating import Dating
from kizuna.register.places import government_of, on_day
from kizuna.register.register import Register
from kizuna.register.status import intervals_of, tie_on_day
from kizuna.register.ties import counting_parties
from kizuna.store.cache import cached
from kizuna.store.queries.tie_counts import ties_recorded
from kizuna.workflows import ask

MOST_DRAWN = 200_000
"""How many ties a map shows at most: a browser has to hold them all."""


def tie_map(day: int, known_at: datetime | None = None) -> TieMap:
    """The map of the ties; what was known earlier is folded, what is known now is read from the register's tables.

    It is kept while nothing is added to the ledger. Raises BadQuestion for a register of more than MOST_DRAWN
    ties.
    """
    if (recorded := ties_recorded()) > MOST_DRAWN:
        raise BadQuestion(
            f"the map shows {MOST_DRAWN:,} ties at most, and this register has {recorded:,}; ask for the ties of a"
            " place, or between two countries"
        )
    years = Years.around(day, date.today().toordinal())
    return cached(
        ("tie-map", years, known_at),
        lambda: _now(years) if known_at is None else _then(years, known_at),
        lambda found: len(found.ties) + len(found.places),
    )


@dataclass(frozen=True, slots=True)
class Overview:
    """How many ties a question means, and where their places lie."""

    count: Count
    frame: Frame


def overview(found: TieMap, question: MapQuestion, known_at: datetime | None = None) -> Overview:
    """The overview of a question about a map of what was known at a time; kept while nothing is added."""
    return cached(
        ("tie-map-overview", found.years, known_at, question),
        lambda: Overview(found.count(question), found.frame(question)),
    )


def shown_of(
    found: TieMap, question: MapQuestion, known_at: datetime | None = None
) -> list[ShownTie]:
    """The ties that the question means, in order of id; kept as an overview is. Raises what the map raises."""
    key = ("tie-map-shown", found.years, known_at, question)
    return cached(key, lambda: list(found.shown(question)), len)


def places_of(
    found: TieMap, question: MapQuestion, known_at: datetime | None = None
) -> list[tuple[TiedPlace, Count]]:
    """The places of the ties meant, those with the most ties first; kept as an overview is."""
    key = ("tie-map-places", found.years, known_at, question)
    return cached(key, lambda: found.by_place(question), len)


def countries_of(
    found: TieMap, question: MapQuestion, known_at: datetime | None = None
) -> list[tuple[str, int, Count]]:
    """The countries of the ties meant with how many places and ties each has; kept as an overview is."""
    key = ("tie-map-countries", found.years, known_at, question)
    return cached(key, lambda: found.by_country(question), len)


def _now(years: Years) -> TieMap:
    from kizuna.store.queries import hidden
    from kizuna.store.queries import tie_map as queries

    found = queries.tie_map(years)
    half = frozenset(hidden.partly_hidden_ties())
    return _joined(found, _folded(ask.known_register(None, half), years, half)) if half else found


def _joined(tables: TieMap, folded: TieMap) -> TieMap:
    """The map of the tables with the ties of which they say more than whoever reads may see."""
    fields = {
        concept: tables.fields.get(concept, frozenset()) | folded.fields.get(concept, frozenset())
        for concept in {*tables.fields, *folded.fields}
    }
    ties = sorted([*tables.ties, *folded.ties], key=lambda tie: (tie.ref, tie.spell))
    return TieMap(tables.years, {**folded.places, **tables.places}, tuple(ties), fields)


def _then(years: Years, known_at: datetime) -> TieMap:
    """The same, folded from the ledger as it was known at a time."""
    return _folded(ask.known_register(known_at), years)


def _folded(register: Register, years: Years, only: frozenset[str] | None = None) -> TieMap:
    """The map of a register's ties, or of some of them."""
    from kizuna.store.terms import known_terms

    dating = Dating.of(register)
    asked = register.of_kind(Tie) if only is None else register.get_all(only, Tie)
    spells = {tie.id: (tie, spells_apart(intervals_of(tie, dating))) for tie in asked}
    standing = {ref: (tie, found) for ref, (tie, found) in spells.items() if found}
    homes = {ref: _homes(register, tie) for ref, (tie, _) in standing.items()}
    places = {home for found in homes.values() for home in found}
    keys = known_terms(places | standing.keys())
    ties = (
        MapTie(
            key=keys[ref],
            ref=ref,
            type=tie.type.value or "",
            status=_status(tie, years.day),
            places=tuple(sorted(keys[home] for home in homes[ref])),
            days=days,
            spell=number,
        )
        for ref, (tie, found) in sorted(standing.items())
        for number, days in enumerate(found)
    )
    return TieMap(
        years,
        {keys[ref]: _place(register, ref, keys[ref], years.day) for ref in sorted(places)},
        tuple(ties),
        _fields(register, keys),
    )


def _homes(register: Register, tie: Tie) -> tuple[str, ...]:
    parties = counting_parties(tie)
    found = (government_of(register, ref) for ref in parties)
    return tuple({home.id if home else ref for home, ref in zip(found, parties, strict=True)})


def _status(tie: Tie, day: int) -> str:
    status = tie_on_day(tie, day).status
    return status.value.status if status else ""


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


def _fields(register: Register, keys: dict[str, int]) -> dict[str, frozenset[int]]:
    found: dict[str, set[int]] = defaultdict(set)
    for tie, concept in _lived(register):
        if tie in keys:
            for up in wider("fields", concept):
                found[up].add(keys[tie])
    return {concept: frozenset(held) for concept, held in found.items()}


def _lived(register: Register) -> Iterator[tuple[str, str]]:
    for kind, name in ((FieldOfExchange, "concept"), (Programme, "field"), (Exchange, "field")):
        for entity in register.of_kind(kind):
            for tie in entity.stated("tie").values:
                for concept in entity.stated(name).values:
                    yield tie, concept
