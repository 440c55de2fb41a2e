"""Dating by documents: a fact without a date of its own had begun by the day of a document that states it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from kizuna.claims.claim import Stance
from kizuna.claims.kinds import Entity, Fact, Stated
from kizuna.values import OPEN_END, OPEN_START, Answer, Edtf, Span


class Dating:
    """The days of documents, by which facts without a date are dated.

    `written_by` gives the last day on which a document may have been written, None for one without a date.
    """

    def __init__(self, written_by: Callable[[str], int | None]) -> None:
        self.written_by = written_by

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
        if not entity.counts or is_planned(entity.stated(entity.begins)):
            return None
        begun = [self.span(f, f.value) for f in standing_facts(entity.stated(entity.begins))]
        if not begun:
            begun = [self.span(fact, None) for _, fact in entity.facts() if fact.counts]
            begun = [min(begun, key=lambda span: span.start_latest)]
        ends = [f.value.span for f in standing_facts(entity.stated(entity.ends))]
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


_OF_PLANS = frozenset({Stance.PLANNED, Stance.FORECAST})

UNDATED = Dating(lambda document: None)
"""No document has a date: undated facts may have begun on any day."""
