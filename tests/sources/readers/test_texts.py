"""Documents as words in blocks: HTML, Markdown, DOCX and PDF; what is damaged, locked or a picture is named."""

from __future__ import annotations

import io
from functools import cache
from typing import Any
from zipfile import ZipFile

import pytest
import typst
from docx import Document
from docx.oxml import OxmlElement
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfWriter

from hostile import packed
from kizuna.errors import BadFile
from kizuna.sources.readers import docx, html, markdown
from kizuna.sources.readers.pdf import read, without_running_heads
from kizuna.sources.reading import Reading


def _of(reading: Reading) -> list[tuple[str, int, str]]:
    return [(b.kind, b.level, reading.text[b.start : b.end]) for b in reading.blocks]


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
    assert html.read(markup.encode(), "page.html").text == text


def test_a_declared_encoding_is_used_where_there_is_one_of_that_name_and_the_bytes_fit() -> None:
    raw = '<meta charset="shift_jis"><title>Sister\n cities</title><p>大阪市</p>'
    page = html.read(raw.encode("shift_jis"), "page.html")
    assert (page.title, page.text) == ("Sister cities", "大阪市\n")
    with pytest.raises(BadFile, match="'klingon', which is no encoding"):
        html.read(b'<meta charset="klingon"><p>x', "page.html")
    with pytest.raises(BadFile, match="byte 0xff at offset"):
        html.read(b'<meta charset="utf-8"><p>\xff', "page.html")


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
    page = html.read(markup.encode(), "page.html")
    assert _of(page) == blocks


@given(st.text(alphabet=st.sampled_from("ab <>/=\"'pdivultrh1&;\n\t")))
def test_no_markup_breaks_the_reader(markup: str) -> None:
    try:
        page = html.read(markup.encode(), "page.html")
    except BadFile:
        return
    assert all(0 <= b.start < b.end <= len(page.text) for b in page.blocks)


@given(st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"])))
def test_any_text_is_read(text: str) -> None:
    reading = markdown.read(text.encode(), "page.md")
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
    assert _of(markdown.read(source.encode(), "page.md")) == blocks


def test_the_title_is_the_first_great_heading_and_bytes_that_are_no_text_are_refused() -> None:
    assert markdown.read(b"## Small\n\n# Great\n\n# Other", "page.md").title == "Great"
    with pytest.raises(BadFile, match=r"'page\.md' is not in UTF-8"):
        markdown.read(b"\xff", "page.md")


def _saved(document: Any) -> bytes:
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def _letter() -> Any:
    document = Document()
    document.core_properties.title = "Letter to Bville"
    document.add_heading("Ties of Aville", 2)
    document.add_paragraph("Signed in 1974.")
    document.add_paragraph("Choirs", style="List Number")
    document.add_paragraph("Schools", style="List Bullet 2")
    table = document.add_table(2, 2)
    for at, text in enumerate(("Town", "Since", "Bville", "1974")):
        table.cell(at // 2, at % 2).text = text
    document.add_paragraph("So far the list.")
    return document


def test_a_document_becomes_words_in_blocks_with_its_title() -> None:
    reading = docx.read(_saved(_letter()), "letter.docx")
    assert reading.title == "Letter to Bville"
    assert _of(reading) == [
        ("heading", 2, "Ties of Aville"),
        ("paragraph", 0, "Signed in 1974."),
        ("item", 1, "Choirs"),
        ("item", 2, "Schools"),
        ("row", 0, "Town\tSince"),
        ("row", 0, "Bville\t1974"),
        ("paragraph", 0, "So far the list."),
    ]


def test_words_put_in_as_changes_are_read_and_words_struck_out_are_not() -> None:
    document = Document()
    paragraph = document.add_paragraph("Signed ")
    for tag, text in (("w:ins", "in 1974."), ("w:del", "in 1947.")):
        change = OxmlElement(tag)
        run = paragraph.add_run(text)
        change.append(run._r)
        paragraph._p.append(change)
    assert docx.read(_saved(document), "letter.docx").text == "Signed in 1974.\n"


@pytest.mark.parametrize("part", ["word/document.xml", "[Content_Types].xml", "word/styles.xml"])
def test_a_damaged_part_is_told_with_the_name_of_the_file(part: str) -> None:
    with ZipFile(io.BytesIO(_saved(_letter()))) as whole:
        parts = {name: whole.read(name) for name in whole.namelist()}
    with pytest.raises(BadFile, match=r"'letter\.docx' is a damaged DOCX"):
        docx.read(packed({**parts, part: b"<broken"}), "letter.docx")


_PAGE = '#set page(width: 12cm, height: 9cm, header: [Gazette of Aville], numbering: "1")\n'
_PROSE = """
= Sister towns of Aville

The agreement with Bville was signed on 4 May 1974 by mayor A. Brown, who had come with
a delegation of twelve persons and stayed until the end of the harvest fair in the autumn.

Choirs have come every year since then.

+ Schools write to each other.
+ Doctors have exchanged books since 1981.
"""


@cache
def _pdf(body: str) -> bytes:
    made = typst.compile((_PAGE + body).encode(), format="pdf")
    assert isinstance(made, bytes)
    return made


def test_paragraphs_and_items_are_found() -> None:
    reading = read(_pdf(_PROSE), "gazette.pdf")
    found = [(b.kind, " ".join(reading.text[b.start : b.end].split())) for b in reading.blocks]
    assert [kind for kind, _ in found[-4:]] == ["paragraph", "paragraph", "item", "item"]
    assert found[-4][1].startswith("The agreement with Bville was signed")
    assert found[-1][1] == "2. Doctors have exchanged books since 1981."


def test_running_heads_and_page_numbers_are_left_out() -> None:
    reading = read(_pdf("\n#pagebreak()\n".join([_PROSE] * 4)), "gazette.pdf")
    assert "Gazette" not in reading.text
    assert "\n1\n" not in reading.text
    assert reading.text.count("The agreement with Bville") == 4


def test_heads_that_differ_in_their_number_are_left_out_and_what_only_two_pages_share_stays() -> (
    None
):
    pages = [[f"Gazette, page {n}", f"News {word}."] for n, word in enumerate("abc")]
    assert without_running_heads(pages) == [["News a."], ["News b."], ["News c."]]
    assert without_running_heads(pages[:2]) == pages[:2]


def _blank(*pages: int, of: int) -> bytes:
    """A PDF of which the given pages (from 1) are empty."""
    bare = "#page(header: none, numbering: none)[]\n"
    return _pdf("".join(bare if n in pages else "#page[Signed.]\n" for n in range(1, of + 1)))


def test_pages_without_text_are_noted_and_a_scan_is_refused() -> None:
    reading = read(_blank(2, of=3), "part.pdf")
    assert reading.notes == ("'part.pdf': no text on page 2; pictures are not read",)
    with pytest.raises(BadFile, match=r"'scan\.pdf' holds pictures of text.*pages 1, 2 of 2.*OCR"):
        read(_blank(1, 2, of=2), "scan.pdf")


def test_a_locked_file_is_refused() -> None:
    writer, made = PdfWriter(clone_from=io.BytesIO(_pdf("Signed in 1974."))), io.BytesIO()
    writer.encrypt("secret", algorithm="RC4-128")
    writer.write(made)
    with pytest.raises(BadFile, match=r"'locked\.pdf' is locked by a password"):
        read(made.getvalue(), "locked.pdf")


@given(st.binary(max_size=300))
def test_bytes_never_break_a_reader(raw: bytes) -> None:
    with pytest.raises(BadFile, match=r"'x\.pdf'"):
        read(b"%PDF-1.7\n" + raw, "x.pdf")
    with pytest.raises(BadFile):
        docx.read(raw, "letter.docx")
