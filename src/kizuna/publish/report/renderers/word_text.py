"""The page of a word-processor document while a note is written on it: styles, paragraphs, text, numbers.

Text reaches the document only through here, cut into runs of one language and fit for XML. Every run of text
carries the font and the language of its script; every bookmark has one name. Everything is a named style, so
that an office can restyle the document at one place. The fonts are those that word processors bring along; each
language of East Asia has its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.section import Section
from docx.shared import Cm, Length, Pt, RGBColor
from docx.table import _Row
from docx.text.paragraph import Paragraph

from kizuna.publish.document import Note, Sentence
from kizuna.publish.report.renderers.citations import Citation, Citations
from kizuna.publish.report.renderers.language_runs import (
    TextRun,
    is_cjk,
    language_runs,
    primary,
    stays_on_one_line,
)

Xml = Any
"""An element of lxml, whose methods depend on its tag."""

LATIN_FONT = "Calibri"
INK, QUIET, ACCENT = (
    RGBColor(0x1E, 0x1C, 0x19),
    RGBColor(0x5F, 0x59, 0x4F),
    RGBColor(0x1F, 0x4F, 0x82),
)
REFERENCE, ASIDE, LEAD, PASSAGE = "Note Reference", "Note Aside", "Note Figure", "Note Passage"
FACTS, LINES, TABLE = "Note Facts", "Note Claims", "Note Table"
TABLE_TEXT, CROWDED, HEAD = "Note Table Text", "Note Crowded Table Text", "Note Table Head"
STRONG, LINK, LIT = "Note Subject", "Note Link", "Note Passage Words"
_EAST_ASIAN = {"ja": ("Yu Gothic", "ja-JP"), "zh": ("Microsoft YaHei", "zh-CN")}
_LATIN_TAGS = {"en": "en-GB", "ru": "ru-RU", "ja": "en-GB", "zh": "en-GB"}


@dataclass(frozen=True, slots=True)
class _Look:
    """A paragraph style: sizes and spaces in points, indents in centimetres."""

    size: float
    bold: bool = False
    colour: RGBColor = INK
    before: float = 0
    after: float = 0
    line: float = 1.15
    indent: float = 0
    hanging: float = 0
    keep: bool = False


def _looks(size: float) -> dict[str, _Look]:
    """The look of each paragraph style for a body of `size` points."""
    return {
        "Normal": _Look(size, after=6, line=1.18),
        "Title": _Look(22, bold=True, after=4, line=1.1),
        "Subtitle": _Look(12, colour=QUIET, after=12),
        "Heading 1": _Look(15, bold=True, before=24, after=6, keep=True),
        "Heading 2": _Look(11.5, bold=True, before=14, after=4, keep=True),
        "Heading 3": _Look(10.5, bold=True, colour=QUIET, before=10, after=3, keep=True),
        "List Bullet": _Look(size, after=3),
        "List Number": _Look(size, after=3),
        "Caption": _Look(10, bold=True, before=8, after=4),
        "Header": _Look(8.5, colour=QUIET),
        "Footer": _Look(8.5, colour=QUIET),
        PASSAGE: _Look(8, before=7, after=1, line=1.05, indent=0.75, hanging=0.75, keep=True),
        FACTS: _Look(8, after=1, line=1.05, indent=0.75),
        LINES: _Look(8, after=1, line=1.05, indent=1.05, hanging=0.3),
        TABLE_TEXT: _Look(9.5, line=1.1),
        CROWDED: _Look(8, line=1.1),
        HEAD: _Look(8.5, colour=QUIET, line=1.1, keep=True),
    }


def east_asian(language: str) -> tuple[str, str]:
    """The East Asian font and language tag for text in a language; Japanese unless Chinese."""
    return _EAST_ASIAN.get(primary(language), _EAST_ASIAN["ja"])


def prepare(document: Document, language: str) -> None:
    """Sets page, default fonts and languages, and defines every style that a note uses."""
    _page(document)
    _defaults(document, language)
    size = 10 if primary(language) in _EAST_ASIAN else 10.5
    for name, look in _looks(size).items():
        _paragraph(document, name, look)
    _character(document, REFERENCE, colour=ACCENT, superscript=True)
    _character(document, ASIDE, colour=QUIET)
    _character(document, LEAD, size=24)
    _character(document, STRONG, bold=True)
    _character(document, LINK, colour=ACCENT)
    _character(document, LIT)
    ground = _element("shd", val="clear", color="auto", fill="FBE8A6")
    document.styles[LIT].element.get_or_add_rPr().append(ground)
    _table_style(document)


def _page(document: Document) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.2)
    section.top_margin, section.bottom_margin = Cm(2.5), Cm(2.4)


def _defaults(document: Document, language: str) -> None:
    font, tag = east_asian(language)
    defaults = document.styles.element.find(qn("w:docDefaults"))
    properties = defaults.find(qn("w:rPrDefault")).find(qn("w:rPr"))
    for name in ("w:rFonts", "w:lang"):
        for element in properties.findall(qn(name)):
            properties.remove(element)
    latin = dict.fromkeys(("ascii", "hAnsi", "cs"), LATIN_FONT)
    properties.insert(0, _element("rFonts", **latin, eastAsia=font))
    properties.append(
        _element("lang", val=_LATIN_TAGS.get(primary(language), language), eastAsia=tag)
    )


def _element(name: str, /, **attributes: object) -> Xml:
    """An element of a document, with attributes of the same namespace."""
    return OxmlElement(f"w:{name}", {qn(f"w:{key}"): str(v) for key, v in attributes.items()})


def _paragraph(document: Document, name: str, look: _Look) -> None:
    styles = document.styles
    known = name in {style.name for style in styles}
    style = styles[name] if known else styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    if not known:
        style.base_style = styles["Normal"]
    _plain(style.element)
    style.font.size, style.font.bold, style.font.italic = Pt(look.size), look.bold, False
    style.font.color.rgb = look.colour
    layout = style.paragraph_format
    layout.space_before, layout.space_after = Pt(look.before), Pt(look.after)
    layout.line_spacing = look.line
    layout.keep_with_next = look.keep
    layout.widow_control = True
    if look.indent:
        layout.left_indent = Cm(look.indent)
    if look.hanging:
        layout.first_line_indent = Cm(-look.hanging)


def _plain(style: Xml) -> None:
    """Takes the template's own fonts, rules and spacing out of a style."""
    for path in ("w:rPr/w:rFonts", "w:rPr/w:spacing", "w:rPr/w:kern", "w:pPr/w:pBdr"):
        for element in style.findall("/".join(qn(step) for step in path.split("/"))):
            element.getparent().remove(element)


def _character(
    document: Document,
    name: str,
    *,
    size: float | None = None,
    colour: RGBColor = INK,
    superscript: bool = False,
    bold: bool = False,
) -> None:
    style = document.styles.add_style(name, WD_STYLE_TYPE.CHARACTER)
    style.font.color.rgb = colour
    style.font.superscript = superscript or None
    style.font.bold = False if superscript else bold or None
    if size:
        style.font.size = Pt(size)


def _table_style(document: Document) -> None:
    style = document.styles.add_style(TABLE, WD_STYLE_TYPE.TABLE)
    edges = "".join(
        f'<w:{edge} w:val="single" w:sz="4" w:space="0" w:color="CFC8BA"/>'
        for edge in ("bottom", "insideH")
    )
    margins = (("top", 50), ("left", 0), ("bottom", 50), ("right", 140))
    sides = "".join(f'<w:{side} w:w="{width}" w:type="dxa"/>' for side, width in margins)
    style.element.append(
        parse_xml(
            f"<w:tblPr {nsdecls('w')}><w:tblBorders>{edges}</w:tblBorders>"
            f"<w:tblCellMar>{sides}</w:tblCellMar></w:tblPr>"
        )
    )


def set_in_columns(section: Section, count: int, gap: Length) -> None:
    """Sets a section of the document in that many columns of equal width."""
    for columns in section._sectPr.findall(qn("w:cols")):
        columns.set(qn("w:num"), str(count))
        columns.set(qn("w:space"), str(int(gap.twips)))


def mark_row(row: _Row, sign: str) -> None:
    """Keeps a row of a table on one page ("cantSplit"), or repeats it on each ("tblHeader")."""
    row._tr.get_or_add_trPr().append(_element(sign))


class Page:
    """Adds to the end of a document whose styles are prepared."""

    def __init__(self, document: Document, note: Note) -> None:
        self.document = document
        self.note = note
        self.citations = Citations(note)
        self._styles = {str(style.name): style.style_id for style in document.styles}
        self._bookmarks = 0
        self._gap = [] if is_cjk(note.language) else [TextRun(" ")]

    def write(self, paragraph: Paragraph, runs: Iterable[TextRun], style: str = "") -> None:
        """Adds runs of text in a character style ("" for the paragraph's own)."""
        for run in runs:
            paragraph._p.append(self._run(run, style))

    def bookmark(self, paragraph: Paragraph, name: str) -> None:
        """Puts a bookmark at the end of what the paragraph holds so far."""
        self._bookmarks += 1
        paragraph._p.append(_element("bookmarkStart", id=self._bookmarks, name=name))
        paragraph._p.append(_element("bookmarkEnd", id=self._bookmarks))

    def web_link(self, paragraph: Paragraph, address: str) -> None:
        """Adds a link to an address of the web, shown as the address."""
        kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
        element = _element("hyperlink")
        element.set(qn("r:id"), paragraph.part.relate_to(address, kind, is_external=True))
        element.append(self._run(TextRun(address), ""))
        paragraph._p.append(element)

    def field(self, paragraph: Paragraph, code: str) -> None:
        """Adds a field that the word processor fills in, such as PAGE."""
        element = _element("fldSimple", instr=code)
        element.append(self._run(TextRun("1"), ""))
        paragraph._p.append(element)

    def _run(self, run: TextRun, style: str) -> Xml:
        element = _element("r")
        if style or run.language:
            properties = element.get_or_add_rPr()
            if style:
                properties.append(_element("rStyle", val=self._styles[style]))
            if is_cjk(run.language):
                font, tag = east_asian(run.language)
                properties.append(_element("rFonts", eastAsia=font, hint="eastAsia"))
                properties.append(_element("lang", eastAsia=tag))
            elif run.language:
                properties.append(_element("lang", val=run.language))
        text = _element("t")
        text.text = run.text
        text.set(qn("xml:space"), "preserve")
        element.append(text)
        return element

    def paragraph(self, style: str = "") -> Paragraph:
        """A new paragraph in a style, the document's plain one for ""."""
        paragraph = self.document.add_paragraph()
        if style:
            self.restyle(paragraph, style)
        return paragraph

    def restyle(self, paragraph: Paragraph, style: str) -> None:
        """Gives a paragraph a style by name."""
        paragraph._p.get_or_add_pPr().style = self._styles[style]

    def text(self, paragraph: Paragraph, text: str, style: str = "") -> None:
        """Adds text in a character style ("" for the paragraph's own)."""
        self.write(paragraph, language_runs(text, self.note.language), style)

    def link(self, paragraph: Paragraph, bookmark: str, text: str, style: str = "") -> None:
        """Adds text that leads to a bookmark of the same document."""
        element = _element("hyperlink", anchor=bookmark, history=1)
        for run in language_runs(text, self.note.language):
            element.append(self._run(run, style))
        paragraph._p.append(element)

    def cite(self, paragraph: Paragraph, claims: Sequence[str]) -> Citation | None:
        """Bookmarks the place of a citation, before its sentence is written."""
        citation = self.citations.cite(claims)
        if citation:
            self.bookmark(paragraph, place_bookmark(citation.place))
        return citation

    def numbers(self, paragraph: Paragraph, citation: Citation | None) -> None:
        """Adds the numbers of a citation, consecutive ones as "1–4" with a link at each end."""
        for index, (first, last) in enumerate(citation.spans if citation else ()):
            self.write(paragraph, [TextRun(", ")] if index else [], REFERENCE)
            self.link(paragraph, evidence_bookmark(first), str(first), REFERENCE)
            if last != first:
                self.write(paragraph, [TextRun("\u2013")], REFERENCE)
                self.link(paragraph, evidence_bookmark(last), str(last), REFERENCE)

    def sentences(self, paragraph: Paragraph, sentences: Iterable[Sentence]) -> None:
        """Adds sentences one after another, each with its numbers."""
        for index, sentence in enumerate(sentences):
            if index:
                self.write(paragraph, self._gap)
            citation = self.cite(paragraph, sentence.claims)
            self.text(paragraph, sentence.text, ASIDE if sentence.aside else "")
            self.numbers(paragraph, citation)

    def cell(self, paragraph: Paragraph, *sentences: Sentence, style: str = TABLE_TEXT) -> None:
        """Fills a paragraph of a table cell; a short text does not break at its spaces."""
        self.restyle(paragraph, style)
        self.sentences(paragraph, [_kept(sentence) for sentence in sentences])


def _kept(sentence: Sentence) -> Sentence:
    if not stays_on_one_line(sentence.text):
        return sentence
    kept = tuple(
        replace(piece, text=piece.text.replace(" ", "\u00a0")) for piece in sentence.pieces
    )
    return replace(sentence, pieces=kept)


def evidence_bookmark(number: int) -> str:
    """The bookmark of the evidence of that number."""
    return f"evidence_{number}"


def place_bookmark(place: str) -> str:
    """The bookmark of a place that cites; a bookmark's name has no hyphen."""
    return place.replace("-", "_")
