"""Tests of the note as PDF and of drawings as pixels."""

from __future__ import annotations

import io
import re
import struct

import pytest
from pypdf import PdfReader

from kizuna.publish.document import Note, Paragraph, Section, Sentence, Table
from kizuna.publish.report.renderers.typesetting import (
    MissingGlyphs,
    Picture,
    missing_glyphs,
    pixels,
    render_pdf,
)
from publish.report.renderers.sample_notes import (
    LANGUAGES,
    SVG,
    Desk,
    a_note,
    bars,
    note_in,
    rendered,
)


def opened(note: Note) -> PdfReader:
    return PdfReader(io.BytesIO(render_pdf(note)))


def text_of(reader: PdfReader) -> str:
    return "\n".join(page.extract_text() for page in reader.pages)


def links_of(reader: PdfReader) -> int:
    held = [
        note.get_object() for page in reader.pages for note in page.get("/Annots", ())
    ]
    return [note["/Subtype"] for note in held].count("/Link")


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "first of them, between Kobe and"),
        ("ja", "最初の提携は神戸市と天津市による"),
        ("zh-hans", "贸易协会、连云港与直辖市"),
        ("ru", "На 1 апреля 1987 года города"),
    ],
)
def test_a_note_in_each_language_is_set_without_a_warning_and_can_be_read_out(
    language, words
) -> None:
    shown = re.sub(
        r"\s+", "", text_of(PdfReader(io.BytesIO(rendered(render_pdf, language))))
    )
    assert re.sub(r"\s+", "", words) in shown


def test_the_file_is_tagged_a4_with_a_title_an_outline_and_numbered_pages() -> None:
    made = rendered(render_pdf)
    reader = PdfReader(io.BytesIO(made), strict=True)
    root, pages = reader.trailer["/Root"], reader.pages
    titles = [item.title for item in reader.outline if not isinstance(item, list)]
    assert (titles[0], titles[-1]) == ("Summary", "Evidence")
    assert reader.metadata.title == note_in("en").title
    assert str(root["/Lang"]).startswith("en")
    assert root["/MarkInfo"]["/Marked"]
    assert b"pdfuaid" in root["/Metadata"].get_object().get_data()
    assert (round(pages[0].mediabox.width), round(pages[0].mediabox.height)) == (
        595,
        842,
    )
    for number, page in enumerate(pages, start=1):
        assert f"{number}/{len(pages)}" in page.extract_text().replace(" ", "")
    assert (b"/ObjStm" in made, b"/CreationDate" in made) == (True, False)


def test_each_number_a_run_by_its_ends_links_to_its_evidence_and_that_back_to_the_page() -> (
    None
):
    desk = Desk()
    said = [desk.say("One.", "one"), desk.say("Two.", "one", "two")]
    said.append(desk.say("Four.", "one", "two", "three", "four"))
    reader = opened(a_note(Section("s", "S", (Paragraph(tuple(said)),)), desk=desk))
    contents, numbers, ends, back = 2, 3, 2, 4
    assert links_of(reader) == contents + numbers + ends + back
    assert "1–4" in text_of(reader)


def test_evidence_names_each_page_that_cites_it_once_and_a_long_table_repeats_its_head() -> (
    None
):
    desk = Desk()
    said = tuple(Paragraph((desk.say("A fact. " * 200, "one"),)) for _ in range(6))
    table = Table(
        "t", ("HEADING",), tuple((Sentence.of(f"place {n}"),) for n in range(120))
    )
    sections = Section("s", "Part", said), Section("t", "T", (table,))
    shown = [page.extract_text() for page in opened(a_note(*sections, desk=desk)).pages]
    assert re.search(r"Cited in Part 1, 2\b(?!,)", "\n".join(shown))
    placed = [text for text in shown if "place" in text]
    assert ["HEADING" in text for text in placed] == [True] * len(placed)
    assert len(placed) > 2


def test_hostile_text_is_printed_as_it_is_and_a_missing_glyph_a_warning_that_quotes_it() -> (
    None
):
    texts = ("#set page(width: 1pt)", "<script>", "](x)", "[^1] $x$ @y", "\\")
    lines = [f"Begin {hostile} end" for hostile in texts]
    said = tuple(
        Paragraph((Sentence.of(line),))
        for line in (*lines, "Mongolian ᠮ, control \x80")
    )
    with pytest.warns(MissingGlyphs, match="ᠮ"):
        shown = text_of(opened(a_note(Section("s", "S", said))))
    assert set(lines) <= set(shown.splitlines())


def svg_of(inner: str) -> str:
    return f'<svg xmlns="{SVG}" width="100" height="50">{inner}</svg>'


def test_pixels_are_png_of_the_size_of_the_drawing_whose_text_is_what_it_shows() -> (
    None
):
    drawing = svg_of("<title>no</title><text>Kobe <tspan>神戸</tspan></text>")
    assert Picture.of(drawing).text == "Kobe 神戸"
    first, second = pixels(
        [Picture.of(svg) for svg in (bars("a"), svg_of("<rect/>"))], "en"
    )
    assert first.startswith(b"\x89PNG")
    assert struct.unpack(">II", second[16:24]) == (
        round(75 / 72 * 220),
        round(37.5 / 72 * 220),
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_places_in_all_four_languages_can_be_set_in_each(language) -> None:
    text = "Kōbe, Xī’ān «№ 5» — 神戸市、辽宁连云港苏州无锡贸易协会 Осака, Тяньцзинь; ¥ ≥ ½ → ↑"
    assert missing_glyphs(text, language) == set()


def test_characters_of_no_font_are_found_also_those_that_no_error_can_print() -> None:
    missing = {"\U0001f600", "ᠮ", "\u0378", "\u0f71"}
    with pytest.warns(MissingGlyphs):
        assert missing_glyphs(f"Kobe {' '.join(missing)}", "en") == missing
    assert (
        missing_glyphs("a\u200b\ufeff\u00ad b\n\t", "en") == set()
    )  # these have no shape
