"""Dating by documents: a fact without a date of its own had begun by the day of a document that states it; and the
parts of a tie - fields, programmes, events, offices - that had begun by a day."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any, Generic, TypeVar

from kizuna.claims.claim import Stance
from kizuna.claims.kinds import Document, Entity, Fact, Stated, properties_of
from kizuna.register.register import Register
from kizuna.values import OPEN_END, OPEN_START, Answer, Edtf, Span


class Dating:
    """The days of documents, by which facts without a date are dated.

    `written_by` gives the last day on which a document may have been written, None for one without a date.
    """

    def __init__(self, written_by: Callable[[str], int | None]) -> None:
        self.written_by = cache(written_by)

    @classmethod
    def of(cls, register: Register) -> Dating:
        """The dates of the documents of a register; None for a document without one."""

        def written_by(ref: str) -> int | None:
            document = register.get(ref, Document)
            date = document.date.value if document and document.id == ref else None
            return date.span.end_latest if date else None

        return cls(written_by)

    def span(self, fact: Fact[Any], date: Edtf | None) -> Span:
        """When what the fact states began and ended.

        With a date, an interval is taken as it is and a single date as a beginning without an end.
        Without one, it began on an unknown day up to the earliest document among its claims (any day
        at all when none of them is dated), and has no end.
        """
        if date is None:
            days = (self.written_by(c.document) for c in fact.claims if c.counts)
            latest = min((OPEN_END if day is None else day for day in days), default=OPEN_END)
            return Span(OPEN_START, latest, OPEN_END, OPEN_END)
        if date.is_interval:
            return date.span
        return Span(date.span.start_earliest, date.span.start_latest, OPEN_END, OPEN_END)

    def life(self, entity: Entity) -> Span | None:
        """When an entity began and ended, by the properties of its kind that say so.

        Without a date it had begun by the day of a document that speaks of it, and it lasts until a
        source says otherwise. An end before its beginning is no end. None when nothing about it counts, or its
        beginning is only planned or forecast.
        """
        if not entity.counts or is_planned(_dates(entity, entity.begins)):
            return None
        begun = [self.span(f, f.value) for f in standing_facts(_dates(entity, entity.begins))]
        if not begun:
            begun = [self.span(fact, None) for _, fact in entity.facts() if fact.counts]
            begun = [min(begun, key=lambda span: span.start_latest)]
        ends = [f.value.span for f in standing_facts(_dates(entity, entity.ends))]
        end = (min(s.end_earliest for s in ends or begun), max(s.end_latest for s in ends or begun))
        start = (min(s.start_earliest for s in begun), max(s.start_latest for s in begun))
        if end[1] < start[0]:
            end = (start[0], OPEN_END)
        return Span.bounded(start, end)

    def begun(self, entity: Entity, day: int) -> Answer:
        """Whether the entity had begun by a day; NO when nothing about it counts."""
        life = self.life(entity)
        return life.begun_by(day) if life else Answer.NO


def is_planned(stated: Stated[Any]) -> bool:
    """Whether all that is said of it is a plan or a forecast."""
    claims = [claim for fact in stated for claim in fact.claims]
    return bool(claims) and all(claim.stance in _OF_PLANS for claim in claims)


def standing_facts(stated: Stated[Any]) -> tuple[Fact[Any], ...]:
    """The facts of one property that are not set aside: only the first, where a judgement prefers it."""
    facts = tuple(fact for fact in stated if fact.counts)
    return facts[:1] if facts and facts[0].preferences else facts


def _dates(entity: Entity, name: str) -> Stated[Edtf]:
    return entity.stated(name) if name else Stated()


_OF_PLANS = frozenset({Stance.PLANNED, Stance.FORECAST})

UNDATED = Dating(lambda document: None)
"""No document has a date: undated facts may have begun on any day."""


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
        makes_it_refer = any(
            fact.counts and ref in definition.type.refs(fact.value)
            for name, definition in properties_of(type(entity)).items()
            for fact in entity.stated(name)
        )
        life = dating.life(entity) if makes_it_refer else None
        if life is not None and life.begun_by(day).possible:
            found.append(Part(entity, life, life.begun_by(day)))
    return tuple(sorted(found, key=lambda part: (part.life.start_latest, part.entity.id)))


def planned_of(register: Register, ref: str, kind: type[E]) -> tuple[E, ...]:
    """The entities of a kind that refer to `ref` and, or their dates, are only planned, forecast or unverified."""
    return tuple(
        e
        for e in register.referring(ref, kind)
        if not e.counts or (e.begins and is_planned(e.stated(e.begins)))
    )
