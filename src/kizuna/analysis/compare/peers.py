"""A place among its peers: governments of like level and population, and where it stands among them.

Who is a peer: a government that has a tie in the scope, of which no source says that its level is another (levels
are alike when they fall under one count, of municipalities or of prefectures, and neither or both are cities of
the rank of a province), and whose population is from half to double that of the place. Those nearest in
population come first, by the ratio of the two. Where the place has no population on record, or nobody of like
level has one in that band, peers are those of exactly its level.

A rank is 1 + the number of peers that have more; places that have the same share a rank. Quartiles are of the
peers without the place, interpolated as by Hyndman and Fan (1996), definition 7. Both are given on two readings:
of what was certainly so, and of what was possibly so. Peers of which nothing is recorded in a measure do not enter
it, and are counted apart.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from math import inf, log
from statistics import quantiles

from kizuna.analysis.compare.neighbours import Neighbours
from kizuna.analysis.compare.places import Place, Profile, distinct, profile_of
from kizuna.analysis.compare.rows import Counted, Item, counted
from kizuna.analysis.figures import Derived, Figure, Measure
from kizuna.analysis.parallels import are_counterparts
from kizuna.analysis.scope import Party
from kizuna.register.dating import Dating

MEASURES = ("ties", "partners", "countries", "fields")
"""What a place and its peers are ranked by."""
BAND = 2.0
"""A peer has at least 1/BAND and at most BAND times the population of the place."""
NONE = Figure(0, 0, ())


@dataclass(frozen=True, slots=True)
class Peer:
    """A government with its count in each measure; NONE where nothing is recorded."""

    party: Party
    figures: dict[str, Figure]

    @property
    def ref(self) -> str:
        """The id of the government."""
        return self.party.ref

    @property
    def claims(self) -> tuple[str, ...]:
        """The claims behind its population and its figures, without repeats."""
        people = self.party.population.claims if self.party.population else ()
        counted = (claim for figure in self.figures.values() for claim in figure.claims)
        return tuple(dict.fromkeys([*counted, *people]))


@dataclass(frozen=True, slots=True)
class Reading:
    """The counts of one reading: `own` of the place, its `rank` (1 is first), and the peers' five numbers.

    Peers of which nothing is recorded are left out; `own` and `rank` are None where nothing is of the place.
    """

    own: int | None
    rank: int | None
    least: float
    lower: float
    median: float
    upper: float
    most: float


@dataclass(frozen=True, slots=True)
class Ranking:
    """Where the place stands in one measure among the peers of which anything is recorded there.

    `own` and `others` are the figures that all else is derived from; `silent` is how many peers have no record.
    """

    measure: str
    own: Figure
    others: tuple[Figure, ...]
    silent: int

    @property
    def certain(self) -> Reading | None:
        """The reading in which only what is certain is so; None when nothing is recorded of any peer."""
        return self._reading([figure.certain for figure in self.others], self.own.certain)

    @property
    def possible(self) -> Reading | None:
        """The reading in which all that may be so is so; None when nothing is recorded of any peer."""
        return self._reading([figure.possible for figure in self.others], self.own.possible)

    @property
    def rank(self) -> Derived | None:
        """The rank from the best to the worst that is possible; None when nothing is recorded of the place."""
        if not self.own.possible:
            return None
        best = 1 + sum(other.certain > self.own.possible for other in self.others)
        worst = 1 + sum(other.possible > self.own.certain for other in self.others)
        claims = dict.fromkeys(c for figure in (self.own, *self.others) for c in figure.claims)
        return Derived(best, worst, "rank-among-peers", tuple(claims))

    def _reading(self, others: Sequence[int], own: int) -> Reading | None:
        if not others:
            return None
        five = (min(others), *_quartiles(others), max(others))
        if not self.own.possible:
            return Reading(None, None, *five)
        return Reading(own, 1 + sum(other > own for other in others), *five)


@dataclass(frozen=True, slots=True)
class PeerGroup:
    """The place, its peers (the nearest first), and its rankings (empty without peers).

    `basis` is "population" or, where populations are not known, "level". `of_unknown_level` is how many peers
    have no level on record, `without_population` how many of like or unknown level have no population, and
    `in_band` how many fitted before the number asked for was taken.
    """

    place: Peer
    peers: tuple[Peer, ...]
    rankings: tuple[Ranking, ...]
    basis: str
    in_band: int
    of_unknown_level: int


def peer_group(
    neighbours: Neighbours, place: str, most: int, among: Collection[str] | None = None
) -> PeerGroup:
    """The peers of a government, at most so many, among the governments given (None: all of the scope).

    Raises KeyError for a place that has no tie in the scope.
    """
    own = neighbours.parties[place]
    like = [
        party
        for ref, party in neighbours.parties.items()
        if ref != place
        and party.is_government
        and neighbours.ties.get(ref)
        and (among is None or ref in among)
        and _is_like(own, party)
    ]
    basis = "population"
    fitting = sorted(
        (p for p in like if _near(own.population, p.population)),
        key=lambda p: (_apart(own.population, p.population), p.ref),
    )
    if not fitting:
        basis = "level"
        fitting = sorted(
            (p for p in like if own.level and p.level == own.level), key=lambda p: p.ref
        )
    taken = fitting[:most]
    dating = Dating.of(neighbours.scope.register)
    first, *others = (_peer(neighbours, party, dating) for party in (own, *taken))
    return PeerGroup(
        place=first,
        peers=tuple(others),
        rankings=_rankings(first, others),
        basis=basis,
        in_band=len(fitting),
        of_unknown_level=sum(not p.level for p in taken),
    )


def _is_like(own: Party, other: Party) -> bool:
    return not own.level or not other.level or are_counterparts(own.level, other.level)


def of_like_size(people: Mapping[str, Measure], place: str) -> list[str]:
    """Those, by id, with a population of 1/BAND to BAND times that of the place; [] where that is not known."""
    own = people.get(place)
    return sorted(ref for ref, other in people.items() if ref != place and _near(own, other))


def _near(own: Measure | None, other: Measure | None) -> bool:
    return _apart(own, other) <= log(BAND)


def _apart(own: Measure | None, other: Measure | None) -> float:
    """The logarithm of the ratio of two populations, larger to smaller; infinite where one is unknown."""
    a, b = _persons(own), _persons(other)
    return abs(log(a / b)) if a and b else inf


def _persons(population: Measure | None) -> float | None:
    """The middle of what is known of a population; a bound that is open counts as the other."""
    if population is None:
        return None
    bounds = [b for b in (population.quantity.min, population.quantity.max) if b is not None]
    return sum(bounds) / len(bounds)


def _peer(neighbours: Neighbours, party: Party, dating: Dating) -> Peer:
    ref = party.government or party.ref
    profile = profile_of(neighbours, Place(ref, frozenset({ref})), dating)
    return Peer(party, {measure: _figure(_items(profile, measure)) for measure in MEASURES})


def _items(profile: Profile, measure: str) -> list[Item]:
    if measure == "ties":
        return [item for items in profile.kinds.values() for item in items]
    held: dict[str, list[Item]] = getattr(profile, measure)
    return distinct(held)


def _figure(items: list[Item]) -> Figure:
    found: Counted | None = counted(items)
    return found.figure if found else NONE


def _rankings(place: Peer, peers: Sequence[Peer]) -> tuple[Ranking, ...]:
    return tuple(_ranking(m, place, peers) for m in MEASURES) if peers else ()


def _ranking(measure: str, place: Peer, peers: Sequence[Peer]) -> Ranking:
    told = tuple(p.figures[measure] for p in peers if p.figures[measure].possible)
    return Ranking(measure, place.figures[measure], told, len(peers) - len(told))


def _quartiles(numbers: Sequence[int]) -> tuple[float, float, float]:
    if len(numbers) == 1:
        return (numbers[0],) * 3
    lower, median, upper = quantiles(numbers, n=4, method="inclusive")
    return lower, median, upper
