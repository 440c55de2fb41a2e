"""The back-test: fitted on the ties up to a cut-off, the model ranks the partners that
came after it.

Law: nothing made after the cut-off enters the web, the features or the fit; and the
model and its rivals rank the same candidates for the same ties.

The last ties of the past are held back, the features are counted on the web of those
before, and the regression learns to tell the ties held back from places that stayed
untied.
"""

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import NamedTuple

import numpy as np

from kizuna.analysis.network.graph import Floats, Ints
from kizuna.analysis.scope import Party
from kizuna.analysis.suggest.features import PRIOR, values
from kizuna.analysis.suggest.view import View, Web
from kizuna.errors import BadQuestion

HELD_BACK = 0.2
"""The share of past ties that is held back."""

BESIDE = 100
"""How many untied places are drawn beside each tie held back, for each of its two
ends.
"""

Pair = tuple[str, str]
Fit = tuple[tuple[float, ...], int]
"""Fitted weights, in the order of PRIOR, and on how many ties held back they were
fitted.
"""


def candidates(web: Web) -> Ints:
    """The places that can be ranked: those with a tie and, where any country is known,
    of a known country.
    """
    is_known = web.country > 0 if web.country.any() else True
    return np.flatnonzero((web.graph.degrees > 0) & is_known)


def partners_by_place(web: Web, pairs: Iterable[Pair]) -> dict[int, Ints]:
    """The partners of each end of the pairs that are in the web, both in order."""
    found: dict[int, set[int]] = defaultdict(set)
    for a, b in ((web.at[a], web.at[b]) for a, b in pairs if {a, b} <= web.at.keys()):
        found[a].add(b)
        found[b].add(a)
    return {place: np.array(sorted(found[place])) for place in sorted(found)}


def within(web: Web, pairs: Iterable[Pair]) -> list[Pair]:
    """The pairs of which both ends can be ranked."""
    ranked = {web.graph.names[place] for place in candidates(web)}
    return [pair for pair in pairs if ranked.issuperset(pair)]


def fit(places: Mapping[str, Party], past: Sequence[Pair], seed: int) -> Fit:
    """The weights of PRIOR from past ties in the order in which they were made (the
    same pair once).

    Raises BadQuestion without scikit-learn (the extra `research`) and when no tie held
    back joins two places that had ties before.
    """
    try:
        from sklearn.linear_model import LogisticRegression
    except ImportError:
        raise BadQuestion(
            "a back-test fits the model anew; install Kizuna with its extra: pip"
            " install 'kizuna[research]'"
        ) from None
    kept = len(past) - round(len(past) * HELD_BACK)
    web = Web.of(places, past[:kept])
    back = within(web, past[kept:])
    rows, tied = _examples(web, back, seed)
    if not tied.any() or tied.all():
        raise BadQuestion(
            f"{len(past)} past ties are too few to fit a model: of the last"
            f" {len(past) - kept},"
            f" {len(back)} join places that had ties before"
        )
    fitted = LogisticRegression(max_iter=5000).fit(rows, tied)
    return tuple(fitted.coef_[0].tolist()), len(back)


def _examples(web: Web, back: Iterable[Pair], seed: int) -> tuple[Floats, Floats]:
    """The features of the ties held back, seen from each end, and of untied places
    drawn beside them.
    """
    ranked, random = candidates(web), np.random.default_rng(seed)
    rows, tied = [np.empty((0, len(PRIOR)))], [np.empty(0)]
    for place, taken in partners_by_place(web, back).items():
        view = View.of(web, place)
        free = np.setdiff1d(untied(view, ranked), taken, assume_unique=True)
        if not len(free):
            continue
        drawn = random.choice(free, BESIDE * len(taken))
        counted = values(view, PRIOR).T
        rows += [counted[taken], counted[drawn]]
        tied += [np.ones(len(taken)), np.zeros(len(drawn))]
    return np.concatenate(rows), np.concatenate(tied)


def untied(view: View, ranked: Ints) -> Ints:
    """Those of the places that are neither the place itself nor its partners."""
    return np.setdiff1d(
        ranked, np.append(view.partners, view.place), assume_unique=True
    )


FIRST = 10
"""How many of a ranking's first places are looked at."""

NON_TIES = 100
"""How many places tied neither before nor after the cut-off are drawn for each place,
to be ranked below.
"""

RESAMPLES = 2000
SEED = 20160101
"""The seed of everything drawn, unless another is given."""

MODEL = "model"
RIVALS: Mapping[str, Callable[[View], Floats]] = {
    "common neighbours": lambda view: view.common,
    "Adamic-Adar": lambda view: view.adamic_adar,
    "preferential attachment": lambda view: view.degree,
    "popularity in the same country": lambda view: view.countrymen,
}
"""What the model is measured against. Preferential attachment is the product of both
degrees: seen from one place, the degree of the other. Popularity in the same country is
how many places of our country are tied to the other.
"""


class DatedTie(NamedTuple):
    """A tie of two places that was made, or first seen, between two days (day numbers,
    both inclusive).
    """

    a: str
    b: str
    earliest: int
    latest: int


class Score(NamedTuple):
    """How well the later ties were ranked: the share of them among the first ten, and
    the AUC, each 0..1.
    """

    name: str
    hits: float
    auc: float


class Margin(NamedTuple):
    """By how much the model's share of hits exceeds that of its best rival, and the
    middle 95 % of that margin when the places asked for are drawn anew, with
    repetition.
    """

    rival: str
    hits: float
    least: float
    most: float


@dataclass(frozen=True, slots=True)
class Backtest:
    """What was ranked, and how well.

    `past` and `later` are how many pairs were tied by the cut-off and only after it,
    `unclear` how many may be either or have no date, `unseen` how many of the later
    ones have an end that could not be ranked (without a tie by the cut-off, or of no
    known country); the others are `ranked`, each from both ends. `scores` has the model
    first.
    """

    past: int
    later: int
    unclear: int
    unseen: int
    candidates: int
    places: int
    fit: Fit
    scores: tuple[Score, ...]
    margin: Margin
    seed: int

    @property
    def ranked(self) -> int:
        return self.later - self.unseen


def backtest(
    places: Mapping[str, Party], ties: Iterable[DatedTie], cut: int, seed: int = SEED
) -> Backtest:
    """The back-test of ties on a cut-off day; the order of the ties means nothing.

    Raises BadQuestion when there is nothing to fit on or nothing to rank.
    """
    past, later, unclear = divided(ties, cut, seed)
    web = Web.of(places, past)
    asked = within(web, later)
    if not asked:
        raise BadQuestion(
            f"nothing to rank: {len(past)} pairs were tied by the cut-off and"
            f" {len(later)} after it, none of"
            f" these between two places that had ties before; another year may do"
        )
    fitted = fit(places, past, seed)
    by_place, seen = (partners_by_place(web, pairs) for pairs in (asked, later))
    random, weights, names = (
        np.random.default_rng(seed),
        np.array(fitted[0]),
        (MODEL, *RIVALS),
    )
    views = ((View.of(web, place), made) for place, made in by_place.items())
    results = np.array(
        [_results(v, weights, made, seen[v.place], random) for v, made in views]
    )
    summed = zip(names, results.sum(axis=0).tolist(), strict=True)
    return Backtest(
        past=len(past),
        later=len(later),
        unclear=unclear,
        unseen=len(later) - len(asked),
        candidates=len(candidates(web)),
        places=len(by_place),
        fit=fitted,
        scores=tuple(
            Score(name, hits / ties, auc / ties) for name, (hits, auc, ties) in summed
        ),
        margin=_margin(results, names, seed),
        seed=seed,
    )


def divided(
    ties: Iterable[DatedTie], cut: int, seed: int
) -> tuple[list[Pair], list[Pair], int]:
    """The pairs certainly tied by the cut-off, in order of date; those tied only after
    it; how many are unclear.

    A pair counts by its first tie. Pairs of the same date stand in an order drawn by
    the seed for each alone, so that no later pair bears on it.
    """
    first: dict[Pair, tuple[int, int]] = {}
    for tie in ties:
        pair = (min(tie.a, tie.b), max(tie.a, tie.b))
        held = first.get(pair, (tie.earliest, tie.latest))
        first[pair] = (min(held[0], tie.earliest), min(held[1], tie.latest))
    pairs = sorted(pair for pair in first if pair[0] != pair[1])
    past = [pair for pair in pairs if first[pair][1] <= cut]
    later = [pair for pair in pairs if first[pair][0] > cut]
    lots = {pair: sha256(json.dumps([seed, *pair]).encode()).digest() for pair in past}
    past.sort(key=lambda pair: (first[pair][1], lots[pair]))
    return past, later, len(pairs) - len(past) - len(later)


def _results(
    view: View, weights: Floats, made: Ints, later: Ints, random: np.random.Generator
) -> Floats:
    """For the model and each rival (rows): hits, the sum of AUC, and the number of
    partners of one place.
    """
    free = untied(view, candidates(view.web))
    never = np.setdiff1d(free, later, assume_unique=True)
    drawn = random.choice(never, NON_TIES) if len(never) else never
    found = []
    for score in (
        weights @ values(view, PRIOR),
        *(rival(view) for rival in RIVALS.values()),
    ):
        # Among equals every order is equally likely: hits are expected hits, and an
        # equal score is half a win.
        hits = auc = 0.0
        for own in score[made]:
            ahead, equal = (score[free] > own).sum(), (score[free] == own).sum()
            hits += float(np.clip((FIRST - ahead) / equal, 0.0, 1.0))
            if len(drawn):
                auc += float(
                    (score[drawn] < own).mean() + (score[drawn] == own).mean() / 2
                )
        found.append((hits, auc, len(made)))
    return np.array(found)


def _margin(results: Floats, names: tuple[str, ...], seed: int) -> Margin:
    """The margin over the rival with the most hits; of equals the one with the larger
    AUC.
    """
    totals = results.sum(axis=0)
    best = max(range(1, len(names)), key=lambda at: (totals[at, 0], totals[at, 1]))
    ahead, ties = results[:, 0, 0] - results[:, best, 0], results[:, 0, 2]
    drawn = np.random.default_rng(seed).integers(0, len(ties), (RESAMPLES, len(ties)))
    least, most = np.percentile(
        ahead[drawn].sum(axis=1) / ties[drawn].sum(axis=1), [2.5, 97.5]
    )
    return Margin(
        names[best], float(ahead.sum() / ties.sum()), float(least), float(most)
    )
