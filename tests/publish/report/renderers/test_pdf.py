"""Tests of the note as PDF."""

from __future__ import annotations

import io
import re
import warnings
from dataclasses import replace

import pytest
from pypdf import PdfReader
from sample_notes import Desk, a_note, bars, english, note_in

from kizuna.publish.document import Drawing, Note, Paragraph, Section, Sentence, Table
from kizuna.publish.report.renderers.pdf import packed, render_pdf
from kizuna.publish.report.renderers.pictures import MissingGlyphs

LANGUAGES = ["en", "ja", "zh-hans", "ru"]


def opened(note: Note) -> PdfReader:
    return PdfReader(io.BytesIO(render_pdf(note)))


def text_of(reader: PdfReader) -> str:
    return "\n".join(page.extract_text() for page in reader.pages)


def links_of(reader: PdfReader) -> int:
    return sum(
        annotation.get_object()["/Subtype"] == "/Link"
        for page in reader.pages
        for annotation in page.get("/Annots", ())
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_note_in_each_language_is_set_without_a_warning(language: str) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert len(opened(note_in(language)).pages) > 0


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "first of them, between Kobe and"),
        ("ja", "最初の提携は神戸市と天津市による"),
        ("zh-hans", "贸易协会、连云港与直辖市"),
        ("ru", "На 1 апреля 1987 года города"),
    ],
)
def test_the_text_can_be_read_out_of_the_file(language: str, words: str) -> None:
    shown = re.sub(r"\s+", "", text_of(opened(note_in(language))))
    assert re.sub(r"\s+", "", words) in shown


def test_each_number_links_to_its_evidence_and_each_evidence_back_to_the_page() -> None:
    desk = Desk()
    said = Paragraph((desk.say("One.", "one"), desk.say("Two.", "one", "two")))
    reader = opened(a_note(Section("s", "S", (said,)), desk=desk))
    contents, numbers, back = 2, 3, 2
    assert links_of(reader) == contents + numbers + back


def test_a_run_of_numbers_links_at_both_ends() -> None:
    desk = Desk()
    said = Paragraph((desk.say("Four.", "one", "two", "three", "four"),))
    reader = opened(a_note(Section("s", "S", (said,)), desk=desk))
    contents, ends, back = 2, 2, 4
    assert links_of(reader) == contents + ends + back
    assert "1–4" in text_of(reader)


def test_evidence_names_each_page_of_a_section_that_cites_it_once() -> None:
    desk = Desk()
    said = tuple(Paragraph((desk.say("A fact. " * 200, "one"),)) for _ in range(6))
    shown = text_of(opened(a_note(Section("s", "Part", said), desk=desk)))
    assert re.search(r"Cited in Part 1, 2\b(?!,)", shown)


def test_paragraphs_of_a_passage_are_set_as_one() -> None:
    desk = Desk()
    said = Paragraph((desk.say("One.", "one"),))
    desk.entries["one"] = replace(desk.entries["one"], quote="1 - OTS\n\n2 - UKGS")
    assert "1 - OTS 2 - UKGS" in text_of(opened(a_note(Section("s", "S", (said,)), desk=desk)))


def test_the_file_has_an_outline_a_title_and_a_language() -> None:
    reader = opened(english())
    titles = [item.title for item in reader.outline if not isinstance(item, list)]
    assert titles[:2] == ["Summary", "Ties by level of government"]
    assert titles[-1] == "Evidence"
    assert reader.metadata is not None
    assert reader.metadata.title == english().title
    assert str(reader.trailer["/Root"]["/Lang"]).startswith("en")


def test_the_file_is_tagged_and_claims_pdf_ua() -> None:
    reader = opened(english())
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert b"pdfuaid" in reader.trailer["/Root"]["/Metadata"].get_object().get_data()


def test_each_page_tells_its_number_of_the_total() -> None:
    reader = opened(english())
    total = len(reader.pages)
    for number, page in enumerate(reader.pages, start=1):
        assert f"{number}/{total}" in page.extract_text().replace(" ", "")


def test_the_pages_are_a4() -> None:
    box = opened(note_in("ja")).pages[0].mediabox
    assert (round(box.width), round(box.height)) == (595, 842)


def test_the_head_of_a_long_table_repeats_on_each_page() -> None:
    rows = tuple((Sentence.of(f"place {n}"),) for n in range(120))
    reader = opened(a_note(Section("s", "S", (Table("t", ("HEADING",), rows),))))
    shown = [page.extract_text() for page in reader.pages]
    assert len(shown) > 2
    assert all("HEADING" in text for text in shown if "place" in text)


@pytest.mark.parametrize(
    "hostile", ["#set page(width: 1pt)", "<script>", "](x)", "[^1] $x$ @y", "\\"]
)
def test_hostile_text_is_printed_as_it_is(hostile: str) -> None:
    note = a_note(Section("s", "S", (Paragraph((Sentence.of(f"Begin {hostile} end"),)),)))
    assert f"Begin {hostile} end" in text_of(opened(note))


def test_the_file_states_no_time_of_making() -> None:
    assert b"/CreationDate" not in render_pdf(note_in("ru"))


def test_a_missing_glyph_is_a_warning_that_quotes_the_character() -> None:
    note = a_note(Section("s", "S", (Paragraph((Sentence.of("Mongolian ᠮ"),)),)))
    with pytest.warns(MissingGlyphs, match="ᠮ"):
        assert len(opened(note).pages) == 1


def test_a_missing_glyph_inside_a_drawing_is_a_warning() -> None:
    note = a_note(Section("s", "S", (Drawing(bars(["ᠮ"], [1]), "Caption", "Words"),)))
    with pytest.warns(MissingGlyphs, match="ᠮ"):
        render_pdf(note)


def plain(count: int, between: bytes = b"") -> bytes:
    """A PDF of empty pages as a typesetter writes it, with a table of its objects."""
    kids = b" ".join(b"%d 0 R" % (number + 3) for number in range(count))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count %d/Kids[%b]>>" % (count, kids),
    ]
    last = count + 3
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents %d 0 R>>" % last
    objects += [page] * count
    objects.append(b"<</Length 15>>\nstream\n0 0 m endobj S \nendstream")
    out, offsets = bytearray(b"%PDF-1.7\n%\x80\x80\x80\x80\n"), []
    for number, content in enumerate(objects, start=1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, content)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f\r\n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n\r\n" % offset for offset in offsets)
    out += b"trailer\n<</Size %d/Root 1 0 R%b>>\nstartxref\n%d\n%%%%EOF" % (
        last + 1,
        between,
        start,
    )
    return bytes(out)


@pytest.mark.parametrize("count", [1, 196, 197, 500])
def test_every_object_can_be_read_as_before(count: int) -> None:
    reader = PdfReader(io.BytesIO(packed(plain(count))), strict=True)
    assert len(reader.pages) == count
    for page in reader.pages:
        contents = page.get_contents()
        assert contents is not None
        assert contents.get_data() == b"0 0 m endobj S "


def test_a_file_of_many_objects_is_much_smaller() -> None:
    assert len(packed(plain(500))) * 5 < len(plain(500))


def test_the_entries_of_the_trailer_are_kept() -> None:
    made = packed(plain(3, b"/ID[(a)(b)]"))
    assert PdfReader(io.BytesIO(made)).trailer["/ID"] == ["a", "b"]


@pytest.mark.parametrize(
    "odd", [b"no pdf", plain(2, b"/Encrypt 9 0 R"), plain(2).replace(b"3 0 obj", b"3 1 obj"), b""]
)
def test_a_file_that_is_not_plain_is_left_as_it_is(odd: bytes) -> None:
    assert packed(odd) == odd
