"""The calendar of a tie: years lived and silent, exact over every reading of the dates."""

from __future__ import annotations

from itertools import product

from hypothesis import example, given, settings
from hypothesis import strategies as st

from builders import claim, document, status
from kizuna.analysis.measures.calendar import Calendar, Floating

from .conftest import exchange, measured, part, programme

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


def _lived(*claims: object, **given: object) -> tuple[int, int]:
    found = measured(*claims, **given).continuity  # type: ignore[arg-type]
    assert found is not None
    return found.lived.certain, found.lived.possible


def _years_silent(*claims: object, **given: object) -> tuple[float, float]:
    found = measured(*claims, **given).continuity  # type: ignore[arg-type]
    assert found is not None
    return found.longest_silence.least, found.longest_silence.most


def test_a_year_with_two_events_is_lived_once() -> None:
    assert _lived(exchange("x", "1980-05"), exchange("y", "1980-09")) == (1, 1)


def test_the_longest_silence_lies_between_events_or_after_the_last() -> None:
    assert _years_silent(exchange("x", "1976"), exchange("y", "1984")) == (7, 7)
    assert _years_silent(exchange("x", "1975"), exchange("y", "1977")) == (9, 9)


def test_the_year_of_the_start_and_a_year_that_is_not_over_are_not_silent() -> None:
    assert _years_silent(exchange("x", "1975"), on="1976-06-01") == (0, 0)


def test_a_year_is_silent_when_it_is_over() -> None:
    assert _years_silent(exchange("x", "1975"), on="1976-12-31") == (1, 1)


def test_an_event_in_one_of_several_years_gives_a_range() -> None:
    assert _lived(exchange("x", "[1976,1978]"), exchange("y", "1978")) == (1, 2)
    assert _years_silent(exchange("x", "1979/1981"), exchange("y", "[1984..1985]")) == (
        4,
        4,
    )


def test_an_event_of_several_years_lives_each_of_them() -> None:
    assert _lived(exchange("x", "1979/1981")) == (3, 3)


def test_an_undated_event_lived_one_year_that_nobody_knows() -> None:
    assert _lived(exchange("x")) == (1, 1)
    assert _years_silent(exchange("x")) == (6, 12)


def test_a_yearly_programme_lives_the_years_for_which_a_document_attests_it() -> None:
    assert _lived(programme("x", "1981/..")) == (6, 7)
    assert _years_silent(programme("x", "1981/..")) == (6, 6)


def test_that_nobody_ended_a_programme_does_not_show_that_it_went_on() -> None:
    assert _years_silent(programme("x", "1975/.."), on="1990-12-31") == (0, 3)


def test_a_programme_of_unknown_recurrence_may_have_lived_every_year() -> None:
    assert _lived(programme("x", "1976/1978", recurrence="regular")) == (0, 3)


def test_the_silence_after_the_end_of_a_tie_is_not_its_own() -> None:
    ended = status("a-b", "ended", "1980-06-01/..")
    assert _years_silent(exchange("x", "1978"), ended) == (3, 3)


def test_a_tie_of_which_only_its_paper_is_recorded_has_no_continuity() -> None:
    assert measured(part("agreement", "a", signed="1974-04-18")).continuity is None


def test_without_a_known_start_there_is_no_continuity() -> None:
    assert measured(exchange("x", "1980"), made="").continuity is None


def test_a_later_mention_of_a_programme_s_size_does_not_attest_that_it_goes_on() -> None:
    late = [*document("memoir", "2020-01-01")]
    told = claim("programme/x", "size", "20 persons", document="document/memoir")
    assert _years_silent(programme("x", "1975/.."), late, told, on="1990-12-31") == (0, 3)
