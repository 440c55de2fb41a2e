"""Showing: everything held of one thing, each fact with its evidence, and what refers to it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from kizuna.claims.kinds import KINDS, Entity, Fact, Property, properties_of
from kizuna.errors import NotFound
from kizuna.publish.wording import Wording
from kizuna.register.register import Register, references
from kizuna.values import Answer, kind_of
from kizuna.workflows import ask


@dataclass(frozen=True, slots=True)
class ShownFact:
    """One fact of a property; `rivals` are the facts that it competes with, the preferred one first."""

    property: str
    definition: Property
    fact: Fact[Any]
    is_preferred: bool
    rivals: tuple[Fact[Any], ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """An entity with its facts in the order of its kind, and the entities that refer to it.

    `related` maps (kind, property) to the ids of what refers to the entity by that property.
    """

    entity: Entity
    register: Register
    labels: Wording
    facts: tuple[ShownFact, ...]
    related: dict[tuple[str, str], tuple[str, ...]]


def show(text: str, day: int | None = None, known_at: datetime | None = None) -> Shown | None:
    """What is held of the thing that a name or id means; None when nothing at all was recorded by `known_at`.

    With a day, facts that certainly do not hold on it are left out. Raises NotFound and Ambiguous.
    """
    if ask.is_empty(known_at):
        return None
    ref = ask.resolver(known_at).resolve(text)
    register = ask.known_register(known_at, [ref], hops=1)
    return shown_of(register, register.entity(ref), day)


def show_by_id(
    ref: str,
    day: int | None = None,
    known_at: datetime | None = None,
    hops: int = 1,
) -> Shown | None:
    """What is held of the thing with an id; None when nothing was recorded of it by `known_at`.

    What hangs on the thing in `hops` rounds is read at once. An id that was judged to be the same as another
    shows that one. Raises NotFound for an id that no claim is about.
    """
    from kizuna.store.queries import claims

    register = ask.known_register(known_at, [ref], hops)
    entity = register.get(ref, Entity)
    if entity is not None:
        return shown_of(register, entity, day)
    if known_at is not None and claims.claims(subjects=[ref], limit=1):
        return None
    raise NotFound(f"nothing in the register has the id {ref!r}")


def shown_of(register: Register, entity: Entity, day: int | None = None) -> Shown:
    """An entity of a register as it is shown: its facts, and what refers to it there."""
    return Shown(
        entity=entity,
        register=register,
        labels=Wording.english(register, day),
        facts=tuple(_facts(entity, day)),
        related=_related(register, entity.id),
    )


def _facts(entity: Entity, day: int | None) -> list[ShownFact]:
    shown = []
    for name, definition in properties_of(type(entity)).items():
        stated = entity.stated(name)
        rivals = {id(fact): group for group in stated.conflicts for fact in group}
        for fact in stated:
            if day is not None and fact.valid and fact.valid.span.on(day) is Answer.NO:
                continue
            group = rivals.get(id(fact), ())
            others = tuple(other for other in group if other is not fact)
            shown.append(ShownFact(name, definition, fact, not group or group[0] is fact, others))
    return shown


def _related(register: Register, ref: str) -> dict[tuple[str, str], tuple[str, ...]]:
    found: dict[tuple[str, str], dict[str, None]] = defaultdict(dict)
    for kind in KINDS.values():
        for entity in register.referring(ref, kind):
            for name, target in references(entity):
                if target == ref:
                    found[kind_of(entity.id), name][entity.id] = None
    return {key: tuple(ids) for key, ids in found.items()}
