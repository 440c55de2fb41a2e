"""The page of a word-processor document while a note is written on it: paragraphs, text, numbers.

Text reaches the document only through here, cut into runs of one language and fit for XML.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from docx.document import Document
from docx.text.paragraph import Paragraph

from kizuna.publish.report.note import Note, Sentence
from kizuna.publish.report.renderers.citations import Citation, Citations
from kizuna.publish.report.renderers.language_runs import Run, is_cjk, language_runs
from kizuna.publish.report.renderers.proportions import stays_on_one_line
from kizuna.publish.report.renderers.word_links import Pen
from kizuna.publish.report.renderers.word_styles import ASIDE, REFERENCE, TABLE_TEXT


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
    return replace(sentence, text=sentence.text.replace(" ", "\u00a0"))


def evidence_bookmark(number: int) -> str:
    """The bookmark of the evidence of that number."""
    return f"evidence_{number}"


def place_bookmark(place: str) -> str:
    """The bookmark of a place that cites; a bookmark's name has no hyphen."""
    return place.replace("-", "_")
