"""A note as a word-processor document (DOCX, ECMA-376) with real styles, bookmarks and links.

Numbers after sentences are links to bookmarks in the list of evidence, and back. The file states
no time of making: the same note gives the same bytes.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Sequence
from datetime import datetime

import docx as python_docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Emu, Pt
from docx.text.paragraph import Paragraph as WordParagraph

from kizuna.publish.report.note import (
    Block,
    Drawing,
    Evidence,
    HeaderLine,
    KeyFigures,
    Listing,
    Note,
    Paragraph,
    Sentence,
    Subheading,
    Table,
)
from kizuna.publish.report.renderers.citations import Citation, Citations
from kizuna.publish.report.renderers.fonts import warn_of_missing_glyphs
from kizuna.publish.report.renderers.html import is_web_address
from kizuna.publish.report.renderers.language_runs import (
    Run,
    is_cjk,
    language_of,
    language_runs,
    printable,
)
from kizuna.publish.report.renderers.pictures import Pixels, pixels, svg_text
from kizuna.publish.report.renderers.proportions import column_shares, leading_number
from kizuna.publish.report.renderers.word_links import Pen
from kizuna.publish.report.renderers.word_styles import (
    ASIDE,
    FACTS,
    LEAD,
    PASSAGE,
    QUOTED,
    REFERENCE,
    TABLE,
    TABLE_TEXT,
    prepare,
)

_TEXT_WIDTH = Cm(16.6)
_EPOCH = datetime(1980, 1, 1)


def render_docx(note: Note) -> bytes:
    """The note as a DOCX file, the same bytes for the same note.

    Drawings are images on white with their description as alternative text. Issues a MissingGlyphs
    warning where a drawing has a character that no font shows. Raises RenderError where a sentence
    cites a claim without evidence or a drawing is not SVG.
    """
    writer = _Writer(note)
    writer.write()
    packed = io.BytesIO()
    writer.document.save(packed)
    return _without_times(packed)


def _without_times(packed: io.BytesIO) -> bytes:
    """The same package with each member dated to the first day that ZIP knows."""
    out = io.BytesIO()
    with zipfile.ZipFile(packed) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            member = zipfile.ZipInfo(name, _EPOCH.timetuple()[:6])
            member.compress_type = zipfile.ZIP_DEFLATED
            member.create_system = 0
            target.writestr(member, source.read(name))
    return out.getvalue()


class _Writer:
    def __init__(self, note: Note) -> None:
        self.note = note
        self.citations = Citations(note)
        self.document = python_docx.Document()
        prepare(self.document, note.language)
        self.styles = {style.name: style.style_id for style in self.document.styles}
        self.pen = Pen(self.styles)
        self.gap = [] if is_cjk(note.language) else [Run(" ")]
        self.pictures = self._pictures()

    def write(self) -> None:
        """Fills the document in reading order."""
        note = self.note
        self._properties()
        self._running_lines()
        self._text(self._paragraph("Title"), note.title)
        if note.subtitle:
            self._text(self._paragraph("Subtitle"), note.subtitle)
        if note.header:
            self._head(note.header)
        self._contents()
        for index, section in enumerate(note.sections, start=1):
            self.citations.begin(section.title)
            heading = self._paragraph("Heading 1")
            self.pen.bookmark(heading, f"section_{index}")
            self._text(heading, section.title)
            for block in section.blocks:
                self._block(block)
        if note.evidence:
            heading = self._paragraph("Heading 1")
            self.pen.bookmark(heading, "evidence")
            self._text(heading, note.words.evidence)
            for item in note.evidence:
                self._evidence(item)

    def _pictures(self) -> list[Pixels]:
        blocks = (block for section in self.note.sections for block in section.blocks)
        svgs = [block.svg for block in blocks if isinstance(block, Drawing)]
        warn_of_missing_glyphs("".join(svg_text(svg) for svg in svgs), self.note.language)
        return pixels(svgs, self.note.language)[::-1]

    def _properties(self) -> None:
        properties = self.document.core_properties
        properties.title = printable(self.note.title)
        properties.subject = printable(self.note.subtitle)
        properties.language = self.note.language
        properties.author = properties.last_modified_by = "Kizuna"
        properties.comments = self.note.words.made_with
        properties.created = properties.modified = _EPOCH
        properties.revision = 1

    def _running_lines(self) -> None:
        section = self.document.sections[0]
        self._text(section.header.paragraphs[0], self.note.title)
        footer = section.footer.paragraphs[0]
        footer.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        self.pen.field(footer, "PAGE")
        self._text(footer, " / ")
        self.pen.field(footer, "NUMPAGES")

    def _paragraph(self, style: str = "") -> WordParagraph:
        paragraph = self.document.add_paragraph()
        self._restyle(paragraph, style)
        return paragraph

    def _restyle(self, paragraph: WordParagraph, style: str) -> None:
        if style:
            paragraph._p.get_or_add_pPr().style = self.styles[style]

    def _text(self, paragraph: WordParagraph, text: str, style: str = "") -> None:
        self.pen.write(paragraph, language_runs(text, self.note.language), style)

    def _cite(self, paragraph: WordParagraph, claims: Sequence[str]) -> Citation | None:
        """Bookmarks the place of a citation, before its sentence is written."""
        citation = self.citations.cite(claims)
        if citation:
            self.pen.bookmark(paragraph, citation.place.replace("-", "_"))
        return citation

    def _numbers(self, paragraph: WordParagraph, citation: Citation | None) -> None:
        for index, (first, last) in enumerate(citation.spans if citation else ()):
            self.pen.write(paragraph, [Run(", ")] if index else [], REFERENCE)
            self._reference(paragraph, first)
            if last != first:
                self.pen.write(paragraph, [Run("\u2013")], REFERENCE)
                self._reference(paragraph, last)

    def _reference(self, paragraph: WordParagraph, number: int) -> None:
        self.pen.link(paragraph, f"claim_{number}", [Run(str(number))], REFERENCE)

    def _sentences(self, paragraph: WordParagraph, sentences: Iterable[Sentence]) -> None:
        for index, sentence in enumerate(sentences):
            if index:
                self.pen.write(paragraph, self.gap)
            citation = self._cite(paragraph, sentence.claims)
            self._text(paragraph, sentence.text, ASIDE if sentence.aside else "")
            self._numbers(paragraph, citation)

    def _head(self, lines: Sequence[HeaderLine]) -> None:
        table = self.document.add_table(rows=0, cols=2)
        table.style = self.document.styles[TABLE]
        table.autofit = False
        _look(table._tbl, first_row=False)
        table.columns[0].width, table.columns[1].width = Cm(4), _TEXT_WIDTH - Cm(4)
        for line in lines:
            label, value = table.add_row().cells
            label.width, value.width = Cm(4), _TEXT_WIDTH - Cm(4)
            self._cell(label.paragraphs[0], [Sentence(line.label, aside=True)])
            self._cell(value.paragraphs[0], [Sentence(line.text)])
        self._paragraph()

    def _contents(self) -> None:
        titles = [(f"section_{i}", s.title) for i, s in enumerate(self.note.sections, start=1)]
        if self.note.evidence:
            titles.append(("evidence", self.note.words.evidence))
        heading = self._paragraph()
        self._text(heading, self.note.words.contents, ASIDE)
        heading.paragraph_format.space_after = Pt(2)
        for bookmark, title in titles:
            line = self._paragraph()
            line.paragraph_format.space_after = Pt(1)
            self.pen.link(line, bookmark, language_runs(title, self.note.language), "")

    def _block(self, block: Block) -> None:
        match block:
            case Paragraph(sentences):
                self._sentences(self._paragraph(), sentences)
            case Listing():
                self._listing(block)
            case Table():
                self._table(block)
            case Drawing():
                self._drawing(block)
            case KeyFigures():
                self._key_figures(block)
            case Subheading():
                self._text(self._paragraph(f"Heading {block.level + 1}"), block.text)
                if block.remark:
                    self._text(self._paragraph(), block.remark, ASIDE)

    def _listing(self, listing: Listing) -> None:
        style = "List Number" if listing.numbered else "List Bullet"
        number = self._new_numbering(style) if listing.numbered else None
        for item in listing.items:
            paragraph = self._paragraph(style)
            if number is not None:
                properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
                properties.get_or_add_ilvl().val = 0
                properties.get_or_add_numId().val = number
            self._sentences(paragraph, item)

    def _new_numbering(self, style: str) -> int:
        """The id of a numbering in the form of the style's own that starts at 1."""
        numbering = self.document.part.numbering_part.element
        used = self.document.styles[style].element.pPr.numPr.numId.val
        number = numbering.add_num(numbering.num_having_numId(used).abstractNumId.val)
        number.add_lvlOverride(ilvl=0).add_startOverride(1)
        return int(number.numId)

    def _cell(self, paragraph: WordParagraph, sentences: Iterable[Sentence]) -> None:
        self._restyle(paragraph, TABLE_TEXT)
        self._sentences(paragraph, sentences)

    def _table(self, table: Table) -> None:
        caption = self._paragraph("Caption")
        caption.paragraph_format.keep_with_next = True
        self._text(caption, table.caption)
        heads = tuple(Sentence(column) for column in table.columns)
        made = self.document.add_table(rows=len(table.rows) + 1, cols=len(heads))
        made.style = self.document.styles[TABLE]
        made.autofit = False
        _look(made._tbl, first_row=True)
        widths = [Emu(int(_TEXT_WIDTH * share)) for share in column_shares(table)]
        for column, width in zip(made.columns, widths, strict=True):
            column.width = width
        for row, cells in zip(made.rows, (heads, *table.rows), strict=True):
            _keep_together(row._tr)
            for index, (cell, sentence) in enumerate(zip(row.cells, cells, strict=True)):
                cell.width = widths[index]
                paragraph = cell.paragraphs[0]
                self._cell(paragraph, [sentence])
                if index in table.numeric:
                    paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        _repeat_head(made.rows[0]._tr)
        self._paragraph()

    def _drawing(self, drawing: Drawing) -> None:
        picture = self.pictures.pop()
        width = min(Pt(picture.width), _TEXT_WIDTH)
        paragraph = self._paragraph()
        paragraph.paragraph_format.keep_with_next = True
        shape = paragraph.add_run().add_picture(io.BytesIO(picture.png), width=width)
        shape._inline.docPr.set("descr", printable(drawing.description or drawing.caption))
        shape._inline.docPr.set("title", printable(drawing.caption))
        caption = self._paragraph("Caption")
        citation = self._cite(caption, drawing.claims)
        self._text(caption, drawing.caption)
        self._numbers(caption, citation)

    def _key_figures(self, block: KeyFigures) -> None:
        across = min(len(block.figures), 3) or 1
        rows = (len(block.figures) + across - 1) // across
        table = self.document.add_table(rows=rows, cols=across)
        table.style = self.document.styles[TABLE]
        _look(table._tbl, first_row=False)
        cells = [cell for row in table.rows for cell in row.cells]
        for cell, key in zip(cells, block.figures, strict=False):
            paragraph = cell.paragraphs[0]
            self._restyle(paragraph, TABLE_TEXT)
            citation = self._cite(paragraph, key.figure.claims)
            lead, rest = leading_number(key.figure.text)
            self._text(paragraph, lead, LEAD)
            self._text(paragraph, rest)
            self._numbers(paragraph, citation)
            self._cell(cell.add_paragraph(), [Sentence(key.label)])
            if key.remark:
                self._cell(cell.add_paragraph(), [key.remark])
        self._paragraph()

    def _evidence(self, item: Evidence) -> None:
        heading = self._paragraph(PASSAGE)
        self.pen.bookmark(heading, f"claim_{item.number}")
        self._text(heading, f"{item.number}\t", ASIDE)
        self._text(heading, item.statement)
        if item.quote:
            self._quote(item)
        self._where(item)
        words = self.note.words
        facts = (
            (words.holder, item.holder),
            (words.stance, item.stance),
            (words.certainty, item.certainty),
            (words.recorded, item.recorded),
        )
        self._labelled([(label, value) for label, value in facts if value])
        if item.competing:
            paragraph = self._paragraph(FACTS)
            self._text(paragraph, f"{words.competing} ", ASIDE)
            for number in item.competing:
                other = self.citations.evidence(number)
                self.pen.link(paragraph, f"claim_{number}", [Run(str(number))], "")
                self._text(paragraph, f" {other.statement} ")
        if item.judgements:
            self._labelled([(words.judgements, " ".join(item.judgements))])
        self._back(item.number)

    def _quote(self, item: Evidence) -> None:
        tongue = language_of(item.quote, self.note.language)
        tag = "" if tongue in {self.note.language, "und"} else tongue
        paragraph = self._paragraph(QUOTED)
        self.pen.write(paragraph, [Run(printable(item.before), tag)])
        self.pen.write_lit(paragraph, [Run(printable(item.quote), tag)])
        self.pen.write(paragraph, [Run(printable(item.after), tag)])

    def _where(self, item: Evidence) -> None:
        paragraph = self._paragraph(FACTS)
        self._text(paragraph, " · ".join(part for part in (item.source, item.locator) if part))
        if item.address:
            self._text(paragraph, " · ")
            if is_web_address(item.address):
                self.pen.web_link(paragraph, printable(item.address), "")
            else:
                self._text(paragraph, item.address)
        if not item.quote:
            self._text(paragraph, f" · {self.note.words.not_held}", ASIDE)

    def _labelled(self, facts: Sequence[tuple[str, str]]) -> None:
        paragraph = self._paragraph(FACTS)
        for index, (label, value) in enumerate(facts):
            self._text(paragraph, f"{'    ' if index else ''}{label} ", ASIDE)
            self._text(paragraph, value)

    def _back(self, number: int) -> None:
        links = self.citations.backlinks(number)
        if not links:
            return
        paragraph = self._paragraph(FACTS)
        for link in links:
            for index, place in enumerate(link.places):
                shown = str(index + 1) if index else f"↑ {link.section}"
                runs = language_runs(shown, self.note.language)
                self.pen.link(paragraph, place.replace("-", "_"), runs, ASIDE)
                self._text(paragraph, " ")
            self._text(paragraph, "   ")


def _look(table: BaseOxmlElement, *, first_row: bool) -> None:
    """Says which rows of a table the style treats apart."""
    look = table.tblPr.find(qn("w:tblLook"))
    if look is None:
        look = OxmlElement("w:tblLook")
        table.tblPr.append(look)
    look.attrib.clear()
    look.set(qn("w:val"), "0020" if first_row else "0000")
    for name in ("firstRow", "lastRow", "firstColumn", "lastColumn"):
        look.set(qn(f"w:{name}"), "1" if first_row and name == "firstRow" else "0")
    look.set(qn("w:noHBand"), "1")
    look.set(qn("w:noVBand"), "1")


def _keep_together(row: BaseOxmlElement) -> None:
    row.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def _repeat_head(row: BaseOxmlElement) -> None:
    row.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
