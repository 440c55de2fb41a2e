"""The map of ties: which places ties join, from which year to which, and which of them
a question means.

Law: a year stands for its last day, but the year of the day asked about for that day: a
map, its list and the figures of one day count the same ties.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from kizuna.claims import vocabulary
from kizuna.errors import BadQuestion
from kizuna.register.ties import TieOnDay, is_of_type
from kizuna.values import Answer

FIRST_YEAR = 1950
"""The first year of a map, unless it is asked of a day before it; ties of earlier years
stand in it already.
"""


class TiedPlace(NamedTuple):
    """A party of ties, or the government that a body belongs to.

    `key` is a number of its own, by which the map's script names it; `country` a code
    of ISO 3166-1, "" when unknown; `point` (latitude, longitude) in degrees, None when
    nobody states it.
    """

    key: int
    ref: str
    country: str
    point: tuple[float, float] | None


class Years(NamedTuple):
    """The years of a map, both included, and the day that it is asked about, in
    `pivot`, one of them.
    """

    first: int
    last: int
    pivot: int
    day: int

    @classmethod
    def around(cls, day: int, today: int) -> Years:
        """From FIRST_YEAR to the year of today, or further to either side where the day
        lies there.
        """
        pivot = year_of(day)
        return cls(min(FIRST_YEAR, pivot), max(year_of(today), pivot), pivot, day)

    def day_of(self, year: int) -> int:
        """The day that stands for a year."""
        return self.day if year == self.pivot else date(year, 12, 31).toordinal()

    def begun(self, day: int) -> int:
        """The first year in which what began on a day has begun: `first` at the
        earliest, `last` + 1 for later.
        """
        year = year_of(day)
        return min(max(year + (day > self.day_of(year)), self.first), self.last + 1)

    def ended(self, day: int) -> int:
        """The last year in which what ends with a day still stands: `last` at most,
        `first` - 1 for earlier.
        """
        year = year_of(day)
        return min(max(year - (day < self.day_of(year)), self.first - 1), self.last)


def year_of(day: int) -> int:
    """The year of a day number within 1 to 9999."""
    return date.fromordinal(min(max(day, 1), date.max.toordinal())).year


@dataclass(frozen=True, slots=True)
class MapQuestion:
    """Which ties a map shows; "" asks for any.

    `country` is the code of one side's country, `other` of the other's; `kind`, `field`
    and `status` are concepts, of which the first two take in their narrower ones.
    `certain`: only those that certainly stood.
    """

    year: int
    country: str = ""
    other: str = ""
    kind: str = ""
    field: str = ""
    status: str = ""
    certain: bool = False


WORLD = (-150.0, -50.0, 190.0, 70.0)
"""West, south, east and north of the world, in degrees."""


class Count(NamedTuple):
    """How many certainly, and how many certainly or possibly."""

    certain: int
    possible: int

    @classmethod
    def of(cls, answers: Iterable[Answer]) -> Count:
        """How many of the answers are certain, and how many are possible at least."""
        held = list(answers)
        return cls(sum(a.certain for a in held), sum(a.possible for a in held))


Shown = tuple[TieOnDay, Answer]
"""A tie that a question means, and whether it stood in the year: certainly or
possibly.
"""


@dataclass(frozen=True)
class TieMap:
    """Everything that a map can show.

    `places` by their ids; `ties` are those that ever stood, as on the day of `years`,
    in order of id; `homes` has the ids of the places that each tie joins, in order;
    `fields` by a field of exchange the ids of the ties that were active in it or in a
    narrower one.
    """

    years: Years
    places: Mapping[str, TiedPlace]
    ties: tuple[TieOnDay, ...]
    homes: Mapping[str, tuple[str, ...]]
    fields: Mapping[str, frozenset[str]]

    @cached_property
    def countries(self) -> tuple[str, ...]:
        """The countries that have a place with ties, in order of code."""
        return tuple(sorted({place.country for place in self.places.values()} - {""}))

    @cached_property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of the ties and the wider ones, in the order of the vocabulary."""
        types, scheme = (
            {tie.tie.type.value for tie in self.ties},
            vocabulary.scheme("tie-types"),
        )
        held = {up for concept in types if concept for up in scheme.wider(concept)}
        return tuple(concept for concept in scheme if concept in held)

    @cached_property
    def statuses(self) -> tuple[str, ...]:
        """The statuses of the ties, in the order of the vocabulary."""
        held = set(map(status_of, self.ties))
        return tuple(
            status for status in vocabulary.scheme("statuses") if status in held
        )

    @cached_property
    def unplaced(self) -> int:
        """How many ties cannot be drawn, since fewer than two of their places have a
        known point.
        """
        has_point = {ref for ref, place in self.places.items() if place.point}
        return sum(
            len(has_point.intersection(self.homes[tie.id])) < 2 for tie in self.ties
        )

    def answer(self, question: MapQuestion) -> MapAnswer:
        """The ties that the question means.

        Raises BadClaim for an unknown concept, BadQuestion for a year that is not of
        the map.
        """
        years = self.years
        if not years.first <= question.year <= years.last:
            year, first, last = question.year, years.first, years.last
            raise BadQuestion(
                f"{year} is not a year of this map: ask for {first} to {last}"
            )
        asked = {
            "tie-types": question.kind,
            "statuses": question.status,
            "fields": question.field,
        }
        for scheme, concept in asked.items():
            _ = concept and vocabulary.scheme(scheme)[concept]
        day = years.day_of(question.year)
        least = Answer.CERTAIN if question.certain else Answer.POSSIBLE
        answers = (
            (tie, tie.answer_on(day))
            for tie in self.ties
            if self._is_meant(tie, question)
        )
        return MapAnswer(self, question, [one for one in answers if one[1] >= least])

    def _is_meant(self, tie: TieOnDay, question: MapQuestion) -> bool:
        """Whether a tie is of the kind, the status and the field, and a place of it
        lies in the one country and another one in the other.
        """
        wanted = {question.country, question.other} - {""}
        codes = (
            [self.places[ref].country for ref in self.homes[tie.id]] if wanted else []
        )
        needed = 2 if question.country == question.other else 1
        return (
            is_of_type(tie.tie, question.kind)
            and question.status in ("", status_of(tie))
            and (not question.field or tie.id in self.fields.get(question.field, ()))
            and all(codes.count(code) >= needed for code in wanted)
        )


@dataclass(frozen=True)
class MapAnswer:
    """The ties of a map that a question means, in order of id, and what is counted of
    them when asked.
    """

    map: TieMap
    question: MapQuestion
    shown: list[Shown]

    def joining(self, place: TiedPlace | None) -> MapAnswer:
        """Of them those that join a place; all of them for None."""
        homes = self.map.homes
        if place is None:
            return self
        return replace(
            self, shown=[one for one in self.shown if place.ref in homes[one[0].id]]
        )

    @cached_property
    def count(self) -> Count:
        return Count.of(answer for _, answer in self.shown)

    @cached_property
    def places(self) -> list[tuple[TiedPlace, Count]]:
        """The places of the ties with how many each has, the most first, then by id."""
        found = _tallied(
            (ref, a) for tie, a in self.shown for ref in self.map.homes[tie.id]
        )
        codes = {self.question.country, self.question.other} - {""}
        places = [(self.map.places[ref], number) for ref, number in found.items()]
        listed = [one for one in places if not codes or one[0].country in codes]
        return sorted(
            listed, key=lambda one: (-one[1].possible, -one[1].certain, one[0].ref)
        )

    @cached_property
    def countries(self) -> list[tuple[str, int, Count]]:
        """The countries of the ties with the number of their places and of ties, the
        most first.

        The country of places whose country is unknown is "".
        """
        refs: dict[str, set[str]] = defaultdict(set)
        ties = {}
        for tie, answer in self.shown:
            for ref in self.map.homes[tie.id]:
                code = self.map.places[ref].country
                refs[code].add(ref)
                ties[code, tie.id] = answer
        numbers = _tallied((code, answer) for (code, _), answer in ties.items())
        listed = [(code, len(refs[code]), number) for code, number in numbers.items()]
        return sorted(listed, key=lambda one: (-one[2].possible, one[0]))

    @cached_property
    def frame(self) -> tuple[float, float, float, float]:
        """West, south, east and north of the places of the ties, the widest gap between
        their longitudes left out.

        East goes on beyond 180 across the antimeridian. WORLD where none has a point.
        """
        refs = {ref for tie, _ in self.shown for ref in self.map.homes[tie.id]}
        points = [point for ref in refs if (point := self.map.places[ref].point)]
        if not points:
            return WORLD
        latitudes = [latitude for latitude, _ in points]
        around = sorted({longitude for _, longitude in points})
        gap, west = max(
            (east - west, east) for west, east in pairwise([around[-1] - 360, *around])
        )
        return west, min(latitudes), west + 360 - gap, max(latitudes)


def status_of(tie: TieOnDay) -> str:
    """The status of a tie on its day; "" where none is recorded."""
    return tie.status.value.status if tie.status else ""


def _tallied(each: Iterable[tuple[str, Answer]]) -> dict[str, Count]:
    found: dict[str, list[Answer]] = defaultdict(list)
    for key, answer in each:
        found[key].append(answer)
    return {key: Count.of(answers) for key, answers in found.items()}
