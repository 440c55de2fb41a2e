"""Curves of ties: risk sets, censoring, medians, readings and intervals."""

from __future__ import annotations

import sys
from math import exp, inf

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from builders import Claims
from kizuna.analysis.survival import curves
from kizuna.analysis.survival.spells import Observation
from kizuna.errors import BadQuestion

from .observing import lasting, seen


def _curve(*claims: Claims, first: str = "") -> curves.Curve:
    return curves.curve_of("", seen(*claims, first=first).spells)


def test_a_curve_is_as_by_hand_and_counts_its_ties_with_their_claims() -> None:
    ended = [lasting(f"to-{day}", "2000-01-01", f"2000-01-{day}") for day in (11, 21)]
    curve = _curve(
        *ended, lasting("fifteen", "2000-12-17"), lasting("older", "2000-12-01")
    )
    told = [(s.day, s.at_risk, s.ended, s.censored) for s in curve.steps]
    assert told == [
        (0, 4, 0, 0),
        (10, 4, 1, 0),
        (15, 3, 0, 1),
        (20, 2, 1, 0),
        (31, 1, 0, 1),
    ]
    shares = [1, 3 / 4, 3 / 4, 3 / 8, 3 / 8]
    assert [step.survival for step in curve.steps] == pytest.approx(shares)
    assert (curve.ties.certain, curve.ended.certain, curve.standing.certain) == (
        4,
        2,
        2,
    )
    assert set(curve.ended.claims) < set(curve.ties.claims)


def test_a_median_that_is_not_reached_and_an_age_beyond_the_oldest_are_not_known() -> (
    None
):
    curve = _curve(lasting("a", "2000-12-01"))
    assert set(curve.median.values()) == {None}
    assert curve.at(32) is None


def test_an_older_tie_is_in_no_risk_set_below_the_age_at_which_it_enters() -> None:
    new = lasting("new", "1980-01-01", "1980-01-06"), lasting("newer", "1980-01-01")
    curve = _curve(lasting("old", "1979-12-22", "1980-01-11"), *new, first="1980-01-01")
    assert curve.truncated.certain == 1
    assert (curve.at_risk(5), curve.at_risk(20)) == (2, 2)
    last = curve.at(20)
    assert last.survival == pytest.approx(1 / 2 * 1 / 2)


def test_of_ages_younger_than_any_in_sight_a_curve_says_nothing() -> None:
    curve = _curve(lasting("old", "1970-01-01"), first="1980-01-01")
    assert (curve.steps[0].day, curve.steps[0].at_risk, curve.at(3651)) == (
        3652,
        1,
        None,
    )


def test_the_readings_of_uncertain_dates_bound_the_share_that_outlives_an_age() -> None:
    """A tie whose end has no date is in no estimate."""
    for since, ended, ties in (("1990", "1991-01-01", 2), ("1990-01-01", "?", 1)):
        curve = _curve(lasting("vague", since, ended), lasting("sure", "1985-01-01"))
        share = curve.at(100)
        assert (curve.ties.certain, share.least, share.most) == (ties, 0.5, 1)


def test_an_interval_gives_bounds_where_the_end_may_lie() -> None:
    curve = _curve(
        lasting("vague", "1990", "1991-01-01"), lasting("sure", "1985-01-01")
    )
    step = curve.at(183)
    assert step.by_intervals == pytest.approx((0.5, 1), abs=1e-6)
    assert curve.no_intervals_because == ""


def test_why_there_is_no_estimate_by_intervals_is_said() -> None:
    exact, cut = lasting("a", "1990-05-01"), lasting("a", "1970")
    assert _curve(exact).no_intervals_because == "exact"
    assert _curve(cut, first="1980-01-01").no_intervals_because == "truncation"


def test_before_anything_ended_there_are_no_limits() -> None:
    _, estimate = curves.product_limit(
        [Observation(0, 5, True), Observation(0, 9, False)]
    )
    assert estimate.loc[0, ["low", "high"]].isna().all()


def test_where_nobody_is_in_sight_for_a_while_the_hazard_is_summed_instead() -> None:
    lives = [
        Observation(0, 4, True),
        Observation(5, 9, True),
        Observation(5, 12, False),
    ]
    method, estimate = curves.product_limit(lives)
    assert method == curves.BRESLOW
    assert estimate.survival[[4, 9]].tolist() == pytest.approx([exp(-1), exp(-1.5)])
    limits = estimate.dropna()
    assert (limits.low <= limits.high).all()


def test_within_an_interval_only_bounds_are_known() -> None:
    at = curves.turnbull([(2, 6), (8, inf)])
    for day, bounds in {2: (1, 1), 4: (0.5, 1), 6: (0.5, 0.5)}.items():
        assert at(day) == pytest.approx(bounds, abs=1e-6)


_LIVES = st.lists(
    st.builds(Observation, st.just(0), st.integers(1, 12), st.booleans()),
    min_size=1,
    max_size=8,
)


@settings(max_examples=20)  # each takes a search of some hundred rounds
@given(_LIVES)
def test_with_exact_days_both_estimates_are_one(lives) -> None:
    _, exact = curves.product_limit(lives)
    ends = [
        (life.days - life.ended, life.days if life.ended else inf) for life in lives
    ]
    at = curves.turnbull(ends)
    assume(at is not None)
    for day in {0, *(life.days for life in lives if life.ended)}:
        expected = exact.survival[day]
        assert at(day) == pytest.approx((expected, expected), abs=2e-3)


def test_without_lifelines_the_error_says_what_to_install(monkeypatch) -> None:
    monkeypatch.setitem(sys.modules, "lifelines", None)
    with pytest.raises(BadQuestion, match=r"kizuna\[research\]"):
        curves.product_limit([Observation(0, 5, True)])
