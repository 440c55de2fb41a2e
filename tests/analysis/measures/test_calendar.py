"""The calendar of a tie: years lived and silent, exact over every reading of the dates."""

from __future__ import annotations

from itertools import product

from hypothesis import example, given, settings
from hypothesis import strategies as st

from kizuna.analysis.measures.calendar import Calendar, Floating

_FIRST, _OVER = 1980, 1987

_YEARS = st.sets(st.integers(_FIRST, _OVER), max_size=3)
_FLOATING = st.lists(
    st.tuples(st.integers(_FIRST, _OVER), st.integers(1, 3), st.booleans()).map(
        lambda t: Floating(min(t[0] + t[1], _OVER + 1), t[0], t[2])
    ),
    max_size=3,
)


def _calendar(sure: set[int], free: set[int], floating: list[Floating]) -> Calendar:
    return Calendar(
        _FIRST, _OVER + 1, _OVER, frozenset(sure), frozenset(free - sure), tuple(floating)
    )


def _readings(calendar: Calendar) -> list[set[int]]:
    """The years lived on every reading of the dates."""
    free = [((year,), ()) for year in calendar.free]
    falls = [
        [(year,) for year in range(f.first, f.last + 1)] + ([] if f.sure else [()])
        for f in calendar.floating
    ]
    return [
        set(calendar.sure) | {year for choice in reading for year in choice}
        for reading in product(*free, *falls)
    ]


def _silence(years: set[int]) -> int:
    """The longest run of years without any, after the first year and up to the last that was over."""
    longest = run = 0
    for year in range(_FIRST + 1, _OVER + 1):
        run = 0 if year in years else run + 1
        longest = max(longest, run)
    return longest


@given(_YEARS, _YEARS, _FLOATING)
def test_the_years_lived_are_those_of_the_poorest_and_of_the_richest_reading(
    sure: set[int], free: set[int], floating: list[Floating]
) -> None:
    calendar = _calendar(sure, free, floating)
    counts = [len(years) for years in _readings(calendar)]
    assert (calendar.least_lived, calendar.most_lived) == (min(counts), max(counts))


@settings(max_examples=300)
@given(_YEARS, _YEARS, _FLOATING)
@example(
    set(),
    set(),
    [Floating(1981, 1980, True), Floating(1984, 1981, True), Floating(1988, 1987, True)],
)
def test_the_longest_silence_is_that_of_the_fullest_and_of_the_emptiest_reading(
    sure: set[int], free: set[int], floating: list[Floating]
) -> None:
    calendar = _calendar(sure, free, floating)
    silences = [_silence(years) for years in _readings(calendar)]
    assert (calendar.least_silence, calendar.most_silence) == (min(silences), max(silences))
