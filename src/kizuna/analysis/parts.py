"""The parts of a tie - fields, programmes, events, offices - that had begun by a day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

from kizuna.analysis.figures import Figure
from kizuna.claims.kinds import Entity, properties_of
from kizuna.register.dating import Dating, is_planned
from kizuna.register.register import Register
from kizuna.values import Answer, Span

E = TypeVar("E", bound=Entity)
E_co = TypeVar("E_co", bound=Entity, covariant=True)


@dataclass(frozen=True, slots=True)
class Part(Generic[E_co]):
    """A part of a tie with its `life` and whether it had `begun` by the day (CERTAIN or POSSIBLE)."""

    entity: E_co
    life: Span
    begun: Answer


def parts_of(
    register: Register, ref: str, kind: type[E], day: int, dating: Dating
) -> tuple[Part[E], ...]:
    """The entities of a kind that refer to `ref` and had certainly or possibly begun by the day.

    Those come first that began first; what is only planned, or unverified, is left out.
    """
    found = []
    for entity in register.referring(ref, kind):
        if not _is_part(entity, ref):
            continue
        life = dating.life(entity)
        if life is not None and life.begun_by(day).possible:
            found.append(Part(entity, life, life.begun_by(day)))
    return tuple(sorted(found, key=lambda part: (part.life.start_latest, part.entity.id)))


def _is_part(entity: Entity, ref: str) -> bool:
    """Whether a source that was read makes the entity refer to `ref`."""
    return any(
        fact.counts and ref in definition.type.refs(fact.value)
        for name, definition in properties_of(type(entity)).items()
        for fact in entity.stated(name)
    )


def planned_of(register: Register, ref: str, kind: type[E]) -> tuple[E, ...]:
    """The entities of a kind that refer to `ref` and, or their dates, are only planned, forecast or unverified."""
    return tuple(
        e
        for e in register.referring(ref, kind)
        if not e.counts or (e.begins and is_planned(e.stated(e.begins)))
    )


def count_of(parts: Iterable[Part[Entity]]) -> Figure:
    """How many of the parts certainly and possibly had begun: the one count of events, programmes and the like."""
    return Figure.count((part.begun, part.entity.claim_ids) for part in parts)
