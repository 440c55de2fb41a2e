"""Establishments and endings by year and group, certain and possible."""

from __future__ import annotations

from builders import Claims
from kizuna.analysis.survival.spells import ObservationWindow, YearFlow, flows_of, intervals_of
from kizuna.values import OPEN_START

from .observing import lasting, scope


def _flows(*claims: Claims, first: int = OPEN_START) -> list[YearFlow]:
    held = scope(*claims)
    return flows_of(held, intervals_of(held, ObservationWindow(first, held.day)))


def _told(flows: list[YearFlow]) -> list[tuple[int, int, int, int, int]]:
    return [
        (f.year, f.established.certain, f.established.possible, f.ended.certain, f.ended.possible)
        for f in flows
    ]


def test_a_tie_is_established_and_ended_in_the_years_of_its_dates() -> None:
    flows = _flows(lasting("a", "1980-05-01", "1985-01-01"), lasting("b", "1980"))
    assert _told(flows) == [(1980, 2, 2, 0, 0), (1985, 0, 0, 1, 1)]
    assert all(flow.established.claims or flow.ended.claims for flow in flows)


def test_a_date_that_spans_years_is_possible_in_each() -> None:
    assert _told(_flows(lasting("a", "[1980..1981]"))) == [(1980, 0, 1, 0, 0), (1981, 0, 1, 0, 0)]


def test_what_nobody_dates_is_in_no_year() -> None:
    assert _told(_flows(lasting("a", ""), lasting("b", "1980", "?"))) == [(1980, 1, 1, 0, 0)]


def test_a_year_before_the_calendar_of_python_is_a_year() -> None:
    assert _told(_flows(lasting("a", "-0100-05-01"))) == [(-100, 1, 1, 0, 0)]
