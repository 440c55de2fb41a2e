"""Dates in English prose as EDTF."""

import datetime
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kizuna.proposals.rules.grammar.dates import dates_in


@pytest.mark.parametrize(
    ("written", "edtf"),
    [
        ("signed on April 18, 1974", "1974-04-18"),
        ("signed on 18th April 1974", "1974-04-18"),
        ("signed in May 1974", "1974-05"),
        ("in the autumn of 1986", "1986-23"),
        ("in the 1980s", "198X"),
        ("in the late 1980s", "198X"),
        ("around 1959", "1959~"),
        ("around May 1991", "1991-05~"),
        ("in about June 1973", "1973-06~"),
        ("circa 3 May 1991", "1991-05-03~"),
        ("on July 11 and 12, 2022", "2022-07-11/2022-07-12"),
        ("from 1990 to 1995", "1990/1995"),
        ("(1991–2022)", "1991/2022"),
        ("on July 5", "XXXX-07-05"),
        ("on 1996-05-17", "1996-05-17"),
    ],
)
def test_a_written_date_becomes_edtf(written: str, edtf: str) -> None:
    assert [held.edtf for held in dates_in(written)] == [edtf]


@pytest.mark.parametrize(
    "written", ["20-25 persons", "over 400 people", "$1,985", "2-3 times", "40%"]
)
def test_a_quantity_is_not_a_date(written: str) -> None:
    assert dates_in(written) == []


def test_since_is_told_from_in() -> None:
    assert [held.since for held in dates_in("since 1981, and in 1990")] == [True, False]


@given(st.dates(datetime.date(1500, 1, 1), datetime.date(2099, 12, 31)))
def test_every_day_written_out_is_read_back(day: datetime.date) -> None:
    written = f"on {day.strftime('%B')} {day.day}, {day.year} they met"
    assert [held.edtf for held in dates_in(written)] == [day.isoformat()]


@given(st.text())
def test_any_text_gives_dates_in_order_without_overlap(text: str) -> None:
    found = dates_in(text)
    assert all(a.end <= b.start for a, b in pairwise(found))
