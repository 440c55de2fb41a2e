"""Numbers in words and figures."""

import re

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


def test_over_keeps_the_upper_end_open() -> None:
    assert _read("over 400") == {"min": 400, "max": None, "approx": False, "unit": "persons"}


def test_up_to_keeps_the_lower_end_open() -> None:
    assert _read("up to thirty") == {"min": None, "max": 30, "approx": False, "unit": "persons"}


def test_about_is_kept_as_approximate() -> None:
    assert _read("about 1,200")["approx"] is True


def test_ordinals_are_read_in_figures_and_words() -> None:
    assert (ordinal_of("7th"), ordinal_of("Third")) == (7, 3)
