"""Tests of the note as a word-processor document."""

from __future__ import annotations

import io
import zipfile

import docx as python_docx
import pytest
from docx.document import Document
from docx.oxml.ns import qn

from kizuna.publish.document import Drawing, Listing, Paragraph, Section, Sentence
from kizuna.publish.report.renderers.docx import render_docx
from kizuna.publish.report.renderers.typesetting import MissingGlyphs
from publish.report.renderers.sample_notes import (
    LANGUAGES,
    a_note,
    bars,
    note_in,
    rendered,
)


def opened(made: bytes) -> Document:
    return python_docx.Document(io.BytesIO(made))


def named(document: Document, tag: str, attribute: str) -> list[str]:
    return [
        element.get(qn(attribute)) for element in document.element.body.iter(qn(tag))
    ]


EAST_ASIAN = {"ja": "ja-JP", "zh-hans": "zh-CN"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_link_and_piece_of_evidence_has_one_bookmark_and_east_asian_text_its_own_language(
    language,
) -> None:
    note = note_in(language)
    document = opened(rendered(render_docx, language))
    bookmarks = named(document, "w:bookmarkStart", "w:name")
    assert len(bookmarks) == len(set(bookmarks))
    links = {name for name in named(document, "w:hyperlink", "w:anchor") if name}
    assert links | {f"evidence_{item.number}" for item in note.evidence} <= set(
        bookmarks
    )
    told = document.core_properties
    assert (told.language, told.title) == (language, note.title)
    defaults = document.styles.element.find(qn("w:docDefaults"))
    told = (next(defaults.iter(qn(tag))) for tag in ("w:lang", "w:rFonts"))
    found, font = (element.get(qn("w:eastAsia")) for element in told)
    assert (found, bool(font)) == (EAST_ASIAN.get(language, "ja-JP"), True)


def test_a_note_has_real_headings_tables_with_heads_pictures_with_words_and_two_columns() -> (
    None
):
    made = rendered(render_docx)
    document = opened(made)
    styles = {p.text: p.style.name for p in document.paragraphs if p.style}
    headings = (note_in("en").title, "Osaka and Shanghai", "What was left out")
    assert [styles[text] for text in headings] == ["Title", "Heading 2", "Heading 3"]
    table = next(t for t in document.tables if t.cell(0, 0).text == "Kansai")
    assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert table.cell(3, 2).text.startswith("18\u00a0April\u00a01974")
    described = [s._inline.docPr.get("descr") for s in document.inline_shapes]
    assert described == ["Bar chart. Culture 9 delegations, port 7.", "To China 8."]
    columns = [s._sectPr.find(qn("w:cols")).get(qn("w:num")) for s in document.sections]
    assert columns == [None, "2"]
    with zipfile.ZipFile(io.BytesIO(made)) as package:
        assert {member.date_time[0] for member in package.infolist()} == {1980}


def test_numbered_lists_each_start_at_one_and_what_cannot_be_shown_is_told() -> None:
    """Hostile and unprintable text stays text; a character that a drawing cannot show
    is a warning.
    """
    hostile = "<w:p/> {{ x }} \x00\x0b & ]]>"
    listing = Listing(((Sentence.of("one"),),), numbered=True)
    drawing, said = (
        Drawing(bars("ᠮ"), "Caption", "Words"),
        Paragraph((Sentence.of(hostile),)),
    )
    with pytest.warns(MissingGlyphs, match="ᠮ"):
        made = render_docx(
            a_note(Section("s", hostile, (listing, listing, drawing, said)))
        )
    *paragraphs, last = opened(made).paragraphs
    assert last.text == "<w:p/> {{ x }} \ufffd\ufffd & ]]>"
    numbers = {p._p.pPr.numPr.numId.val for p in paragraphs if p.text == "one"}
    assert len(numbers) == 2
