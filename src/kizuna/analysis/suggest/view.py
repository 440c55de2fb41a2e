"""The view from one place: numbers about every other place at once.

Places and their ties are arrays, so that all partners of partners are found at once.
Law: they are a function of the set of ties; the order, repetition and direction of
these mean nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from kizuna.analysis.network.graph import Floats, Ints, TieGraph, kilometres, radians_of
from kizuna.analysis.scope import Party


@dataclass(frozen=True, eq=False)
class Web:
    """Places in order of id with their partners.

    `country` numbers the countries from 1, with 0 where none is stated; `points` are
    radians, `size` is the natural logarithm of the population; NaN where unknown.
    """

    graph: TieGraph
    at: Mapping[str, int]
    country: Ints
    points: Floats
    size: Floats

    @classmethod
    def of(cls, places: Mapping[str, Party], ties: Iterable[tuple[str, str]]) -> Web:
        """The web of places and ties; an end of a tie that is not among the places is a
        place of which nothing is known, and a tie of a place with itself is none.
        """
        graph = TieGraph.of_pairs(ties, alone=places)
        known = [places.get(ref, Party(ref)) for ref in graph.names]
        persons = [p.population.middle if p.population else None for p in known]
        codes = dict.fromkeys(["", *(place.country for place in known)])
        number = {country: i for i, country in enumerate(codes)}
        return cls(
            graph=graph,
            at={ref: number for number, ref in enumerate(graph.names)},
            country=np.array(
                [number[place.country] for place in known], dtype=np.int64
            ),
            points=radians_of(place.point for place in known),
            size=np.log([number or np.nan for number in persons]),
        )

    def partners_of(self, place: int) -> Ints:
        """The partners of a place, in order."""
        return self.graph.neighbours[slice(*self.graph.starts[place : place + 2])]

    def ties_of(self, places: Ints) -> tuple[Ints, Ints]:
        """The ties of places, one for each end among them: at which of the places (0 is
        the first), and the other end.
        """
        graph, degrees = self.graph, self.graph.degrees[places]
        before = np.cumsum(degrees) - degrees
        at = np.arange(degrees.sum()) + np.repeat(
            graph.starts[places] - before, degrees
        )
        return np.repeat(np.arange(len(places)), degrees), graph.neighbours[at]

    def spread(self, places: Ints, shares: Floats) -> Floats:
        """What every place receives when each of `places` gives its share to each of
        its partners.
        """
        givers, takers = self.ties_of(places)
        return np.bincount(takers, shares[givers], self.graph.size).astype(np.float64)

    def per_country(self, countries: Ints) -> Floats:
        """How often each number of a country is among those given; never the unknown
        one.
        """
        found = np.bincount(countries, minlength=self.country.max() + 1).astype(
            np.float64
        )
        found[0] = 0
        return found

    @cached_property
    def ends(self) -> Floats:
        """How many ends of ties of two known countries each country has."""
        both = self.country[self.graph.edges]
        return self.per_country(both[both.all(axis=1)].ravel())


@dataclass(frozen=True, eq=False)
class View:
    """What can be said from place number `place` of every place of the web; each array
    has one number a place.

    `degree` is how many partners each place has, `common` how many of our `partners` it
    shares (common neighbours); `adamic_adar` counts each of these by 1 / ln of how many
    partners it has (Adamic and Adar 2003), `alike` by 1 / sqrt. `likeness` is how much
    each place is tied to places that share partners with ours: paths of three ties,
    each by 1 / sqrt of the degrees of the two places on its way (Kovács and others
    2019).

    `countrymen` is how many places of our country are tied to each place, `reached` how
    many have a partner in its country, `own` how many partners we have there,
    `domestic` 1 for the places of our own country; all 0 where a country is unknown.
    `affinity` is how much oftener than by chance the two countries are tied: the
    logarithm of ties made to ties expected from how many each country has, half a tie
    added to both.

    `kilometres` is the distance along the great circle, `times` how many times the
    larger population is the smaller (1 or more); NaN where a point or a population is
    unknown.
    """

    web: Web
    place: int
    partners: Ints
    degree: Floats
    common: Floats
    adamic_adar: Floats
    alike: Floats
    likeness: Floats
    countrymen: Floats
    reached: Floats
    own: Floats
    domestic: Floats
    affinity: Floats
    kilometres: Floats
    times: Floats

    @classmethod
    def of(cls, web: Web, place: int) -> View:
        degrees, country, partners = (
            web.graph.degrees,
            web.country,
            web.partners_of(place),
        )
        alike = web.spread(partners, 1 / np.sqrt(degrees[partners]))
        alike[place] = 0.0
        ways, home = np.flatnonzero(alike), country[place]
        is_ours = (country == home) & (home > 0)
        here, there = web.ties_of(np.flatnonzero(is_ours))
        made = web.per_country(country[there])
        expected = made.sum() * web.ends / max(web.ends.sum(), 1.0)
        width = len(web.ends)
        reached = np.unique(here * width + country[there]) % width
        return cls(
            web=web,
            place=place,
            partners=partners,
            degree=degrees.astype(np.float64),
            common=web.spread(partners, np.ones(len(partners))),
            adamic_adar=web.spread(
                partners, 1 / np.log(np.maximum(degrees[partners], 2))
            ),
            alike=alike,
            likeness=web.spread(ways, alike[ways] / np.sqrt(degrees[ways])),
            countrymen=np.bincount(there, minlength=web.graph.size).astype(np.float64),
            reached=web.per_country(reached)[country],
            own=web.per_country(country[partners])[country],
            domestic=is_ours.astype(np.float64),
            affinity=np.log((made + 0.5) / (expected + 0.5))[country],
            kilometres=kilometres(web.points, web.points[:, place]),
            times=np.exp(np.abs(web.size - web.size[place])),
        )
