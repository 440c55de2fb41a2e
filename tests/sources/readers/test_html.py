"""HTML: what a reader of the page sees, in lines."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kizuna.errors import BadFile
from kizuna.sources.readers.html import read


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p>One<p>Two", "One\n\nTwo\n"),
        ("<p>One<br>two</p>", "One\ntwo\n"),
        ("<p>One <b>bold</b>\n  word</p>", "One bold word\n"),
        ("<ul><li>One</li><li>Two</li></ul>", "One\nTwo\n"),
        ("<table><tr><td>1974<td>A</tr><tr><td>1980</td></tr></table>", "1974\tA\n1980\n"),
        ("<pre>One\nTwo</pre>", "One\nTwo\n"),
        ("<p>A &amp; B</p>", "A & B\n"),
        ("<script>x()</script><style>p{}</style><p>Seen</p>", "Seen\n"),
    ],
)
def test_markup_becomes_lines(markup: str, text: str) -> None:
    assert read(markup.encode(), "page.html").text == text


def test_a_declared_encoding_is_used_where_there_is_one_of_that_name_and_the_bytes_fit() -> None:
    raw = '<meta charset="shift_jis"><title>Sister\n cities</title><p>大阪市</p>'
    page = read(raw.encode("shift_jis"), "page.html")
    assert (page.title, page.text) == ("Sister cities", "大阪市\n")
    with pytest.raises(BadFile, match="'klingon', which is no encoding"):
        read(b'<meta charset="klingon"><p>x', "page.html")
    with pytest.raises(BadFile, match="byte 0xff at offset"):
        read(b'<meta charset="utf-8"><p>\xff', "page.html")


@pytest.mark.parametrize(
    ("markup", "blocks"),
    [
        ("<h2>Ties</h2><p>Signed.</p>", [("heading", 2, "Ties"), ("paragraph", 0, "Signed.")]),
        ("<ul><li>One<ul><li>Two</li></ul></li></ul>", [("item", 1, "One"), ("item", 2, "Two")]),
        ("<ol><li>3. Ports</li></ol>", [("item", 1, "3. Ports")]),
        ("<ul><li><p>One</p><p>More.</p></li></ul>", [("item", 1, "One"), ("item", 1, "More.")]),
        ("<table><tr><td>1974</td><td>Aville</td></tr></table>", [("row", 0, "1974\tAville")]),
        ("<p>First.<br>Second.</p>", [("paragraph", 0, "First."), ("paragraph", 0, "Second.")]),
        ("<p>First, and<br>second.</p>", [("paragraph", 0, "First, and\nsecond.")]),
    ],
)
def test_blocks_are_what_the_markup_says(markup: str, blocks: list[tuple[str, int, str]]) -> None:
    page = read(markup.encode(), "page.html")
    assert [(b.kind, b.level, page.text[b.start : b.end]) for b in page.blocks] == blocks


@given(st.text(alphabet=st.sampled_from("ab <>/=\"'pdivultrh1&;\n\t")))
def test_no_markup_breaks_the_reader(markup: str) -> None:
    try:
        page = read(markup.encode(), "page.html")
    except BadFile:
        return
    assert all(0 <= b.start < b.end <= len(page.text) for b in page.blocks)
