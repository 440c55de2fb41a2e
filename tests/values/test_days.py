from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kizuna.values.spans import civil_of, day_of, month_length, months_later

days = st.integers(-3_000_000, 5_000_000)


@given(st.dates())
def test_days_are_numbered_as_the_standard_library_numbers_them(day: date) -> None:
    assert day_of(day.year, day.month, day.day) == day.toordinal()


@given(days)
def test_a_day_number_and_its_date_lead_to_each_other_in_any_year(day: int) -> None:
    assert day_of(*civil_of(day)) == day


@given(days)
def test_the_next_day_number_is_the_next_day_of_the_calendar(day: int) -> None:
    assert civil_of(day) < civil_of(day + 1)


def test_the_day_before_year_one_is_the_last_of_year_zero() -> None:
    assert civil_of(0) == (0, 12, 31)


def test_year_zero_is_a_leap_year() -> None:
    assert month_length(0, 2) == 29


def test_a_day_the_calendar_lacks_is_refused() -> None:
    with pytest.raises(ValueError):
        day_of(1974, 2, 30)


def test_a_month_after_the_last_of_january_is_the_last_of_february() -> None:
    assert months_later(day_of(1976, 1, 31), 1) == day_of(1976, 2, 29)


def test_months_may_be_counted_back_across_years() -> None:
    assert months_later(day_of(1, 1, 1), -13) == day_of(-1, 12, 1)
