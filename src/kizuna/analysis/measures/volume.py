"""Volume: persons and person-days that programmes move a year, and that a tie moved in
each year, by direction.

Of programmes alone only those whose yearly number is stated go in: an annual programme
counts once a year, one twice a year twice, one every five years a fifth. "Regular" and
"occasional" say no number, and such programmes are counted as without one instead of
being guessed. A mutual programme moves its party in each direction. Ranges and
approximate numbers stay ranges; over 400 has no upper bound.

Of a year, an event counts in it where it began in it; where that may be one of several,
it is possible in each, and its persons are from none to all. A programme with a yearly
number moves that number in every year in which it certainly ran, and from none to it in
a year in which it may have run or that was not over. A mutual event moves its party
each way. An exchange that belongs to a programme with a yearly number adds no persons
of its own. Balance is the share of each party in what moved.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from math import inf
from operator import add
from typing import NamedTuple

from kizuna.analysis.figures import Derived, Figure, Measure, unique
from kizuna.analysis.measures.activity import (
    NOBODY,
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
    """What moves one way in a year: persons, and person-days (None when no duration is
    stated).
    """

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
    """The volume of programmes between parties (and what belongs to them) on two
    sides.
    """
    held = list(programmes)
    directed = [(p, way) for p in held if (way := p.direction.value)]
    ways = [
        [
            p
            for p, way in directed
            if way.mutual or way.source in source or way.target in target
        ]
        for source, target in ((on_a, on_b), (on_b, on_a))
    ]
    numbered = {p.id for way in ways for p in way if yearly(p) is not None}
    amounts = (yearly, lambda programme: _stay(yearly(programme), programme))
    out, back = (
        Flow(*(total((of(p), p.claim_ids) for p in w) for of in amounts)) for w in ways
    )
    return Volume(out, back, tuple(p for p in held if p.id not in numbered))


def _stay(persons: Quantity | None, activity: Activity) -> Quantity | None:
    """The person-days of so many; None where the persons or the duration are not
    stated.
    """
    duration = activity.duration.fact
    return persons.times(duration.value) if persons and duration else None


def total(amounts: Iterable[tuple[Quantity | None, tuple[str, ...]]]) -> Measure | None:
    """The sum of the amounts that are stated, with their claims; None when none is."""
    if not (
        stated := [
            (quantity, claims) for quantity, claims in amounts if quantity is not None
        ]
    ):
        return None
    added = reduce(add, (quantity for quantity, _ in stated))
    return Measure(added, unique(claim for _, claims in stated for claim in claims))


def totals(amounts: Iterable[Measure]) -> tuple[Measure, ...]:
    """The sum of the amounts of each unit, in order of unit."""
    by: dict[str, list[tuple[Quantity | None, tuple[str, ...]]]] = defaultdict(list)
    for amount in amounts:
        by[amount.quantity.unit].append((amount.quantity, amount.claims))
    return tuple(filter(None, (total(by[unit]) for unit in sorted(by))))


@dataclass(frozen=True, slots=True)
class Moved:
    """What one party sent: events, and persons and person-days in all (None when no
    number is stated).

    `sender` is the id of a party, "" for what has no known direction, "together" for
    the signing of papers.
    """

    sender: str
    events: Figure
    persons: Measure | None
    person_days: Measure | None


@dataclass(frozen=True, slots=True)
class YearMoved:
    """A year with what each party sent in it, in order of id; years in which nothing
    moved are left out.
    """

    year: int
    by_sender: tuple[Moved, ...]


@dataclass(frozen=True, slots=True)
class TieVolume:
    """The volume of a tie in `years`, the first and the last.

    `events` counts each exchange once, and no signing, which is among the agreements;
    `persons` and `person_days` are the sums of what moved, as far as numbers and
    durations are stated. `by_sender` and `by_year` divide them, with signings beside
    them; undated events are in no year, and go in only where no years were asked for.
    `without_number` are programmes without a yearly number and exchanges without a
    size, `without_duration` those that moved persons for a time not stated, `undated`
    the events in no known year.
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


def volume_by_year(
    held: TieActivity, years: tuple[int, int] | None = None
) -> TieVolume:
    """The volume of a tie up to its day, in the years given or from the first in which
    something dated may have moved; where nothing is dated, in the year of the day.
    """
    days = [event.days.start_earliest for event in held.events if event.days]
    days += [run.life.start_earliest for run in held.runs if run.yearly]
    days += [held.start[0]] if held.start else []
    begun = min((d for d in days if d > OPEN_START), default=held.on_day.day)
    today = year_of(held.on_day.day)
    first, last = years or (year_of(begun), today)
    fell, moves = _moved(held, first, last, undated=years is None)
    each_year = range(first, min(last, today) + 1)
    by_year = ((year, _by_sender(*_moved(held, year, year))) for year in each_year)
    return TieVolume(
        years=(first, last),
        events=Figure.count(
            ((a, e.claims) for e, a in fell if isinstance(e.entity, Exchange))
        ),
        persons=total((m.persons, m.claims) for m in moves),
        person_days=total((m.person_days, m.claims) for m in moves),
        by_sender=_by_sender(fell, moves),
        by_year=tuple(YearMoved(year, moved) for year, moved in by_year if moved),
        without_number=tuple(
            each.entity
            for each in held.activities
            if (isinstance(each, Run) and each.yearly is None)
            or (isinstance(each.entity, Exchange) and persons_of(each.entity) is None)
        ),
        without_duration=tuple(
            dict.fromkeys(m.of for m in moves if m.person_days is None)
        ),
        undated=tuple(event.entity for event in held.events if event.days is None),
    )


class _Move(NamedTuple):
    """Persons that one activity moved from one party within a period."""

    of: Entity
    sender: str
    persons: Quantity
    person_days: Quantity | None
    claims: tuple[str, ...]


_Fell = list[tuple[ActivityEvent, Answer]]


def _moved(
    held: TieActivity, first: int, last: int, *, undated: bool = False
) -> tuple[_Fell, list[_Move]]:
    """The events of a tie, and whether each began in the years (with `undated`, those
    too that are in no known year); what every activity moved in them: in full where
    that is certain, from none to all where it may be.
    """
    years, day = Span.within(day_of(first, 1, 1), day_of(last, 12, 31)), held.on_day.day
    fell = [
        (e, e.begun if undated and not e.days else e.began_in(years, day))
        for e in held.events
    ]
    counted = {run.entity.id for run in held.runs if run.yearly}
    moving: list[tuple[ActivityEvent | Run, Activity, Quantity | None, Answer]] = [
        (event, event.entity, persons_of(event.entity), answer)
        for event, answer in fell
        if isinstance(event.entity, Exchange)
        and event.entity.programme.value not in counted
    ]
    for run in held.runs:
        for year in range(first, min(last, year_of(day)) + 1) if run.yearly else ():
            end = day_of(year, 12, 31)
            ran = run.runs(day_of(year, 1, 1), min(end, day))
            ran &= (
                Answer.CERTAIN if day >= end else Answer.POSSIBLE
            )  # what may be to come
            moving.append((run, run.entity, run.yearly, ran))
    moves = []
    for activity, entity, amount, answer in moving:
        if amount is not None and answer.possible:
            persons = up_to(amount, answer)
            amounts = (persons, _stay(persons, entity), activity.claims)
            moves += [_Move(entity, sender, *amounts) for sender in activity.senders]
    return fell, moves


def _by_sender(fell: _Fell, moves: Sequence[_Move]) -> tuple[Moved, ...]:
    """What each party sent, in order of id; () when nothing moved."""
    senders = {move.sender for move in moves}
    senders |= {s for event, answer in fell if answer.possible for s in event.senders}
    found = []
    for sender in sorted(senders):
        events = Figure.count((a, e.claims) for e, a in fell if sender in e.senders)
        sent = [move for move in moves if move.sender == sender]
        persons = total((move.persons, move.claims) for move in sent)
        days = total((move.person_days, move.claims) for move in sent)
        found.append(Moved(sender, events, persons, days))
    return tuple(found)


def up_to(amount: Quantity, answer: Answer) -> Quantity:
    """The amount where it is certain, from none to all of it where it is possible."""
    return (
        amount
        if answer.certain
        else Quantity(0, amount.max, amount.approximate, amount.unit)
    )


@dataclass(frozen=True, slots=True)
class Share:
    """The shares of one party, each from 0 to 1: of the events that it sent people to,
    and of the persons sent.

    None where nothing is recorded that could be divided.
    """

    sender: str
    events: Derived | None
    persons: Derived | None


def balance_of(volume: TieVolume, parties: Sequence[str]) -> tuple[Share, ...]:
    """The share of each party in the volume of a tie, in order of id.

    A share lies between the party sending as little as it may while the others send all
    that they may, and the other way round. What has no known direction may have come
    from any party. A mutual event is one of each; a signing divides nothing and is left
    out.
    """
    sent = [moved for moved in volume.by_sender if moved.sender != TOGETHER]
    counts = ((m.sender, m.events) for m in sent if m.events.possible)
    how = "share-of-events"
    events = {ref: Derived(e.certain, e.possible, how, e.claims) for ref, e in counts}
    persons = dict[str, Derived]()
    for sender, moved in ((m.sender, m.persons) for m in sent if m.persons):
        most = inf if moved.quantity.max is None else moved.quantity.max
        persons[sender] = Derived(
            moved.quantity.min or 0, most, "share-of-persons", moved.claims
        )
    senders = sorted(set(parties))

    def share(sender: str, stated: Mapping[str, Derived]) -> Derived | None:
        if not stated:
            return None
        own, loose = stated.get(sender), stated[NOBODY].most if NOBODY in stated else 0
        others = [stated[ref] for ref in senders if ref != sender and ref in stated]
        least = _part(
            own.least if own else 0, sum(other.most for other in others) + loose
        )
        most = _part(
            (own.most if own else 0) + loose, sum(other.least for other in others)
        )
        claims = unique(claim for sent in stated.values() for claim in sent.claims)
        return Derived(
            round(least, 4), round(most, 4), next(iter(stated.values())).how, claims
        )

    return tuple(
        Share(party, share(party, events), share(party, persons)) for party in senders
    )


def _part(amount: float, others: float) -> float:
    """The amount as a part of itself and the others; 0 of nothing is 0, and what has no
    bound is the whole.
    """
    return 1.0 if amount == inf else amount / (amount + others) if amount else 0.0
