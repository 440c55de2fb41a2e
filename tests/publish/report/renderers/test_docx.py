"""Tests of the note as a word-processor document."""

from __future__ import annotations

import io
import zipfile

import docx as python_docx
import pytest
from docx.document import Document
from docx.oxml.ns import qn
from sample_notes import a_note, bars, english, note_in

from kizuna.publish.document import Drawing, Listing, Note, Paragraph, Section, Sentence
from kizuna.publish.report.renderers.docx import render_docx
from kizuna.publish.report.renderers.pictures import MissingGlyphs

LANGUAGES = ["en", "ja", "zh-hans", "ru"]


def opened(note: Note) -> Document:
    return python_docx.Document(io.BytesIO(render_docx(note)))


def named(document: Document, tag: str, attribute: str) -> list[str]:
    return [element.get(qn(attribute)) for element in document.element.body.iter(qn(tag))]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_link_leads_to_a_bookmark_and_no_bookmark_stands_twice(language: str) -> None:
    document = opened(note_in(language))
    bookmarks = named(document, "w:bookmarkStart", "w:name")
    assert len(bookmarks) == len(set(bookmarks))
    links = {name for name in named(document, "w:hyperlink", "w:anchor") if name}
    assert links <= set(bookmarks)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_piece_of_evidence_has_a_bookmark(language: str) -> None:
    note = note_in(language)
    bookmarks = set(named(opened(note), "w:bookmarkStart", "w:name"))
    assert {f"evidence_{item.number}" for item in note.evidence} <= bookmarks


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_document_names_its_language_and_title(language: str) -> None:
    note = note_in(language)
    properties = opened(note).core_properties
    assert (properties.language, properties.title) == (language, note.title)


@pytest.mark.parametrize(("language", "tag"), [("ja", "ja-JP"), ("zh-hans", "zh-CN")])
def test_east_asian_text_has_its_own_language_and_font(language: str, tag: str) -> None:
    styles = opened(note_in(language)).styles.element
    defaults = styles.find(qn("w:docDefaults"))
    assert next(defaults.iter(qn("w:lang"))).get(qn("w:eastAsia")) == tag
    assert next(defaults.iter(qn("w:rFonts"))).get(qn("w:eastAsia"))


def test_headings_are_real_headings() -> None:
    styles = {p.text: p.style.name for p in opened(english()).paragraphs if p.style}
    assert styles["Ties of the Kansai area with the People’s Republic of China"] == "Title"
    assert styles["Osaka and Shanghai"] == "Heading 2"
    assert styles["What was left out"] == "Heading 3"


def test_the_head_of_a_table_repeats_on_each_page() -> None:
    table = next(t for t in opened(english()).tables if t.cell(0, 0).text == "Kansai")
    assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert table.style is not None
    assert table.style.name == "Note Table"


def test_numbered_lists_each_start_at_one() -> None:
    listing = Listing(((Sentence.of("one"),),), numbered=True)
    document = opened(a_note(Section("s", "S", (listing, listing))))
    numbers = [p._p.pPr.numPr.numId.val for p in document.paragraphs if p.text == "one"]
    assert len(set(numbers)) == 2


def test_a_drawing_is_a_picture_with_alternative_text() -> None:
    document = opened(english())
    assert len(document.inline_shapes) == 2
    described = document.inline_shapes[0]._inline.docPr.get("descr")
    assert described.startswith("Bar chart. Culture 9 delegations")


def test_the_evidence_is_set_in_two_columns() -> None:
    columns = [s._sectPr.find(qn("w:cols")).get(qn("w:num")) for s in opened(english()).sections]
    assert columns == [None, "2"]


def test_a_date_in_a_cell_stays_on_one_line() -> None:
    table = next(t for t in opened(english()).tables if t.cell(0, 0).text == "Kansai")
    assert table.cell(3, 2).text.startswith("18\u00a0April\u00a01974")


def test_hostile_and_unprintable_text_stays_text() -> None:
    hostile = "<w:p/> {{ x }} \x00\x0b & ]]>"
    document = opened(a_note(Section("s", hostile, (Paragraph((Sentence.of(hostile),)),))))
    assert document.paragraphs[-1].text == "<w:p/> {{ x }} \ufffd\ufffd & ]]>"


def test_the_package_states_no_time_of_making() -> None:
    made = render_docx(note_in("ru"))
    with zipfile.ZipFile(io.BytesIO(made)) as package:
        assert {member.date_time[0] for member in package.infolist()} == {1980}


def test_a_character_that_a_drawing_cannot_show_is_a_warning() -> None:
    drawing = Drawing(bars(["ᠮ"], [1]), "Caption", "Words")
    with pytest.warns(MissingGlyphs, match="ᠮ"):
        render_docx(a_note(Section("s", "S", (drawing,))))
