"""Passages: context cut between words, quotes found again, spans marked."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kizuna.errors import BadQuestion
from kizuna.sources.passages import Context, context, highlight, locate

_TEXT = "The cities of Osaka and Shanghai signed in 1974 and meet every year."


def test_the_context_is_cut_between_words() -> None:
    start = _TEXT.index("signed")
    assert context(_TEXT, start, start + 14, around=15) == Context(
        "and Shanghai ", "signed in 1974", " and meet"
    )


def test_a_passage_at_the_edge_has_no_context_there() -> None:
    assert context(_TEXT, 0, 3, around=5).before == ""


@given(st.text(min_size=1), st.data())
def test_context_and_passage_are_one_stretch_of_the_text(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    found = context(text, start, end, data.draw(st.integers(0, 20)))
    assert found.passage == text[start:end]
    assert text[:start].endswith(found.before)
    assert text[end:].startswith(found.after)


@pytest.mark.parametrize(("start", "end"), [(-1, 3), (5, 5), (0, 1000)])
def test_a_passage_outside_of_the_text_is_an_error(start: int, end: int) -> None:
    with pytest.raises(BadQuestion, match=f"{start}, {end}"):
        context(_TEXT, start, end)


def test_a_quote_is_found_across_line_ends() -> None:
    assert locate("signed in\n  1974, signed in 1975", "signed in 1974") == [(0, 16)]


def test_an_empty_quote_is_found_nowhere() -> None:
    assert locate(_TEXT, "  ") == []


def test_spans_that_overlap_are_marked_as_one() -> None:
    assert highlight("abcdef", [(1, 3), (2, 4)]) == [("a", False), ("bcd", True), ("ef", False)]


@given(st.text(), st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=5))
def test_marked_pieces_make_the_text_again(text: str, spans: list[tuple[int, int]]) -> None:
    assert "".join(piece for piece, _ in highlight(text, spans)) == text
