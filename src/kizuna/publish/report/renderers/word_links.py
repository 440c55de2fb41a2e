"""Runs, bookmarks and links of a word-processor document (ECMA-376), written as XML elements.

Every run of text carries the font and the language of its script; every bookmark has one name.
"""

from __future__ import annotations

from collections.abc import Iterable

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

from kizuna.publish.report.renderers.language_runs import Run, is_cjk
from kizuna.publish.report.renderers.word_styles import Xml, east_asian

_HIGHLIGHT = "FBE8A6"


class Pen:
    """Writes into paragraphs; `styles` maps style names to style ids."""

    def __init__(self, styles: dict[str, str]) -> None:
        self._styles = styles
        self._bookmarks = 0

    def write(self, paragraph: Paragraph, runs: Iterable[Run], style: str = "") -> None:
        """Adds runs of text in a character style ("" for the paragraph's own)."""
        for run in runs:
            paragraph._p.append(self._run(run, style))

    def write_lit(self, paragraph: Paragraph, runs: Iterable[Run]) -> None:
        """Adds runs on the ground that marks a quoted passage."""
        for run in runs:
            element = self._run(run, "")
            shade = OxmlElement("w:shd")
            for name, value in (("val", "clear"), ("color", "auto"), ("fill", _HIGHLIGHT)):
                shade.set(qn(f"w:{name}"), value)
            properties = element.get_or_add_rPr()
            tags = properties.find(qn("w:lang"))
            properties.append(shade) if tags is None else tags.addprevious(shade)
            paragraph._p.append(element)

    def bookmark(self, paragraph: Paragraph, name: str) -> None:
        """Puts a bookmark at the end of what the paragraph holds so far."""
        self._bookmarks += 1
        start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
        for element in (start, end):
            element.set(qn("w:id"), str(self._bookmarks))
            paragraph._p.append(element)
        start.set(qn("w:name"), name)

    def link(self, paragraph: Paragraph, bookmark: str, runs: Iterable[Run], style: str) -> None:
        """Adds a link to a bookmark of the same document."""
        element = OxmlElement("w:hyperlink")
        element.set(qn("w:anchor"), bookmark)
        element.set(qn("w:history"), "1")
        for run in runs:
            element.append(self._run(run, style))
        paragraph._p.append(element)

    def web_link(self, paragraph: Paragraph, address: str) -> None:
        """Adds a link to an address of the web, shown as the address."""
        kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
        element = OxmlElement("w:hyperlink")
        element.set(qn("r:id"), paragraph.part.relate_to(address, kind, is_external=True))
        element.append(self._run(Run(address), ""))
        paragraph._p.append(element)

    def field(self, paragraph: Paragraph, code: str) -> None:
        """Adds a field that the word processor fills in, such as PAGE."""
        element = OxmlElement("w:fldSimple")
        element.set(qn("w:instr"), code)
        element.append(self._run(Run("1"), ""))
        paragraph._p.append(element)

    def _run(self, run: Run, style: str) -> Xml:
        element = OxmlElement("w:r")
        if style or run.language:
            properties = element.get_or_add_rPr()
            if style:
                named = OxmlElement("w:rStyle")
                named.set(qn("w:val"), self._styles[style])
                properties.append(named)
            if run.language:
                self._speak(properties, run.language)
        text = OxmlElement("w:t")
        text.text = run.text
        text.set(qn("xml:space"), "preserve")
        element.append(text)
        return element

    def _speak(self, properties: Xml, language: str) -> None:
        """Sets the font and tag of a run in another language than the document's."""
        tags = OxmlElement("w:lang")
        if is_cjk(language):
            font, tag = east_asian(language)
            fonts = OxmlElement("w:rFonts")
            fonts.set(qn("w:eastAsia"), font)
            fonts.set(qn("w:hint"), "eastAsia")
            properties.append(fonts)
            tags.set(qn("w:eastAsia"), tag)
        else:
            tags.set(qn("w:val"), language)
        properties.append(tags)
