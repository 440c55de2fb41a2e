"""The calendar of a tie: years lived and silent, exact over every reading of the
dates.
"""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from builders import claim, document, status
from kizuna.analysis.measures.calendar import Calendar, Occasion

from .conftest import exchange, measured, part, programme

_FIRST, _OVER = 1980, 1987

_YEARS = st.sets(st.integers(_FIRST, _OVER), max_size=3)
_FLOATING = st.lists(
    st.tuples(st.integers(_FIRST, _OVER), st.integers(1, 3), st.booleans()).map(
        lambda t: Occasion(min(t[0] + t[1], _OVER + 1), t[0], t[2])
    ),
    max_size=3,
)


def _calendar(sure: set[int], free: set[int], floating: list[Occasion]) -> Calendar:
    single = [Occasion(year, year, year in sure) for year in sure | free]
    return Calendar(_FIRST, _OVER + 1, _OVER, tuple(sorted([*single, *floating])))


def _readings(calendar: Calendar) -> list[set[int]]:
    """The years lived on every reading of the dates."""
    falls = [
        [*range(o.first, o.last + 1)] + [None] * (not o.sure)
        for o in calendar.occasions
    ]
    return [{*years} - {None} for years in product(*falls)]


def _silence(years: set[int]) -> int:
    """The longest run of years without any, after the first year and up to the last
    that was over.
    """
    longest = run = 0
    for year in range(_FIRST + 1, _OVER + 1):
        run = 0 if year in years else run + 1
        longest = max(longest, run)
    return longest


@settings(max_examples=300)
@given(_YEARS, _YEARS, _FLOATING)
@example(
    set(),
    set(),
    [Occasion(n, m, True) for n, m in ((1981, 1980), (1984, 1981), (1988, 1987))],
)
def test_years_lived_and_the_longest_silence_are_those_of_the_poorest_and_the_richest_reading(
    sure, free, floating
) -> None:
    calendar = _calendar(sure, free, floating)
    readings = _readings(calendar)
    for least, most, number in (
        (*calendar.active_years, len),
        (*calendar.longest_silence, _silence),
    ):
        numbers = [number(years) for years in readings]
        assert (least, most) == (min(numbers), max(numbers))


_YEARLY = programme("x", "1975/..")
_MEMOIR = claim("programme/x", "size", "20 persons", document="document/memoir")
_MENTIONED = [_YEARLY, document("memoir", "2020-01-01"), _MEMOIR]
_LIVED = {
    "twice in a year": (
        [exchange("x", "1980-05"), exchange("y", "1980-09")],
        "1-1",
        "6-6",
    ),
    "between events": ([exchange("x", "1976"), exchange("y", "1984")], "2-2", "7-7"),
    "after the last": ([exchange("x", "1975"), exchange("y", "1977")], "2-2", "9-9"),
    "in either year": (
        [exchange("x", "[1976,1978]"), exchange("y", "1978")],
        "1-2",
        "8-8",
    ),
    "an event of several years lives each of them": (
        *([exchange("x", "1979/1981"), exchange("y", "[1984..1985]")], "4-4", "4-4"),
    ),
    "an undated event lived one year that nobody knows": (
        [exchange("x")],
        "1-1",
        "6-12",
    ),
    "a yearly programme lives the years for which a document attests it": (
        *([programme("x", "1981/..")], "6-7", "6-6"),
    ),
    "a programme of unknown recurrence may have lived every year": (
        *([programme("x", "1976/1978", recurrence="regular")], "0-3", "8-12"),
    ),
    "the silence after the end of a tie is not its own": (
        *(
            [exchange("x", "1978"), status("a-b", "ended", "1980-06-01/..")],
            "1-1",
            "3-3",
        ),
    ),
}


@pytest.mark.parametrize(("claims", "lived", "silent"), _LIVED.values(), ids=_LIVED)
def test_years_are_lived_and_silent_from_least_to_most(claims, lived, silent) -> None:
    found = measured(*claims).continuity
    assert f"{found.lived.certain}-{found.lived.possible}" == lived
    assert f"{found.longest_silence.least}-{found.longest_silence.most}" == silent


_DAYS = {
    "neither the year of the start nor one that is not over is silent": (
        *([exchange("x", "1975")], "1976-06-01", "0-0"),
    ),
    "a year is silent when it is over": ([exchange("x", "1975")], "1976-12-31", "1-1"),
    "that nobody ended a programme shows nothing": ([_YEARLY], "1990-12-31", "0-3"),
    "a later mention of its size does not either": (_MENTIONED, "1990-12-31", "0-3"),
}


@pytest.mark.parametrize(("claims", "day", "silent"), _DAYS.values(), ids=_DAYS)
def test_silence_is_counted_up_to_the_day(claims, day, silent) -> None:
    found = measured(*claims, on=day).continuity
    assert f"{found.longest_silence.least}-{found.longest_silence.most}" == silent


def test_a_tie_without_activity_or_without_a_known_start_has_no_continuity() -> None:
    assert measured(part("agreement", "a", signed="1974-04-18")).continuity is None
    assert measured(exchange("x", "1980"), made="").continuity is None
