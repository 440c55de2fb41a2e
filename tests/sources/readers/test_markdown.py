"""Markdown: the words as they are shown, and what they are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kizuna.errors import BadFile
from kizuna.sources.readers.markdown import read


def _of(text: str) -> list[tuple[str, int, str]]:
    reading = read(text.encode(), "page.md")
    return [(b.kind, b.level, reading.text[b.start : b.end]) for b in reading.blocks]


@given(st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"])))
def test_any_text_is_read(text: str) -> None:
    reading = read(text.encode(), "page.md")
    assert all(0 <= b.start < b.end <= len(reading.text) for b in reading.blocks)


@pytest.mark.parametrize(
    ("source", "blocks"),
    [
        ("# Ties\n\nOne *word*.", [("heading", 1, "Ties"), ("paragraph", 0, "One word.")]),
        ("Signed\nin [1974](x).", [("paragraph", 0, "Signed in 1974.")]),
        ("1. One\n2. Two", [("item", 1, "1. One"), ("item", 1, "2. Two")]),
        ("- a\n  - b", [("item", 1, "- a"), ("item", 2, "- b")]),
        (
            "| Town | Since |\n|--|--|\n| Bville | 1974 |",
            [("row", 0, "Town\tSince"), ("row", 0, "Bville\t1974")],
        ),
        ("Signed.<br>Kept.", [("paragraph", 0, "Signed."), ("paragraph", 0, "Kept.")]),
        ("![The gate](gate.png)", [("heading", 1, "The gate")]),
        ("---\nlayout: x\n---\nSigned in 1974.", [("paragraph", 0, "Signed in 1974.")]),
    ],
)
def test_markdown_becomes_words_in_blocks(source: str, blocks: list[tuple[str, int, str]]) -> None:
    assert _of(source) == blocks


def test_the_title_is_the_first_great_heading_and_bytes_that_are_no_text_are_refused() -> None:
    assert read(b"## Small\n\n# Great\n\n# Other", "page.md").title == "Great"
    with pytest.raises(BadFile, match=r"'page\.md' is not in UTF-8"):
        read(b"\xff", "page.md")
