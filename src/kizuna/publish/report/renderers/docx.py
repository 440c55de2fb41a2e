"""A note as a word-processor document (DOCX, ECMA-376) with real styles, bookmarks and
links.

Numbers after sentences are links to bookmarks in the list of evidence at the end, and
back; there a passage stands in its own language, on the ground of its context. Text is
cut into runs of one language, each with the font and the language of its script; every
bookmark has one name. Everything is a named style, so that an office can restyle the
document at one place. The fonts are those that word processors bring along. The file
states no time of making: the same note gives the same bytes.
"""

import io
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from itertools import chain, count, repeat, zip_longest
from shutil import copyfileobj
from typing import Any

import docx as python_docx
from docx.document import Document
from docx.enum.section import WD_SECTION
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Length, Pt, RGBColor, Twips

from kizuna.publish import document
from kizuna.publish.export.spreadsheets import pack
from kizuna.publish.report.renderers import setting
from kizuna.publish.report.renderers.typesetting import Picture, pixels

Xml = Any
"""An element of lxml, whose methods depend on its tag."""

_TEXT_WIDTH, _LABEL_WIDTH = 9411, 2268
"""In twips, 1/1440 inch: 16.6 and 4 centimetres."""
_EAST_ASIAN = {"ja": ("Yu Gothic", "ja-JP"), "zh": ("Microsoft YaHei", "zh-CN")}
"""The font and the tag of each language of East Asia, which has its own."""
_LATIN_TAGS = {"en": "en-GB", "ru": "ru-RU", "ja": "en-GB", "zh": "en-GB"}
_INK, _QUIET, _ACCENT = map(RGBColor.from_string, ("1E1C19", "5F594F", "1F4F82"))
_REFERENCE, _ASIDE, _LEAD, _PASSAGE = (
    "Note Reference",
    "Note Aside",
    "Note Figure",
    "Note Passage",
)
_FACTS, _LINES, _TABLE = "Note Facts", "Note Claims", "Note Table"
_TABLE_TEXT, _CROWDED, _HEAD = (
    "Note Table Text",
    "Note Crowded Table Text",
    "Note Table Head",
)
_LIT = "Note Passage Words"


def render_docx(note: document.Note) -> bytes:
    """The note as a DOCX file, the same bytes for the same note.

    Drawings are images on white with their description as alternative text. Issues a
    MissingGlyphs warning where a drawing has a character that no font shows. Raises
    RenderError where a sentence cites a claim without evidence.
    """
    file = python_docx.Document()
    _prepare(file, note.language)
    properties = file.core_properties
    properties.title = setting.printable(note.title)[:255]
    properties.subject = setting.printable(note.lead.text)[:255]
    properties.language = note.language
    properties.author = properties.last_modified_by = "Kizuna"
    properties.comments = note.words["made_with"]
    properties.created = properties.modified = datetime(1980, 1, 1)
    properties.revision = 1
    _Writer(file, note).write()
    saved, packed = io.BytesIO(), io.BytesIO()
    file.save(saved)
    with zipfile.ZipFile(saved) as source:
        pack(
            ((n, partial(copyfileobj, source.open(n))) for n in source.namelist()),
            packed,
        )
    return packed.getvalue()


def _element(name: str, /, *children: Xml, **attributes: object) -> Xml:
    """An element of a document with its children, and with attributes of the same
    namespace.
    """
    made = OxmlElement(
        f"w:{name}", {qn(f"w:{key}"): str(v) for key, v in attributes.items()}
    )
    made.extend(children)
    return made


class _Writer:
    """Adds a note to the end of a document whose styles are prepared.

    What makes the content of a paragraph gives its elements in order: text in a
    character style ("" for the paragraph's own), links, and bookmarks. What makes a
    block gives its paragraphs and tables.
    """

    def __init__(self, file: Document, note: document.Note) -> None:
        self.file, self.note = file, note
        self.citations = setting.Citations(note)
        self.gap = setting.gap(note.language)
        self.styles = {str(style.name): style.style_id for style in file.styles}
        self.bookmarks = count(1)
        blocks = (block for section in note.sections for block in section.blocks)
        drawn = [
            Picture.of(block.svg)
            for block in blocks
            if isinstance(block, document.Drawing)
        ]
        self.pictures = zip(drawn, pixels(drawn, note.language), strict=True)

    def write(self) -> None:
        (section,) = self.file.sections
        section.header.paragraphs[0]._p.extend(self.text(self.note.title))
        pages = (self.field("PAGE"), *self.text(" / "), self.field("NUMPAGES"))
        section.footer.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT
        section.footer.paragraphs[0]._p.extend(pages)
        self.add(self.parts())
        if self.note.evidence:
            title = self.text(self.note.words["evidence"])
            self.add([self.paragraph("Heading 1", self.mark("evidence"), title)])
            section = self.file.add_section(WD_SECTION.CONTINUOUS)
            for columns in section._sectPr.findall(qn("w:cols")):
                columns.set(qn("w:num"), "2")
                columns.set(qn("w:space"), str(int(Cm(0.8).twips)))
            self.add(chain.from_iterable(map(self.evidence, self.note.evidence)))

    def add(self, elements: Iterable[Xml]) -> None:
        for element in elements:
            self.file.element.body.sectPr.addprevious(element)

    def parts(self) -> Iterator[Xml]:
        note, words = self.note, self.note.words
        yield self.paragraph("Title", self.text(note.title))
        if note.lead.text:
            yield self.paragraph("Subtitle", self.text(note.lead.text))
        if note.header.facts:
            yield from self.facts(note.header.facts)
        titles = {
            f"section-{i}": part.title for i, part in enumerate(note.sections, start=1)
        }
        titles["evidence"] = words["evidence"] if note.evidence else ""
        contents = self.text(words["contents"], _ASIDE)
        yield self.paragraph("", contents, layout=_element("spacing", after=40))
        for bookmark, title in titles.items():
            if title:
                near = _element("spacing", after=20)
                yield self.paragraph("", self.link(bookmark, title), layout=near)
        for bookmark, part in zip(titles, note.sections, strict=False):
            self.citations.begin(part.title or note.title)
            if part.title:
                yield self.paragraph(
                    "Heading 1", self.mark(bookmark), self.text(part.title)
                )
            for block in part.blocks:
                yield from self.block(block)

    def paragraph(
        self, style: str, *content: Iterable[Xml], layout: Xml | None = None
    ) -> Xml:
        """A paragraph in a style ("" for the plain one) with its content, and a
        property of its own.
        """
        named = [_element("pStyle", val=self.styles[style])] if style else []
        own = named if layout is None else [*named, layout]
        return _element("p", _element("pPr", *own), *chain.from_iterable(content))

    def text(self, text: str, style: str = "") -> Iterator[Xml]:
        yield from (
            self.run(run, style)
            for run in setting.language_runs(text, self.note.language)
        )

    def run(self, run: setting.TextRun, style: str = "") -> Xml:
        looks = [_element("rStyle", val=self.styles[style])] if style else []
        if setting.is_cjk(run.language):
            font, tag = _EAST_ASIAN[setting.primary(run.language)]
            looks.append(_element("rFonts", eastAsia=font, hint="eastAsia"))
            looks.append(_element("lang", eastAsia=tag))
        elif run.language:
            looks.append(_element("lang", val=run.language))
        text = _element("t")
        text.text = run.text
        text.set(qn("xml:space"), "preserve")
        return _element("r", *([_element("rPr", *looks)] if looks else []), text)

    def field(self, code: str) -> Xml:
        return _element("fldSimple", self.run(setting.TextRun("1")), instr=code)

    def mark(self, bookmark: str) -> Iterator[Xml]:
        number = next(self.bookmarks)
        yield _element("bookmarkStart", id=number, name=bookmark.replace("-", "_"))
        yield _element("bookmarkEnd", id=number)

    def link(self, bookmark: str, text: str, style: str = "") -> Iterator[Xml]:
        """Text that leads to a bookmark of the same document, whose name has no
        hyphen.
        """
        anchor = bookmark.replace("-", "_")
        yield _element("hyperlink", *self.text(text, style), anchor=anchor, history=1)

    def cited(self, claims: Sequence[str], *words: Iterable[Xml]) -> Iterator[Xml]:
        """Words after the bookmark of their citation and before its numbers,
        consecutive ones as "1–4" with a link at each end.
        """
        citation = self.citations.cite(claims)
        yield from self.mark(citation.place) if citation and citation.place else ()
        yield from chain.from_iterable(words)
        for index, (first, last) in enumerate(citation.spans if citation else ()):
            yield from self.text(", ", _REFERENCE) if index else ()
            yield from self.link(f"evidence_{first}", str(first), _REFERENCE)
            if last != first:
                yield from self.text("\u2013", _REFERENCE)
                yield from self.link(f"evidence_{last}", str(last), _REFERENCE)

    def sentences(self, sentences: Iterable[document.Sentence]) -> Iterator[Xml]:
        for index, one in enumerate(sentences):
            yield from self.text(self.gap) if index and self.gap else ()
            yield from self.cited(
                one.claims, self.text(one.text, _ASIDE if one.aside else "")
            )

    def cell(
        self, said: document.Sentence, side: str = "left", style: str = _TABLE_TEXT
    ) -> Xml:
        """A paragraph of a table cell; a short text does not break at its spaces."""
        if setting.stays_on_one_line(said.text):
            said = document.Sentence.of(
                said.text.replace(" ", "\u00a0"), said.claims, said.tone
            )
        return self.paragraph(
            style, self.sentences((said,)), layout=_element("jc", val=side)
        )

    def block(self, block: document.Block) -> Iterator[Xml]:
        match block:
            case document.Paragraph(sentences):
                yield self.paragraph("", self.sentences(sentences))
            case document.Listing():
                yield from self.listing(block)
            case document.Table():
                yield from self.table(block)
            case document.KeyFigures():
                yield from self.key_figures(block)
            case document.Facts(facts):
                yield from self.facts(facts)
            case document.Drawing():
                yield from self.drawing(block)
            case document.Subheading():
                yield self.paragraph(
                    f"Heading {block.level + 1}", self.text(block.text)
                )
                if block.remark:
                    remark = self.text(block.remark, _ASIDE)
                    yield self.paragraph("", remark, layout=_element("keepNext"))

    def listing(self, block: document.Listing) -> Iterator[Xml]:
        """A list; a numbered one has a numbering of its own that starts at 1, in the
        form of its style's.
        """
        style, number = "List Bullet", 0
        if block.numbered:
            style, numbering = "List Number", self.file.part.numbering_part.element
            used = self.file.styles[style].element.pPr.numPr.numId.val
            own = numbering.add_num(numbering.num_having_numId(used).abstractNumId.val)
            own.add_lvlOverride(ilvl=0).add_startOverride(1)
            number = int(own.numId)
        for item in block.items:
            ids = (_element("ilvl", val=0), _element("numId", val=number))
            layout = _element("numPr", *ids) if number else None
            yield self.paragraph(style, self.sentences(item), layout=layout)

    def rows(
        self,
        rows: Iterable[Sequence[Sequence[Xml]]],
        widths: Sequence[int],
        has_head: bool = False,
    ) -> Iterator[Xml]:
        """A table of rows of cells of paragraphs, in columns of widths in twips, and
        the space after it; with a head, which repeats on each page, no row breaks.
        """
        style = _element("tblStyle", val=self.styles[_TABLE])
        properties = _element("tblPr", style, _element("tblW", type="auto", w=0))
        properties.append(_element("tblLayout", type="fixed"))
        columns = _element(
            "tblGrid", *(_element("gridCol", w=width) for width in widths)
        )
        table = _element("tbl", properties, columns)
        for at, cells in enumerate(rows):
            signs = ("tblHeader", "cantSplit")[bool(at) :] if has_head else ()
            table.append(_element("tr", _element("trPr", *map(_element, signs))))
            for width, cell in zip(widths, cells, strict=True):
                size = _element("tcPr", _element("tcW", type="dxa", w=width))
                table[-1].append(_element("tc", size, *(cell or [self.paragraph("")])))
        yield from (table, self.paragraph(""))

    def facts(
        self, facts: Iterable[tuple[str, Iterable[document.Sentence]]]
    ) -> Iterator[Xml]:
        label = partial(document.Sentence.of, tone=document.Tone.ASIDE)
        rows = (
            ([self.cell(label(words))], [*map(self.cell, said)])
            for words, said in facts
        )
        return self.rows(rows, (_LABEL_WIDTH, _TEXT_WIDTH - _LABEL_WIDTH))

    def table(self, table: document.Table) -> Iterator[Xml]:
        if table.caption:
            yield self.paragraph(
                "Caption", self.text(table.caption), layout=_element("keepNext")
            )
        shares, scale = setting.layout_of(table)
        styles = chain([_HEAD], repeat(_CROWDED if scale < 1 else _TABLE_TEXT))
        heads = tuple(map(document.Sentence.of, table.columns))
        sides = ["right" if at in table.numeric else "left" for at in range(len(heads))]
        rows = (
            [[self.cell(*held, style)] for held in zip(row, sides, strict=True)]
            for row, style in zip((heads, *table.rows), styles, strict=False)
        )
        yield from self.rows(
            rows, [int(_TEXT_WIDTH * share) for share in shares], has_head=True
        )

    def drawing(self, drawing: document.Drawing) -> Iterator[Xml]:
        picture, image = next(self.pictures)
        width = min(Pt(picture.size[0]), Twips(_TEXT_WIDTH))
        inline = self.file.part.new_pic_inline(io.BytesIO(image), width, None)
        inline.docPr.set(
            "descr", setting.printable(drawing.description or drawing.caption)
        )
        inline.docPr.set("title", setting.printable(drawing.caption))
        shown = _element("r", _element("drawing", inline))
        yield self.paragraph("", [shown], layout=_element("keepNext"))
        yield self.paragraph(
            "Caption", self.cited(drawing.claims, self.text(drawing.caption))
        )

    def key_figures(self, block: document.KeyFigures) -> Iterator[Xml]:
        across, cells = min(len(block.facts), 3) or 1, []
        for label, (figure, *remarks) in block.facts:
            lead, rest = setting.leading_number(figure.text)
            shown = self.cited(figure.claims, self.text(lead, _LEAD), self.text(rest))
            under = map(self.cell, (document.Sentence.of(label), *remarks))
            cells.append([self.paragraph(_TABLE_TEXT, shown), *under])
        rows = zip_longest(*[iter(cells)] * across, fillvalue=())
        return self.rows(rows, [_TEXT_WIDTH // across] * across)

    def evidence(self, item: document.CitedPassage) -> Iterator[Xml]:
        self.citations.within(item)
        colon = setting.colon(self.note.language)
        lines = [self.quote(*quote) for quote in setting.printed_quotes(item)]
        lines.append(self.dotted(map(self.place, item.source)))
        head = (
            self.mark(f"evidence_{item.number}"),
            self.text(f"{item.number}\t", _ASIDE),
        )
        for at, line in enumerate(lines):
            yield self.paragraph(
                _FACTS if at else _PASSAGE, *(() if at else head), line
            )
        for label, said in item.facts.facts:
            stated = self.dotted(self.sentences((one,)) for one in said)
            yield self.paragraph(_LINES, self.text(label + colon, _ASIDE), stated)
        if links := self.citations.backlinks(item.number):
            back = self.dotted(self.back(*link) for link in links.items())
            yield self.paragraph(
                _FACTS, self.text(f"{self.note.words['cited_in']} ", _ASIDE), back
            )

    def dotted(self, parts: Iterable[Iterable[Xml]]) -> Iterator[Xml]:
        for at, part in enumerate(parts):
            yield from self.text(setting.DOT, _ASIDE) if at else ()
            yield from part

    def back(self, section: str, places: Sequence[str]) -> Iterator[Xml]:
        for index, place in enumerate(places):
            yield from self.text(" " if index else "", _ASIDE)
            yield from self.link(place, str(index + 1) if index else section, _ASIDE)

    def quote(self, label: str, quote: document.Sentence) -> Iterator[Xml]:
        yield from (
            self.text(label + setting.colon(self.note.language), _ASIDE)
            if label
            else ()
        )
        for piece in quote.pieces:
            tag = (
                "" if piece.language in {self.note.language, "und"} else piece.language
            )
            if piece.text:
                run = setting.TextRun(piece.text, tag)
                yield self.run(run, _LIT if piece.is_marked else _ASIDE)

    def place(self, said: document.Sentence) -> Iterator[Xml]:
        if not (address := setting.printable(said.pieces[0].address)):
            yield from self.text(said.text, _ASIDE if said.aside else "")
            return
        element = _element("hyperlink", self.run(setting.TextRun(address)))
        to = self.file.part.relate_to(
            address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True
        )
        element.set(qn("r:id"), to)
        yield element


@dataclass(frozen=True, slots=True)
class _Style:
    """A paragraph style: sizes and spaces in points, 0 for the size of the body,
    indents in centimetres.
    """

    size: float = 0
    bold: bool = False
    colour: RGBColor = _INK
    before: float = 0
    after: float = 0
    line: float = 1.15
    indent: float = 0
    hanging: float = 0
    keep: bool = False


_PARAGRAPHS = {
    "Normal": _Style(after=6, line=1.18),
    "Title": _Style(22, bold=True, after=4, line=1.1),
    "Subtitle": _Style(12, colour=_QUIET, after=12),
    "Heading 1": _Style(15, bold=True, before=24, after=6, keep=True),
    "Heading 2": _Style(11.5, bold=True, before=14, after=4, keep=True),
    "Heading 3": _Style(10.5, bold=True, colour=_QUIET, before=10, after=3, keep=True),
    **dict.fromkeys(("List Bullet", "List Number"), _Style(after=3)),
    "Caption": _Style(10, bold=True, before=8, after=4),
    **dict.fromkeys(("Header", "Footer"), _Style(8.5, colour=_QUIET)),
    _PASSAGE: _Style(
        8, before=7, after=1, line=1.05, indent=0.75, hanging=0.75, keep=True
    ),
    _FACTS: _Style(8, after=1, line=1.05, indent=0.75),
    _LINES: _Style(8, after=1, line=1.05, indent=1.05, hanging=0.3),
    _TABLE_TEXT: _Style(9.5, line=1.1),
    _CROWDED: _Style(8, line=1.1),
    _HEAD: _Style(8.5, colour=_QUIET, line=1.1, keep=True),
}
_CHARACTERS: dict[str, tuple[RGBColor, Length | None, bool | None]] = {
    _REFERENCE: (_ACCENT, None, False),
    _ASIDE: (_QUIET, None, None),
    _LEAD: (_INK, Pt(24), None),
    _LIT: (_INK, None, None),
}
"""The colour, size and weight of each character style; None is that of the text
around.
"""


def _prepare(file: Document, language: str) -> None:
    """Set page, default fonts and languages, and define every style that a note
    uses.
    """
    section, styles = file.sections[0], file.styles
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.2)
    section.top_margin, section.bottom_margin = Cm(2.5), Cm(2.4)
    font, tag = _EAST_ASIAN.get(setting.primary(language), _EAST_ASIAN["ja"])
    (properties,) = styles.element.xpath("w:docDefaults/w:rPrDefault/w:rPr")
    for element in properties.xpath("w:rFonts | w:lang"):
        properties.remove(element)
    latin = dict.fromkeys(("ascii", "hAnsi", "cs"), "Calibri")
    properties.insert(0, _element("rFonts", **latin, eastAsia=font))
    own = _LATIN_TAGS.get(setting.primary(language), language)
    properties.append(_element("lang", val=own, eastAsia=tag))
    body = 10 if setting.primary(language) in _EAST_ASIAN else 10.5
    for name, style in _PARAGRAPHS.items():
        _add_style(file, name, style, body)
    for name, (colour, size, is_bold) in _CHARACTERS.items():
        look = styles.add_style(name, WD_STYLE_TYPE.CHARACTER).font
        look.color.rgb, look.size, look.bold = colour, size, is_bold
    styles[_REFERENCE].font.superscript = True
    ground = _element("shd", val="clear", color="auto", fill="FBE8A6")
    styles[_LIT].element.get_or_add_rPr().append(ground)
    rule = 'w:val="single" w:sz="4" w:space="0" w:color="CFC8BA"'
    margins = (("top", 50), ("left", 0), ("bottom", 50), ("right", 140))
    sides = "".join(
        f'<w:{side} w:w="{width}" w:type="dxa"/>' for side, width in margins
    )
    rules = f"<w:tblBorders><w:bottom {rule}/><w:insideH {rule}/></w:tblBorders>"
    looks = (
        f"<w:tblPr {nsdecls('w')}>{rules}<w:tblCellMar>{sides}</w:tblCellMar></w:tblPr>"
    )
    styles.add_style(_TABLE, WD_STYLE_TYPE.TABLE).element.append(parse_xml(looks))


def _add_style(file: Document, name: str, given: _Style, body: float) -> None:
    """Define a paragraph style without the template's own fonts, rules and spacing."""
    if name not in file.styles:
        file.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH).base_style = file.styles[
            "Normal"
        ]
    style = file.styles[name]
    own = "w:rPr/w:rFonts | w:rPr/w:spacing | w:rPr/w:kern | w:pPr/w:pBdr"
    for element in style.element.xpath(own):
        element.getparent().remove(element)
    style.font.size, style.font.bold, style.font.italic = (
        Pt(given.size or body),
        given.bold,
        False,
    )
    style.font.color.rgb = given.colour
    layout = style.paragraph_format
    layout.space_before, layout.space_after = Pt(given.before), Pt(given.after)
    layout.line_spacing = given.line
    layout.keep_with_next = given.keep
    layout.widow_control = True
    layout.left_indent = Cm(given.indent) if given.indent else None
    layout.first_line_indent = Cm(-given.hanging) if given.hanging else None
