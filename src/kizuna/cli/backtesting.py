"""How well later ties are ranked from the past, for `kizuna suggest --backtest`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kizuna.cli.asking import Ask, waiting
from kizuna.cli.output import Rows, plain, table, write

if TYPE_CHECKING:
    from rich.console import RenderableType

    from kizuna.workflows.backtest_suggestions import BacktestAnswer

_ENOUGH = 100
"""Below so many ranked pairs a margin means nothing, and that is said."""


def show(
    ask: Ask, until: int | None, edges: Path | None, places: Path | None, seed: int | None
) -> None:
    """Write the back-test of the register's dated ties, or of those in a file."""
    from kizuna.analysis.suggest.backtest import SEED
    from kizuna.workflows.backtest_suggestions import BacktestQuestion, backtest_suggestions

    drawn = SEED if seed is None else seed
    question = BacktestQuestion(ask.day.number, ask.known_at, until, edges, places, drawn)
    with waiting("Ranking later ties"):
        answer = backtest_suggestions(question)
    write(
        ask.format,
        as_json=lambda: _json(answer),
        as_rows=lambda: _rows(answer),
        as_table=lambda: _table(answer),
    )


def _json(answer: BacktestAnswer) -> dict[str, Any]:
    from kizuna.analysis.suggest.features import PRIOR

    result, margin = answer.result, answer.result.margin
    weights = zip(PRIOR, result.fit.weights, strict=True)
    return {
        "data": answer.data,
        "until": answer.until,
        "seed": result.seed,
        "ties": {
            "past": result.past,
            "later": result.later,
            "unclear": result.unclear,
            "unseen": result.unseen,
            "ranked": result.ranked,
            "held_back": result.fit.held_back,
        },
        "places": result.places,
        "candidates": result.candidates,
        "weights": {feature.name: round(weight, 3) for feature, weight in weights},
        "scores": [
            {"name": s.name, "hits_at_10": round(s.hits, 4), "auc": round(s.auc, 4)}
            for s in result.scores
        ],
        "margin": {
            "over": margin.rival,
            "hits_at_10": round(margin.hits, 4),
            "least": round(margin.least, 4),
            "most": round(margin.most, 4),
            "verdict": margin.words,
        },
    }


def _rows(answer: BacktestAnswer) -> Rows:
    scores = answer.result.scores
    return ("name", "hits_at_10", "auc"), (
        [s.name, round(s.hits, 4), round(s.auc, 4)] for s in scores
    )


def _table(answer: BacktestAnswer) -> Iterator[RenderableType]:
    from kizuna.analysis.suggest.backtest import NON_TIES

    result = answer.result
    yield plain(f"Back-test on {answer.data}", "bold")
    yield plain(
        f"past: {result.past:,} pairs tied by the end of {answer.until}; the model is fitted on the last fifth of"
        f" them ({result.fit.held_back:,} pairs between places tied before), held back from the rest"
    )
    yield plain(
        f"later: {result.later:,} pairs; {result.ranked:,} are ranked, each from both ends, for {result.places:,}"
        f" places among {result.candidates:,} candidates; {result.unseen:,} have an end that had no tie by then,"
        " or no known country, and nobody can rank them"
    )
    yield plain(
        f"set aside: {result.unclear:,} pairs that may be of either side of the cut, most for want of a date"
    )
    made = table("Ranked by", "#Hits@10", "#AUC")
    for score in result.scores:
        made.add_row(score.name, f"{score.hits:.4f}", f"{score.auc:.4f}")
    yield made
    yield plain(
        f"Hits@10: the share of new ties among the first ten of all candidates not yet tied. AUC: against"
        f" {NON_TIES} places per place, drawn from those tied neither then nor later (seed {result.seed}).",
        "dim",
    )
    if result.ranked < _ENOUGH:
        yield plain(f"{result.ranked:,} ranked pairs are too few to tell methods apart.", "yellow")
    verdict = result.margin.words
    yield plain(f"{verdict[0].upper()}{verdict[1:]}.", "bold")
