"""Blocking plain text: what belongs together is one block, and nothing but rulings is left out."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kizuna.sources.blocking import blocks_of

_WRAPPED = """\
The two towns met for the first time when the choir of Aville came to sing in
Bville, and the mayors agreed over dinner that the visit should be returned as
soon as the harvest was in.
"""


def _of(text: str) -> list[tuple[str, str]]:
    blocked = blocks_of(text)
    return [(block.kind, blocked.of(block)) for block in blocked.blocks]


@given(st.text(alphabet=st.sampled_from("ab1.-|#*• \n\tA:;)(大、")) | st.text())
def test_blocks_are_in_order_never_overlap_and_have_no_white_space_around_them(text: str) -> None:
    blocked = blocks_of(text)
    assert all(block.start < block.end <= len(text) for block in blocked.blocks)
    assert all(a.end <= b.start for a, b in pairwise(blocked.blocks))
    assert all(blocked.of(block) == blocked.of(block).strip() for block in blocked.blocks)


@given(st.text(alphabet=st.sampled_from("ab1.A, \n")))
def test_every_word_lies_in_a_block(text: str) -> None:
    blocked = blocks_of(text)
    outside = list(text)
    for block in blocked.blocks:
        outside[block.start : block.end] = " " * (block.end - block.start)
    assert "".join(outside).strip(" \n.,") == ""


def test_the_lines_of_a_full_page_are_one_paragraph() -> None:
    assert _of(_WRAPPED) == [("paragraph", _WRAPPED.strip())]


def test_long_lines_one_below_the_other_are_paragraphs_of_their_own() -> None:
    first, second = "Aville signed. " * 12, "Bville signed too. " * 12
    assert [kind for kind, _ in _of(f"{first}\n{second}\n")] == ["paragraph", "paragraph"]


@pytest.mark.parametrize("between", ["\n\n", "\n\n\n", "\n\n- 7 -\n\n", "\n\nPage 3 of 9\n\n"])
def test_a_paragraph_cut_by_a_page_break_is_one_block(between: str) -> None:
    text = f"The delegation of Aville, led by the deputy mayor,{between}visited Bville in May."
    assert _of(text) == [("paragraph", text)]


def test_an_item_cut_by_a_page_break_goes_on() -> None:
    text = "1. Since 1975 groups of traders have gone to Bville, and\n\nmeetings are held there."
    assert [kind for kind, _ in _of(text)] == ["item"]


def test_a_finished_paragraph_does_not_go_on() -> None:
    assert len(_of("The choir came home.\n\nthe band stayed.")) == 2


@pytest.mark.parametrize(
    ("line", "marker"),
    [
        ("1. Youth", "1."),
        ("12) Unions", "12)"),
        ("- 2) smoke", "- 2)"),
        ("(a) schools", "(a)"),
        ("(3) ports", "(3)"),
        ("• choirs", "•"),
        ("* choirs", "*"),
        ("-   Aville (Norway)", "-"),
        ("iv. the fourth", "iv."),
        ("・青少年", "・"),
        ("①教育", "①"),
    ],
)
def test_list_items_keep_their_markers(line: str, marker: str) -> None:
    (block,) = blocks_of(line).blocks
    assert (block.kind, block.marker) == ("item", marker)


@pytest.mark.parametrize(
    "line", ["3.5 km away", "1974. Nothing more.", "*bold* words.", "-5 degrees."]
)
def test_what_only_looks_like_a_marker_is_none(line: str) -> None:
    assert blocks_of(line).blocks[0].kind != "item"


def test_a_number_at_the_beginning_of_a_line_in_mid_sentence_is_no_marker() -> None:
    text = "The band of Aville, forty strong, left the port in the evening of April\n18. The sea was calm."
    assert [kind for kind, _ in _of(text)] == ["paragraph"]


def test_items_in_another_style_lie_deeper_and_the_outer_list_goes_on() -> None:
    text = "1. One:\n\n- 1) first;\n\n- 2) second.\n\n2. Two\n"
    assert [block.level for block in blocks_of(text).blocks] == [1, 2, 2, 1]


def test_indented_items_lie_deeper() -> None:
    assert [block.level for block in blocks_of("- a\n  - b\n  - c\n- d\n").blocks] == [1, 2, 2, 1]


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("# Ties", 1),
        ("### Ties", 3),
        ("Our sister towns\n\nWe have two.", 1),
        ("TIES OF\nAVILLE", 1),
    ],
)
def test_headings_are_known_by_their_look(text: str, level: int) -> None:
    block = blocks_of(text).blocks[0]
    assert (block.kind, block.level) == ("heading", level)


def test_a_line_before_a_list_that_ends_in_a_colon_is_no_heading() -> None:
    assert _of("The sister towns of Aville are these:\n\n- Bville")[0][0] == "paragraph"


def test_rows_are_known_by_tabs_and_strokes_and_rulings_are_left_out() -> None:
    text = "Town | Since\n-----|------\nBville | 1974\n\nCville\t1981\n"
    assert _of(text) == [
        ("row", "Town | Since"),
        ("row", "Bville | 1974"),
        ("row", "Cville\t1981"),
    ]


def test_japanese_lines_without_spaces_are_joined() -> None:
    text = "青町と緑市は一九七四年に提携を結び、それ以来さまざまな\n交流を続けている。"
    assert [kind for kind, _ in _of(text)] == ["paragraph"]
