"""Numbers in English: figures and words, ranges and what bounds them."""

from __future__ import annotations

import re
from typing import Any

import pytest

from kizuna.proposals.numbers import NUMBER, number_from, ordinal_of


@pytest.mark.parametrize(
    ("text", "least", "most", "is_about"),
    [
        ("twenty-five", 25, 25, False),
        ("a hundred and five", 105, 105, False),
        ("two dozen", 24, 24, False),
        ("1.3 million", 1_300_000, 1_300_000, False),
        ("20-35", 20, 35, False),
        ("over 400", 400, None, False),
        ("up to thirty", None, 30, False),
        ("400+", 400, None, False),
        ("about 1,200", 1200, 1200, True),
    ],
)
def test_a_number_keeps_its_bounds_an_open_end_and_about(
    text: str, least: Any, most: Any, is_about: bool
) -> None:
    found = re.fullmatch(NUMBER, text)
    assert found is not None
    wanted = {"min": least, "max": most, "approx": is_about, "unit": "persons"}
    assert number_from(found, "persons") == wanted


def test_ordinals_are_read_in_figures_and_words() -> None:
    assert (ordinal_of("7th"), ordinal_of("Third")) == (7, 3)
