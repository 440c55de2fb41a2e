"""Ranking: the places that a government is not tied to, the best first, each with its reasons."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kizuna.analysis.suggest.features import FEATURES, values, weights
from kizuna.analysis.suggest.holdings import Holdings
from kizuna.analysis.suggest.reasons import Reason, Reasons
from kizuna.analysis.suggest.told import as_numbers, tellings
from kizuna.analysis.suggest.view import View
from kizuna.claims import vocabulary


@dataclass(frozen=True, slots=True)
class Wanted:
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
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Ranking:
    """The suggestions for a place, best first, and how many candidates there were."""

    suggestions: tuple[Suggestion, ...]
    candidates: int


def rank(holdings: Holdings, place: str, wanted: Wanted) -> Ranking:
    """The candidates of a government.

    What it is tied to, what lies in it, and what it lies in are none; nor is a place of which neither a country
    nor a tie is known. Of equals, the first by id comes first.
    """
    web = holdings.ground.web
    told = tellings(holdings, place)
    view = View(holdings.ground, web.at[place], as_numbers(told, web.at))
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
    return Ranking(tuple(suggestions), len(refs))


def _candidates(holdings: Holdings, place: str) -> Iterator[str]:
    web, around = holdings.ground.web, set(holdings.within(place))
    tied = {web.ids[partner] for partner in web.partners_of(web.at[place])}
    for ref in holdings.governments:
        nested = ref == place or ref in around or place in holdings.within(ref)
        unknown = not holdings.country(ref) and not web.degree[web.at[ref]]
        if not (nested or unknown or ref in tied):
            yield ref


def _is_wanted(holdings: Holdings, place: str, ref: str, wanted: Wanted) -> bool:
    country, home = holdings.country(ref), holdings.country(place)
    if country != wanted.country if wanted.country else country == home != "":
        return False
    fields = vocabulary.scheme("fields")
    lived = holdings.fields.get(ref, {})
    return not wanted.field or any(fields.is_within(held, wanted.field) for held in lived)
