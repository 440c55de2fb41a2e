"""Places in the register: what an area takes in on a day, and on which side of a tie a
party stands.
"""

import json
from collections.abc import Collection
from dataclasses import dataclass

from kizuna.claims import vocabulary
from kizuna.claims.kinds import (
    Area,
    Definition,
    Entity,
    Fact,
    LocalGovernment,
    Organisation,
)
from kizuna.errors import BadQuestion
from kizuna.register.register import Register

MUNICIPALITY, PREFECTURE = "municipality", "prefecture"


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a question: an area, a country or a government with all that lies in
    it on a day.

    `ref` is an entity id, or the code of a country of which the register holds no area.
    `definition` is the fact that drew the area, None for a country or a government.
    """

    ref: str
    members: frozenset[str]
    definition: Fact[Definition] | None = None

    @property
    def slug(self) -> str:
        """The side in the name of a file: "kansai", "de"."""
        return self.ref.partition("/")[2] or self.ref.lower()


def is_country(ref: str) -> bool:
    """Whether a side is named by the code of a country (ISO 3166-1), and not by an
    entity id.
    """
    return len(ref) == 2 and ref.isupper()


def side(register: Register, ref: str, day: int, drawn: str = "") -> Side:
    """The side named by an entity id or the code of a country; `drawn` is the key of an
    area's definition ("": the first).

    Raises NotFound for an id that is not held and BadQuestion for one that takes in no
    governments, or an unknown definition.
    """
    if is_country(ref) and not drawn:
        return Side(ref, in_country(register, ref, day))
    entity = register.entity(ref)
    if isinstance(entity, LocalGovernment):
        return Side(ref, with_parts(register, frozenset({ref}), day))
    if not isinstance(entity, Area):
        raise BadQuestion(f"{ref!r} is not an area, a country or a local government")
    if (
        not any(fact.counts for fact in entity.definition)
        and entity.country.value
        and not drawn
    ):
        return Side(ref, in_country(register, entity.country.value, day))
    for fact in entity.definition:
        if drawn in ("", str(fact.value.key)):
            return Side(
                ref, with_parts(register, frozenset(fact.value.members), day), fact
            )
    keys = ", ".join(str(fact.value.key) for fact in entity.definition)
    raise BadQuestion(
        f"{entity.id} is not drawn as {drawn!r}; it has {keys or 'no definition'}"
    )


def in_country(register: Register, code: str, day: int) -> frozenset[str]:
    """The ids of all governments that belong to a country on a day."""
    stated = register.ledger.stating("government", "country", json.dumps(code))
    held = register.get_all(stated, LocalGovernment)
    return frozenset(g.id for g in held if g.country.value_on(day) == code)


def above(register: Register, ref: str, day: int) -> list[Fact[str]]:
    """The facts of what a government is part of on a day, from the nearest outwards."""
    found: list[Fact[str]] = []
    at, seen = ref, {ref}
    while government := register.get(at, LocalGovernment):
        fact = government.part_of.on(day)
        if fact is None or fact.value in seen:
            break
        at = fact.value
        seen.add(at)
        found.append(fact)
    return found


def family_of(register: Register, ref: str, day: int) -> frozenset[str]:
    """A government with all that it is part of, and all that is part of it, on a
    day.
    """
    wider = (fact.value for fact in above(register, ref, day))
    return with_parts(register, frozenset({ref}), day).union(wider)


def with_parts(register: Register, refs: frozenset[str], day: int) -> frozenset[str]:
    """The governments and everything that is part of them, however deep, on a day."""
    found, edge = set(refs), set(refs)
    while edge:
        near = register.get_all(register.naming(edge), LocalGovernment)
        edge = {part.id for part in near if part.part_of.value_on(day) in edge} - found
        found |= edge
    return frozenset(found)


def bodies_of(register: Register, governments: Collection[str]) -> frozenset[str]:
    """The ids of the organisations that belong to governments or, where nobody says,
    lie in them.
    """
    found: set[str] = set()
    edge = set(governments)
    while edge:
        near = register.get_all(register.naming(edge) - found, Organisation)
        homes = {body.id: government_of(register, body.id) for body in near}
        edge = {ref for ref, home in homes.items() if home and home.id in governments}
        found |= edge
    return frozenset(found)


def government_of(register: Register, ref: str) -> LocalGovernment | None:
    """The local government that a party is or belongs to; None when nothing says so."""
    seen: set[str] = set()
    while ref not in seen:
        seen.add(ref)
        entity = register.get(ref, Entity)
        if isinstance(entity, LocalGovernment):
            return entity
        if isinstance(
            entity, Organisation
        ):  # where nobody says whose it is, it is where it lies
            homes = (*entity.belongs_to, *entity.located_in)
            ref = next((fact.value for fact in homes if fact.counts), ref)
    return None


def country_of(register: Register, ref: str, day: int) -> str:
    """The code of the country of a government, or of the one that a body belongs to, on
    a day; "" when unknown.
    """
    home = government_of(register, ref)
    return (home.country.value_on(day) if home else None) or ""


def tier_on(government: LocalGovernment, day: int) -> str | None:
    """ "municipality" or "prefecture": the count that a government falls under on a
    day; None when unknown.
    """
    level = government.level.value_on(day)
    return vocabulary.scheme("levels")[level].tier if level else None
