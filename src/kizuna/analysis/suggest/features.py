"""The table of features: what speaks for a partner, in which words, how it is counted
and with what weight.

The score of a candidate is the sum of weight times value. Weights of PRIOR come from a
logistic regression on past ties (docs/explanation/suggestions.md tells on which, and
how); the others were set by hand, since no list of ties tells of what they count.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache, cached_property, partial
from itertools import chain, pairwise
from math import log1p
from operator import attrgetter, itemgetter
from typing import TypeVar

import numpy as np

from kizuna.analysis.figures import Derived, Figure, Measure, unique
from kizuna.analysis.network.graph import Floats
from kizuna.analysis.suggest.holdings import ByPair, Claims, Holdings, governments_of
from kizuna.analysis.suggest.view import View
from kizuna.claims import vocabulary
from kizuna.claims.kinds import Area, Assessment, Objective, Organisation
from kizuna.register.places import family_of, government_of, side
from kizuna.register.register import Register
from kizuna.values import Answer, kind_of


@dataclass(frozen=True, slots=True)
class SuggestionReason:
    """Why a candidate gains or loses points.

    `claims` are never empty. `refs` are the entities that it speaks of, the weightiest
    first; `concepts` the concepts (scheme and id); `count` how many there are, where
    they are counted, and `nearby` how many of those lie in our own prefecture; `number`
    what was computed, `amounts` what it was computed from. `value` is what the register
    alone tells for the score, above zero. `feature` names the line of the table that
    gives the `points`.
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


_Told = Iterable[tuple[str, SuggestionReason]]
_V = TypeVar("_V")


def _beside(
    held: Holdings, place: str, of: Mapping[str, _V]
) -> Iterator[tuple[str, _V, _V]]:
    """Each other government with what is ours and what is its; none where nothing is of
    us.
    """
    if (ours := of.get(place)) is not None:
        yield from (
            (ref, ours, of[ref]) for ref in held.governments.keys() & of if ref != place
        )


def _level(held: Holdings, place: str) -> _Told:
    levels = {
        ref: level
        for ref, g in held.governments.items()
        if (level := g.level.on(held.day))
    }
    scheme = vocabulary.scheme("levels")
    for ref, ours, theirs in _beside(held, place, levels):
        if (tier := scheme[ours.value].tier) and scheme[theirs.value].tier == tier:
            concepts = ("levels", ours.value), ("levels", theirs.value)
            yield (
                ref,
                SuggestionReason(
                    (*ours.claim_ids, *theirs.claim_ids), concepts=concepts
                ),
            )


def _ports(held: Holdings, place: str) -> _Told:
    ports: dict[str, Organisation] = {}
    for body in held.scope.register.of_kind(Organisation):
        if body.type.value == "port" and (
            home := government_of(held.scope.register, body.id)
        ):
            ports.setdefault(home.id, body)
    for ref, *both in _beside(held, place, ports):
        stated = (
            s for port in both for s in (port.type, port.belongs_to, port.located_in)
        )
        claims = tuple(claim for each in stated for claim in each.claim_ids)
        yield ref, SuggestionReason(claims, tuple(port.id for port in both))


_CAPITAL = re.compile(r"\b(?:old|ancient|former|imperial) capital(s?)\b", re.IGNORECASE)


def _capitals(held: Holdings, place: str) -> _Told:
    """Who is called an old capital: by itself, or with its partners as "old
    capitals".
    """
    found = defaultdict[str, list[str]](list)
    for assessment in held.scope.register.of_kind(Assessment):
        text = str(assessment.text.value or "") if assessment.counts else ""
        numbers = {plural.lower() for plural in _CAPITAL.findall(text)}
        for about in assessment.about:
            called: Iterable[str] = ()
            if kind_of(about.value) == "government" and "" in numbers:
                called = (about.value,)
            elif kind_of(about.value) == "tie" and "s" in numbers:
                ties = (tie for tie in held.scope.ties if tie.id == about.value)
                called = (
                    ref for tie in ties for ref in governments_of(held.scope, tie)
                )
            for ref in called:
                found[ref] += [*assessment.text.claim_ids, *about.claim_ids]
    for ref, *both in _beside(held, place, found):
        yield ref, SuggestionReason(unique(chain(*both)))


def _fields(held: Holdings, place: str, are_new: bool = False) -> _Told:
    """Fields in which a candidate's ties are lived and ours too, or not: only where
    some of ours are on record, since a place of which nothing is recorded lacks
    nothing.
    """
    for ref, ours, theirs in _beside(held, place, held.fields):
        found = theirs.keys() - ours.keys() if are_new else ours.keys() & theirs.keys()
        if found:
            ordered = [
                concept for concept in (theirs if are_new else ours) if concept in found
            ]
            claims = (c for one in ordered for c in (*ours.get(one, ()), *theirs[one]))
            named = tuple(
                ("fields", c) for c in vocabulary.scheme("fields") if c in found
            )
            yield (
                ref,
                SuggestionReason(
                    unique(claims), concepts=named, value=log1p(len(named))
                ),
            )


def _wish(held: Holdings, place: str) -> _Told:
    """The further such a tie had come, the more: from 1/3 for a contact to 5/3 for a
    protocol of exchange.
    """
    stages = vocabulary.scheme("stages")
    for ref, told in _of_ties(held, place, held.pending):
        pending = held.pending[min(place, ref), max(place, ref)]
        reached = (stages[tie.stage.value.stage] for tie in pending if tie.stage)
        furthest = max(reached, key=lambda stage: stage.order or 0)
        value = (furthest.order or 0) / 3
        yield ref, replace(told, concepts=(("stages", furthest.id),), value=value)


def _of_ties(held: Holdings, place: str, ties: ByPair) -> _Told:
    for (a, b), found in ties.items():
        other = a if b == place else b
        if place in (a, b) and other in held.governments:
            claims = unique(c for tie in found for c in tie.listed)
            yield other, SuggestionReason(claims, tuple(tie.id for tie in found))


def _aims(held: Holdings, place: str) -> _Told:
    """Aims that are attributed to one of two sides and about the other, areas standing
    for what they take in.
    """
    register, found = held.scope.register, defaultdict[str, list[Objective]](list)

    @cache
    def members(ref: str) -> frozenset[str]:
        area = register.get(ref, Area)
        if area and not (
            area.country.value or any(fact.counts for fact in area.definition)
        ):
            return frozenset()
        return side(register, ref, held.day).members if area else frozenset({ref})

    for aim in register.of_kind(Objective):
        if aim.counts and (ref := aim.attributed_to.value):
            both = (
                members(ref),
                frozenset[str]().union(*map(members, aim.about.values)),
            )
            for ours, theirs in (both, both[::-1]):
                for ref in theirs - ours if place in ours else ():
                    found[ref].append(aim)
    for ref in found.keys() & held.governments:
        claims = (
            c
            for a in found[ref]
            for c in (*a.attributed_to.claim_ids, *a.text.claim_ids)
        )
        yield (
            ref,
            SuggestionReason(tuple(claims), tuple(sorted(a.id for a in found[ref]))),
        )


_Counted = tuple[Answer, Claims]


@dataclass(frozen=True, eq=False)
class _Reasons:
    holdings: Holdings
    place: str
    view: View

    @cached_property
    def countrymen(self) -> frozenset[str]:
        """The other governments of our country."""
        home, held = self.holdings.country(self.place), self.holdings.governments
        alike = (ref for ref in held if home and self.holdings.country(ref) == home)
        return frozenset(alike) - {self.place}

    def partners_of(self, ref: str, country: str | None = None) -> list[str]:
        """The partners of any place, by id, where a country is given those in it ("":
        in none that is known).
        """
        web = self.view.web
        found = (web.graph.names[place] for place in web.partners_of(web.at[ref]))
        return [
            r for r in found if country is None or self.holdings.country(r) == country
        ]

    def shared(self, ref: str) -> set[str]:
        return {*self.partners_of(self.place)} & {*self.partners_of(ref)}

    def of_view(self, numbers: Floats, ref: str) -> float:
        return float(numbers[self.view.web.at[ref]])

    def busiest(self, refs: Iterable[str]) -> list[str]:
        """Those with most ties first, then by id."""
        return sorted(refs, key=lambda r: (-self.of_view(self.view.degree, r), r))

    def joint(self, *places: str) -> _Counted:
        """Whether each place is tied to the next, with the claims."""
        links = [self.holdings.answer(a, b) for a, b in pairwise(places)]
        return min(a for a, _ in links), tuple(
            claim for _, claims in links for claim in claims
        )

    def in_common(self, ref: str) -> SuggestionReason | None:
        by_degree = sorted(
            self.shared(ref), key=lambda r: (self.of_view(self.view.degree, r), r)
        )
        return _counting({r: self.joint(self.place, r, ref) for r in by_degree})

    def likeness(self, ref: str) -> SuggestionReason | None:
        near = [
            (-self.of_view(self.view.alike, other), other)
            for other in self.partners_of(ref)
        ]
        found = {}
        for alike, other in sorted(near):
            if alike:
                ways = [
                    self.joint(self.place, by, other, ref)
                    for by in sorted(self.shared(other))
                ]
                claims = tuple(c for _, claims in ways for c in claims)
                found[other] = (max(answer for answer, _ in ways), claims)
        return _counting(found)

    def tied_countrymen(self, ref: str) -> SuggestionReason | None:
        tied = self.busiest(self.countrymen & set(self.partners_of(ref)))
        return _counting({r: self.joint(r, ref) for r in tied})

    def popular(self, ref: str) -> SuggestionReason | None:
        return _counting(
            {r: self.joint(ref, r) for r in self.busiest(self.partners_of(ref))}
        )

    def affinity(self, ref: str) -> SuggestionReason | None:
        """How many ties join the two countries; where none does, what is said of the
        two countries themselves.
        """
        home, abroad = self.countrymen | {self.place}, self.holdings.country(ref)
        pairs = {
            (min(a, b), max(a, b)) for a in home for b in self.partners_of(a, abroad)
        }
        count = Figure.count(self.joint(*pair) for pair in sorted(pairs))
        said = self.domestic(ref)
        claims = unique((*count.claims, *(said.claims if said else ())))
        return replace(said, claims=claims, count=count) if said else None

    def own(self, ref: str) -> SuggestionReason | None:
        there = self.partners_of(self.place, self.holdings.country(ref))
        return _counting({r: self.joint(self.place, r) for r in there})

    def gap(self, ref: str) -> SuggestionReason | None:
        """Countrymen with partners in the candidate's country, those of our prefecture
        first.
        """
        around = self.holdings.within(self.place) & self.holdings.governments.keys()
        nearby = {
            peer for peer in self.countrymen if around & self.holdings.within(peer)
        }
        found: dict[str, _Counted] = {}
        for peer in sorted(self.countrymen, key=lambda r: (r not in nearby, r)):
            there = self.partners_of(peer, self.holdings.country(ref))
            if ways := [self.joint(peer, r) for r in there]:
                found[peer] = max(ways, key=itemgetter(0))
        reason = _counting(found, self.holdings.country_claims(ref))
        near = Figure.count(
            counted for peer, counted in found.items() if peer in nearby
        )
        return replace(reason, nearby=near) if reason else None

    def domestic(self, ref: str) -> SuggestionReason | None:
        both = (self.holdings.country_claims(place) for place in (self.place, ref))
        return SuggestionReason(said) if (said := unique(chain(*both))) else None

    def near(self, ref: str) -> SuggestionReason | None:
        ours, theirs = (self.holdings.governments[r].point for r in (self.place, ref))
        claims = unique((*ours.claim_ids, *theirs.claim_ids))
        kilometres = round(self.of_view(self.view.kilometres, ref))
        number = Derived(
            kilometres, kilometres, "kilometres along the great circle", claims
        )
        return SuggestionReason(claims, number=number)

    def size(self, ref: str) -> SuggestionReason | None:
        both = (self.holdings.places[r].population for r in (self.place, ref))
        amounts = tuple(population for population in both if population)
        claims = unique(claim for amount in amounts for claim in amount.claims)
        times = float(np.round(self.of_view(self.view.times, ref), 2))
        number = Derived(times, times, "the larger population by the smaller", claims)
        return SuggestionReason(claims, number=number, amounts=amounts)


def _counting(
    found: Mapping[str, _Counted], also: Claims = ()
) -> SuggestionReason | None:
    """A reason that counts: entities with whether they count and why; None when there
    are none.
    """
    count = Figure.count(found.values())
    claims = unique((*count.claims, *also))
    return (
        SuggestionReason(claims, tuple(found), count=count) if count.possible else None
    )


@dataclass(frozen=True, slots=True)
class Feature:
    """One line of the table: its name, its weight, and its value for every place seen
    from one.

    What a list of ties tells has a `value`, and a `reason` for a candidate; what only a
    register tells is `told` of the candidates that it holds for, with their reasons.
    """

    name: str
    weight: float
    value: Callable[[View], Floats] | None = None
    reason: Callable[[_Reasons, str], SuggestionReason | None] | None = None
    told: Callable[[Holdings, str], _Told] | None = None


def _log(name: str) -> Callable[[View], Floats]:
    return lambda view: np.log1p(getattr(view, name))


PRIOR: tuple[Feature, ...] = (
    Feature("partners", 2.83, _log("adamic_adar"), _Reasons.in_common),
    Feature("likeness", 1.17, _log("likeness"), _Reasons.likeness),
    Feature("countrymen", -0.41, _log("countrymen"), _Reasons.tied_countrymen),
    Feature("popular", 0.84, _log("degree"), _Reasons.popular),
    Feature("affinity", 1.0, attrgetter("affinity"), _Reasons.affinity),
    Feature("own", -0.28, _log("own"), _Reasons.own),
    Feature(
        "gap", 0.12, lambda view: np.log1p(view.reached) * (view.own == 0), _Reasons.gap
    ),
    Feature("domestic", -0.64, attrgetter("domestic"), _Reasons.domestic),
    # Zero for what is unknown: it speaks neither for nor against.
    Feature(
        "near",
        2.91,
        lambda v: np.nan_to_num(1 / (1 + v.kilometres / 100)),
        _Reasons.near,
    ),
    Feature("size", 1.25, lambda view: np.nan_to_num(1 / view.times), _Reasons.size),
)
"""The features that any list of ties tells: those that are fitted, and that a back-test
uses. The page on suggestions says them in words, in the same order.
"""

FEATURES: tuple[Feature, ...] = (
    *PRIOR,
    Feature("level", 0.5, told=_level),
    Feature("ports", 0.7, told=_ports),
    Feature("capitals", 0.7, told=_capitals),
    Feature("fields", 0.4, told=_fields),
    Feature("new-field", 0.2, told=partial(_fields, are_new=True)),
    Feature("bodies", 1.0, told=lambda held, place: _of_ties(held, place, held.bodies)),
    Feature("wish", 1.0, told=_wish),
    Feature("aims", 0.1, told=_aims),
    Feature(
        "former", -1.0, told=lambda held, place: _of_ties(held, place, held.former)
    ),
)


def values(
    view: View,
    features: tuple[Feature, ...] = FEATURES,
    told: Mapping[str, Mapping[str, SuggestionReason]] | None = None,
) -> Floats:
    """The value of each feature (row) for each place (column); `told` has what a
    register tells of some.
    """
    found = np.zeros((len(features), view.web.graph.size))
    for row, feature in zip(found, features, strict=True):
        if feature.value:
            row[:] = feature.value(view)
        for ref, reason in (told or {}).get(feature.name, {}).items():
            row[view.web.at[ref]] = reason.value
    return found


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A candidate partner: its score (only its order means anything) and the reasons,
    the weightiest first.
    """

    ref: str
    country: str
    score: float
    reasons: tuple[SuggestionReason, ...]


@dataclass(frozen=True, slots=True)
class SuggestionRanking:
    """The suggestions for a place of a register, best first, and how many candidates
    there were.
    """

    place: str
    suggestions: tuple[Suggestion, ...]
    candidates: int
    register: Register


def rank(
    holdings: Holdings, place: str, country: str = "", field: str = "", top: int = 10
) -> SuggestionRanking:
    """The first `top` candidates (1 or more) of a government: of a country (ISO 3166-1
    alpha-2; "": of any but our own), with ties lived in a field ("": in any).

    What it is tied to, what lies in it, and what it lies in are none; nor is a place of
    which neither a country nor a tie is known. Of equals, the first by id comes first.
    """
    web = holdings.web
    told = {f.name: dict(f.told(holdings, place)) for f in FEATURES if f.told}
    view = View.of(web, web.at[place])
    points = np.array([feature.weight for feature in FEATURES])[:, None] * values(
        view, told=told
    )
    score = points.sum(axis=0)
    is_within = vocabulary.scheme("fields").is_within
    refs = [
        ref
        for ref in _candidates(holdings, place, country)
        if not field
        or any(is_within(concept, field) for concept in holdings.fields.get(ref, {}))
    ]
    seen = _Reasons(holdings, place, view)
    suggestions = []
    for ref in sorted(
        refs, key=lambda ref: (-round(float(score[web.at[ref]]), 9), ref)
    )[:top]:
        found = []
        for feature, value in zip(
            FEATURES, points[:, web.at[ref]].tolist(), strict=True
        ):
            if not value:
                continue
            if (
                own := feature.reason(seen, ref)
                if feature.reason
                else told[feature.name][ref]
            ):
                found.append(replace(own, feature=feature.name, points=value))
        found.sort(key=lambda reason: (-reason.points, reason.feature))
        points_of = float(score[web.at[ref]])
        suggestions.append(
            Suggestion(ref, holdings.country(ref), points_of, tuple(found))
        )
    return SuggestionRanking(
        place, tuple(suggestions), len(refs), holdings.scope.register
    )


def _candidates(holdings: Holdings, place: str, country: str) -> Iterator[str]:
    web, home = holdings.web, holdings.country(place)
    family = family_of(holdings.scope.register, place, holdings.day)
    tied = {web.graph.names[partner] for partner in web.partners_of(web.at[place])}
    for ref in holdings.governments.keys() - family - tied:
        theirs = holdings.country(ref)
        is_known = theirs or web.graph.degrees[web.at[ref]]
        if is_known and (theirs == country if country else theirs != home or not home):
            yield ref
