"""Figures: counts with a certain and a possible bound, which never come without their claims."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kizuna.analysis.figures import Figure, Measure, StatedTotal
from kizuna.values import Answer, Quantity

_CLAIMS = st.lists(st.sampled_from("abcdef"), min_size=1, max_size=3)
_COUNTED = st.lists(st.tuples(st.sampled_from(Answer), _CLAIMS), max_size=12)


@given(_COUNTED, _COUNTED)
def test_counting_two_lots_together_counts_what_each_counts(
    one: list[tuple[Answer, list[str]]], other: list[tuple[Answer, list[str]]]
) -> None:
    apart = Figure.count(one), Figure.count(other)
    together = Figure.count([*one, *other])
    assert together.certain == sum(f.certain for f in apart)
    assert together.possible == sum(f.possible for f in apart)
    assert set(together.claims) == {c for f in apart for c in f.claims}


@given(_COUNTED)
def test_a_count_rests_on_the_claims_of_what_it_counts_each_once(
    counted: list[tuple[Answer, list[str]]],
) -> None:
    figure = Figure.count(counted)
    behind = {c for answer, claims in counted if answer is not Answer.NO for c in claims}
    assert set(figure.claims) == behind
    assert len(figure.claims) == len(behind)


def test_a_number_without_claims_cannot_be_made() -> None:
    with pytest.raises(ValueError, match="2 without claims"):
        Figure(1, 2, ())


@pytest.mark.parametrize(("certain", "possible"), [(3, 2), (-1, 2)])
def test_a_figure_that_breaks_its_bounds_cannot_be_made(certain: int, possible: int) -> None:
    with pytest.raises(ValueError, match=f"{certain} certain, {possible} possible"):
        Figure(certain, possible, ("a",))


def test_a_total_that_a_source_states_stands_beside_the_figure_and_does_not_change_it() -> None:
    stated = StatedTotal(Quantity.exact(24, "cities"), "organisation/consulate", ("b",))
    figure = Figure(18, 19, ("a",)).beside([stated])
    assert (figure.certain, figure.possible, figure.stated) == (18, 19, (stated,))


def test_a_figure_is_written_with_its_claims_and_what_sources_state() -> None:
    stated = StatedTotal(Quantity.exact(24, "cities"), "organisation/consulate", ("b",))
    assert Figure(18, 19, ("a",), (stated,)).as_json() == {
        "certain": 18,
        "possible": 19,
        "claims": ["a"],
        "stated": [
            {
                "value": {"min": 24, "max": 24, "approximate": False, "unit": "cities"},
                "holder": "organisation/consulate",
                "claims": ["b"],
            }
        ],
    }


def test_a_measure_is_written_as_its_quantity_with_its_claims() -> None:
    measure = Measure(Quantity.parse("20..25 persons"), ("a",))
    assert measure.as_json() == {
        "min": 20,
        "max": 25,
        "approximate": False,
        "unit": "persons",
        "claims": ["a"],
    }
