"""Volume: persons and person-days that programmes move a year, and that a tie moved in each year, by direction.

Of programmes alone only those whose yearly number is stated go in: an annual programme counts once a year, one
twice a year twice, one every five years a fifth. "Regular" and "occasional" say no number, and
such programmes are counted as without one instead of being guessed. A mutual programme moves its
party in each direction. Ranges and approximate numbers stay ranges; over 400 has no upper bound.

Of a year, an event counts in it where it began in it; where that may be one of several, it is possible in each,
and its persons are from none to all. A programme with a yearly number moves that number in every year in which
it certainly ran, and from none to it in a year in which it may have run or that was not over. A mutual event
moves its party each way. An exchange that belongs to a programme with a yearly number adds no persons of its own.
Balance is the share of each party in what moved.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from math import inf
from operator import add

from kizuna.analysis.figures import Derived, Figure, Measure, unique
from kizuna.analysis.measures.activity import (
    TOGETHER,
    ActivityEvent,
    Run,
    TieActivity,
    persons_of,
    yearly,
)
from kizuna.analysis.measures.calendar import year_of
from kizuna.claims.kinds import Activity, Entity, Exchange, Programme
from kizuna.values import OPEN_START, Answer, Quantity, Span
from kizuna.values.spans import day_of


@dataclass(frozen=True, slots=True)
class Flow:
    """What moves one way in a year: persons, and person-days (None when no duration is stated)."""

    persons: Measure | None
    person_days: Measure | None


@dataclass(frozen=True, slots=True)
class Volume:
    """The yearly volume of programmes: `out` from side a to side b, `back` from b to a.

    `without_number` are the programmes that go on with no yearly number stated.
    """

    out: Flow
    back: Flow
    without_number: tuple[Programme, ...]


def volume_of(
    programmes: Iterable[Programme], on_a: frozenset[str], on_b: frozenset[str]
) -> Volume:
    """The volume of programmes between parties (and what belongs to them) on two sides."""
    held = list(programmes)
    out = [p for p in held if _moves(p, on_a, on_b)]
    back = [p for p in held if _moves(p, on_b, on_a)]
    numbered = {p.id for p in (*out, *back) if yearly(p) is not None}
    return Volume(_flow(out), _flow(back), tuple(p for p in held if p.id not in numbered))


def _moves(programme: Programme, source: frozenset[str], target: frozenset[str]) -> bool:
    direction = programme.direction.value
    if direction is None:
        return False
    if direction.mutual:
        return True
    return direction.source in source or direction.target in target


def _flow(programmes: Sequence[Programme]) -> Flow:
    persons = total((yearly(p), p.claim_ids) for p in programmes)
    return Flow(persons, total((_stay(yearly(p), p), p.claim_ids) for p in programmes))


def _stay(persons: Quantity | None, activity: Activity) -> Quantity | None:
    """The person-days of so many; None where the persons or the duration are not stated."""
    duration = activity.duration.fact
    return persons.times(duration.value) if persons and duration else None


def total(amounts: Iterable[tuple[Quantity | None, tuple[str, ...]]]) -> Measure | None:
    """The sum of the amounts that are stated, with their claims; None when none is."""
    if not (stated := [(quantity, claims) for quantity, claims in amounts if quantity is not None]):
        return None
    added = reduce(add, (quantity for quantity, _ in stated))
    return Measure(added, unique(claim for _, claims in stated for claim in claims))


def totals(amounts: Iterable[Measure]) -> tuple[Measure, ...]:
    """The sum of the amounts of each unit, in order of unit."""
    by: dict[str, list[tuple[Quantity | None, tuple[str, ...]]]] = defaultdict(list)
    for amount in amounts:
        by[amount.quantity.unit].append((amount.quantity, amount.claims))
    return tuple(filter(None, (total(by[unit]) for unit in sorted(by))))


NOBODY = ""
"""The sender of what goes in no known direction."""


@dataclass(frozen=True, slots=True)
class Moved:
    """What one party sent: events, and persons and person-days in all (None when no number is stated).

    `sender` is the id of a party, "" for what has no known direction, "together" for the signing of papers.
    """

    sender: str
    events: Figure
    persons: Measure | None
    person_days: Measure | None


@dataclass(frozen=True, slots=True)
class YearMoved:
    """A year with what each party sent in it, in order of id; years in which nothing moved are left out."""

    year: int
    by_sender: tuple[Moved, ...]


@dataclass(frozen=True, slots=True)
class TieVolume:
    """The volume of a tie in `years`, the first and the last.

    `events` counts each exchange once, and no signing, which is among the agreements; `persons` and `person_days`
    are the sums of what moved, as far as numbers and durations are stated. `by_sender` and `by_year` divide them,
    with signings beside them; undated events are in no year, and go in only where no years were asked for.
    `without_number` are programmes without a yearly number and exchanges without a size, `without_duration` those
    that moved persons for a time not stated, `undated` the events in no known year.
    """

    years: tuple[int, int]
    events: Figure
    persons: Measure | None
    person_days: Measure | None
    by_sender: tuple[Moved, ...]
    by_year: tuple[YearMoved, ...]
    without_number: tuple[Entity, ...]
    without_duration: tuple[Entity, ...]
    undated: tuple[Entity, ...]


def volume_by_year(held: TieActivity, years: tuple[int, int] | None = None) -> TieVolume:
    """The volume of a tie up to its day, in the years given or from the first in which something dated may have
    moved; where nothing is dated, in the year of the day."""
    days = [event.days.start_earliest for event in held.events if event.days]
    days += [run.life.start_earliest for run in held.runs if run.yearly]
    days += [held.start[0]] if held.start else []
    begun, today = (
        min((d for d in days if d > OPEN_START), default=held.on_day.day),
        year_of(held.on_day.day),
    )
    first, last = years or (year_of(begun), today)
    period = _Period(held, first, last, years is None)
    moves = period.moves()
    by_year = (
        (y, _Period(held, y, y, False).by_sender()) for y in range(first, min(last, today) + 1)
    )
    return TieVolume(
        years=(first, last),
        events=Figure.count(
            (period.fell(e), e.claims) for e in held.events if isinstance(e.entity, Exchange)
        ),
        persons=total((m.persons, m.claims) for m in moves),
        person_days=total((m.person_days, m.claims) for m in moves),
        by_sender=period.by_sender(),
        by_year=tuple(YearMoved(year, moved) for year, moved in by_year if moved),
        without_number=tuple(
            each.entity
            for each in held.activities
            if (isinstance(each, Run) and each.yearly is None)
            or (isinstance(each.entity, Exchange) and persons_of(each.entity) is None)
        ),
        without_duration=tuple(dict.fromkeys(m.of for m in moves if m.person_days is None)),
        undated=tuple(event.entity for event in held.events if event.days is None),
    )


@dataclass(frozen=True, slots=True)
class _Move:
    """Persons that one activity moved from one party within a period."""

    of: Entity
    sender: str
    persons: Quantity
    person_days: Quantity | None
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Period:
    """The years from `first` to `last` of a tie; with `undated`, what fell in no known year too."""

    held: TieActivity
    first: int
    last: int
    undated: bool

    def fell(self, event: ActivityEvent) -> Answer:
        """Whether the event began in the period."""
        if event.days is None:
            return event.begun if self.undated else Answer.NO
        years = Span.within(day_of(self.first, 1, 1), day_of(self.last, 12, 31))
        latest = min(event.days.start_latest, self.held.on_day.day)
        return event.begun & years.takes_in(event.days.start_earliest, latest)

    def moves(self) -> tuple[_Move, ...]:
        """What every activity moved in the period."""
        counted = {run.entity.id for run in self.held.runs if run.yearly}
        until = min(self.last, year_of(self.held.on_day.day))
        found: list[_Move] = []
        for event in self.held.events:
            exchange = event.entity
            if isinstance(exchange, Exchange) and exchange.programme.value not in counted:
                found += _moved(event, exchange, persons_of(exchange), self.fell(event))
        for run in self.held.runs:
            amount = run.yearly
            for year in range(self.first, until + 1) if amount else ():
                end = day_of(year, 12, 31)
                ran = run.runs(day_of(year, 1, 1), min(end, self.held.on_day.day))
                is_over = self.held.on_day.day >= end  # a year that is not may still be to come
                found += _moved(run, run.entity, amount, ran if is_over else ran & Answer.POSSIBLE)
        return tuple(found)

    def by_sender(self) -> tuple[Moved, ...]:
        """What each party sent in the period, in order of id; () when nothing moved."""
        moves = self.moves()
        fell = [(event, self.fell(event)) for event in self.held.events]
        senders = {m.sender for m in moves}
        senders |= {s for event, answer in fell if answer.possible for s in _senders(event)}
        return tuple(
            Moved(
                sender=sender,
                events=Figure.count((a, e.claims) for e, a in fell if sender in _senders(e)),
                persons=total((m.persons, m.claims) for m in moves if m.sender == sender),
                person_days=total((m.person_days, m.claims) for m in moves if m.sender == sender),
            )
            for sender in sorted(senders)
        )


def _senders(activity: ActivityEvent | Run) -> tuple[str, ...]:
    return activity.senders or (NOBODY,)


def _moved(
    activity: ActivityEvent | Run, entity: Activity, amount: Quantity | None, answer: Answer
) -> Iterator[_Move]:
    """The amount from each sender: in full where it is certain, from none to all where it is possible."""
    if amount is None or not answer.possible:
        return
    persons = up_to(amount, answer)
    for sender in _senders(activity):
        yield _Move(entity, sender, persons, _stay(persons, entity), activity.claims)


def up_to(amount: Quantity, answer: Answer) -> Quantity:
    """The amount where it is certain, from none to all of it where it is possible."""
    return amount if answer.certain else Quantity(0, amount.max, amount.approximate, amount.unit)


Bounds = tuple[float, float]
"""The least and the most, which may be without bound."""


@dataclass(frozen=True, slots=True)
class Share:
    """The shares of one party, each from 0 to 1: of the events that it sent people to, and of the persons sent.

    None where nothing is recorded that could be divided.
    """

    sender: str
    events: Derived | None
    persons: Derived | None


def balance_of(volume: TieVolume, parties: Sequence[str]) -> tuple[Share, ...]:
    """The share of each party in the volume of a tie, in order of id.

    A share lies between the party sending as little as it may while the others send all that they may, and
    the other way round. What has no known direction may have come from any party. A mutual event is one of
    each; a signing divides nothing and is left out.
    """
    sent = {moved.sender: moved for moved in volume.by_sender if moved.sender != TOGETHER}
    events: _Stated = {
        ref: ((moved.events.certain, moved.events.possible), moved.events.claims)
        for ref, moved in sent.items()
        if moved.events.possible
    }
    persons: _Stated = {
        ref: ((size.quantity.min or 0, _most(size.quantity)), size.claims)
        for ref, moved in sent.items()
        if (size := moved.persons) is not None
    }
    senders, sorts = sorted(set(parties)), {"share-of-events": events, "share-of-persons": persons}
    return tuple(
        Share(sender, *(_share(sender, senders, stated, how) for how, stated in sorts.items()))
        for sender in senders
    )


_Stated = Mapping[str, tuple[Bounds, tuple[str, ...]]]
"""What each sender sent, with the claims."""


def _share(sender: str, senders: Sequence[str], stated: _Stated, how: str) -> Derived | None:
    if not stated:
        return None
    nothing: tuple[Bounds, tuple[str, ...]] = ((0, 0), ())
    loose, own = stated.get(NOBODY, nothing)[0][1], stated.get(sender, nothing)[0]
    others = [stated[ref][0] for ref in senders if ref != sender and ref in stated]
    least = _part(own[0], sum(high for _, high in others) + loose)
    most = _part(own[1] + loose, sum(low for low, _ in others))
    claims = unique(claim for _, told in stated.values() for claim in told)
    return Derived(round(least, 4), round(most, 4), how, claims)


def _most(amount: Quantity) -> float:
    return inf if amount.max is None else amount.max


def _part(amount: float, others: float) -> float:
    """The amount as a part of itself and the others; 0 of nothing is 0, and what has no bound is the whole."""
    return 1.0 if amount == inf else amount / (amount + others) if amount else 0.0
