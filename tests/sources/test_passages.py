"""Passages: context cut between words, quotes found again, spans marked."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kizuna.errors import BadQuestion
from kizuna.register.access import lets_anybody_read
from kizuna.sources.passages import Context, context, highlight, locate

_TEXT = "The cities of Osaka and Shanghai signed in 1974 and meet every year."


def test_the_context_is_cut_between_words() -> None:
    start = _TEXT.index("signed")
    wanted = Context("and Shanghai ", "signed in 1974", " and meet")
    assert context(_TEXT, start, start + 14, around=15) == wanted


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


def test_a_quote_is_found_across_line_ends_and_an_empty_one_nowhere() -> None:
    assert locate("signed in\n  1974, signed in 1975", "signed in 1974") == [(0, 16)]
    assert locate(_TEXT, "  ") == []


@given(st.text(), st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=5))
def test_marked_pieces_make_the_text_again_and_spans_that_overlap_are_one(
    text: str, spans: list[tuple[int, int]]
) -> None:
    assert "".join(piece for piece, _ in highlight(text, spans)) == text
    assert highlight("abcdef", [(1, 3), (2, 4)]) == [("a", False), ("bcd", True), ("ef", False)]


_OPEN = (
    *("CC BY 4.0", "Licensed under CC-BY-SA", "Creative Commons Attribution"),
    *("In the public domain.", "Open Government Licence v3.0", "政府標準利用規約（第2.0版）"),
    *("May be freely reproduced with the source named.", "パブリックドメイン", "公有领域"),
    "Общественное достояние",
)
_CLOSED = (
    *("All rights reserved.", "© 1987 The Gazette", "Not in the public domain."),
    *("The English translation is the Wilson Center's publication.", "May not be reproduced"),
    *("The text isn't public domain", "CC BY, except the annexes", "無断転載を禁止します"),
    *("未经许可不得转载", "Не является общественным достоянием", "Все права защищены"),
)


@pytest.mark.parametrize("notes", [*((n,) for n in (*_OPEN, *_CLOSED)), (), (_OPEN[0], _CLOSED[0])])
def test_terms_under_which_anybody_may_read_show_the_text_and_any_other_note_withholds_it(
    notes: tuple[str, ...],
) -> None:
    assert lets_anybody_read(notes) is set(notes).issubset(_OPEN)
