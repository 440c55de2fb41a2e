"""The map of ties: which places ties join, from which year to which, and which of them a question means.

Law: a year stands for its last day, but the year of the day asked about for that day: a map, its list and the
figures of one day count the same ties.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import pairwise, zip_longest
from typing import NamedTuple, TypeVar

from kizuna.claims import vocabulary
from kizuna.errors import BadQuestion
from kizuna.values import Span

FIRST_YEAR = 1950
"""The first year of a map, unless it is asked of a day before it; ties of earlier years stand in it already."""

Days = tuple[int, int, int, int]
K = TypeVar("K", int, str)


class TiedPlace(NamedTuple):
    """A party of ties, or the government that a body belongs to.

    `key` is a number of its own; `country` a code of ISO 3166-1, "" when unknown; `point` (latitude, longitude)
    in degrees, None when nobody states it.
    """

    key: int
    ref: str
    country: str
    point: tuple[float, float] | None


class MapTie(NamedTuple):
    """A tie that counts, or one spell of a tie that was interrupted; `spell` is the number of it, from 0 on.

    `key` is a number of its own; `type` and `status` are concepts, "" when none is recorded, the status as of the
    day asked about. `places` are the keys of the places that it joins, in order and without repeats; `days` the
    bounds of the span in force: start earliest, start latest, end earliest, end latest. Spells of one tie do not
    overlap, so that it counts once on any day.
    """

    key: int
    ref: str
    type: str
    status: str
    places: tuple[int, ...]
    days: Days
    spell: int = 0


def spells_apart(spells: Sequence[Span]) -> list[Days]:
    """The days of the spells of one tie, which possibly ends at the latest before the next possibly begins."""
    apart = []
    for spell, following in zip_longest(spells, spells[1:]):
        last = (
            min(spell.end_latest, following.start_earliest - 1) if following else spell.end_latest
        )
        if spell.start_earliest <= last:
            until = min(spell.end_earliest, last)
            apart.append((spell.start_earliest, spell.start_latest, until, last))
    return apart


class Years(NamedTuple):
    """The years of a map, both included, and the day that it is asked about, in `pivot`, one of them."""

    first: int
    last: int
    pivot: int
    day: int

    @classmethod
    def around(cls, day: int, today: int) -> Years:
        """From FIRST_YEAR to the year of today, or further to either side where the day lies there."""
        pivot = year_of(day)
        return cls(min(FIRST_YEAR, pivot), max(year_of(today), pivot), pivot, day)

    def day_of(self, year: int) -> int:
        """The day that stands for a year."""
        return self.day if year == self.pivot else date(year, 12, 31).toordinal()

    def begun(self, day: int) -> int:
        """The first year in which what began on a day has begun: `first` at the earliest, `last` + 1 for later."""
        if day <= self.day_of(self.first):
            return self.first
        if day > self.day_of(self.last):
            return self.last + 1
        year = year_of(day)
        return year if day <= self.day_of(year) else year + 1

    def ended(self, day: int) -> int:
        """The last year in which what ends with a day still stands: `last` at most, `first` - 1 for earlier."""
        if day >= self.day_of(self.last):
            return self.last
        if day < self.day_of(self.first):
            return self.first - 1
        year = year_of(day)
        return year if day >= self.day_of(year) else year - 1


def year_of(day: int) -> int:
    """The year of a day number within 1 to 9999."""
    return date.fromordinal(min(max(day, 1), date.max.toordinal())).year


@dataclass(frozen=True, slots=True)
class MapQuestion:
    """Which ties a map shows; "" asks for any.

    `country` is the code of one side's country, `other` of the other's; `kind`, `field` and `status` are concepts,
    of which the first two take in their narrower ones. `certain`: only those that certainly stood.
    """

    year: int
    country: str = ""
    other: str = ""
    kind: str = ""
    field: str = ""
    status: str = ""
    certain: bool = False


class Frame(NamedTuple):
    """The part of the world in which places lie, in degrees; `east` goes on beyond 180 across the antimeridian."""

    west: float
    south: float
    east: float
    north: float


WORLD = Frame(-150.0, -50.0, 190.0, 70.0)


class ShownTie(NamedTuple):
    """A tie that the question means, and whether it certainly stood in the year."""

    tie: MapTie
    certain: bool


class Count(NamedTuple):
    """How many certainly, and how many certainly or possibly."""

    certain: int
    possible: int


@dataclass(frozen=True)
class TieMap:
    """Everything that a map can show.

    `places` by their keys; `ties` in order of id, spells of one in order of time; `fields` maps a field of
    exchange to the keys of the ties that are lived in it or in a narrower one.
    """

    years: Years
    places: Mapping[int, TiedPlace]
    ties: tuple[MapTie, ...]
    fields: Mapping[str, frozenset[int]]

    @cached_property
    def countries(self) -> tuple[str, ...]:
        """The countries that have a place with ties, in order of code."""
        return tuple(sorted({place.country for place in self.places.values()} - {""}))

    @cached_property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of the ties and the wider ones, in the order of the vocabulary."""
        return _with_wider("tie-types", (tie.type for tie in self.ties))

    @cached_property
    def statuses(self) -> tuple[str, ...]:
        """The statuses of the ties, in the order of the vocabulary."""
        held = {tie.status for tie in self.ties}
        return tuple(status for status in vocabulary.scheme("statuses") if status in held)

    @cached_property
    def unplaced(self) -> int:
        """How many ties cannot be drawn, since fewer than two of their places have a known point."""
        has_point = {key for key, place in self.places.items() if place.point}
        far = {tie.key for tie in self.ties if len(has_point.intersection(tie.places)) < 2}
        return len(far)

    def shown(self, question: MapQuestion) -> Iterator[ShownTie]:
        """The ties that the question means, in order of id.

        Raises BadClaim for an unknown concept, BadQuestion for a year that is not of the map.
        """
        meant = self._meant(question)
        day = self.years.day_of(question.year)
        return (
            ShownTie(tie, tie.days[1] <= day <= tie.days[2])
            for tie in meant
            if _stood(tie.days, day, question.certain)
        )

    def count(self, question: MapQuestion) -> Count:
        """How many ties the question means; raises as `shown`."""
        return _count(shown.certain for shown in self.shown(question))

    def by_place(self, question: MapQuestion) -> list[tuple[TiedPlace, Count]]:
        """The places of the ties meant with how many each has, the most first, then by id; raises as `shown`."""
        found = _tallied((p, s.certain) for s in self.shown(question) for p in s.tie.places)
        if question.country:
            codes = {question.country, question.other} - {""}
            found = {key: n for key, n in found.items() if self.places[key].country in codes}
        listed = [(self.places[key], number) for key, number in found.items()]
        return sorted(listed, key=lambda one: (-one[1].possible, -one[1].certain, one[0].ref))

    def by_country(self, question: MapQuestion) -> list[tuple[str, int, Count]]:
        """The countries of the ties meant with the number of their places and of ties, the most first.

        The country of places whose country is unknown is "". Raises as `shown`.
        """
        shown = list(self.shown(question))
        pairs = [
            (self.places[p].country, s.certain, s.tie.key, p) for s in shown for p in s.tie.places
        ]
        ties = {(code, tie): certain for code, certain, tie, _ in pairs}
        numbers = _tallied((code, certain) for (code, _), certain in ties.items())
        places = Counter(code for code, _ in {(code, place) for code, _, _, place in pairs})
        listed = [(code, places[code], number) for code, number in numbers.items()]
        return sorted(listed, key=lambda one: (-one[2].possible, one[0]))

    def frame(self, question: MapQuestion) -> Frame:
        """Where the places of the ties meant lie, the widest gap between their longitudes left out.

        WORLD where none has a point. Raises as `shown`.
        """
        keys = {key for one in self.shown(question) for key in one.tie.places}
        points = [point for key in keys if (point := self.places[key].point)]
        if not points:
            return WORLD
        around = sorted({longitude for _, longitude in points})
        gaps = [(around[0] + 360 - around[-1], around[0])]
        gaps += [(east - west, east) for west, east in pairwise(around)]
        gap, west = max(gaps)
        latitudes = [latitude for latitude, _ in points]
        return Frame(west, min(latitudes), west + 360 - gap, max(latitudes))

    def _meant(self, question: MapQuestion) -> Iterable[MapTie]:
        years = self.years
        if not years.first <= question.year <= years.last:
            raise BadQuestion(
                f"{question.year} is not a year of this map: ask for {years.first} to {years.last}"
            )
        found: Iterable[MapTie] = self.ties
        if question.kind:
            kinds = _within("tie-types", question.kind)
            found = [tie for tie in found if tie.type in kinds]
        if question.status:
            _ = vocabulary.scheme("statuses")[question.status]
            found = [tie for tie in found if tie.status == question.status]
        if question.field:
            _ = vocabulary.scheme("fields")[question.field]
            lived = self.fields.get(question.field, frozenset())
            found = [tie for tie in found if tie.key in lived]
        if question.country or question.other:
            found = [tie for tie in found if self._joins(tie, question.country, question.other)]
        return found

    def _joins(self, tie: MapTie, country: str, other: str) -> bool:
        """Whether one place of the tie lies in the first country, and another one in the second."""
        codes = [self.places[key].country for key in tie.places]
        if not (country and other):
            return (country or other) in codes
        needed = 2 if country == other else 1
        return codes.count(country) >= needed and other in codes


def _tallied(each: Iterable[tuple[K, bool]]) -> dict[K, Count]:
    listed = list(each)
    possible = Counter(key for key, _ in listed)
    certain = Counter(key for key, sure in listed if sure)
    return {key: Count(certain[key], number) for key, number in possible.items()}


def _count(certain: Iterable[bool]) -> Count:
    listed = list(certain)
    return Count(sum(listed), len(listed))


def _stood(days: Days, day: int, certainly: bool) -> bool:
    if certainly:
        return days[1] <= day <= days[2]
    return days[0] <= day <= days[3]


def wider(scheme: str, concept: str) -> tuple[str, ...]:
    """The concept and all that are broader, however far up, the narrowest first."""
    held = vocabulary.scheme(scheme)
    found = [concept]
    while above := held[found[-1]].broader:
        found.append(above)
    return tuple(found)


def _with_wider(scheme: str, concepts: Iterable[str]) -> tuple[str, ...]:
    held = {up for concept in set(concepts) - {""} for up in wider(scheme, concept)}
    return tuple(concept for concept in vocabulary.scheme(scheme) if concept in held)


def _within(scheme: str, asked: str) -> frozenset[str]:
    """The concept and all narrower ones. Raises BadClaim."""
    held = vocabulary.scheme(scheme)
    return frozenset(concept for concept in held if held.is_within(concept, asked))
