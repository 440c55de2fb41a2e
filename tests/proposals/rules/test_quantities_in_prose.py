"""Counts, durations, frequencies and shares in prose."""

import pytest

from kizuna.proposals.rules.grammar.counts import persons_in
from kizuna.proposals.rules.grammar.durations import duration_in
from kizuna.proposals.rules.grammar.frequencies import frequency_in
from kizuna.proposals.rules.grammar.shares import funding_in, share_of


@pytest.mark.parametrize(
    ("written", "low", "high"),
    [
        ("teams of 20-25 persons", 20, 25),
        ("carrying over 400 people", 400, None),
        ("a seven-member delegation", 7, 7),
        ("a delegation of twelve left", 12, 12),
        ("two young surgeons", 2, 2),
    ],
)
def test_persons_are_counted(written: str, low: int, high: int | None) -> None:
    found = persons_in(written)
    assert found is not None
    assert (found.low, found.high) == (low, high)


@pytest.mark.parametrize(
    "written", ["in 1984 students came", "three cities", "2 containers", "No. 3 pupils"]
)
def test_what_does_not_count_persons_is_left(written: str) -> None:
    assert persons_in(written) is None


@pytest.mark.parametrize(
    ("written", "count", "unit"),
    [
        ("for a 2-week period", 2, "week"),
        ("for a period of 2 years", 2, "year"),
        ("for half-year periods", 6, "month"),
        ("they are 10 days long", 10, "day"),
        ("a stay of five days", 5, "day"),
    ],
)
def test_a_stay_has_a_duration(written: str, count: int, unit: str) -> None:
    found = duration_in(written)
    assert found is not None
    assert (found.high, found.unit) == (count, unit)


@pytest.mark.parametrize(
    "written",
    ["for more than 30 years", "every two years", "three years ago", "over the past 5 years"],
)
def test_an_age_or_a_frequency_is_no_duration(written: str) -> None:
    assert duration_in(written) is None


@pytest.mark.parametrize(
    ("written", "frequency"),
    [
        ("each year", "annual"),
        ("every winter", "annual"),
        ("every other year", "biannual"),
        ("every five years", "every_5_years"),
        ("on a regular basis", "regular"),
        ("from time to time", "occasional"),
        ("held alternately in both towns", "alternating"),
    ],
)
def test_a_frequency_is_named(written: str, frequency: str) -> None:
    assert frequency_in(written) == frequency


def test_the_payer_of_a_share_and_of_the_rest_are_told() -> None:
    told = "3/4 of the expenses are funded by the clubs, with the rest subsidized by the town"
    assert funding_in(told) == [
        {"source": "clubs", "share": 0.75},
        {"source": "town", "share": 0.25},
    ]


def test_a_share_of_nothing_is_no_share() -> None:
    assert funding_in("3/0 of the costs are paid by the town") == []


def test_shares_are_read_as_fractions_per_cents_and_words() -> None:
    assert (share_of("30 per cent"), share_of("two thirds")) == (0.3, 2 / 3)
