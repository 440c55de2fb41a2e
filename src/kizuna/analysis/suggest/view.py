"""The view from one place: numbers about every other place at once, each made when it is first asked for.

Places and their ties are arrays, so that all partners of partners are found at once. Law: they are a function of
the set of ties; the order, repetition and direction of these mean nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from kizuna.analysis.network.graph import TieGraph, kilometres, radians_of
from kizuna.analysis.scope import Party

Numbers: TypeAlias = NDArray[np.float64]
Indices: TypeAlias = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Web:
    """Places in order of id with their partners, and what is counted of them once for all views.

    `degree` counts the partners, `country` numbers the countries of `countries`, past the last where none
    is stated; `points` are radians, `size` is the natural logarithm of the population; NaN where unknown. Tables
    by country end with a row of 0 for the unknown one.
    """

    graph: TieGraph
    at: Mapping[str, int]
    degree: Numbers
    countries: tuple[str, ...]
    country: Indices
    points: Numbers
    size: Numbers

    @classmethod
    def of(cls, places: Mapping[str, Party], ties: Iterable[tuple[str, str]]) -> Web:
        """The web of places and ties; an end of a tie that is not among the places is a place of which nothing is
        known, and a tie of a place with itself is none."""
        graph = TieGraph.of_pairs(ties, alone=places)
        known = [places.get(ref, Party(ref)) for ref in graph.names]
        persons = [p.population.middle if p.population else None for p in known]
        countries = tuple(sorted({place.country for place in known if place.country}))
        number = {country: i for i, country in enumerate(countries)}
        return cls(
            graph=graph,
            at={ref: number for number, ref in enumerate(graph.names)},
            degree=graph.degrees.astype(np.float64),
            countries=countries,
            country=np.array([number.get(p.country, len(number)) for p in known], dtype=np.int64),
            points=radians_of(place.point for place in known),
            size=np.log([number or np.nan for number in persons]),
        )

    @property
    def ids(self) -> tuple[str, ...]:
        """The places."""
        return self.graph.names

    @property
    def has_country(self) -> NDArray[np.bool_]:
        """Of which places the country is known."""
        return self.country < len(self.countries)

    def partners_of(self, place: int) -> Indices:
        """The partners of a place, in order."""
        return self.graph.neighbours[slice(*self.graph.starts[place : place + 2])]

    def spread(self, places: Indices, shares: Numbers) -> Numbers:
        """What every place receives when each of `places` gives its share to each of its partners."""
        graph, degrees = self.graph, self.graph.degrees[places]
        before = np.cumsum(degrees) - degrees
        at = np.arange(degrees.sum()) + np.repeat(graph.starts[places] - before, degrees)
        given = np.repeat(shares, degrees)
        return np.bincount(graph.neighbours[at], given, len(self.ids)).astype(np.float64)

    @cached_property
    def tied_from(self) -> Numbers:
        """How many places of each country (row) are tied to each place (column)."""
        return self._tally(self.country[self._ends[0]], self._ends[1], len(self.ids))

    @cached_property
    def joined(self) -> Numbers:
        """How many ties join each two countries; one inside a country counts twice."""
        return self._by_country(*self.country[self._ends])

    @cached_property
    def reaching(self) -> Numbers:
        """How many places of each country (row) have a partner in each other (column)."""
        size, (ours, theirs) = len(self.countries) + 1, self._ends
        found = np.unique(ours * size + self.country[theirs])
        return self._by_country(self.country[found // size], found % size)

    @cached_property
    def _ends(self) -> Indices:
        """The two ends of every tie, seen from each."""
        return np.stack(
            [np.repeat(np.arange(len(self.ids)), self.graph.degrees), self.graph.neighbours]
        )

    def _by_country(self, rows: Indices, columns: Indices) -> Numbers:
        made = self._tally(rows, columns, len(self.countries) + 1)
        made[:, -1] = 0.0
        return made

    def _tally(self, countries: Indices, columns: Indices, width: int) -> Numbers:
        size = (len(self.countries) + 1, width)
        made = np.bincount(countries * width + columns, minlength=size[0] * width).reshape(size)
        made[-1] = 0
        return made.astype(np.float64)


@dataclass(frozen=True, eq=False)
class View:
    """What can be said from place number `place` of every place of the web; each array has one number a place."""

    web: Web
    place: int

    @cached_property
    def partners(self) -> Indices:
        """The partners of the place."""
        return self.web.partners_of(self.place)

    @cached_property
    def common(self) -> Numbers:
        """How many partners each place shares with ours (common neighbours)."""
        return self.web.spread(self.partners, np.ones(len(self.partners)))

    @cached_property
    def adamic_adar(self) -> Numbers:
        """The partners in common, each by 1 / ln of how many partners it has (Adamic and Adar 2003)."""
        degrees = np.maximum(self.web.degree[self.partners], 2)
        return self.web.spread(self.partners, 1 / np.log(degrees))

    @cached_property
    def likeness(self) -> Numbers:
        """How much each place is tied to places that share partners with ours: paths of three ties, each by
        1 / sqrt of the degrees of the two places on its way (Kovács and others 2019)."""
        alike = self.alike
        ways = np.flatnonzero(alike)
        return self.web.spread(ways, alike[ways] / np.sqrt(self.web.degree[ways]))

    @cached_property
    def alike(self) -> Numbers:
        """How much the partners of each place are ours: those in common, each by 1 / sqrt of its degree."""
        alike = self.web.spread(self.partners, 1 / np.sqrt(self.web.degree[self.partners]))
        alike[self.place] = 0.0
        return alike

    @cached_property
    def countrymen(self) -> Numbers:
        """How many places of our country are tied to each place; 0 where our country is unknown."""
        return np.asarray(self.web.tied_from[self._home])

    @cached_property
    def own(self) -> Numbers:
        """How many partners we have in the country of each place."""
        web = self.web
        held = np.bincount(web.country[self.partners], minlength=len(web.countries) + 1)
        held[-1] = 0
        return np.asarray(held[web.country], dtype=np.float64)

    @cached_property
    def affinity(self) -> Numbers:
        """How much oftener than by chance our country is tied to that of each place: the logarithm of ties made
        to ties expected from how many each country has, half a tie added to both."""
        ends = self.web.joined.sum(axis=1)
        expected = ends[self._home] * ends / max(ends.sum(), 1.0)
        drawn = np.log((self.web.joined[self._home] + 0.5) / (expected + 0.5))
        return np.asarray(drawn[self.web.country])

    @cached_property
    def reached(self) -> Numbers:
        """How many places of our country have a partner in the country of each place."""
        return np.asarray(self.web.reaching[self._home][self.web.country])

    @cached_property
    def domestic(self) -> Numbers:
        """1 for the places of our own country."""
        ours = (self.web.country == self._home) & self.web.has_country
        return np.asarray(ours, dtype=np.float64)

    @cached_property
    def kilometres(self) -> Numbers:
        """The distance along the great circle in km, NaN where a point is unknown."""
        return kilometres(self.web.points, self.web.points[:, self.place])

    @cached_property
    def times(self) -> Numbers:
        """How many times the larger population is the smaller (1 or more), NaN where one is unknown."""
        return np.asarray(np.exp(np.abs(self.web.size - self.web.size[self.place])))

    @property
    def _home(self) -> int:
        return int(self.web.country[self.place])
