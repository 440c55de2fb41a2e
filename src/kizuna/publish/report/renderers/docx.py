"""A note as a word-processor document (DOCX, ECMA-376) with real styles, bookmarks and links.

Numbers after sentences are links to bookmarks in the list of evidence at the end, and back; there a passage stands
in its own language, on the ground of its context. The file states no time of making: the same note gives the same
bytes.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import chain

import docx as python_docx
from docx.document import Document
from docx.enum.section import WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Cm, Emu, Length, Pt
from docx.table import _Cell
from docx.text.paragraph import Paragraph as WordParagraph

from kizuna.publish.document import (
    Block,
    CitedPassage,
    Drawing,
    Facts,
    KeyFigure,
    KeyFigures,
    Listing,
    Note,
    Paragraph,
    Sentence,
    Subheading,
    Table,
    Tone,
)
from kizuna.publish.export.spreadsheets import Write, pack
from kizuna.publish.report.renderers.citations import DOT, EvidenceLine, Span, evidence_lines
from kizuna.publish.report.renderers.language_runs import (
    TextRun,
    column_shares,
    leading_number,
    printable,
    type_scale,
)
from kizuna.publish.report.renderers.pictures import (
    picture_size,
    pixels,
    svg_text,
    warn_of_missing_glyphs,
)
from kizuna.publish.report.renderers.word_text import (
    ASIDE,
    CROWDED,
    FACTS,
    HEAD,
    LEAD,
    LINES,
    LINK,
    LIT,
    PASSAGE,
    STRONG,
    TABLE,
    TABLE_TEXT,
    Page,
    evidence_bookmark,
    mark_row,
    place_bookmark,
    prepare,
    set_in_columns,
)

_TEXT_WIDTH = Cm(16.6)
_LABEL_WIDTH = Cm(4)
_FIRST_DAY = datetime(1980, 1, 1)


def render_docx(note: Note) -> bytes:
    """The note as a DOCX file, the same bytes for the same note.

    Drawings are images on white with their description as alternative text. Issues a MissingGlyphs
    warning where a drawing has a character that no font shows. Raises RenderError where a sentence
    cites a claim without evidence.
    """
    document = python_docx.Document()
    prepare(document, note.language)
    _set_properties(document, note)
    _Writer(Page(document, note)).write()
    saved, packed = io.BytesIO(), io.BytesIO()
    document.save(saved)
    with zipfile.ZipFile(saved) as source:
        pack(((name, _copied(source.read(name))) for name in source.namelist()), packed)
    return packed.getvalue()


def _set_properties(document: Document, note: Note) -> None:
    properties = document.core_properties
    properties.title = printable(note.title)[:255]
    properties.subject = printable(note.subtitle)[:255]
    properties.language = note.language
    properties.author = properties.last_modified_by = "Kizuna"
    properties.comments = note.words["made_with"]
    properties.created = properties.modified = _FIRST_DAY
    properties.revision = 1


def _copied(content: bytes) -> Write:
    return lambda file: file.write(content)


class _Writer:
    def __init__(self, page: Page) -> None:
        self.page = page
        self.note = page.note
        self.document = page.document
        self.pictures = iter(_pictures(page.note))

    def write(self) -> None:
        """Fills the document in reading order."""
        note, page = self.note, self.page
        self._running_lines()
        page.text(page.paragraph("Title"), note.title)
        if note.subtitle:
            page.text(page.paragraph("Subtitle"), note.subtitle)
        if note.header:
            self._facts((line.label, (Sentence.of(line.text),)) for line in note.header)
        self._contents()
        for index, section in enumerate(note.sections, start=1):
            page.citations.begin(section.title or note.title)
            if section.title:
                self._heading(f"section_{index}", section.title)
            for block in section.blocks:
                self._block(block)
        if note.evidence:
            self._heading("evidence", note.words["evidence"])
            set_in_columns(self.document.add_section(WD_SECTION.CONTINUOUS), 2, Cm(0.8))
            for item in note.evidence:
                write_evidence(page, item)

    def _running_lines(self) -> None:
        section = self.document.sections[0]
        self.page.text(section.header.paragraphs[0], self.note.title)
        footer = section.footer.paragraphs[0]
        footer.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        self.page.field(footer, "PAGE")
        self.page.text(footer, " / ")
        self.page.field(footer, "NUMPAGES")

    def _heading(self, bookmark: str, title: str) -> None:
        heading = self.page.paragraph("Heading 1")
        self.page.bookmark(heading, bookmark)
        self.page.text(heading, title)

    def _facts(self, facts: Iterable[tuple[str, Sequence[Sentence]]]) -> None:
        held = tuple(facts)
        rows = self._rows(len(held), (_LABEL_WIDTH, Emu(_TEXT_WIDTH - _LABEL_WIDTH)))
        for (label, value), (words, said) in zip(rows, held, strict=True):
            self.page.cell(label.paragraphs[0], Sentence.of(words, tone=Tone.ASIDE))
            for at, sentence in enumerate(said):
                self.page.cell(value.add_paragraph() if at else value.paragraphs[0], sentence)
        self.page.paragraph()

    def _rows(
        self, count: int, widths: Sequence[Length], *, has_head: bool = False
    ) -> list[tuple[_Cell, ...]]:
        """The cells of a new table of so many rows, row by row, in columns of these widths."""
        table = self.document.add_table(rows=count, cols=len(widths))
        table.style = self.document.styles[TABLE]
        table.autofit = False
        for column, width in zip(table.columns, widths, strict=True):
            column.width = width
        rows = list(table.rows)
        if has_head:
            mark_row(rows[0], "tblHeader")
            for row in rows:
                mark_row(row, "cantSplit")
        held = [row.cells for row in rows]
        for cells in held:
            for cell, width in zip(cells, widths, strict=True):
                cell.width = width
        return held

    def _contents(self) -> None:
        sections = enumerate(self.note.sections, start=1)
        titles = [(f"section_{i}", section.title) for i, section in sections if section.title]
        if self.note.evidence:
            titles.append(("evidence", self.note.words["evidence"]))
        heading = self.page.paragraph()
        heading.paragraph_format.space_after = Pt(2)
        self.page.text(heading, self.note.words["contents"], ASIDE)
        for bookmark, title in titles:
            line = self.page.paragraph()
            line.paragraph_format.space_after = Pt(1)
            self.page.link(line, bookmark, title)

    def _block(self, block: Block) -> None:
        match block:
            case Paragraph(sentences):
                self.page.sentences(self.page.paragraph(), sentences)
            case Listing():
                self._listing(block)
            case Table():
                self._table(block)
            case Facts(facts):
                self._facts(facts)
            case Drawing():
                self._drawing(block)
            case KeyFigures():
                self._key_figures(block)
            case Subheading():
                heading = self.page.paragraph(f"Heading {block.level + 1}")
                self.page.text(heading, block.text)
                if block.remark:
                    remark = self.page.paragraph()
                    remark.paragraph_format.keep_with_next = True
                    self.page.text(remark, block.remark, ASIDE)

    def _listing(self, listing: Listing) -> None:
        style = "List Number" if listing.numbered else "List Bullet"
        number = self._new_numbering(style) if listing.numbered else None
        for item in listing.items:
            paragraph = self.page.paragraph(style)
            if number is not None:
                properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
                properties.get_or_add_ilvl().val = 0
                properties.get_or_add_numId().val = number
            self.page.sentences(paragraph, item)

    def _new_numbering(self, style: str) -> int:
        """The id of a numbering in the form of the style's own that starts at 1."""
        numbering = self.document.part.numbering_part.element
        used = self.document.styles[style].element.pPr.numPr.numId.val
        number = numbering.add_num(numbering.num_having_numId(used).abstractNumId.val)
        number.add_lvlOverride(ilvl=0).add_startOverride(1)
        return int(number.numId)

    def _table(self, table: Table) -> None:
        if table.caption:
            caption = self.page.paragraph("Caption")
            caption.paragraph_format.keep_with_next = True
            self.page.text(caption, table.caption)
        heads = tuple(Sentence.of(column) for column in table.columns)
        style = CROWDED if type_scale(table) < 1 else TABLE_TEXT
        widths = [Emu(int(_TEXT_WIDTH * share)) for share in column_shares(table)]
        rows = self._rows(len(table.rows) + 1, widths, has_head=True)
        for at, (cells, sentences) in enumerate(zip(rows, (heads, *table.rows), strict=True)):
            for index, (cell, sentence) in enumerate(zip(cells, sentences, strict=True)):
                self.page.cell(cell.paragraphs[0], sentence, style=style if at else HEAD)
                if index in table.numeric:
                    cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT
        self.page.paragraph()

    def _drawing(self, drawing: Drawing) -> None:
        paragraph = self.page.paragraph()
        paragraph.paragraph_format.keep_with_next = True
        width = min(Pt(picture_size(drawing.svg)[0]), _TEXT_WIDTH)
        shape = paragraph.add_run().add_picture(io.BytesIO(next(self.pictures)), width=width)
        shape._inline.docPr.set("descr", printable(drawing.description or drawing.caption))
        shape._inline.docPr.set("title", printable(drawing.caption))
        caption = self.page.paragraph("Caption")
        citation = self.page.cite(caption, drawing.claims)
        self.page.text(caption, drawing.caption)
        self.page.numbers(caption, citation)

    def _key_figures(self, block: KeyFigures) -> None:
        across = min(len(block.figures), 3) or 1
        rows = self._rows(-(-len(block.figures) // across), [Emu(_TEXT_WIDTH // across)] * across)
        for cell, key in zip(chain.from_iterable(rows), block.figures, strict=False):
            self._figure(cell.paragraphs[0], key)
            self.page.cell(cell.add_paragraph(), Sentence.of(key.label))
            if key.remark:
                self.page.cell(cell.add_paragraph(), key.remark)
        self.page.paragraph()

    def _figure(self, paragraph: WordParagraph, key: KeyFigure) -> None:
        self.page.restyle(paragraph, TABLE_TEXT)
        citation = self.page.cite(paragraph, key.figure.claims)
        lead, rest = leading_number(key.figure.text)
        self.page.text(paragraph, lead, LEAD)
        self.page.text(paragraph, rest)
        self.page.numbers(paragraph, citation)


def _pictures(note: Note) -> list[bytes]:
    blocks = (block for section in note.sections for block in section.blocks)
    svgs = [block.svg for block in blocks if isinstance(block, Drawing)]
    warn_of_missing_glyphs("".join(svg_text(svg) for svg in svgs), note.language)
    return pixels(svgs, note.language)


_LOOKS = {"label": ASIDE, "rendition": ASIDE, "aside": ASIDE, "strong": STRONG}


def write_evidence(page: Page, item: CitedPassage) -> None:
    """Adds one piece of evidence, line by line, and where it is cited."""
    paragraph = page.paragraph(PASSAGE)
    page.bookmark(paragraph, evidence_bookmark(item.number))
    page.text(paragraph, f"{item.number}\t", ASIDE)
    for at, line in enumerate(evidence_lines(page.note, item)):
        if at:
            paragraph = page.paragraph(LINES if line.role == "claims" else FACTS)
        for span in line.spans:
            _span(page, paragraph, span, line)
    _back(page, item.number)


def _span(page: Page, paragraph: WordParagraph, span: Span, line: EvidenceLine) -> None:
    style = ASIDE if line.role == "how" else _LOOKS.get(span.look, "")
    after = {"label": " ", "rendition": ": "}.get(span.look, "")
    if span.number:
        page.link(paragraph, evidence_bookmark(span.number), str(span.number), LINK)
        page.text(paragraph, f" {span.text}")
    elif span.address:
        page.web_link(paragraph, printable(span.address))
    elif line.language and span.look != "rendition":
        tag = "" if line.language in {page.note.language, "und"} else line.language
        page.write(paragraph, [TextRun(span.text, tag)], LIT if span.look == "lit" else style)
    else:
        page.text(paragraph, span.text + after, style)


def _back(page: Page, number: int) -> None:
    links = page.citations.backlinks(number)
    if not links:
        return
    paragraph = page.paragraph(FACTS)
    page.text(paragraph, f"{page.note.words['cited_in']} ", ASIDE)
    for which, link in enumerate(links):
        page.text(paragraph, DOT if which else "", ASIDE)
        for index, place in enumerate(link.places):
            page.text(paragraph, " " if index else "", ASIDE)
            words = str(index + 1) if index else link.section
            page.link(paragraph, place_bookmark(place), words, ASIDE)
