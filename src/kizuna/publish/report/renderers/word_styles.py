"""The styles, fonts and languages of a note as a word-processor document (ECMA-376).

Everything is a named style, so that an office can restyle the document at one place. The fonts are
those that word processors bring along; each language of East Asia has its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.section import Section
from docx.shared import Cm, Length, Pt, RGBColor
from docx.table import Table, _Row

from kizuna.publish.report.renderers.language_runs import primary

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
TABLE_TEXT, CROWDED = "Note Table Text", "Note Crowded Table Text"
STRONG, LINK = "Note Subject", "Note Link"
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
    }


def east_asian(language: str) -> tuple[str, str]:
    """The East Asian font and language tag for text in a language; Japanese unless Chinese."""
    return _EAST_ASIAN.get(primary(language), _EAST_ASIAN["ja"])


def latin_tag(language: str) -> str:
    """The language tag of text in Latin or Cyrillic letters inside a note in `language`."""
    return _LATIN_TAGS.get(primary(language), language)


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
    properties.insert(0, _fonts(font))
    properties.append(_tags(latin_tag(language), tag))


def _fonts(east: str) -> Xml:
    fonts = OxmlElement("w:rFonts")
    for kind, name in (("ascii", LATIN_FONT), ("hAnsi", LATIN_FONT), ("cs", LATIN_FONT)):
        fonts.set(qn(f"w:{kind}"), name)
    fonts.set(qn("w:eastAsia"), east)
    return fonts


def _tags(latin: str, east: str) -> Xml:
    tags = OxmlElement("w:lang")
    tags.set(qn("w:val"), latin)
    tags.set(qn("w:eastAsia"), east)
    return tags


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
    style.element.append(
        parse_xml(
            f'<w:tblStylePr {nsdecls("w")} w:type="firstRow"><w:rPr><w:color w:val="5F594F"/>'
            '<w:sz w:val="17"/></w:rPr><w:tcPr><w:tcBorders><w:bottom w:val="single" w:sz="6" '
            'w:space="0" w:color="5F594F"/></w:tcBorders></w:tcPr></w:tblStylePr>'
        )
    )


def treat_first_row(table: Table, *, apart: bool) -> None:
    """Says whether the table's style treats its first row as a head."""
    look = table._tbl.tblPr.find(qn("w:tblLook"))
    if look is None:
        look = OxmlElement("w:tblLook")
        table._tbl.tblPr.append(look)
    for name in list(look.attrib):
        del look.attrib[name]
    look.set(qn("w:val"), "0620" if apart else "0600")
    look.set(qn("w:firstRow"), "1" if apart else "0")
    for name in ("lastRow", "firstColumn", "lastColumn"):
        look.set(qn(f"w:{name}"), "0")
    for name in ("noHBand", "noVBand"):
        look.set(qn(f"w:{name}"), "1")


def set_in_columns(section: Section, count: int, gap: Length) -> None:
    """Sets a section of the document in that many columns of equal width."""
    columns = section._sectPr.find(qn("w:cols"))
    if columns is None:
        columns = OxmlElement("w:cols")
        section._sectPr.append(columns)
    columns.set(qn("w:num"), str(count))
    columns.set(qn("w:space"), str(int(gap.twips)))


def keep_row_together(row: _Row) -> None:
    """Keeps a row of a table on one page."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def repeat_head(row: _Row) -> None:
    """Repeats a row at the top of each page that the table runs over."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
