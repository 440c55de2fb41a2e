"""The view from one place: numbers about every other place at once, each made when it is first asked for.

Places and their ties are arrays, so that all partners of partners are found at once. Law: they are a function of
the set of ties; the order, repetition and direction of these mean nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from kizuna.analysis.network.graph import TieGraph, kilometres

Numbers: TypeAlias = NDArray[np.float64]
Indices: TypeAlias = NDArray[np.int64]
UNKNOWN = -1
"""The number of a country that nobody states."""


@dataclass(frozen=True, slots=True)
class ModelPlace:
    """What the model knows of a place: country ("": unknown), latitude and longitude in degrees and population in
    persons (each NaN when unknown)."""

    country: str = ""
    latitude: float = float("nan")
    longitude: float = float("nan")
    population: float = float("nan")


@dataclass(frozen=True, eq=False)
class Web:
    """Places in order of id with their partners: those of place i are `partners[starts[i]:starts[i + 1]]`.

    `degree` counts them, `country` numbers the countries of `countries` (UNKNOWN when nobody states one),
    `latitude` and `longitude` are radians, `size` is the natural logarithm of the population; NaN where unknown.
    """

    ids: tuple[str, ...]
    at: Mapping[str, int]
    starts: Indices
    partners: Indices
    degree: Numbers
    countries: tuple[str, ...]
    country: Indices
    latitude: Numbers
    longitude: Numbers
    size: Numbers

    @classmethod
    def of(cls, places: Mapping[str, ModelPlace], ties: Iterable[tuple[str, str]]) -> Web:
        """The web of places and ties; an end of a tie that is not among the places is a place of which nothing is
        known, and a tie of a place with itself is none."""
        graph = TieGraph.of_pairs(ties, alone=places)
        known = [places.get(ref, ModelPlace()) for ref in graph.names]
        countries = tuple(sorted({place.country for place in known if place.country}))
        number = {country: i for i, country in enumerate(countries)}
        return cls(
            ids=graph.names,
            at={ref: number for number, ref in enumerate(graph.names)},
            starts=graph.starts,
            partners=graph.neighbours,
            degree=graph.degrees.astype(np.float64),
            countries=countries,
            country=np.array([number.get(p.country, UNKNOWN) for p in known], dtype=np.int64),
            latitude=np.radians([p.latitude for p in known]),
            longitude=np.radians([p.longitude for p in known]),
            size=np.log([p.population if p.population > 0 else np.nan for p in known]),
        )

    def partners_of(self, place: int) -> Indices:
        """The partners of a place, in order."""
        return self.partners[self.starts[place] : self.starts[place + 1]]

    def spread(self, places: Indices, shares: Numbers) -> Numbers:
        """What every place receives when each of `places` gives its share to each of its partners."""
        lengths = self.starts[places + 1] - self.starts[places]
        first = np.repeat(self.starts[places] - np.cumsum(lengths) + lengths, lengths)
        targets = self.partners[first + np.arange(int(lengths.sum()))]
        received = np.bincount(targets, np.repeat(shares, lengths), len(self.ids))
        return received.astype(np.float64)

    def tied_from(self) -> Numbers:
        """How many places of each country (row) are tied to each place (column)."""
        made = np.zeros((len(self.countries), len(self.ids)))
        ends = np.repeat(self.country, self.degree.astype(np.int64))
        known = ends != UNKNOWN
        np.add.at(made, (ends[known], self.partners[known]), 1.0)
        return made


@dataclass(frozen=True, eq=False)
class Ground:
    """A web with what is counted once for all views.

    `tied_from[c, p]` is how many places of country c are tied to place p, `joined[c, d]` how many ties join two
    countries (a tie inside a country counts twice), `reaching[c, d]` how many places of c have a partner in d.
    """

    web: Web
    tied_from: Numbers
    joined: Numbers
    reaching: Numbers

    @classmethod
    def of(cls, web: Web) -> Ground:
        """The ground of a web."""
        tied_from = web.tied_from()
        size = len(web.countries)
        joined, reaching = np.zeros((size, size)), np.zeros((size, size))
        for country in range(size):
            held = web.country == country
            joined[:, country] = tied_from[:, held].sum(axis=1)
            reaching[:, country] = _reaching(web, held, size)
        return cls(web, tied_from, joined, reaching)


def _reaching(web: Web, held: NDArray[np.bool_], size: int) -> Numbers:
    """How many places of each country have a partner among those held."""
    partners = web.spread(np.flatnonzero(held), np.ones(int(held.sum()))) > 0
    homes = web.country[partners & (web.country != UNKNOWN)]
    return np.bincount(homes, minlength=size).astype(np.float64)


@dataclass(frozen=True, eq=False)
class View:
    """What can be said from place number `place` of every place of the web; each array has one number a place.

    `told` are further numbers, by the name of the feature that they speak for: what a register tells, and no list
    of ties.
    """

    ground: Ground
    place: int
    told: Mapping[str, Numbers] = field(default_factory=dict)

    @property
    def web(self) -> Web:
        """The web that is looked at."""
        return self.ground.web

    def heard(self, feature: str) -> Numbers:
        """What is told for a feature; zeros where nothing is."""
        return self.told.get(feature, self._nothing)

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
        return self.web.spread(self.partners, 1 / np.log(np.maximum(self._degree_of_partners, 2)))

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
        alike = self.web.spread(self.partners, 1 / np.sqrt(self._degree_of_partners))
        alike[self.place] = 0.0
        return alike

    @cached_property
    def countrymen(self) -> Numbers:
        """How many places of our country are tied to each place; 0 where our country is unknown."""
        home = self._home
        return self.ground.tied_from[home] if home != UNKNOWN else self._nothing

    @cached_property
    def own(self) -> Numbers:
        """How many partners we have in the country of each place."""
        held = self.web.country[self.partners]
        size = len(self.web.countries)
        return self._by_country(np.bincount(held[held != UNKNOWN], minlength=size))

    @cached_property
    def affinity(self) -> Numbers:
        """How much oftener than by chance our country is tied to that of each place: the logarithm of ties made
        to ties expected from how many each country has, half a tie added to both."""
        home = self._home
        if home == UNKNOWN:
            return self._nothing
        ends = self.ground.joined.sum(axis=1)
        expected = ends[home] * ends / max(ends.sum(), 1.0)
        return self._by_country(np.log((self.ground.joined[home] + 0.5) / (expected + 0.5)))

    @cached_property
    def reached(self) -> Numbers:
        """How many places of our country have a partner in the country of each place."""
        home = self._home
        return self._by_country(self.ground.reaching[home]) if home != UNKNOWN else self._nothing

    @cached_property
    def domestic(self) -> Numbers:
        """1 for the places of our own country."""
        home = self._home
        return (self.web.country == home).astype(np.float64) if home != UNKNOWN else self._nothing

    @cached_property
    def kilometres(self) -> Numbers:
        """The distance along the great circle in km, NaN where a point is unknown."""
        lat, lon = self.web.latitude, self.web.longitude
        return kilometres((lat, lat[self.place]), (lon, lon[self.place]))

    @cached_property
    def times(self) -> Numbers:
        """How many times the larger population is the smaller (1 or more), NaN where one is unknown."""
        return np.asarray(np.exp(np.abs(self.web.size - self.web.size[self.place])))

    @property
    def _home(self) -> int:
        return int(self.web.country[self.place])

    @property
    def _nothing(self) -> Numbers:
        return np.zeros(len(self.web.ids))

    @property
    def _degree_of_partners(self) -> Numbers:
        return self.web.degree[self.partners]

    def _by_country(self, values: Numbers | Indices) -> Numbers:
        """The number of each place's country, 0 where that is unknown."""
        if not len(values):
            return self._nothing
        known = self.web.country != UNKNOWN
        return np.where(known, np.asarray(values, dtype=np.float64)[self.web.country], 0.0)
