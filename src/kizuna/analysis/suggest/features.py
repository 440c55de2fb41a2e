"""The table of features: what speaks for a partner, in which words, how it is counted and with what weight.

The score of a candidate is the sum of weight times value. Weights of origin FITTED come from a logistic regression
on past ties (docs/explanation/suggestions.md tells on which, and how); those of origin SET were set by hand, since
no list of ties tells of what they count.

By them the places that a government is not tied to are ranked, the best first, each with its reasons.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from operator import attrgetter

import numpy as np

from kizuna.analysis.suggest.holdings import Holdings
from kizuna.analysis.suggest.reasons import Reasons, SuggestionReason, as_numbers, feature_values
from kizuna.analysis.suggest.view import Numbers, View
from kizuna.claims import vocabulary

FITTED, SET = "fitted", "set by hand"


@dataclass(frozen=True, slots=True)
class Feature:
    """One line of the table: its name, its words, its weight and where that comes from, and its value for every
    place seen from one."""

    name: str
    words: str
    weight: float
    origin: str
    value: Callable[[View], Numbers]


def _fitted(name: str, words: str, weight: float, value: Callable[[View], Numbers]) -> Feature:
    return Feature(name, words, weight, FITTED, value)


def _told(name: str, words: str, weight: float) -> Feature:
    return Feature(name, words, weight, SET, lambda view: view.heard(name))


def _log(name: str) -> Callable[[View], Numbers]:
    return lambda view: np.log1p(getattr(view, name))


def _gap(view: View) -> Numbers:
    return np.asarray(np.log1p(view.reached) * (view.own == 0))


def _near(view: View) -> Numbers:
    """Zero for what is unknown: it speaks neither for nor against."""
    return np.nan_to_num(1 / (1 + view.kilometres / 100), nan=0.0)


FEATURES: tuple[Feature, ...] = (
    _fitted("partners", "partners in common", 2.83, _log("adamic_adar")),
    _fitted("likeness", "places with partners like ours are tied to it", 1.17, _log("likeness")),
    _fitted("countrymen", "places of our country are tied to it", -0.41, _log("countrymen")),
    _fitted("popular", "how many ties it has", 0.84, lambda view: np.log1p(view.web.degree)),
    _fitted(
        "affinity", "ties between the two countries, against chance", 1.0, attrgetter("affinity")
    ),
    _fitted("own", "partners that we have in its country", -0.28, _log("own")),
    _fitted("gap", "our countrymen have partners in its country, and we have none", 0.12, _gap),
    _fitted("domestic", "it is of our own country", -0.64, lambda view: view.domestic),
    _fitted("near", "near to us", 2.91, _near),
    _fitted("size", "of like size", 1.25, lambda view: np.nan_to_num(1 / view.times, nan=0.0)),
    _told("level", "of like level", 0.5),
    _told("ports", "both have a port", 0.7),
    _told("capitals", "both are called an old capital", 0.7),
    _told("fields", "ties of both are lived in the same fields", 0.4),
    _told("new-field", "its ties are lived in a field that ours are not", 0.2),
    _told("bodies", "bodies of both are tied already", 1.0),
    _told("wish", "contacts, wishes or talks are on record", 1.0),
    _told("aims", "aims of one side towards the other are on record", 0.1),
    _told("former", "a tie of the two has ended", -1.0),
)
"""The whole table."""

PRIOR = tuple(feature for feature in FEATURES if feature.origin == FITTED)
"""The features that any list of ties tells: those that are fitted, and that a back-test uses."""


def values(view: View, features: tuple[Feature, ...] = FEATURES) -> Numbers:
    """The value of each feature (row) for each place (column)."""
    return np.stack([feature.value(view) for feature in features])


def weights(features: tuple[Feature, ...] = FEATURES) -> Numbers:
    """The weights of features, in their order."""
    return np.array([feature.weight for feature in features])


@dataclass(frozen=True, slots=True)
class CandidateFilter:
    """Which candidates are asked for: of a country (ISO 3166-1 alpha-2; "": of any but our own), with ties lived
    in a field ("": in any), and how many (1 or more)."""

    country: str = ""
    field: str = ""
    top: int = 10


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A candidate partner: its score (only its order means anything) and the reasons, the weightiest first."""

    ref: str
    country: str
    score: float
    reasons: tuple[SuggestionReason, ...]


@dataclass(frozen=True, slots=True)
class SuggestionRanking:
    """The suggestions for a place, best first, and how many candidates there were."""

    suggestions: tuple[Suggestion, ...]
    candidates: int


def rank(holdings: Holdings, place: str, wanted: CandidateFilter) -> SuggestionRanking:
    """The candidates of a government.

    What it is tied to, what lies in it, and what it lies in are none; nor is a place of which neither a country
    nor a tie is known. Of equals, the first by id comes first.
    """
    web = holdings.web
    told = feature_values(holdings, place)
    view = View(holdings.web, web.at[place], as_numbers(told, web.at))
    points = weights()[:, None] * values(view)
    score = points.sum(axis=0)
    refs = [ref for ref in _candidates(holdings, place) if _is_wanted(holdings, place, ref, wanted)]
    order = sorted(refs, key=lambda ref: (-round(float(score[web.at[ref]]), 9), ref))
    reasons = Reasons(holdings, place, view, told)
    suggestions = []
    for ref in order[: wanted.top]:
        own = dict(zip([f.name for f in FEATURES], points[:, web.at[ref]].tolist(), strict=True))
        found = reasons.of(ref, {name: value for name, value in own.items() if value})
        country = holdings.country(ref)
        suggestions.append(Suggestion(ref, country, float(score[web.at[ref]]), found))
    return SuggestionRanking(tuple(suggestions), len(refs))


def _candidates(holdings: Holdings, place: str) -> Iterator[str]:
    web, around = holdings.web, set(holdings.within(place))
    tied = {web.ids[partner] for partner in web.partners_of(web.at[place])}
    for ref in holdings.governments:
        nested = ref == place or ref in around or place in holdings.within(ref)
        unknown = not holdings.country(ref) and not web.degree[web.at[ref]]
        if not (nested or unknown or ref in tied):
            yield ref


def _is_wanted(holdings: Holdings, place: str, ref: str, wanted: CandidateFilter) -> bool:
    country, home = holdings.country(ref), holdings.country(place)
    if country != wanted.country if wanted.country else country == home != "":
        return False
    fields = vocabulary.scheme("fields")
    lived = holdings.fields.get(ref, {})
    return not wanted.field or any(fields.is_within(held, wanted.field) for held in lived)
