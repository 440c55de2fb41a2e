"""A place among its peers: governments of like level and population, and where it
stands among them.

Who is a peer: a government that has a tie in the scope, of which no source says that
its level is another (levels are alike when they fall under one count, of municipalities
or of prefectures, and neither or both are cities of the rank of a province), and whose
population is from half to double that of the place. Those nearest in population come
first, by the ratio of the two. Where the place has no population on record, or nobody
of like level has one in that band, peers are those of exactly its level.

A rank is 1 + the number of peers that have more; places that have the same share a
rank. Quartiles are of the peers without the place, interpolated as by Hyndman and Fan
(1996), definition 7. Both are given on two readings: of what was certainly so, and of
what was possibly so. Peers of which nothing is recorded in a measure do not enter it,
and are counted apart.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from math import inf, log
from statistics import quantiles
from typing import Any

from kizuna.analysis.compare.around import (
    Neighbours,
    Places,
    are_counterparts,
    claims_of,
    surest,
)
from kizuna.analysis.compare.ties import (
    UNSTATED,
    Cell,
    Comparison,
    Item,
    SourcedValue,
    counted_items,
    counted_keys,
    rows_by_key,
    rows_of,
)
from kizuna.analysis.figures import Derived, Figure, Measure, unique
from kizuna.analysis.measures.activity import fields_of
from kizuna.analysis.scope import Party, populations
from kizuna.claims.kinds import LocalGovernment

Profile = Mapping[str, dict[str, list[Item]]]
"""What a place has: ties as items by "kinds", "countries" and "partners", and "fields"
by concept.
"""


def compare_places(neighbours: Neighbours, places: Places) -> Comparison:
    """The places beside each other; the key of a row is a kind of tie, a country (ISO
    3166-1), or a field.
    """
    profiles = [profile_of(neighbours, members) for members in places.values()]
    rows = rows_by_key(
        "itself", [_itself(neighbours, *place) for place in places.items()]
    )
    for topic in profiles[0]:
        found = rows_of(topic, [profile[topic] for profile in profiles])
        rows += found[:1] if topic == "partners" else found
    return Comparison(tuple(places), tuple(rows))


def profile_of(neighbours: Neighbours, members: frozenset[str]) -> Profile:
    topics = ("kinds", "countries", "partners", "fields")
    found: Profile = {topic: defaultdict(list) for topic in topics}
    scope = neighbours.scope
    for tie in neighbours.ties_of(members):
        item = Item(tie.answer, tie.tie.id, tie.listed, tie.since)
        found["kinds"][tie.tie.type.value or UNSTATED].append(item)
        for part in fields_of(scope.register, tie.tie.id, scope.day):
            key = part.entity.concept.value or UNSTATED
            claims = (*tie.listed, *part.entity.claim_ids)
            found["fields"][key].append(Item(item.answer & part.begun, key, claims))
    for partner, ties in neighbours.partners_of(members).items():
        items = [Item(t.answer, t.tie.id, t.listed, t.since) for t in ties]
        found["countries"][neighbours.parties[partner].country or UNSTATED].extend(
            items
        )
        found["partners"][partner].append(Item(surest(ties), partner, claims_of(ties)))
    return found


def _itself(
    neighbours: Neighbours, ref: str, members: frozenset[str]
) -> Mapping[str, Cell | None]:
    """Level and population of a place that is one government."""
    register = neighbours.scope.register
    government = register.get(ref, LocalGovernment) if members == {ref} else None
    if government is None:
        return {}
    level = government.level.on(neighbours.scope.day)
    return {
        "level": SourcedValue(level.value, level.claim_ids) if level else None,
        "population": populations(register, [ref]).get(ref),
    }


MEASURES = ("ties", "partners", "countries", "fields")
"""What a place and its peers are ranked by."""
BAND = 2.0
"""A peer has at least 1/BAND and at most BAND times the population of the place."""
Peer = tuple[Party, Mapping[str, Figure]]
"""A government with its count in each measure; of 0 where nothing is recorded."""
FIVE = ("least", "lower", "median", "upper", "most")
"""The five numbers of the peers in a reading."""


@dataclass(frozen=True, slots=True)
class Ranking:
    """Where the place stands in one measure among the peers of which anything is
    recorded there.

    `own` and `others` are the figures that all else is derived from; `silent` is how
    many peers have no record.
    """

    measure: str
    own: Figure
    others: tuple[Figure, ...]
    silent: int

    @property
    def rank(self) -> Derived | None:
        """The rank from the best to the worst that is possible; None when nothing is
        recorded of the place.
        """
        if not self.own.possible:
            return None
        best = 1 + sum(other.certain > self.own.possible for other in self.others)
        worst = 1 + sum(other.possible > self.own.certain for other in self.others)
        claims = unique(c for figure in (self.own, *self.others) for c in figure.claims)
        return Derived(best, worst, "rank-among-peers", claims)

    def reading(self, bound: str) -> dict[str, Any] | None:
        """The reading in which only what is "certain" is so, or all that is "possible":
        the count of the place (`own`) and its `rank` (1 is first), both None when
        nothing is recorded of it, and FIVE; None when nothing is recorded of any peer.
        """
        own, *others = (getattr(figure, bound) for figure in (self.own, *self.others))
        if not others:
            return None
        quartiles = (
            quantiles(others, method="inclusive") if len(others) > 1 else others * 3
        )
        five = zip(FIVE, (min(others), *quartiles, max(others)), strict=True)
        rank = 1 + sum(other > own for other in others)
        its = (own, rank) if self.own.possible else (None, None)
        return dict([*zip(("own", "rank"), its, strict=True), *five])


@dataclass(frozen=True, slots=True)
class PeerGroup:
    """The place, its peers (the nearest first), and its rankings (empty without peers).

    `basis` is "population" or, where populations are not known, "level".
    `of_unknown_level` is how many peers have no level on record, `in_band` how many
    fitted before the number asked for was taken.
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
    """The peers of a government, at most so many, among the governments given (None:
    all of the scope).

    Raises KeyError for a place that has no tie in the scope.
    """
    own = neighbours.parties[place]
    like = [
        party
        for ref, party in sorted(neighbours.parties.items())
        if ref != place
        and party.is_government
        and neighbours.ties.get(ref)
        and (among is None or ref in among)
        and (
            not own.level or not party.level or are_counterparts(own.level, party.level)
        )
    ]
    basis = "population"
    fitting = [p for p in like if _apart(own.population, p.population) <= log(BAND)]
    fitting.sort(key=lambda party: _apart(own.population, party.population))
    if not fitting:
        basis = "level"
        fitting = [party for party in like if own.level and party.level == own.level]
    taken = fitting[:most]
    first, *others = (_peer(neighbours, party) for party in (own, *taken))
    rankings = []
    for measure in MEASURES if others else ():
        told = tuple(
            figures[measure] for _, figures in others if figures[measure].possible
        )
        rankings.append(
            Ranking(measure, first[1][measure], told, len(others) - len(told))
        )
    unknown = sum(not party.level for party in taken)
    return PeerGroup(
        first, tuple(others), tuple(rankings), basis, len(fitting), unknown
    )


def of_like_size(people: Mapping[str, Measure], place: str) -> list[str]:
    """Those, by id, with a population of 1/BAND to BAND times that of the place; []
    where that is not known.
    """
    own, most = people.get(place), log(BAND)
    return sorted(
        r for r, other in people.items() if r != place and _apart(own, other) <= most
    )


def _apart(own: Measure | None, other: Measure | None) -> float:
    """The logarithm of the ratio of two populations, larger to smaller; infinite where
    one is unknown.
    """
    a, b = (population.middle if population else None for population in (own, other))
    return abs(log(a / b)) if a and b else inf


def _peer(neighbours: Neighbours, party: Party) -> Peer:
    profile = profile_of(neighbours, frozenset({party.government or party.ref}))
    cells = [
        counted_items(profile["kinds"]),
        *(counted_keys(profile[m]) for m in MEASURES[1:]),
    ]
    figures = [cell.figure if cell else Figure(0, 0, ()) for cell in cells]
    return party, dict(zip(MEASURES, figures, strict=True))
