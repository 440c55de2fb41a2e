"""Reasons: what stands behind the points of a candidate, with entities, counts and claims, for doors to word."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise

import numpy as np

from kizuna.analysis.figures import Derived, Figure, Measure
from kizuna.analysis.suggest.holdings import Claims, Holdings
from kizuna.analysis.suggest.told import Tellings
from kizuna.analysis.suggest.view import View
from kizuna.values import Answer

_Counted = tuple[Answer, Claims]


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a candidate gains or loses points.

    `feature` names the line of the table. `refs` are the entities that it speaks of, the weightiest first;
    `concepts` the concepts (scheme and id); `count` how many there are, where they are counted, and `nearby` how
    many of those lie in our own prefecture; `number` what was computed, `amounts` what it was computed from.
    `claims` are never empty.
    """

    feature: str
    points: float
    claims: Claims
    refs: tuple[str, ...] = ()
    concepts: tuple[tuple[str, str], ...] = ()
    count: Figure | None = None
    nearby: Figure | None = None
    number: Derived | None = None
    amounts: tuple[Measure, ...] = ()


@dataclass(frozen=True, eq=False)
class Reasons:
    """The reasons for candidates of one place, as seen in a view."""

    holdings: Holdings
    place: str
    view: View
    told: Tellings

    def of(self, ref: str, points: Mapping[str, float]) -> tuple[Reason, ...]:
        """The reasons for a candidate whose points by feature are given, most points first; what rests on no
        claim gives none."""
        made = (self._reason(name, ref, value) for name, value in points.items())
        return tuple(sorted((r for r in made if r), key=lambda r: (-r.points, r.feature)))

    def _reason(self, feature: str, ref: str, points: float) -> Reason | None:
        if feature in self.told:
            told = self.told[feature][ref]
            return Reason(feature, points, told.claims, told.refs, told.concepts)
        return _FINDERS[feature](self, ref, points)

    @cached_property
    def partners(self) -> tuple[str, ...]:
        """The partners of the place, by id."""
        return self._ids(self.view.partners)

    @cached_property
    def countrymen(self) -> frozenset[str]:
        """The other governments of our country."""
        home = self.holdings.country(self.place)
        held = self.holdings.governments
        return frozenset(
            r for r in held if home and r != self.place and self.holdings.country(r) == home
        )

    @cached_property
    def in_country(self) -> Mapping[str, frozenset[str]]:
        """The places of the web by country."""
        found: dict[str, set[str]] = defaultdict(set)
        for ref in self.view.web.ids:
            found[self.holdings.country(ref)].add(ref)
        return {country: frozenset(refs) for country, refs in found.items()}

    def partners_of(self, ref: str) -> tuple[str, ...]:
        """The partners of any place."""
        return self._ids(self.view.web.partners_of(self.view.web.at[ref]))

    def joint(self, *places: str) -> _Counted:
        """Whether each place is tied to the next, with the claims."""
        links = [self.holdings.answer(a, b) for a, b in pairwise(places)]
        answers = [answer for answer, _ in links]
        return min(answers), tuple(claim for _, claims in links for claim in claims)

    def _ids(self, places: Iterable[int]) -> tuple[str, ...]:
        return tuple(self.view.web.ids[place] for place in places)


def _counting(
    feature: str, points: float, found: Mapping[str, _Counted], also: Claims = ()
) -> Reason | None:
    """A reason that counts: entities with whether they count and why; None when there are none."""
    count = Figure.count(found.values())
    claims = tuple(dict.fromkeys((*count.claims, *also)))
    return Reason(feature, points, claims, tuple(found), count=count) if count.possible else None


def _partners(at: Reasons, ref: str, points: float) -> Reason | None:
    shared = sorted(set(at.partners) & set(at.partners_of(ref)), key=lambda r: _few_first(at, r))
    return _counting("partners", points, {r: at.joint(at.place, r, ref) for r in shared})


def _few_first(at: Reasons, ref: str) -> tuple[float, str]:
    return (float(at.view.web.degree[at.view.web.at[ref]]), ref)


def _likeness(at: Reasons, ref: str, points: float) -> Reason | None:
    alike = at.view.alike
    near = [r for r in at.partners_of(ref) if alike[at.view.web.at[r]]]
    near.sort(key=lambda r: (-float(alike[at.view.web.at[r]]), r))
    found = {}
    for other in near:
        shared = sorted(set(at.partners) & set(at.partners_of(other)))
        ways = [at.joint(at.place, partner, other, ref) for partner in shared]
        found[other] = (max(a for a, _ in ways), tuple(c for _, claims in ways for c in claims))
    return _counting("likeness", points, found)


def _countrymen(at: Reasons, ref: str, points: float) -> Reason | None:
    tied = sorted(at.countrymen & set(at.partners_of(ref)), key=lambda r: _many_first(at, r))
    return _counting("countrymen", points, {r: at.joint(r, ref) for r in tied})


def _many_first(at: Reasons, ref: str) -> tuple[float, str]:
    return (-float(at.view.web.degree[at.view.web.at[ref]]), ref)


def _popular(at: Reasons, ref: str, points: float) -> Reason | None:
    tied = sorted(at.partners_of(ref), key=lambda r: _many_first(at, r))
    return _counting("popular", points, {r: at.joint(ref, r) for r in tied})


def _affinity(at: Reasons, ref: str, points: float) -> Reason | None:
    """How many ties join the two countries; where none does, what is said of the two countries themselves."""
    country = at.holdings.country(ref)
    abroad = at.in_country[country]
    home = at.countrymen | {at.place}
    pairs = [(a, b) for a in home for b in at.partners_of(a) if b in abroad]
    unique = sorted({(min(pair), max(pair)) for pair in pairs})
    count = Figure.count(at.joint(*pair) for pair in unique)
    said = (*at.holdings.country_claims(at.place), *at.holdings.country_claims(ref))
    if not said:
        return None
    return Reason("affinity", points, tuple(dict.fromkeys((*count.claims, *said))), count=count)


def _own(at: Reasons, ref: str, points: float) -> Reason | None:
    there = [r for r in at.partners if at.holdings.country(r) == at.holdings.country(ref)]
    return _counting("own", points, {r: at.joint(at.place, r) for r in there})


def _gap(at: Reasons, ref: str, points: float) -> Reason | None:
    """Countrymen with partners in the candidate's country, those of our prefecture first."""
    abroad = at.in_country[at.holdings.country(ref)]
    around = set(at.holdings.within(at.place)) & set(at.holdings.governments)
    nearby = {peer for peer in at.countrymen if around & set(at.holdings.within(peer))}
    found: dict[str, _Counted] = {}
    for peer in sorted(at.countrymen, key=lambda r: (r not in nearby, r)):
        ways = [at.joint(peer, r) for r in at.partners_of(peer) if r in abroad]
        if ways:
            found[peer] = max(ways, key=lambda way: way[0])
    reason = _counting("gap", points, found, at.holdings.country_claims(ref))
    near = Figure.count(counted for peer, counted in found.items() if peer in nearby)
    return replace(reason, nearby=near) if reason else None


def _domestic(at: Reasons, ref: str, points: float) -> Reason | None:
    said = (*at.holdings.country_claims(at.place), *at.holdings.country_claims(ref))
    return Reason("domestic", points, tuple(dict.fromkeys(said))) if said else None


def _near(at: Reasons, ref: str, points: float) -> Reason | None:
    ours, theirs = (at.holdings.governments[r].point for r in (at.place, ref))
    claims = tuple(dict.fromkeys((*ours.claim_ids, *theirs.claim_ids)))
    kilometres = float(at.view.kilometres[at.view.web.at[ref]])
    number = Derived.exact(round(kilometres), "kilometres along the great circle", claims)
    return Reason("near", points, claims, number=number)


def _size(at: Reasons, ref: str, points: float) -> Reason | None:
    amounts = tuple(at.holdings.populations[r] for r in (at.place, ref))
    claims = tuple(dict.fromkeys(claim for amount in amounts for claim in amount.claims))
    times = float(np.round(at.view.times[at.view.web.at[ref]], 2))
    number = Derived.exact(times, "the larger population by the smaller", claims)
    return Reason("size", points, claims, number=number, amounts=amounts)


_FINDERS: Mapping[str, Callable[[Reasons, str, float], Reason | None]] = {
    "partners": _partners,
    "likeness": _likeness,
    "countrymen": _countrymen,
    "popular": _popular,
    "affinity": _affinity,
    "own": _own,
    "gap": _gap,
    "domestic": _domestic,
    "near": _near,
    "size": _size,
}
