"""Numbers in words and figures."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kizuna.values.number_words import (
    NUMBER,
    number_from,
    ordinal_of,
    value_of,
    words_of,
)


def _read(text: str) -> dict[str, object]:
    match = re.search(NUMBER, text)
    assert match is not None
    return number_from(match, "persons").as_json()


@given(st.integers(1, 99))
def test_number_words_are_read_back_as_they_were_written(value: int) -> None:
    assert value_of(words_of(value)) == value


@given(st.integers(0, 500), st.integers(1, 500))
def test_a_range_keeps_both_ends(low: int, more: int) -> None:
    assert _read(f"{low}-{low + more}") == {
        "min": low,
        "max": low + more,
        "approx": False,
        "unit": "persons",
    }


@pytest.mark.parametrize(
    ("text", "least", "most", "is_about"),
    [
        ("over 400", 400, None, False),
        ("up to thirty", None, 30, False),
        ("about 1,200", 1200, 1200, True),
    ],
)
def test_an_open_end_and_about_are_kept(
    text: str, least: int | None, most: int | None, is_about: bool
) -> None:
    assert _read(text) == {"min": least, "max": most, "approx": is_about, "unit": "persons"}


def test_ordinals_are_read_in_figures_and_words() -> None:
    assert (ordinal_of("7th"), ordinal_of("Third")) == (7, 3)
