"""PDF: the pages as one text without what repeats; pictures and damage are named."""

from __future__ import annotations

import io
from functools import cache

import pytest
import typst
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader, PdfWriter

from kizuna.errors import BadFile
from kizuna.sources.readers.pdf import read, without_running_heads

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
    prose, writer = PdfReader(io.BytesIO(_pdf("Signed in 1974."))).pages[0], PdfWriter()
    for number in range(1, of + 1):
        if number in pages:
            writer.add_blank_page(200, 200)
        else:
            writer.add_page(prose)
    made = io.BytesIO()
    writer.write(made)
    return made.getvalue()


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
def test_bytes_never_break_the_reader(raw: bytes) -> None:
    with pytest.raises(BadFile, match=r"'x\.pdf'"):
        read(b"%PDF-1.7\n" + raw, "x.pdf")
