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
from kizuna.register.places import side
from kizuna.values import Answer


@dataclass(frozen=True, slots=True)
class SuggestionReason:
    """Why a candidate gains or loses points.

    `claims` are never empty. `refs` are the entities that it speaks of, the weightiest first; `concepts` the
    concepts (scheme and id); `count` how many there are, where they are counted, and `nearby` how many of those
    lie in our own prefecture; `number` what was computed, `amounts` what it was computed from. `value` is what the
    register alone tells for the score, above zero. `feature` names the line of the table that gives the `points`.
    """

    claims: Claims
    refs: tuple[str, ...] = ()
    concepts: tuple[tuple[str, str], ...] = ()
    count: Figure | None = None
    nearby: Figure | None = None
    number: Derived | None = None
    amounts: tuple[Measure, ...] = ()
    value: float = 1.0
    feature: str = ""
    points: float = 0.0


FeatureValues = Mapping[str, Mapping[str, SuggestionReason]]
"""What holds of each candidate, by feature."""


def feature_values(holdings: Holdings, place: str) -> FeatureValues:
    """What holds of a government and each other one, by feature."""
    return {name: dict(values(holdings, place)) for name, values in _FEATURES.items()}


def as_numbers(told: FeatureValues, places: Mapping[str, int]) -> dict[str, Numbers]:
    """The values by feature, for places numbered as given."""
    made = {}
    for name, of in told.items():
        made[name] = np.zeros(len(places))
        for ref, one in of.items():
            made[name][places[ref]] = one.value
    return made


_Values = Iterable[tuple[str, SuggestionReason]]


def _others(held: Holdings, place: str) -> Iterator[str]:
    return (ref for ref in held.governments if ref != place)


def _level(held: Holdings, place: str) -> _Values:
    ours, tier = held.level(place), held.tier(place)
    for ref in _others(held, place) if ours and tier else ():
        theirs = held.level(ref)
        if ours and theirs and held.tier(ref) == tier:
            levels = (("levels", ours.value), ("levels", theirs.value))
            yield ref, SuggestionReason((*ours.claim_ids, *theirs.claim_ids), concepts=levels)


def _ports(held: Holdings, place: str) -> _Values:
    ours = held.ports.get(place, ())
    for ref in _others(held, place):
        theirs = held.ports.get(ref, ())
        if ours and theirs:
            both = (ours[0], theirs[0])
            claims = tuple(c for port in both for c in _belonging(port))
            yield ref, SuggestionReason(claims, tuple(port.id for port in both))


def _belonging(port: Organisation) -> Claims:
    return (*port.type.claim_ids, *port.belongs_to.claim_ids, *port.located_in.claim_ids)


def _capitals(held: Holdings, place: str) -> _Values:
    ours = held.capitals.get(place)
    for ref, theirs in held.capitals.items():
        if ours and ref != place and ref in held.governments:
            yield ref, SuggestionReason(tuple(dict.fromkeys((*ours, *theirs))))


def _fields(held: Holdings, place: str) -> _Values:
    ours = held.fields.get(place, {})
    for ref in _others(held, place):
        theirs = held.fields.get(ref, {})
        shared = [concept for concept in ours if concept in theirs]
        if shared:
            claims = [c for concept in shared for c in (*ours[concept], *theirs[concept])]
            yield ref, _of_fields(shared, claims)


def _new_field(held: Holdings, place: str) -> _Values:
    """Fields in which a candidate's ties are lived and ours are not: only where some of ours are on record, since
    a place of which nothing is recorded lacks nothing."""
    ours = held.fields.get(place, {})
    for ref in _others(held, place):
        theirs = held.fields.get(ref, {})
        new = [concept for concept in theirs if concept not in ours]
        if ours and new:
            yield ref, _of_fields(new, [c for concept in new for c in theirs[concept]])


def _of_fields(concepts: list[str], claims: list[str]) -> SuggestionReason:
    named = tuple(("fields", c) for c in vocabulary.scheme("fields") if c in concepts)
    return SuggestionReason(tuple(dict.fromkeys(claims)), concepts=named, value=log1p(len(named)))


def _wish(held: Holdings, place: str) -> _Values:
    """The further such a tie had come, the more: from 1/3 for a contact to 5/3 for a protocol of exchange."""
    stages = vocabulary.scheme("stages")
    for ref, told in _of_ties(held, place, held.pending):
        furthest = max((stages[stage] for _, stage in told.concepts), key=lambda s: s.order or 0)
        value = (furthest.order or 0) / 3
        yield ref, replace(told, concepts=(("stages", furthest.id),), value=value)


def _of_ties(held: Holdings, place: str, ties: ByPair) -> _Values:
    """The ties of our place and each other, with the stages that they had come to."""
    for pair, found in ties.items():
        if place not in pair:
            continue
        (other,) = (ref for ref in pair if ref != place)
        if other in held.governments:
            stages = (tie.stage for tie in found)
            reached = tuple(("stages", stage.value.stage) for stage in stages if stage)
            claims = tuple(dict.fromkeys(c for tie in found for c in tie.listed))
            yield other, SuggestionReason(claims, tuple(tie.tie.id for tie in found), reached)


def _without_stages(held: Holdings, place: str, ties: ByPair) -> _Values:
    return ((ref, replace(told, concepts=())) for ref, told in _of_ties(held, place, ties))


def _aims(held: Holdings, place: str) -> _Values:
    """Aims that are attributed to one of two sides and about the other, areas standing for what they take in."""
    found: dict[str, list[Objective]] = defaultdict(list)
    for aim in held.register.of_kind(Objective):
        if not aim.counts or not aim.attributed_to.value:
            continue
        holder = _members(held, aim.attributed_to.value)
        about = frozenset(r for v in aim.about.values for r in _members(held, v))
        for ours, theirs in ((holder, about), (about, holder)):
            for ref in theirs - ours if place in ours else ():
                found[ref].append(aim)
    for ref, aims in found.items():
        claims = tuple(c for a in aims for c in (*a.attributed_to.claim_ids, *a.text.claim_ids))
        if ref in held.governments:
            yield ref, SuggestionReason(claims, tuple(sorted(a.id for a in aims)))


def _members(holdings: Holdings, ref: str) -> frozenset[str]:
    area = holdings.register.get(ref, Area)
    if area is None:
        return frozenset({ref})
    if not (area.country.value or any(fact.counts for fact in area.definition)):
        return frozenset()
    return side(holdings.register, ref, holdings.day).members


_FEATURES: Mapping[str, Callable[[Holdings, str], _Values]] = {
    "level": _level,
    "ports": _ports,
    "capitals": _capitals,
    "fields": _fields,
    "new-field": _new_field,
    "bodies": lambda held, place: _without_stages(held, place, held.bodies),
    "wish": _wish,
    "aims": _aims,
    "former": lambda held, place: _without_stages(held, place, held.former),
}


_Counted = tuple[Answer, Claims]


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
        made = []
        for name, value in points.items():
            found = self.told[name][ref] if name in self.told else _FINDERS[name](self, ref)
            if found is not None:
                made.append(replace(found, feature=name, points=value))
        return tuple(sorted(made, key=lambda r: (-r.points, r.feature)))

    @cached_property
    def partners(self) -> tuple[str, ...]:
        """The partners of the place, by id."""
        return self.partners_of(self.place)

    @cached_property
    def countrymen(self) -> frozenset[str]:
        """The other governments of our country."""
        home = self.holdings.country(self.place)
        others = _others(self.holdings, self.place) if home else ()
        return frozenset(r for r in others if self.holdings.country(r) == home)

    @cached_property
    def in_country(self) -> Mapping[str, frozenset[str]]:
        """The places of the web by country."""
        found: dict[str, set[str]] = defaultdict(set)
        for ref in self.view.web.ids:
            found[self.holdings.country(ref)].add(ref)
        return {country: frozenset(refs) for country, refs in found.items()}

    def partners_of(self, ref: str) -> tuple[str, ...]:
        """The partners of any place."""
        web = self.view.web
        return tuple(web.ids[place] for place in web.partners_of(web.at[ref]))

    def shared(self, ref: str) -> list[str]:
        """The partners in common with another place, by id."""
        return sorted({*self.partners} & {*self.partners_of(ref)})

    def of_view(self, numbers: Numbers, ref: str) -> float:
        """The number of one place."""
        return float(numbers[self.view.web.at[ref]])

    def busiest(self, refs: Iterable[str]) -> list[str]:
        """Those with most ties first, then by id."""
        return sorted(refs, key=lambda r: (-self.of_view(self.view.web.degree, r), r))

    def joint(self, *places: str) -> _Counted:
        """Whether each place is tied to the next, with the claims."""
        links = [self.holdings.answer(a, b) for a, b in pairwise(places)]
        answers = [answer for answer, _ in links]
        return min(answers), tuple(claim for _, claims in links for claim in claims)

    def countries(self, ref: str) -> Claims:
        """The claims of our country and of that of another place."""
        return (*self.holdings.country_claims(self.place), *self.holdings.country_claims(ref))


def _counting(found: Mapping[str, _Counted], also: Claims = ()) -> SuggestionReason | None:
    """A reason that counts: entities with whether they count and why; None when there are none."""
    count = Figure.count(found.values())
    claims = tuple(dict.fromkeys((*count.claims, *also)))
    return SuggestionReason(claims, tuple(found), count=count) if count.possible else None


def _partners(at: Reasons, ref: str) -> SuggestionReason | None:
    shared = sorted(at.shared(ref), key=lambda r: at.of_view(at.view.web.degree, r))
    return _counting({r: at.joint(at.place, r, ref) for r in shared})


def _likeness(at: Reasons, ref: str) -> SuggestionReason | None:
    near = [(-at.of_view(at.view.alike, other), other) for other in at.partners_of(ref)]
    found = {}
    for alike, other in sorted(near):
        if alike:
            ways = [at.joint(at.place, partner, other, ref) for partner in at.shared(other)]
            found[other] = (max(a for a, _ in ways), tuple(c for _, claims in ways for c in claims))
    return _counting(found)


def _countrymen(at: Reasons, ref: str) -> SuggestionReason | None:
    tied = at.busiest(at.countrymen & set(at.partners_of(ref)))
    return _counting({r: at.joint(r, ref) for r in tied})


def _popular(at: Reasons, ref: str) -> SuggestionReason | None:
    return _counting({r: at.joint(ref, r) for r in at.busiest(at.partners_of(ref))})


def _affinity(at: Reasons, ref: str) -> SuggestionReason | None:
    """How many ties join the two countries; where none does, what is said of the two countries themselves."""
    abroad = at.in_country[at.holdings.country(ref)]
    home = at.countrymen | {at.place}
    pairs = [(a, b) for a in home for b in at.partners_of(a) if b in abroad]
    unique = sorted({(min(pair), max(pair)) for pair in pairs})
    count, said = Figure.count(at.joint(*pair) for pair in unique), at.countries(ref)
    return (
        SuggestionReason(tuple(dict.fromkeys((*count.claims, *said))), count=count)
        if said
        else None
    )


def _own(at: Reasons, ref: str) -> SuggestionReason | None:
    there = [r for r in at.partners if at.holdings.country(r) == at.holdings.country(ref)]
    return _counting({r: at.joint(at.place, r) for r in there})


def _gap(at: Reasons, ref: str) -> SuggestionReason | None:
    """Countrymen with partners in the candidate's country, those of our prefecture first."""
    abroad = at.in_country[at.holdings.country(ref)]
    around = set(at.holdings.within(at.place)) & set(at.holdings.governments)
    nearby = {peer for peer in at.countrymen if around & set(at.holdings.within(peer))}
    found: dict[str, _Counted] = {}
    for peer in sorted(at.countrymen, key=lambda r: (r not in nearby, r)):
        ways = [at.joint(peer, r) for r in at.partners_of(peer) if r in abroad]
        if ways:
            found[peer] = max(ways, key=lambda way: way[0])
    reason = _counting(found, at.holdings.country_claims(ref))
    near = Figure.count(counted for peer, counted in found.items() if peer in nearby)
    return replace(reason, nearby=near) if reason else None


def _domestic(at: Reasons, ref: str) -> SuggestionReason | None:
    said = at.countries(ref)
    return SuggestionReason(tuple(dict.fromkeys(said))) if said else None


def _near(at: Reasons, ref: str) -> SuggestionReason | None:
    ours, theirs = (at.holdings.governments[r].point for r in (at.place, ref))
    claims = tuple(dict.fromkeys((*ours.claim_ids, *theirs.claim_ids)))
    kilometres = round(at.of_view(at.view.kilometres, ref))
    number = Derived.exact(kilometres, "kilometres along the great circle", claims)
    return SuggestionReason(claims, number=number)


def _size(at: Reasons, ref: str) -> SuggestionReason | None:
    amounts = tuple(at.holdings.populations[r] for r in (at.place, ref))
    claims = tuple(dict.fromkeys(claim for amount in amounts for claim in amount.claims))
    times = float(np.round(at.of_view(at.view.times, ref), 2))
    number = Derived.exact(times, "the larger population by the smaller", claims)
    return SuggestionReason(claims, number=number, amounts=amounts)


_FINDERS: Mapping[str, Callable[[Reasons, str], SuggestionReason | None]] = {
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
