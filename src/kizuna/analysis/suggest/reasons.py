"""Reasons for a suggestion: levels, ports, old capitals, fields, wishes, partners; each with what it rests on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise
from math import log1p

import numpy as np

from kizuna.analysis.figures import Derived, Figure, Measure
from kizuna.analysis.suggest.holdings import ByPair, Claims, Holdings
from kizuna.analysis.suggest.view import Numbers, View
from kizuna.claims import vocabulary
from kizuna.claims.kinds import Area, Objective, Organisation
from kizuna.register.places import level_on, side
from kizuna.values import Answer


@dataclass(frozen=True, slots=True)
class FeatureValue:
    """What holds of a candidate: its value for the score (above zero), the entities and concepts that it speaks of
    (concepts as scheme and id), and its claims (never empty)."""

    value: float
    claims: Claims
    refs: tuple[str, ...] = ()
    concepts: tuple[tuple[str, str], ...] = ()


FeatureValues = Mapping[str, Mapping[str, FeatureValue]]
"""The value of each feature for each candidate of which it holds."""


@dataclass(frozen=True, slots=True)
class _Candidates:
    holdings: Holdings
    place: str

    def others(self) -> Iterator[str]:
        return (ref for ref in self.holdings.governments if ref != self.place)


def feature_values(holdings: Holdings, place: str) -> FeatureValues:
    """What holds of a government and each other one, by feature."""
    asked = _Candidates(holdings, place)
    return {name: dict(values(asked)) for name, values in _FEATURES.items()}


def as_numbers(told: FeatureValues, places: Mapping[str, int]) -> dict[str, Numbers]:
    """The values by feature, for places numbered as given."""
    made = {}
    for name, of in told.items():
        made[name] = np.zeros(len(places))
        for ref, one in of.items():
            made[name][places[ref]] = one.value
    return made


_Values = Iterable[tuple[str, FeatureValue]]


def _level(asked: _Candidates) -> _Values:
    held, day = asked.holdings, asked.holdings.day
    ours = level_on(held.governments[asked.place], day)
    if ours is None:
        return
    tier = held.tier(asked.place)
    for ref in asked.others():
        theirs = level_on(held.governments[ref], day)
        if theirs is not None and held.tier(ref) == tier and tier:
            levels = (("levels", ours.value), ("levels", theirs.value))
            yield ref, FeatureValue(1.0, (*ours.claim_ids, *theirs.claim_ids), concepts=levels)


def _ports(asked: _Candidates) -> _Values:
    ours = asked.holdings.ports.get(asked.place, ())
    for ref in asked.others():
        theirs = asked.holdings.ports.get(ref, ())
        if ours and theirs:
            both = (ours[0], theirs[0])
            claims = [c for port in both for c in _belonging(port)]
            yield ref, FeatureValue(1.0, tuple(claims), refs=tuple(port.id for port in both))


def _belonging(port: Organisation) -> Claims:
    return (*port.type.claim_ids, *port.belongs_to.claim_ids, *port.located_in.claim_ids)


def _capitals(asked: _Candidates) -> _Values:
    ours = asked.holdings.capitals.get(asked.place)
    for ref, theirs in asked.holdings.capitals.items():
        if ours and ref != asked.place and ref in asked.holdings.governments:
            yield ref, FeatureValue(1.0, tuple(dict.fromkeys((*ours, *theirs))))


def _fields(asked: _Candidates) -> _Values:
    ours = asked.holdings.fields.get(asked.place, {})
    for ref in asked.others():
        theirs = asked.holdings.fields.get(ref, {})
        shared = [concept for concept in ours if concept in theirs]
        if shared:
            claims = [c for concept in shared for c in (*ours[concept], *theirs[concept])]
            yield ref, _of_fields(shared, claims)


def _new_field(asked: _Candidates) -> _Values:
    """Fields in which a candidate's ties are lived and ours are not: only where some of ours are on record, since
    a place of which nothing is recorded lacks nothing."""
    ours = asked.holdings.fields.get(asked.place, {})
    for ref in asked.others():
        theirs = asked.holdings.fields.get(ref, {})
        new = [concept for concept in theirs if concept not in ours]
        if ours and new:
            yield ref, _of_fields(new, [c for concept in new for c in theirs[concept]])


def _of_fields(concepts: list[str], claims: list[str]) -> FeatureValue:
    ordered = [c for c in vocabulary.scheme("fields") if c in concepts]
    named = tuple(("fields", concept) for concept in ordered)
    return FeatureValue(log1p(len(ordered)), tuple(dict.fromkeys(claims)), concepts=named)


def _bodies(asked: _Candidates) -> _Values:
    for ref, told in _of_ties(asked, asked.holdings.bodies):
        yield ref, FeatureValue(1.0, told.claims, told.refs)


def _wish(asked: _Candidates) -> _Values:
    """The further such a tie had come, the more: from 1/3 for a contact to 5/3 for a protocol of exchange."""
    stages = vocabulary.scheme("stages")
    for ref, told in _of_ties(asked, asked.holdings.pending):
        furthest = max((stages[stage] for _, stage in told.concepts), key=lambda s: s.order or 0)
        value = (furthest.order or 0) / 3
        yield ref, FeatureValue(value, told.claims, told.refs, (("stages", furthest.id),))


def _former(asked: _Candidates) -> _Values:
    for ref, told in _of_ties(asked, asked.holdings.former):
        yield ref, FeatureValue(1.0, told.claims, told.refs)


def _of_ties(asked: _Candidates, ties: ByPair) -> _Values:
    """The ties of our place and each other, with the stages that they had come to."""
    for pair, found in ties.items():
        if asked.place not in pair:
            continue
        (other,) = (ref for ref in pair if ref != asked.place)
        if other in asked.holdings.governments:
            stages = (tie.stage for tie in found)
            reached = tuple(("stages", stage.value.stage) for stage in stages if stage)
            claims = tuple(dict.fromkeys(c for tie in found for c in tie.listed))
            yield other, FeatureValue(1.0, claims, tuple(tie.tie.id for tie in found), reached)


def _aims(asked: _Candidates) -> _Values:
    """Aims that are attributed to one of two sides and about the other, areas standing for what they take in."""
    found: dict[str, list[Objective]] = {}
    for aim in asked.holdings.register.of_kind(Objective):
        if not aim.counts or not aim.attributed_to.value:
            continue
        holder = _members(asked.holdings, aim.attributed_to.value)
        about = frozenset(r for v in aim.about.values for r in _members(asked.holdings, v))
        for ours, theirs in ((holder, about), (about, holder)):
            for ref in theirs - ours if asked.place in ours else ():
                found.setdefault(ref, []).append(aim)
    for ref, aims in found.items():
        claims = tuple(c for a in aims for c in (*a.attributed_to.claim_ids, *a.text.claim_ids))
        if ref in asked.holdings.governments:
            yield ref, FeatureValue(1.0, claims, tuple(sorted(a.id for a in aims)))


def _members(holdings: Holdings, ref: str) -> frozenset[str]:
    area = holdings.register.get(ref, Area)
    if area is None:
        return frozenset({ref})
    if not (area.country.value or any(fact.counts for fact in area.definition)):
        return frozenset()
    return side(holdings.register, ref, holdings.day).members


_FEATURES: Mapping[str, Callable[[_Candidates], _Values]] = {
    "level": _level,
    "ports": _ports,
    "capitals": _capitals,
    "fields": _fields,
    "new-field": _new_field,
    "bodies": _bodies,
    "wish": _wish,
    "aims": _aims,
    "former": _former,
}


_Counted = tuple[Answer, Claims]


@dataclass(frozen=True, slots=True)
class SuggestionReason:
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
    told: FeatureValues

    def of(self, ref: str, points: Mapping[str, float]) -> tuple[SuggestionReason, ...]:
        """The reasons for a candidate whose points by feature are given, most points first; what rests on no
        claim gives none."""
        made = (self._reason(name, ref, value) for name, value in points.items())
        return tuple(sorted((r for r in made if r), key=lambda r: (-r.points, r.feature)))

    def _reason(self, feature: str, ref: str, points: float) -> SuggestionReason | None:
        if feature in self.told:
            told = self.told[feature][ref]
            return SuggestionReason(feature, points, told.claims, told.refs, told.concepts)
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
) -> SuggestionReason | None:
    """A reason that counts: entities with whether they count and why; None when there are none."""
    count = Figure.count(found.values())
    claims = tuple(dict.fromkeys((*count.claims, *also)))
    return (
        SuggestionReason(feature, points, claims, tuple(found), count=count)
        if count.possible
        else None
    )


def _partners(at: Reasons, ref: str, points: float) -> SuggestionReason | None:
    shared = sorted(set(at.partners) & set(at.partners_of(ref)), key=lambda r: _few_first(at, r))
    return _counting("partners", points, {r: at.joint(at.place, r, ref) for r in shared})


def _few_first(at: Reasons, ref: str) -> tuple[float, str]:
    return (float(at.view.web.degree[at.view.web.at[ref]]), ref)


def _likeness(at: Reasons, ref: str, points: float) -> SuggestionReason | None:
    alike = at.view.alike
    near = [r for r in at.partners_of(ref) if alike[at.view.web.at[r]]]
    near.sort(key=lambda r: (-float(alike[at.view.web.at[r]]), r))
    found = {}
    for other in near:
        shared = sorted(set(at.partners) & set(at.partners_of(other)))
        ways = [at.joint(at.place, partner, other, ref) for partner in shared]
        found[other] = (max(a for a, _ in ways), tuple(c for _, claims in ways for c in claims))
    return _counting("likeness", points, found)


def _countrymen(at: Reasons, ref: str, points: float) -> SuggestionReason | None:
    tied = sorted(at.countrymen & set(at.partners_of(ref)), key=lambda r: _many_first(at, r))
    return _counting("countrymen", points, {r: at.joint(r, ref) for r in tied})


def _many_first(at: Reasons, ref: str) -> tuple[float, str]:
    return (-float(at.view.web.degree[at.view.web.at[ref]]), ref)


def _popular(at: Reasons, ref: str, points: float) -> SuggestionReason | None:
    tied = sorted(at.partners_of(ref), key=lambda r: _many_first(at, r))
    return _counting("popular", points, {r: at.joint(ref, r) for r in tied})


def _affinity(at: Reasons, ref: str, points: float) -> SuggestionReason | None:
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
    return SuggestionReason(
        "affinity", points, tuple(dict.fromkeys((*count.claims, *said))), count=count
    )


def _own(at: Reasons, ref: str, points: float) -> SuggestionReason | None:
    there = [r for r in at.partners if at.holdings.country(r) == at.holdings.country(ref)]
    return _counting("own", points, {r: at.joint(at.place, r) for r in there})


def _gap(at: Reasons, ref: str, points: float) -> SuggestionReason | None:
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


def _domestic(at: Reasons, ref: str, points: float) -> SuggestionReason | None:
    said = (*at.holdings.country_claims(at.place), *at.holdings.country_claims(ref))
    return SuggestionReason("domestic", points, tuple(dict.fromkeys(said))) if said else None


def _near(at: Reasons, ref: str, points: float) -> SuggestionReason | None:
    ours, theirs = (at.holdings.governments[r].point for r in (at.place, ref))
    claims = tuple(dict.fromkeys((*ours.claim_ids, *theirs.claim_ids)))
    kilometres = float(at.view.kilometres[at.view.web.at[ref]])
    number = Derived.exact(round(kilometres), "kilometres along the great circle", claims)
    return SuggestionReason("near", points, claims, number=number)


def _size(at: Reasons, ref: str, points: float) -> SuggestionReason | None:
    amounts = tuple(at.holdings.populations[r] for r in (at.place, ref))
    claims = tuple(dict.fromkeys(claim for amount in amounts for claim in amount.claims))
    times = float(np.round(at.view.times[at.view.web.at[ref]], 2))
    number = Derived.exact(times, "the larger population by the smaller", claims)
    return SuggestionReason("size", points, claims, number=number, amounts=amounts)


_FINDERS: Mapping[str, Callable[[Reasons, str, float], SuggestionReason | None]] = {
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
