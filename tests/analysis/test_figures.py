"""Figures: counts with a certain and a possible bound, which never come without their
claims.
"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kizuna.analysis.figures import Figure, Measure, StatedTotal
from kizuna.values import Answer, Quantity

_CLAIMS = st.lists(st.sampled_from("abcdef"), min_size=1, max_size=3)
_COUNTED = st.lists(st.tuples(st.sampled_from(Answer), _CLAIMS), max_size=12)


@given(_COUNTED, _COUNTED)
def test_lots_counted_together_count_what_each_counts_and_rest_on_its_claims_each_once(
    one, other
) -> None:
    apart, together = (
        (Figure.count(one), Figure.count(other)),
        Figure.count([*one, *other]),
    )
    assert together.certain == sum(f.certain for f in apart)
    assert together.possible == sum(f.possible for f in apart)
    behind = {
        c
        for answer, claims in [*one, *other]
        if answer is not Answer.NO
        for c in claims
    }
    assert sorted(together.claims) == sorted(behind)


def test_a_figure_without_claims_or_beyond_its_bounds_cannot_be_made() -> None:
    with pytest.raises(ValueError, match="2 without claims"):
        Figure(1, 2, ())
    for certain in (3, -1):
        with pytest.raises(ValueError, match=f"{certain} certain, 2 possible"):
            Figure(certain, 2, ("a",))


def test_a_figure_is_written_with_its_claims_and_with_what_sources_state_beside_it() -> (
    None
):
    stated = StatedTotal(Quantity.exact(24, "cities"), "organisation/consulate", ("b",))
    value = {"min": 24, "max": 24, "approximate": False, "unit": "cities"}
    assert Figure(18, 19, ("a",)).beside([stated]).as_json() == {
        "certain": 18,
        "possible": 19,
        "claims": ["a"],
        "stated": [
            {"value": value, "holder": "organisation/consulate", "claims": ["b"]}
        ],
    }


def test_a_measure_is_written_as_its_quantity_with_its_claims() -> None:
    written = {
        "min": 20,
        "max": 25,
        "approximate": False,
        "unit": "persons",
        "claims": ["a"],
    }
    assert Measure(Quantity.parse("20..25 persons"), ("a",)).as_json() == written
