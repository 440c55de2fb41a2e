"""Ties on a day: the one query that everything which looks at ties asks; what a tie is on any day; and its parts -
fields, programmes, events, offices - that had begun by a day."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from kizuna.claims import vocabulary
from kizuna.claims.kinds import (
    Entity,
    Exchange,
    Fact,
    FieldOfExchange,
    LocalGovernment,
    Programme,
    Tie,
)
from kizuna.claims.kinds.property import naming_properties
from kizuna.errors import NotFound
from kizuna.register.dating import is_planned
from kizuna.register.places import bodies_of, country_of, family_of, government_of, in_country
from kizuna.register.register import E, Register
from kizuna.register.status import TieOnDay, party_facts, tie_on_day
from kizuna.values import Answer, Span, kind_of, slug_of


@dataclass(frozen=True, slots=True)
class TieQuery:
    """Which ties, as they stood on a day.

    `sides` are one or two sets of ids of governments and bodies: a tie has a party on each of them, and of two
    another one for each. A party that is a body stands on the side of the government that it belongs to too; one
    that no source confirms stands on none where others are confirmed. `kind` and `field` are concepts, which take
    in their narrower ones; `country` is the code of a country in which a party lies on the day; () and "" ask for
    any. `least` leaves out what stood less surely.
    """

    day: int
    sides: tuple[Collection[str], ...] = ()
    kind: str = ""
    field: str = ""
    country: str = ""
    least: Answer = Answer.NO


def ties(
    register: Register, query: TieQuery, among: Collection[str] | None = None
) -> list[TieOnDay]:
    """The ties that a query means, in order of id; where ids are given, those of them alone.

    Without sides, a country or ids the whole register is read.
    """
    refs = refs_meant(register, query) if among is None else among
    candidates = (
        register.read_all().of_kind(Tie)
        if refs is None
        else register.preload(refs).get_all(refs, Tie)
    )
    found = (_match(register, query, tie) for tie in candidates)
    return [tie for tie in found if tie is not None]


def refs_meant(register: Register, query: TieQuery) -> list[str] | None:
    """The ids of the ties that a query may mean, in order: those that name a member of each side, or of the
    country; None for every tie."""
    sides = [*query.sides]
    if query.country and not sides:
        sides = [in_country(register, query.country, query.day)]
    named = [ties_naming(register, side) for side in sides]
    return sorted(set.intersection(*named)) if named else None


def _match(register: Register, query: TieQuery, tie: Tie) -> TieOnDay | None:
    """The tie on the day; None where the query does not mean it."""
    on = _on_sides(register, tie, query.sides)
    if on is None or not is_of_type(tie, query.kind):
        return None
    if query.country:  # a party lies in it, itself or the government that it belongs to
        codes = (country_of(register, fact.value, query.day) for fact in party_facts(tie))
        if query.country not in codes:
            return None
    if query.field:
        is_within = vocabulary.scheme("fields").is_within
        if not any(is_within(one, query.field) for one in active_fields(register, tie.id)):
            return None
    found = tie_on_day(tie, query.day, register.dating)
    if found.answer < query.least:
        return None
    if not on:
        return found
    on_a, on_b = (*on, ())[:2]
    return replace(
        found, on_a=on_a, on_b=on_b, between_governments=is_between_governments(register, tie)
    )


def _on_sides(
    register: Register, tie: Tie, sides: Sequence[Collection[str]]
) -> list[tuple[str, ...]] | None:
    """The parties on each of the sides, in order of id; None where the tie does not join them."""
    if not sides:
        return []
    parties = sorted({fact.value for fact in party_facts(tie)})
    homes = {ref: government_of(register, ref) for ref in parties}
    on = [
        tuple(ref for ref, home in homes.items() if ref in side or (home and home.id in side))
        for side in sides
    ]
    joined = {ref for refs in on for ref in refs}
    return on if all(on) and len(joined) >= len(sides) else None


def is_between_governments(register: Register, tie: Tie) -> bool:
    """Whether every party that is named is a local government."""
    return all(register.get(ref, LocalGovernment) is not None for ref in tie.party.values)


def ties_beside(register: Register, tie: Tie, day: int) -> list[TieOnDay]:
    """A tie of governments and those that run beside it, in order of id; none of a tie of other bodies.

    They join what lies above or below its first party and what lies above or below the others.
    """
    parties = tie.party.values
    if len(parties) < 2 or not is_between_governments(register, tie):
        return []
    first, *others = (family_of(register, ref, day) for ref in parties)
    return ties(register, TieQuery(day, (first, set().union(*others))))


ACTIVE_BY = ((FieldOfExchange, "concept"), (Programme, "field"), (Exchange, "field"))
"""The parts of a tie by which it is active in a field, and the property that names the field."""


def active_fields(register: Register, tie: str) -> set[str]:
    """The fields of exchange in which a tie was ever active, by its fields, programmes and exchanges."""
    return {
        concept
        for kind, name in ACTIVE_BY
        for part in register.referring(tie, kind, "tie")
        for concept in part.stated(name).values
    }


def is_of_type(tie: Tie, wanted: str) -> bool:
    """Whether the tie is of a type or one narrower than it; "" asks for any."""
    held, is_within = tie.type.value, vocabulary.scheme("tie-types").is_within
    return not wanted or (held is not None and is_within(held, wanted))


def tie_of(register: Register, ref: str) -> Tie:
    """The tie of that id. Raises NotFound, quoting it, where the register holds none."""
    found = register.get(ref, Tie)
    if found is None:
        raise NotFound(f"no tie in the register has the id {ref!r}")
    return found


def counting_parties(tie: Tie) -> tuple[str, ...]:
    """The ids of the parties that a claim with a source gives, in order."""
    return tuple(sorted({fact.value for fact in tie.party if fact.counts}))


def parties_in_order(tie: Tie) -> tuple[str, ...]:
    """The parties of a tie as its id names them; those that it does not name come last."""
    named = slug_of(tie.id)

    def place(party: str) -> tuple[int, int, str]:
        slug = slug_of(party)
        at = 0 if named.startswith(slug) else named.find(f"-{slug}")
        return (at if at >= 0 else len(named), -len(slug), party)

    return tuple(sorted(set(tie.party.values), key=place))


def partners_of(tie: TieOnDay, own: Collection[str]) -> tuple[str, ...]:
    """The parties of a tie that are not a place's own; all where those are all."""
    parties = parties_in_order(tie.tie)
    return tuple(ref for ref in parties if ref not in own) or tuple(parties)


def countries_of(register: Register, refs: Iterable[str], day: int) -> Iterator[Fact[str]]:
    """The countries of governments, and of the governments that bodies belong to, on a day."""
    homes = (government_of(register, ref) for ref in refs)
    return (fact for home in homes if home and (fact := home.country.on(day)))


def ties_naming(register: Register, members: Collection[str]) -> set[str]:
    """The ids of the ties of which a claim names one of the places and bodies, or a body that belongs to one."""
    named = register.naming({*members, *bodies_of(register, members)})
    return {ref for ref in named if kind_of(ref) == Tie.prefix}


E_co = TypeVar("E_co", bound=Entity, covariant=True)


@dataclass(frozen=True, slots=True)
class Part(Generic[E_co]):
    """A part of a tie with its `life` and whether it had `begun` by the day (CERTAIN or POSSIBLE)."""

    entity: E_co
    life: Span
    begun: Answer


def begun_parts(register: Register, entities: Iterable[E], day: int) -> Iterator[Part[E]]:
    """Those of the entities that had certainly or possibly begun by the day; what is only planned is left out."""
    dating = register.dating
    for entity in entities:
        life = dating.life(entity)
        if life is not None and (begun := life.begun_by(day)).possible:
            yield Part(entity, life, begun)


def parts_of(register: Register, ref: str, kind: type[E], day: int) -> tuple[Part[E], ...]:
    """The entities of a kind that refer to `ref` and had begun by the day; those come first that began first."""
    referring = (
        entity
        for entity in register.referring(ref, kind)
        if any(
            fact.counts and ref in definition.type.refs(fact.value)
            for name, definition in naming_properties(type(entity)).items()
            for fact in entity.stated(name)
        )
    )
    found = begun_parts(register, referring, day)
    return tuple(sorted(found, key=lambda part: (part.life.start_latest, part.entity.id)))


def planned_of(register: Register, ref: str, kind: type[E]) -> tuple[E, ...]:
    """The entities of a kind that refer to `ref` and, or their dates, are only planned, forecast or unverified."""
    found = register.referring(ref, kind)
    return tuple(e for e in found if not e.counts or is_planned(e.stated(e.begins)))
