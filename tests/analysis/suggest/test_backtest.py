"""The back-test: only the past enters, all rank the same, equals share their places."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kizuna.analysis.scope import Party
from kizuna.analysis.suggest import backtest
from kizuna.errors import BadQuestion

from .webs import dated, pairs, place

_CUT = 10
_days = st.integers(1, 20)
_ties = st.lists(st.tuples(pairs, _days).map(lambda t: (*t[0], t[1])), max_size=40)


def _world(seed: int = 1) -> tuple[dict[str, Party], list[backtest.DatedTie]]:
    """Sixty places of three countries in which those of near numbers are tied; a fifth
    of the ties came late.
    """
    chance = random.Random(seed)
    names = [f"p{number:02}" for number in range(60)]
    places = {
        n: place(n, "ABC"[at % 3], (at / 2, at / 2), 10_000)
        for at, n in enumerate(names)
    }
    near = [(a, b) for i, a in enumerate(names) for b in names[i + 1 : i + 6]]
    chosen = chance.sample(near, 160)
    return places, dated((a, b, chance.choice([1, 2, 3, 4, 20])) for a, b in chosen)


@given(_ties)
def test_the_past_is_certainly_past_and_the_later_certainly_later(tied) -> None:
    past, later, unclear = backtest.divided(dated(tied), _CUT, 1)
    latest_first = sorted(tied, key=lambda tie: -tie[2])
    first = {(min(a, b), max(a, b)): day for a, b, day in latest_first if a != b}
    assert all(first[pair] <= _CUT for pair in past)
    assert all(first[pair] > _CUT for pair in later)
    assert (len(past) + len(later), unclear) == (len(first), 0)


@given(_ties, st.randoms(use_true_random=False))
def test_the_order_of_the_ties_changes_nothing(tied, chance) -> None:
    other = [(b, a, day) for a, b, day in tied]
    chance.shuffle(other)
    assert backtest.divided(dated(tied), _CUT, 1) == backtest.divided(
        dated(other), _CUT, 1
    )


def test_a_tie_whose_date_lies_on_both_sides_of_the_cut_is_set_aside() -> None:
    assert backtest.divided([backtest.DatedTie("a", "b", 5, 15)], _CUT, 1) == (
        [],
        [],
        1,
    )


@settings(max_examples=2)
@given(st.integers(1, 50))
def test_what_comes_after_the_cut_does_not_change_the_fit(seed) -> None:
    places, ties = _world()
    chance = random.Random(seed)
    later = [t for t in ties if t.earliest > _CUT]
    fewer = [t for t in ties if t.latest <= _CUT] + chance.sample(
        later, len(later) // 2
    )
    assert (
        backtest.backtest(places, ties, _CUT).fit
        == backtest.backtest(places, fewer, _CUT).fit
    )


def test_the_model_and_its_rivals_are_scored_and_the_margin_is_over_the_best() -> None:
    found = backtest.backtest(*_world(), _CUT, seed=4)
    assert found == backtest.backtest(*_world(), _CUT, seed=4)
    assert found.seed == 4
    assert [score.name for score in found.scores] == [backtest.MODEL, *backtest.RIVALS]
    model, *rivals = found.scores
    best = max(rivals, key=lambda score: (score.hits, score.auc))
    assert found.margin.rival == best.name
    assert found.margin.hits == pytest.approx(model.hits - best.hits)
    assert found.margin.least <= found.margin.hits <= found.margin.most
    assert model.hits > 0.5
    assert model.auc > 0.8


def test_a_later_tie_with_a_place_that_had_none_is_counted_and_not_ranked() -> None:
    places, ties = _world()
    before = backtest.backtest(places, ties, _CUT)
    after = backtest.backtest(places, [*ties, *dated([("p00", "stranger", 20)])], _CUT)
    assert (after.unseen, after.ranked) == (before.unseen + 1, before.ranked)


def test_too_little_to_rank_or_to_fit_is_an_error_that_says_so() -> None:
    few = dated([("a", "b", 1), ("c", "d", 1), ("d", "e", 1), ("a", "c", 20)])
    with pytest.raises(
        BadQuestion, match="nothing to rank: 1 pairs were tied by the cut-off"
    ):
        backtest.backtest({}, dated([("a", "b", 1), ("c", "d", 20)]), _CUT)
    with pytest.raises(BadQuestion, match="3 past ties are too few to fit a model"):
        backtest.backtest({}, few, _CUT)
