"""DOCX: paragraphs, lists and tables in reading order; damaged files are named."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import pytest
from docx import Document
from docx.oxml import OxmlElement
from hypothesis import given
from hypothesis import strategies as st

from kizuna.errors import BadFile
from kizuna.sources.readers.docx import read
from kizuna.sources.reading import Reading


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


def _of(reading: Reading) -> list[tuple[str, int, str]]:
    return [(b.kind, b.level, reading.text[b.start : b.end]) for b in reading.blocks]


def test_a_document_becomes_words_in_blocks_with_its_title() -> None:
    reading = read(_saved(_letter()), "letter.docx")
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
    assert read(_saved(document), "letter.docx").text == "Signed in 1974.\n"


@pytest.mark.parametrize("part", ["word/document.xml", "[Content_Types].xml", "word/styles.xml"])
def test_a_damaged_part_is_told_with_the_name_of_the_file(part: str) -> None:
    made = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(_saved(_letter()))) as whole,
        zipfile.ZipFile(made, "w") as damaged,
    ):
        for name in whole.namelist():
            damaged.writestr(name, b"<broken" if name == part else whole.read(name))
    with pytest.raises(BadFile, match=r"'letter\.docx' is a damaged DOCX"):
        read(made.getvalue(), "letter.docx")


@given(st.binary(max_size=200))
def test_bytes_never_break_the_reader(raw: bytes) -> None:
    with pytest.raises(BadFile):
        read(raw, "letter.docx")
