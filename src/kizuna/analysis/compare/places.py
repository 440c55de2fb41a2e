"""Places side by side: ties by kind and country, partners, fields, level and population."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kizuna.analysis.compare.neighbours import Neighbours, Ties, claims_of, since_of, surest
from kizuna.analysis.compare.rows import UNSTATED, Cell, Comparison, Item, Row, Said, rows_of
from kizuna.analysis.measures.breadth import fields_of
from kizuna.analysis.scope import populations
from kizuna.claims.kinds import LocalGovernment
from kizuna.register.dating import Dating
from kizuna.register.places import level_on

LIKENED = frozenset({"kinds", "countries", "fields"})


@dataclass(frozen=True, slots=True)
class Place:
    """A place to compare: the id that was asked for, and the governments or bodies that it takes in."""

    ref: str
    members: frozenset[str]

    @property
    def is_single(self) -> bool:
        """Whether it is one government or body, and no area or country."""
        return self.members == {self.ref}


@dataclass(frozen=True, slots=True)
class Shared:
    """A partner of at least two of the compared places, with the ties of each place to it (() for none)."""

    partner: str
    ties: tuple[Ties, ...]

    @property
    def claims(self) -> tuple[str, ...]:
        """The claims that the ties rest on."""
        return claims_of(tie for ties in self.ties for tie in ties)


@dataclass(frozen=True, slots=True)
class Profile:
    """What a place has: its ties by kind, by country and by partner, and fields by concept, each as items."""

    kinds: dict[str, list[Item]]
    countries: dict[str, list[Item]]
    partners: dict[str, list[Item]]
    fields: dict[str, list[Item]]


def compare_places(neighbours: Neighbours, places: Sequence[Place]) -> Comparison:
    """The places beside each other; the key of a row is a kind of tie, a country (ISO 3166-1), or a field."""
    profiles = [
        profile_of(neighbours, place, Dating.of(neighbours.scope.register)) for place in places
    ]
    rows = [
        *_itself(neighbours, places),
        *rows_of("kinds", [p.kinds for p in profiles]),
        *_distinct("countries", [p.countries for p in profiles]),
        *_distinct("partners", [p.partners for p in profiles])[:1],
        *rows_of("fields", [p.fields for p in profiles]),
    ]
    return Comparison(tuple(place.ref for place in places), tuple(rows), LIKENED)


def shared_partners(neighbours: Neighbours, places: Sequence[Place]) -> tuple[Shared, ...]:
    """The partners that at least two of the places have, those first that most of them have."""
    held = [neighbours.partners_of(place.members) for place in places]
    partners = sorted({partner for each in held for partner in each})
    found = [Shared(p, tuple(each.get(p, ()) for each in held)) for p in partners]
    several = [shared for shared in found if sum(map(bool, shared.ties)) > 1]
    return tuple(sorted(several, key=lambda s: (-sum(map(bool, s.ties)), s.partner)))


def profile_of(neighbours: Neighbours, place: Place, dating: Dating) -> Profile:
    """The profile of a place on the scope's day."""
    found = Profile(defaultdict(list), defaultdict(list), defaultdict(list), defaultdict(list))
    scope = neighbours.scope
    for tie in neighbours.ties_of(place.members):
        item = Item(tie.answer, tie.tie.id, tie.listed, since_of(tie))
        found.kinds[tie.tie.type.value or UNSTATED].append(item)
        for part in fields_of(scope.register, tie.tie.id, scope.day, dating):
            key = part.entity.concept.value or UNSTATED
            claims = (*tie.listed, *part.entity.claim_ids)
            found.fields[key].append(Item(item.answer & part.begun, key, claims))
    for partner, ties in neighbours.partners_of(place.members).items():
        country = neighbours.country(partner) or UNSTATED
        items = [Item(t.answer, t.tie.id, t.listed, since_of(t)) for t in ties]
        found.countries[country].extend(items)
        found.partners[partner].append(Item(surest(ties), partner, claims_of(ties)))
    return found


def distinct(items: dict[str, list[Item]]) -> list[Item]:
    """One item for each key but UNSTATED: it is so as surely as the surest of its items."""
    return [
        Item(
            max(i.answer for i in held),
            key,
            tuple(dict.fromkeys(c for i in held for c in i.claims)),
        )
        for key, held in items.items()
        if key != UNSTATED
    ]


def _distinct(topic: str, sides: Sequence[dict[str, list[Item]]]) -> list[Row]:
    """The rows of a topic whose total counts its keys, and not what stands under them."""
    whole = rows_of(topic, [{topic: distinct(side)} for side in sides])
    return [*whole[:1], *rows_of(topic, sides, totals=False)]


def _itself(neighbours: Neighbours, places: Sequence[Place]) -> Iterable[Row]:
    """Level and population of the places that are one government."""
    levels: list[Cell | None] = []
    people: list[Cell | None] = []
    register, day = neighbours.scope.register, neighbours.scope.day
    persons = populations(register)
    for place in places:
        government = register.get(place.ref, LocalGovernment) if place.is_single else None
        level = level_on(government, day) if government else None
        levels.append(Said(level.value, level.claim_ids) if level else None)
        people.append(persons.get(government.id) if government else None)
    rows = (Row("itself", "level", tuple(levels)), Row("itself", "population", tuple(people)))
    return [row for row in rows if row.held]
