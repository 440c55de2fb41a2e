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


_CUT = "The delegation of Aville, led by the deputy mayor,{}visited Bville in May."
_BREAKS = ("\n\n", "\n\n\n", "\n\n- 7 -\n\n", "\n\nPage 3 of 9\n\n")
_TRADERS = "1. Since 1975 groups of traders have gone to Bville, and\n\nmeetings are held there."
_BAND = (
    "The band of Aville, forty strong, left the port in the evening of April\n18. The sea was calm."
)
_JAPANESE = "青町と緑市は一九七四年に提携を結び、それ以来さまざまな\n交流を続けている。"


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        pytest.param(_WRAPPED, "paragraph", id="the lines of a full page are one paragraph"),
        pytest.param(
            f"{'Aville signed. ' * 12}\n{'Bville signed too. ' * 12}\n",
            "paragraph paragraph",
            id="long lines one below the other are paragraphs of their own",
        ),
        *(
            pytest.param(_CUT.format(cut), "paragraph", id=f"a page break is no end: {cut!r}")
            for cut in _BREAKS
        ),
        pytest.param(_TRADERS, "item", id="an item cut by a page break goes on"),
        pytest.param(
            "The choir came home.\n\nthe band stayed.",
            "paragraph paragraph",
            id="a finished paragraph does not go on",
        ),
        pytest.param(_BAND, "paragraph", id="a number in mid-sentence is no marker"),
        pytest.param(
            "The sister towns of Aville are these:\n\n- Bville",
            "paragraph item",
            id="a line before a list that ends in a colon is no heading",
        ),
        pytest.param(_JAPANESE, "paragraph", id="Japanese lines without spaces are joined"),
    ],
)
def test_what_belongs_together_is_one_block(text: str, kinds: str) -> None:
    found = _of(text)
    assert " ".join(kind for kind, _ in found) == kinds
    assert len(found) > 1 or found[0][1] == text.strip()


_MARKED = "1. Youth|12) Unions|- 2) smoke|(a) schools|(3) ports|• choirs|* choirs|-   Aville|iv. the fourth"
_UNMARKED = ("3.5 km away", "1974. Nothing more.", "*bold* words.", "-5 degrees.")


@pytest.mark.parametrize("line", [*_MARKED.split("|"), "・青少年", "①教育", *_UNMARKED])
def test_list_items_keep_their_markers_and_what_only_looks_like_one_is_none(line: str) -> None:
    (block,) = blocks_of(line).blocks
    wanted = line[0] if line[0] in "・①" else line[: line.rindex(" ")].removesuffix(" the").strip()
    assert block.marker == ("" if line in _UNMARKED else wanted)
    assert (block.kind == "item") is (line not in _UNMARKED)


@pytest.mark.parametrize(
    "text", ["1. One:\n\n- 1) first;\n\n- 2) second.\n\n2. Two\n", "- a\n  - b\n  - c\n- d\n"]
)
def test_items_in_another_style_or_indented_lie_deeper_and_the_outer_list_goes_on(
    text: str,
) -> None:
    assert [block.level for block in blocks_of(text).blocks] == [1, 2, 2, 1]


@pytest.mark.parametrize(
    "text", ["# Ties", "### Ties", "Our sister towns\n\nWe have two.", "TIES OF\nAVILLE"]
)
def test_headings_are_known_by_their_look(text: str) -> None:
    block = blocks_of(text).blocks[0]
    assert (block.kind, block.level) == ("heading", max(1, text.count("#")))


def test_rows_are_known_by_tabs_and_strokes_and_rulings_are_left_out() -> None:
    text = "Town | Since\n-----|------\nBville | 1974\n\nCville\t1981\n"
    rows = ("Town | Since", "Bville | 1974", "Cville\t1981")
    assert _of(text) == [("row", row) for row in rows]
