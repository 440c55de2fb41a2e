"""Days, and the spans of them: every answer is what all or some readings say."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from kizuna.errors import BadDate
from kizuna.values import OPEN_END, OPEN_START, Answer, Span, day_number, day_text
from kizuna.values.spans import civil_of, day_of, month_length, months_later

days = st.integers(-30, 30)


@st.composite
def spans(draw: st.DrawFn) -> Span:
    start = sorted(draw(st.tuples(days, days)))
    end = sorted(draw(st.tuples(days, days)))
    assume(start[0] <= end[1])
    return Span.bounded((start[0], start[1]), (end[0], end[1]))


def readings(span: Span) -> list[tuple[int, int]]:
    """Every (first day, last day) the span may mean."""
    return [
        (first, last)
        for first in range(span.start_earliest, span.start_latest + 1)
        for last in range(span.end_earliest, span.end_latest + 1)
        if first <= last
    ]


def said(truths: list[bool]) -> Answer:
    if all(truths):
        return Answer.CERTAIN
    return Answer.POSSIBLE if any(truths) else Answer.NO


@given(spans(), days)
def test_holding_on_and_begun_by_a_day_are_what_all_or_some_readings_say(
    span: Span, day: int
) -> None:
    assert span.on(day) is said(
        [first <= day <= last for first, last in readings(span)]
    )
    assert span.begun_by(day) is said([first <= day for first, _ in readings(span)])


@given(spans(), spans(), days)
def test_overlapping_is_mutual_and_certain_of_two_that_hold_on_one_day(
    one: Span, other: Span, day: int
) -> None:
    assert one.overlaps(other) is other.overlaps(one) >= one.on(day) & other.on(day)


def test_spans_known_to_the_day_overlap_for_certain_or_not_and_events_of_a_month_perhaps() -> (
    None
):
    spring, year, later = Span(3, 3, 5, 5), Span(1, 1, 12, 12), Span(13, 13, 20, 20)
    assert spring.overlaps(year) is Answer.CERTAIN
    assert spring.overlaps(later) is Answer.NO
    assert Span.within(1, 31).overlaps(Span.within(1, 31)) is Answer.POSSIBLE


def test_the_span_of_always_holds_for_certain_on_any_day() -> None:
    assert Span.ALWAYS.on(day_number("1974-05-10")) is Answer.CERTAIN
    assert Span.ALWAYS.is_open


@given(st.tuples(days, days, days, days))
def test_bounds_out_of_order_are_refused(bounds: tuple[int, int, int, int]) -> None:
    start_earliest, start_latest, end_earliest, end_latest = bounds
    assume(start_earliest > start_latest or end_earliest > end_latest)
    with pytest.raises(BadDate):
        Span(*bounds)


def test_a_span_that_is_refused_is_quoted_in_days() -> None:
    with pytest.raises(BadDate, match="1974-05-10"):
        Span.bounded((day_number("1974-05-10"), OPEN_END), (OPEN_START, 1))


def test_two_answers_together_are_the_less_certain_one_and_none_is_true_or_false() -> (
    None
):
    no, perhaps, yes = Answer
    assert [(a.certain, a.possible, ~a) for a in Answer] == [
        *((False, False, yes), (False, True, perhaps), (True, True, no)),
    ]
    assert all(one & two is min(one, two) for one in Answer for two in Answer)
    with pytest.raises(TypeError, match="possible"):
        bool(no)


@given(st.dates())
def test_a_day_and_its_text_lead_to_each_other(day: date) -> None:
    assert day_text(OPEN_START) == day_text(OPEN_END) == ".."
    assert day_text(day_number(day)) == day.isoformat()
    assert day_number(day.isoformat()) == day_number(day) == day.toordinal()


@given(st.integers(-10_000_000, 10_000_000))
def test_the_text_of_any_day_is_read_back_and_the_next_number_is_the_next_day(
    day: int,
) -> None:
    assert day_number(day_text(day)) == day
    assert civil_of(day) < civil_of(day + 1)


@pytest.mark.parametrize(
    "text", ["1974-05", "1974-02-30", "10 May 1974", "", "..", None, 3]
)
def test_what_is_not_one_day_is_refused_and_quoted(text: object) -> None:
    with pytest.raises(BadDate) as refused:
        day_number(text)  # type: ignore[arg-type]
    assert repr(text) in str(refused.value)


def test_year_zero_is_a_leap_year_and_a_day_that_the_calendar_lacks_is_refused() -> (
    None
):
    assert civil_of(0) == (0, 12, 31)
    assert month_length(0, 2) == 29
    with pytest.raises(ValueError):
        day_of(1974, 2, 30)


def test_months_are_counted_on_and_back_to_the_last_day_of_a_shorter_one() -> None:
    assert months_later(day_of(1976, 1, 31), 1) == day_of(1976, 2, 29)
    assert months_later(day_of(1, 1, 1), -13) == day_of(-1, 12, 1)
