"""Fitting: weights from past ties alone, by logistic regression on ties held back and places drawn beside them.

The last ties of the past are held back, the features are counted on the web of those before, and the regression
learns to tell the ties held back from places that stayed untied.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from kizuna.analysis.suggest.features import PRIOR, values
from kizuna.analysis.suggest.view import Ground, View
from kizuna.analysis.suggest.web import UNKNOWN, Indices, Numbers, Place, Web
from kizuna.errors import BadQuestion

HELD_BACK = 0.2
"""The share of past ties that is held back."""

BESIDE = 100
"""How many untied places are drawn beside each tie held back, for each of its two ends."""

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Fit:
    """Fitted weights, in the order of PRIOR, and on how many ties held back they were fitted."""

    weights: tuple[float, ...]
    held_back: int


def candidates(web: Web) -> Indices:
    """The places that can be ranked: those with a tie and, where any country is known, of a known country."""
    tied = web.degree > 0
    if (web.country != UNKNOWN).any():
        tied &= web.country != UNKNOWN
    return np.flatnonzero(tied)


def partners_by_place(pairs: Iterable[Pair]) -> dict[str, tuple[str, ...]]:
    """The partners of each end of the pairs, both in order of id."""
    found: dict[str, set[str]] = defaultdict(set)
    for a, b in pairs:
        found[a].add(b)
        found[b].add(a)
    return {ref: tuple(sorted(found[ref])) for ref in sorted(found)}


def within(web: Web, pairs: Iterable[Pair]) -> list[Pair]:
    """The pairs of which both ends can be ranked."""
    ranked = {web.ids[place] for place in candidates(web)}
    return [pair for pair in pairs if ranked.issuperset(pair)]


def fit(places: Mapping[str, Place], past: Sequence[Pair], seed: int) -> Fit:
    """The weights of PRIOR from past ties in the order in which they were made (the same pair once).

    Raises BadQuestion without scikit-learn (the extra `research`) and when no tie held back joins two places that
    had ties before.
    """
    try:
        from sklearn.linear_model import LogisticRegression
    except ImportError:
        raise BadQuestion(
            "a back-test fits the model anew; install Kizuna with its extra: pip install 'kizuna[research]'"
        ) from None
    kept = len(past) - round(len(past) * HELD_BACK)
    web = Web.of(places, past[:kept])
    back = within(web, past[kept:])
    rows, tied = _examples(web, back, seed)
    if not tied.any() or tied.all():
        raise BadQuestion(
            f"{len(past)} past ties are too few to fit a model: of the last {len(past) - kept},"
            f" {len(back)} join places that had ties before"
        )
    fitted = LogisticRegression(max_iter=5000).fit(rows, tied)
    return Fit(tuple(float(weight) for weight in fitted.coef_[0]), len(back))


def _examples(web: Web, back: Iterable[Pair], seed: int) -> tuple[Numbers, Numbers]:
    """The features of the ties held back, seen from each end, and of untied places drawn beside them."""
    ground, ranked, random = Ground.of(web), candidates(web), np.random.default_rng(seed)
    rows, tied = [np.empty((0, len(PRIOR)))], [np.empty(0)]
    for ref, partners in partners_by_place(back).items():
        view = View(ground, web.at[ref])
        taken = [web.at[partner] for partner in partners]
        free = np.setdiff1d(untied(view, ranked), taken, assume_unique=True)
        if not len(free):
            continue
        drawn = random.choice(free, BESIDE * len(taken))
        counted = values(view, PRIOR).T
        rows += [counted[taken], counted[drawn]]
        tied += [np.ones(len(taken)), np.zeros(len(drawn))]
    return np.concatenate(rows), np.concatenate(tied)


def untied(view: View, ranked: Indices) -> Indices:
    """Those of the places that are neither the place itself nor its partners."""
    return np.setdiff1d(ranked, np.append(view.partners, view.place), assume_unique=True)
