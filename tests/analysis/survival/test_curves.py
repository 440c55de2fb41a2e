"""Curves of ties: risk sets, censoring, medians, readings and intervals."""

from __future__ import annotations

import pytest

from builders import Claims
from kizuna.analysis.survival.curves import Curve, Median, curve_of
from kizuna.claims.claim import Claim
from kizuna.errors import BadQuestion

from .observing import lasting, seen


def _four() -> list[list[Claim]]:
    """Ties that end after 10 and 20 days, go out of sight after 15, and stand for 31."""
    return [
        lasting("ten", "2000-01-01", "2000-01-11"),
        lasting("twenty", "2000-01-01", "2000-01-21"),
        lasting("fifteen", "2000-12-17"),
        lasting("thirty-one", "2000-12-01"),
    ]


def _curve(*claims: Claims, first: str = "") -> Curve:
    return curve_of("", seen(*claims, first=first).spells)


def test_a_curve_is_as_by_hand() -> None:
    told = [(s.day, s.at_risk, s.ended, s.censored, s.survival) for s in _curve(*_four()).steps]
    assert told == [
        (0, 4, 0, 0, 1),
        (10, 4, 1, 0, pytest.approx(3 / 4)),
        (15, 3, 0, 1, pytest.approx(3 / 4)),
        (20, 2, 1, 0, pytest.approx(3 / 8)),
        (31, 1, 0, 1, pytest.approx(3 / 8)),
    ]


def test_the_median_is_the_first_age_that_half_do_not_outlive() -> None:
    assert _curve(*_four()).median.day == 20


def test_a_median_that_is_not_reached_is_none() -> None:
    assert _curve(lasting("a", "1990-01-01")).median == Median(None, None, None)


def test_ties_are_counted_with_their_claims_as_ended_and_standing() -> None:
    curve = _curve(*_four())
    assert (curve.ties.certain, curve.ended.certain, curve.standing.certain) == (4, 2, 2)
    assert set(curve.ended.claims) < set(curve.ties.claims)


def test_an_older_tie_is_in_no_risk_set_below_the_age_at_which_it_enters() -> None:
    curve = _curve(
        lasting("old", "1979-12-22", "1980-01-11"),
        lasting("new", "1980-01-01", "1980-01-06"),
        lasting("newer", "1980-01-01"),
        first="1980-01-01",
    )
    assert curve.truncated.certain == 1
    assert (curve.at_risk(5), curve.at_risk(20)) == (2, 2)
    last = curve.at(20)
    assert last is not None
    assert last.survival == pytest.approx(1 / 2 * 1 / 2)


def test_of_ages_younger_than_any_in_sight_a_curve_says_nothing() -> None:
    curve = _curve(lasting("old", "1970-01-01"), first="1980-01-01")
    assert (curve.steps[0].day, curve.at(3651), curve.survival(3651)) == (3652, None, None)
    assert curve.steps[0].at_risk == 1


def test_beyond_the_oldest_tie_nothing_is_known() -> None:
    assert _curve(lasting("a", "2000-12-01")).at(32) is None


def test_the_readings_of_uncertain_dates_bound_the_share_that_outlives_an_age() -> None:
    curve = _curve(lasting("vague", "1990", "1991-01-01"), lasting("sure", "1985-01-01"))
    share = curve.survival(100)
    assert share is not None
    assert (share.least, share.most) == (0.5, 1)
    assert share.claims == curve.ties.claims


def test_an_end_without_a_date_widens_the_readings_alone() -> None:
    with_it = _curve(lasting("unknown", "1990-01-01", "?"), lasting("sure", "1985-01-01"))
    share = with_it.survival(100)
    assert share is not None
    assert (with_it.ties.certain, share.least, share.most) == (1, 0.5, 1)


def test_an_interval_gives_bounds_where_the_end_may_lie() -> None:
    curve = _curve(lasting("vague", "1990", "1991-01-01"), lasting("sure", "1985-01-01"))
    assert curve.why_no_intervals == ""
    step = curve.at(183)
    assert step is not None
    assert step.by_intervals == pytest.approx((0.5, 1), abs=1e-6)


@pytest.mark.parametrize(
    ("since", "first", "why"),
    [("1990-05-01", "", "every date is known to the day"), ("1970", "1980-01-01", "truncated")],
)
def test_why_there_is_no_estimate_by_intervals_is_said(since: str, first: str, why: str) -> None:
    assert why in _curve(lasting("a", since), first=first).why_no_intervals


def test_without_a_tie_in_sight_there_is_no_curve() -> None:
    with pytest.raises(BadQuestion, match="no dated tie"):
        _curve(lasting("unknown", "1990-01-01", "?"))
