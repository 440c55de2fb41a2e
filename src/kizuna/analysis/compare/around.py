"""What surrounds ties and places: ties that run side by side, unequal levels, hubs and triangles."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from itertools import combinations

from kizuna.analysis.compare.neighbours import Neighbours, Ties, claims_of, surest
from kizuna.analysis.figures import Figure
from kizuna.analysis.parallels import Mismatch, Parallel, mismatches, parallels
from kizuna.claims.kinds import LocalGovernment
from kizuna.register.places import on_day
from kizuna.register.register import Register
from kizuna.register.status import TieOnDay
from kizuna.register.ties import is_between_governments
from kizuna.values import Answer


@dataclass(frozen=True, slots=True)
class Hub:
    """A partner that others are tied to as well: who they are, the surest first, and how many they are."""

    partner: str
    others: tuple[str, ...]
    count: Figure


@dataclass(frozen=True, slots=True)
class Triangle:
    """Three places of which each two are tied, the first being one that was asked about.

    `answer` says whether all three sides stood at once; `ties` are those of each side: first and second, second
    and third, first and third.
    """

    places: tuple[str, str, str]
    ties: tuple[Ties, Ties, Ties]
    answer: Answer

    @property
    def claims(self) -> tuple[str, ...]:
        """The claims that the three sides rest on."""
        return claims_of(tie for side in self.ties for tie in side)


def hubs(
    neighbours: Neighbours, places: Collection[str], partners: Iterable[str]
) -> tuple[Hub, ...]:
    """Those of the partners that somebody else than the places is tied to; the one with most others first."""
    found = []
    for partner in dict.fromkeys(partners):
        held = neighbours.partners_of({partner}).items()
        others = {
            place: ties
            for place, ties in sorted(held, key=lambda h: (-surest(h[1]).value, h[0]))
            if place not in places
        }
        if others:
            count = Figure.count((surest(ties), claims_of(ties)) for ties in others.values())
            found.append(Hub(partner, tuple(others), count))
    return tuple(sorted(found, key=lambda h: (-h.count.possible, -h.count.certain, h.partner)))


def triangles(neighbours: Neighbours, place: str) -> tuple[Triangle, ...]:
    """Every triangle that a place is part of, the surest first, then in order of id.

    Three parties of one tie alone are none.
    """
    found = []
    joined = neighbours.joined.get(place, {})
    for b, c in combinations(sorted(joined), 2):
        across = neighbours.joined.get(b, {}).get(c, ())
        sides = (joined[b], across, joined[c])
        if across and len({tie.tie.id for side in sides for tie in side}) > 1:
            answer = min(surest(side) for side in sides)
            found.append(Triangle((place, b, c), sides, answer))
    return tuple(sorted(found, key=lambda t: (-t.answer.value, t.places)))


def beside(neighbours: Neighbours, ties: Collection[str], places: Iterable[str]) -> list[Parallel]:
    """The ties that run side by side with any of the ties given, which are ties of the places."""
    scope = neighbours.scope
    family = frozenset(
        ref for place in places for ref in family_of(scope.register, place, scope.day)
    )
    held = _between(neighbours.ties_of(family), family, scope.register)
    found = parallels(scope.register, held, scope.day)
    return [p for p in found if p.inner.tie.id in ties or p.outer.tie.id in ties]


def unequal(
    neighbours: Neighbours, ties: Collection[str], places: Collection[str]
) -> list[Mismatch]:
    """Those of the ties, which are ties of the places, whose governments are not of like level."""
    held = [tie for tie in neighbours.ties_of(places) if tie.tie.id in ties]
    scope = neighbours.scope
    between = _between(held, frozenset(places), scope.register)
    governments = [each for each in between if each.between_governments]
    return mismatches(scope.register, governments, scope.day)


def family_of(register: Register, place: str, day: int) -> frozenset[str]:
    """A government with all that it is part of, and all that is part of it, on a day."""
    above, below = {place}, {place}
    edge: str | None = place
    while edge is not None:
        government = register.get(edge, LocalGovernment)
        edge = on_day(government.part_of, day) if government else None
        if edge is None or edge in above:
            break
        above.add(edge)
    pending = [place]
    while pending:
        for part in register.referring(pending.pop(), LocalGovernment, "part_of"):
            if part.id not in below and on_day(part.part_of, day) in below:
                below.add(part.id)
                pending.append(part.id)
    return frozenset(above | below)


def _between(
    ties: Iterable[TieOnDay], places: frozenset[str], register: Register
) -> list[TieOnDay]:
    """The ties with their parties among the places on one side; those wholly inside or outside are left out."""
    found = []
    for tie in ties:
        on_a = tuple(party for party in tie.parties if party in places)
        on_b = tuple(party for party in tie.parties if party not in places)
        if on_a and on_b:
            governments = is_between_governments(register, tie.tie)
            found.append(replace(tie, on_a=on_a, on_b=on_b, between_governments=governments))
    return found
