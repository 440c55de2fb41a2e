"""Folding keeps offsets: one character for one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kizuna.store.search.folding import folded, words_in


@given(st.text())
def test_a_folded_text_has_as_many_characters(text: str) -> None:
    assert len(folded(text)) == len(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [("Ōshima", "oshima"), ("ＡＢＣ", "abc"), ("Орёл Йод", "орёл йод"), ("が", "が"), ("İ", "i")],
)
def test_marks_go_where_they_make_no_other_letter(text: str, expected: str) -> None:
    assert folded(text) == expected


def test_words_are_folded_and_come_once() -> None:
    assert words_in(" Osaka  ŌSAKA 市 ") == ["osaka", "市"]
