"""The web: places and the ties between them as arrays, so that all partners of partners are found at once.

Law: it is a function of the set of ties; their order, their repetition and their direction mean nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from kizuna.analysis.network.graph import TieGraph

Numbers: TypeAlias = NDArray[np.float64]
Indices: TypeAlias = NDArray[np.int64]
UNKNOWN = -1
"""The number of a country that nobody states."""


@dataclass(frozen=True, slots=True)
class Place:
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
    def of(cls, places: Mapping[str, Place], ties: Iterable[tuple[str, str]]) -> Web:
        """The web of places and ties; an end of a tie that is not among the places is a place of which nothing is
        known, and a tie of a place with itself is none."""
        graph = TieGraph.of_pairs(ties, alone=places)
        known = [places.get(ref, Place()) for ref in graph.names]
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
