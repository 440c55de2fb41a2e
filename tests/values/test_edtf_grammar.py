import pytest
from edtf import parse_edtf
from hypothesis import given
from hypothesis import strategies as st

from kizuna.errors import BadDate
from kizuna.values.edtf import Reading, read_date
from kizuna.values.spans import day_of

dates = st.dates().map(lambda day: day.isoformat())
known_to_the_library = st.one_of(
    dates,
    dates.map(lambda day: day[:7]),
    dates.map(lambda day: day[:4]),
    dates.map(lambda day: f"{day[:3]}X"),
    dates.map(lambda day: f"{day[:2]}XX"),
    dates.map(lambda day: f"{day[:4]}-XX"),
    dates.map(lambda day: f"{day[:7]}-XX"),
    st.builds("{:04}-{}".format, st.integers(1, 9999), st.sampled_from([21, 22, 23])),
    st.builds("Y{}".format, st.integers(10_000, 99_999)),
)


@given(known_to_the_library)
def test_bounds_are_those_of_the_edtf_library_where_it_has_them(text: str) -> None:
    parsed = parse_edtf(text)
    expected = (day_of(*parsed.lower_strict()[:3]), day_of(*parsed.upper_strict()[:3]))
    assert read_date(text)[:2] == expected


def test_a_northern_winter_runs_into_the_next_year() -> None:
    winter = read_date("1987-24")
    assert (winter.first, winter.last) == (day_of(1987, 12, 1), day_of(1988, 2, 29))


def test_a_season_of_an_unknown_year_is_known_to_the_decade() -> None:
    spring = read_date("198X-21")
    assert spring == Reading(day_of(1980, 3, 1), day_of(1989, 5, 31), "decade")


def test_doubts_about_two_parts_add_up() -> None:
    assert read_date("2004?-06-~11").first == day_of(2003, 6, 10)


def test_a_leap_day_moved_by_a_year_stays_in_february() -> None:
    assert read_date("?2004-02-29").last == day_of(2005, 2, 28)


def test_significant_digits_of_a_year_before_zero_leave_the_rest_open() -> None:
    read = read_date("-1950S2")
    assert (read.first, read.last) == (day_of(-1999, 1, 1), day_of(-1900, 12, 31))


def test_as_many_significant_digits_as_the_year_has_leave_nothing_open() -> None:
    assert read_date("1950S4") == read_date("1950")


@pytest.mark.parametrize("text", ["195S2", "Y1E", "YE3", "1950S", "12E3", "S2", "1950-05S2"])
def test_a_year_of_a_wrong_form_is_refused_and_quoted(text: str) -> None:
    with pytest.raises(BadDate, match=repr(text)):
        read_date(text)


def test_the_error_says_which_months_there_are() -> None:
    with pytest.raises(BadDate, match="01 to 12"):
        read_date("1974-13")
