"""Numbers in English: figures and words, ranges and what bounds them."""

from __future__ import annotations

import re
from typing import Any

import pytest

from kizuna.proposals.numbers import NUMBER, number_from, ordinal_of


@pytest.mark.parametrize(
    ("text", "least", "most"),
    [
        *(("twenty-five", 25, 25), ("a hundred and five", 105, 105), ("two dozen", 24, 24)),
        *(("1.3 million", 1_300_000, 1_300_000), ("20-35", 20, 35), ("over 400", 400, None)),
        *(("up to thirty", None, 30), ("400+", 400, None), ("about 1,200", 1200, 1200)),
    ],
)
def test_a_number_keeps_its_bounds_an_open_end_and_about(text: str, least: Any, most: Any) -> None:
    found = re.fullmatch(NUMBER, text)
    assert found is not None
    wanted = {"min": least, "max": most, "approx": text.startswith("about"), "unit": "persons"}
    assert number_from(found, "persons") == wanted


def test_ordinals_are_read_in_figures_and_words() -> None:
    assert (ordinal_of("7th"), ordinal_of("Third")) == (7, 3)
