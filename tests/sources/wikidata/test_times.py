"""Times of Wikidata: the precision decides."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kizuna.errors import BadDate
from kizuna.sources.wikidata.entities import edtf_of
from kizuna.values import Edtf


def _time(text: str, precision: int, **more: Any) -> dict[str, Any]:
    return {"time": text, "precision": precision, **more}


@pytest.mark.parametrize(
    ("text", "precision", "expected"),
    [
        ("+1947-00-00T00:00:00Z", 9, "1947"),
        ("+2001-01-01T00:00:00Z", 9, "2001"),
        ("+00000001962-04-00T00:00:00Z", 10, "1962-04"),
        ("+1974-04-18T00:00:00Z", 11, "1974-04-18"),
        ("+1974-00-00T00:00:00Z", 11, "1974"),
        ("+1990-00-00T00:00:00Z", 8, "199X"),
        ("+2000-00-00T00:00:00Z", 7, "19XX"),
        ("+1901-00-00T00:00:00Z", 7, "19XX"),
        ("+1000-00-00T00:00:00Z", 6, "0XXX"),
        ("-0044-00-00T00:00:00Z", 9, "-0043"),
        ("+1974-04-18T00:00:00Z", 14, "1974-04-18"),
        ("+13000-00-00T00:00:00Z", 3, ""),
    ],
)
def test_a_time_is_as_precise_as_it_says(text: str, precision: int, expected: str) -> None:
    assert edtf_of(_time(text, precision)) == expected


def test_a_julian_day_becomes_a_gregorian_one() -> None:
    julian = "http://www.wikidata.org/entity/Q1985786"
    assert edtf_of(_time("+1917-10-25T00:00:00Z", 11, calendarmodel=julian)) == "1917-11-07"


def test_a_year_stated_with_years_around_it_is_one_of_them() -> None:
    assert edtf_of(_time("+1975-00-00T00:00:00Z", 9, before=1, after=2)) == "[1974..1977]"


@pytest.mark.parametrize(
    "value", [None, "1974", {}, _time("1974", 9), _time("+1974-02-30T00:00:00Z", 11)]
)
def test_what_is_no_time_is_refused(value: Any) -> None:
    with pytest.raises(BadDate):
        edtf_of(value)


@given(
    st.integers(-(10**6), 10**6),
    st.integers(0, 15),
    st.integers(0, 40),
    st.integers(-1, 15),
    st.sampled_from(["Q1985786", "Q1985727"]),
)
def test_every_time_is_edtf_or_refused(
    y: int, m: int, d: int, precision: int, calendar: str
) -> None:
    sign = "-" if y < 0 else "+"
    value = _time(f"{sign}{abs(y):04}-{m:02}-{d:02}T00:00:00Z", precision, calendarmodel=calendar)
    try:
        text = edtf_of(value)
    except BadDate:
        return
    assert text == "" or Edtf.parse(text).text == text
