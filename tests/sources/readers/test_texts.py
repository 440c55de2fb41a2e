"""Documents as words in blocks: plain text, HTML, Markdown, DOCX and PDF; what is
damaged or locked is named.
"""

from __future__ import annotations

import io
from functools import cache
from itertools import pairwise
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
from kizuna.sources.blocking import blocks_of
from kizuna.sources.readers import docx, html, markdown
from kizuna.sources.readers.pdf import read, without_running_heads
from kizuna.sources.reading import BlockedText


def _of(reading: BlockedText) -> list[tuple[str, int, str]]:
    return [(b.kind, b.level, reading.text[b.start : b.end]) for b in reading.blocks]


def _plain(text: str) -> list[tuple[str, str]]:
    blocked = blocks_of(text)
    return [(block.kind, blocked.of(block)) for block in blocked.blocks]


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p>One<p>Two", "One\n\nTwo\n"),
        ("<p>One<br>two</p>", "One\ntwo\n"),
        ("<p>One <b>bold</b>\n  word</p>", "One bold word\n"),
        ("<ul><li>One</li><li>Two</li></ul>", "One\nTwo\n"),
        (
            "<table><tr><td>1974<td>A</tr><tr><td>1980</td></tr></table>",
            "1974\tA\n1980\n",
        ),
        ("<pre>One\nTwo</pre>", "One\nTwo\n"),
        ("<p>A &amp; B</p>", "A & B\n"),
        ("<script>x()</script><style>p{}</style><p>Seen</p>", "Seen\n"),
    ],
)
def test_markup_becomes_lines(markup: str, text: str) -> None:
    assert html.read(markup.encode(), "page.html").text == text


def test_a_declared_encoding_is_used_where_there_is_one_of_that_name_and_the_bytes_fit() -> (
    None
):
    raw = '<meta charset="shift_jis"><title>Sister\n cities</title><p>大阪市</p>'
    page = html.read(raw.encode("shift_jis"), "page.html")
    assert (page.title, page.text) == ("Sister cities", "大阪市\n")
    with pytest.raises(BadFile, match="'klingon' is no encoding"):
        html.read(b'<meta charset="klingon"><p>x', "page.html")
    with pytest.raises(BadFile, match="byte 0xff at offset"):
        html.read(b'<meta charset="utf-8"><p>\xff', "page.html")


@pytest.mark.parametrize(
    ("markup", "blocks"),
    [
        (
            "<h2>Ties</h2><p>Signed.</p>",
            [("heading", 2, "Ties"), ("paragraph", 0, "Signed.")],
        ),
        (
            "<ul><li>One<ul><li>Two</li></ul></li></ul>",
            [("item", 1, "One"), ("item", 2, "Two")],
        ),
        ("<ol><li>3. Ports</li></ol>", [("item", 1, "3. Ports")]),
        (
            "<ul><li><p>One</p><p>More.</p></li></ul>",
            [("item", 1, "One"), ("item", 1, "More.")],
        ),
        (
            "<table><tr><td>1974</td><td>Aville</td></tr></table>",
            [("row", 0, "1974\tAville")],
        ),
        (
            "<p>First.<br>Second.</p>",
            [("paragraph", 0, "First."), ("paragraph", 0, "Second.")],
        ),
        ("<p>First, and<br>second.</p>", [("paragraph", 0, "First, and\nsecond.")]),
    ],
)
def test_blocks_are_what_the_markup_says(
    markup: str, blocks: list[tuple[str, int, str]]
) -> None:
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
        (
            "# Ties\n\nOne *word*.",
            [("heading", 1, "Ties"), ("paragraph", 0, "One word.")],
        ),
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
def test_markdown_becomes_words_in_blocks(
    source: str, blocks: list[tuple[str, int, str]]
) -> None:
    assert _of(markdown.read(source.encode(), "page.md")) == blocks


def test_the_title_is_the_first_great_heading_and_bytes_that_are_no_text_are_refused() -> (
    None
):
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


@pytest.mark.parametrize(
    "part", ["word/document.xml", "[Content_Types].xml", "word/styles.xml"]
)
def test_a_damaged_part_is_told_with_the_name_of_the_file(part: str) -> None:
    with ZipFile(io.BytesIO(_saved(_letter()))) as whole:
        parts = {name: whole.read(name) for name in whole.namelist()}
    with pytest.raises(BadFile, match=r"'letter\.docx' is a damaged DOCX"):
        docx.read(packed({**parts, part: b"<broken"}), "letter.docx")


_PAGE = (
    '#set page(width: 12cm, height: 9cm, header: [Gazette of Aville], numbering: "1")\n'
)
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
    found = [
        (b.kind, " ".join(reading.text[b.start : b.end].split()))
        for b in reading.blocks
    ]
    assert [kind for kind, _ in found[-4:]] == [
        "paragraph",
        "paragraph",
        "item",
        "item",
    ]
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
    return _pdf(
        "".join(bare if n in pages else "#page[Signed.]\n" for n in range(1, of + 1))
    )


def test_pages_without_text_are_noted_and_a_scan_is_refused() -> None:
    reading = read(_blank(2, of=3), "part.pdf")
    assert reading.notes == ("'part.pdf': no text on page 2; pictures are not read",)
    with pytest.raises(
        BadFile, match=r"'scan\.pdf' holds pictures of text.*pages 1, 2 of 2.*OCR"
    ):
        read(_blank(1, 2, of=2), "scan.pdf")


def test_a_locked_file_is_refused() -> None:
    writer, made = (
        PdfWriter(clone_from=io.BytesIO(_pdf("Signed in 1974."))),
        io.BytesIO(),
    )
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


# Plain text: what belongs together is one block, and nothing but rulings is left out


_WRAPPED = """\
The two towns met for the first time when the choir of Aville came to sing in
Bville, and the mayors agreed over dinner that the visit should be returned as
soon as the harvest was in.
"""


@given(st.text(alphabet=st.sampled_from("ab1.-|#*• \n\tA:;)(大、")) | st.text())
def test_blocks_are_in_order_never_overlap_and_have_no_white_space_around_them(
    text: str,
) -> None:
    blocked = blocks_of(text)
    assert all(block.start < block.end <= len(text) for block in blocked.blocks)
    assert all(a.end <= b.start for a, b in pairwise(blocked.blocks))
    assert all(
        blocked.of(block) == blocked.of(block).strip() for block in blocked.blocks
    )


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
_BAND = "The band of Aville, forty strong, left the port in the evening of April\n18. The sea was calm."
_JAPANESE = "青町と緑市は一九七四年に提携を結び、それ以来さまざまな\n交流を続けている。"


_LONG = f"{'Aville signed. ' * 12}\n{'Bville signed too. ' * 12}\n"
_FINISHED = "The choir came home.\n\nthe band stayed."
_LISTED = "The sister towns of Aville are these:\n\n- Bville"
_KINDS = {
    "the lines of a full page are one paragraph": (_WRAPPED, "paragraph"),
    "long lines one below the other are paragraphs of their own": (
        _LONG,
        "paragraph paragraph",
    ),
    **{
        f"a page break is no end: {cut!r}": (_CUT.format(cut), "paragraph")
        for cut in _BREAKS
    },
    "an item cut by a page break goes on": (_TRADERS, "item"),
    "a finished paragraph does not go on": (_FINISHED, "paragraph paragraph"),
    "a number in mid-sentence is no marker": (_BAND, "paragraph"),
    "a line before a list that ends in a colon is no heading": (
        _LISTED,
        "paragraph item",
    ),
    "Japanese lines without spaces are joined": (_JAPANESE, "paragraph"),
}


@pytest.mark.parametrize(("text", "kinds"), _KINDS.values(), ids=_KINDS)
def test_what_belongs_together_is_one_block(text: str, kinds: str) -> None:
    found = _plain(text)
    assert " ".join(kind for kind, _ in found) == kinds
    assert len(found) > 1 or found[0][1] == text.strip()


_MARKED = "1. Youth|12) Unions|- 2) smoke|(a) schools|(3) ports|• choirs|* choirs|-   Aville|iv. the fourth"
_UNMARKED = ("3.5 km away", "1974. Nothing more.", "*bold* words.", "-5 degrees.")


@pytest.mark.parametrize("line", [*_MARKED.split("|"), "・青少年", "①教育", *_UNMARKED])
def test_list_items_keep_their_markers_and_what_only_looks_like_one_is_none(
    line: str,
) -> None:
    (block,) = blocks_of(line).blocks
    wanted = (
        line[0]
        if line[0] in "・①"
        else line[: line.rindex(" ")].removesuffix(" the").strip()
    )
    assert block.marker == ("" if line in _UNMARKED else wanted)
    assert (block.kind == "item") is (line not in _UNMARKED)


def test_items_in_another_style_or_indented_lie_deeper_and_the_outer_list_goes_on() -> (
    None
):
    styled = "1. One:\n\n- 1) first;\n\n- 2) second.\n\n2. Two\n"
    for text in (styled, "- a\n  - b\n  - c\n- d\n"):
        assert [block.level for block in blocks_of(text).blocks] == [1, 2, 2, 1]


@pytest.mark.parametrize(
    "text",
    ["# Ties", "### Ties", "Our sister towns\n\nWe have two.", "TIES OF\nAVILLE"],
)
def test_headings_are_known_by_their_look(text: str) -> None:
    block = blocks_of(text).blocks[0]
    assert (block.kind, block.level) == ("heading", max(1, text.count("#")))


def test_rows_are_known_by_tabs_and_strokes_and_rulings_are_left_out() -> None:
    text = "Town | Since\n-----|------\nBville | 1974\n\nCville\t1981\n"
    rows = ("Town | Since", "Bville | 1974", "Cville\t1981")
    assert _plain(text) == [("row", row) for row in rows]
