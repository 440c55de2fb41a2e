"""The page of a word-processor document while a note is written on it: paragraphs, text, numbers.

Text reaches the document only through here, cut into runs of one language and fit for XML.

Every run of text carries the font and the language of its script; every bookmark has one name.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

from kizuna.publish.document import Sentence
from kizuna.publish.report.note import Note
from kizuna.publish.report.renderers.citations import Citation, Citations
from kizuna.publish.report.renderers.language_runs import Run, is_cjk, language_runs
from kizuna.publish.report.renderers.proportions import stays_on_one_line
from kizuna.publish.report.renderers.word_styles import (
    ASIDE,
    REFERENCE,
    TABLE_TEXT,
    Xml,
    east_asian,
)

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


class Page:
    """Adds to the end of a document whose styles are prepared."""

    def __init__(self, document: Document, note: Note) -> None:
        self.document = document
        self.note = note
        self.citations = Citations(note)
        self._styles = {str(style.name): style.style_id for style in document.styles}
        self.pen = Pen(self._styles)
        self._gap = [] if is_cjk(note.language) else [Run(" ")]

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
        self.pen.write(paragraph, language_runs(text, self.note.language), style)

    def link(self, paragraph: Paragraph, bookmark: str, text: str, style: str = "") -> None:
        """Adds text that leads to a bookmark."""
        self.pen.link(paragraph, bookmark, language_runs(text, self.note.language), style)

    def cite(self, paragraph: Paragraph, claims: Sequence[str]) -> Citation | None:
        """Bookmarks the place of a citation, before its sentence is written."""
        citation = self.citations.cite(claims)
        if citation:
            self.pen.bookmark(paragraph, place_bookmark(citation.place))
        return citation

    def numbers(self, paragraph: Paragraph, citation: Citation | None) -> None:
        """Adds the numbers of a citation, consecutive ones as "1–4" with a link at each end."""
        for index, (first, last) in enumerate(citation.spans if citation else ()):
            self.pen.write(paragraph, [Run(", ")] if index else [], REFERENCE)
            self.link(paragraph, evidence_bookmark(first), str(first), REFERENCE)
            if last != first:
                self.pen.write(paragraph, [Run("\u2013")], REFERENCE)
                self.link(paragraph, evidence_bookmark(last), str(last), REFERENCE)

    def sentences(self, paragraph: Paragraph, sentences: Iterable[Sentence]) -> None:
        """Adds sentences one after another, each with its numbers."""
        for index, sentence in enumerate(sentences):
            if index:
                self.pen.write(paragraph, self._gap)
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
