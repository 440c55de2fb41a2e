"""Counts by year come to the same bytes however ties come and go."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kizuna.store.year_counts import YearChanges, changes_from, counts_from, year_of
from kizuna.values import OPEN_END, OPEN_START, day_number

DAYS = st.one_of(
    st.integers(day_number("1795-01-01"), day_number("2030-12-31")),
    st.sampled_from([OPEN_START, OPEN_END]),
)
SPANS = st.tuples(DAYS, DAYS, DAYS, DAYS).map(lambda days: tuple(sorted(days)))


def runs(changes: YearChanges) -> tuple[int, list[int], list[int]] | None:
    totals = changes.totals()
    if totals is None:
        return None
    first, certain, possible = totals
    return first, list(counts_from(certain)), list(counts_from(possible))


@given(st.lists(SPANS, max_size=8))
def test_taking_every_tie_out_again_leaves_nothing(spans: list[tuple[int, int, int, int]]) -> None:
    changes = YearChanges()
    for span in spans:
        changes.add(span)
    for span in spans:
        changes.add(span, -1)
    assert changes.totals() is None


@given(st.lists(SPANS, min_size=1, max_size=8))
def test_changes_read_back_from_counts_give_the_same_counts(
    spans: list[tuple[int, int, int, int]],
) -> None:
    changes = YearChanges()
    for span in spans:
        changes.add(span)
    totals = changes.totals()
    assert totals is None or changes_from(*totals).totals() == totals


def test_a_tie_counts_in_every_year_on_whose_last_day_it_stood() -> None:
    changes = YearChanges()
    begun, ended = day_number("1980-12-31"), day_number("1983-12-30")
    changes.add((begun, begun, ended, ended))
    assert runs(changes) == (1980, [1, 1, 1, 0], [1, 1, 1, 0])


def test_an_uncertain_start_is_possible_before_it_is_certain() -> None:
    changes = YearChanges()
    changes.add((day_number("1980-01-01"), day_number("1982-12-31"), OPEN_END, OPEN_END))
    assert runs(changes) == (1980, [0, 0, 1], [1, 1, 1])


def test_years_before_1800_and_after_9998_are_held_within() -> None:
    assert year_of(OPEN_START) == 1800
    assert year_of(OPEN_END) == 9999
