"""Volume: persons and person-days a year that programmes move, by direction.

Only programmes whose yearly number is stated go in: an annual programme counts once a year, one
twice a year twice, one every five years a fifth. "Regular" and "occasional" say no number, and
such programmes are counted as without one instead of being guessed. A mutual programme moves its
party in each direction. Ranges and approximate numbers stay ranges; over 400 has no upper bound.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kizuna.analysis.figures import Measure
from kizuna.claims.kinds import Programme
from kizuna.values import Quantity

_PER_YEAR = {
    "monthly": 12,
    "twice-a-year": 2,
    "annual": 1,
    "every-two-years": 1 / 2,
    "every-three-years": 1 / 3,
    "every-five-years": 1 / 5,
}


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


def yearly(programme: Programme) -> Quantity | None:
    """The persons that a programme moves in a year, None when its size or recurrence is no number."""
    size, recurrence = programme.size.best, programme.recurrence.best
    if size is None or recurrence is None or not (size.counts and recurrence.counts):
        return None
    if size.value.unit != "persons" or recurrence.value not in _PER_YEAR:
        return None
    return size.value.times(Quantity.exact(_PER_YEAR[recurrence.value], "ratio"))


def _moves(programme: Programme, source: frozenset[str], target: frozenset[str]) -> bool:
    direction = programme.direction.value
    if direction is None:
        return False
    if direction.mutual:
        return True
    return direction.source in source or direction.target in target


def _flow(programmes: Sequence[Programme]) -> Flow:
    persons = [(q, p.claim_ids) for p in programmes if (q := yearly(p)) is not None]
    days = [(q, p.claim_ids) for p in programmes if (q := _yearly_days(p)) is not None]
    return Flow(total(persons), total(days))


def _yearly_days(programme: Programme) -> Quantity | None:
    persons, duration = yearly(programme), programme.duration.best
    if persons is None or duration is None or not duration.counts:
        return None
    return persons.times(duration.value)


def total(amounts: Iterable[tuple[Quantity | None, tuple[str, ...]]]) -> Measure | None:
    """The sum of the amounts that are stated, with their claims; None when none is."""
    stated = [(quantity, claims) for quantity, claims in amounts if quantity is not None]
    if not stated:
        return None
    added = stated[0][0]
    for quantity, _ in stated[1:]:
        added = added + quantity
    return Measure(added, tuple(dict.fromkeys(claim for _, claims in stated for claim in claims)))
