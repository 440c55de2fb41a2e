"""A note as text: one HTML file, or Markdown (CommonMark with tables and footnotes).

The HTML needs nothing else: no network, no other file, no script. Each number after a
sentence is a link to a piece of evidence at the end of the page; where scripts run, the
link opens it beside the text instead. The page's own policy (CSP) allows nothing that
is not in the file. All text passes through the template's escaping.

The Markdown is readable also where neither tables nor footnotes are known. All text is
escaped, so that none of it can become markup. A footnote always opens with bold words
and a dash, which keeps plain CommonMark from reading it as a link definition.
"""

import base64
import hashlib
import re
from collections.abc import Iterable, Sequence
from importlib.resources import files
from itertools import pairwise

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from kizuna.publish import document
from kizuna.publish.report.renderers import setting

SHOWN = 3
"""How many numbers stand after a sentence at most; of more, all but two fold into
"+N".
"""
_SPECIAL = re.compile(r"([\\`*_\[\]<>|~&^$#])")
_OPENS_A_BLOCK = re.compile(r"^(\d{0,9})([-+=.):])")
_SPACE = re.compile(r"\s+")
_TEMPLATE = Environment(
    loader=PackageLoader("kizuna.publish.report.renderers", "templates"),
    autoescape=True,
    undefined=StrictUndefined,
).get_template("note.html.jinja")


def render_html(note: document.Note) -> str:
    """The note as a self-contained HTML document, the same text for the same note.

    Raises RenderError where a sentence cites a claim without evidence.
    """
    folder = files("kizuna.publish.report.renderers") / "templates"
    assets = [(folder / name).read_text("utf-8") for name in ("note.css", "note.js")]
    hashed = (hashlib.sha256(one.encode()).digest() for one in assets)
    style, script = (f"'sha256-{base64.b64encode(one).decode()}'" for one in hashed)
    return _TEMPLATE.render(
        note=note,
        words=note.words,
        first=note.sections[0].anchor if note.sections else "evidence",
        fold=fold,
        setting=setting,
        citations=setting.Citations(note),
        css=Markup(assets[0]),
        script=Markup(assets[1]),
        policy=f"default-src 'none'; style-src {style}; script-src {script}; "
        "base-uri 'none'; form-action 'none'",
    )


def fold(
    numbers: tuple[int, ...], few: bool = False
) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """The numbers to show and those to fold into "+N", which never holds one alone.

    `few` is for the narrow cells of numbers, where one is shown.
    """
    shown = 1 if few else SHOWN - 1
    return (
        (numbers, ())
        if len(numbers) <= shown + 1
        else (numbers[:shown], numbers[shown:])
    )


def render_markdown(note: document.Note) -> str:
    """The note as Markdown text ending in a line feed, the same for the same note.

    Drawings are given as their descriptions. Raises RenderError where a sentence cites
    a claim without evidence.
    """
    return "\n\n".join(_Writer(note).parts()) + "\n"


def escaped(text: str) -> str:
    """Text on one line with every character escaped that Markdown could take for
    markup.
    """
    line = _SPACE.sub(" ", setting.printable(text)).strip()
    return _OPENS_A_BLOCK.sub(r"\1\\\2", _SPECIAL.sub(r"\\\1", line))


class _Writer:
    def __init__(self, note: document.Note) -> None:
        self.note = note
        self.citations = setting.Citations(note)
        self.gap = setting.gap(note.language)
        self.referred: set[int] = set()

    def parts(self) -> Iterable[str]:
        note = self.note
        yield f"# {escaped(note.title)}"
        if note.lead.text:
            yield escaped(note.lead.text)
        if note.header.facts:
            yield self.facts(note.header.facts)
        for section in note.sections:
            self.citations.begin(section.title or note.title)
            if section.title:
                yield f"## {escaped(section.title)}"
            for block in section.blocks:
                yield self.block(block)
        if note.evidence:
            yield f"## {escaped(note.words['evidence'])}"
            inside = [
                item.number
                for item in note.evidence
                if item.number not in self.referred
            ]
            if (
                inside
            ):  # those within "[^1]–[^4]", since unreferred footnotes are not shown
                yield "".join(f"[^{number}]" for number in inside)
            yield from (self.evidence(item) for item in note.evidence)
        yield f"*{escaped(note.words['made_with'])}*"

    def block(self, block: document.Block) -> str:
        match block:
            case document.Paragraph(sentences):
                return self.sentences(sentences)
            case document.Listing(items, numbered):
                texts = enumerate(map(self.sentences, items), start=1)
                return "\n".join(
                    f"{f'{n}.' if numbered else '-'} {text}" for n, text in texts
                )
            case document.Table():
                return self.table(block)
            case document.KeyFigures(facts):
                lines = []
                for label, (key, *remarks) in facts:
                    figure = f"- **{escaped(key.text)}**{self.notes(key.claims)}"
                    remark = "".join(f" ({self.sentence(one)})" for one in remarks)
                    lines.append(f"{figure} — {escaped(label)}{remark}")
                return "\n".join(lines)
            case document.Facts(facts):
                return self.facts(facts)
            case document.Drawing(_, caption, description, claims):
                named = f"> **{escaped(caption)}**{self.notes(claims)}"
                return f"{named}\n>\n> {escaped(description)}"
            case document.Subheading():
                heading = f"{'#' * (block.level + 2)} {escaped(block.text)}"
                return (
                    f"{heading}\n\n{escaped(block.remark)}" if block.remark else heading
                )

    def notes(self, claims: Sequence[str]) -> str:
        """The references of a sentence: "[^1]–[^4][^9]" for 1, 2, 3, 4 and 9."""
        citation = self.citations.cite(claims)
        spans = citation.spans if citation else ()
        self.referred.update(number for span in spans for number in span)
        return "".join(f"[^{a}]" if a == b else f"[^{a}]\u2013[^{b}]" for a, b in spans)

    def sentence(self, sentence: document.Sentence) -> str:
        words = escaped(sentence.text)
        words = (
            f"*{words}*" if words and sentence.tone is document.Tone.DOUBTFUL else words
        )
        return words + self.notes(sentence.claims)

    def sentences(self, sentences: Iterable[document.Sentence]) -> str:
        return self.gap.join(self.sentence(sentence) for sentence in sentences)

    def facts(self, facts: Iterable[tuple[str, Sequence[document.Sentence]]]) -> str:
        """An item a label; several values under it, an aside with what it is about."""
        lines = []
        for label, said in facts:
            starts = [at for at, one in enumerate(said) if not (at and one.aside)]
            values = [
                self.sentences(said[a:b]) for a, b in pairwise([*starts, len(said)])
            ]
            if len(values) == 1:
                lines.append(f"- **{escaped(label)}** — {values[0]}")
            else:
                lines += [
                    f"- **{escaped(label)}**",
                    *(f"    - {value}" for value in values),
                ]
        return "\n".join(lines)

    def table(self, table: document.Table) -> str:
        rules = [
            "---:" if i in table.numeric else "---" for i in range(len(table.columns))
        ]
        rows = [[*map(escaped, table.columns)], rules]
        rows += ([*map(self.sentence, row)] for row in table.rows)
        lines = "\n".join(f"| {' | '.join(row)} |" for row in rows)
        return f"**{escaped(table.caption)}**\n\n{lines}" if table.caption else lines

    def evidence(self, item: document.CitedPassage) -> str:
        self.citations.within(item)
        named, *where = map(self.place, item.source)
        parts = [f"**{named}** — {' · '.join(where)}"]
        for label, quote in setting.printed_quotes(item):
            pieces = ((escaped(one.text), one.is_marked) for one in quote.pieces)
            texts = [f"*{escaped(label)}*"] if label else []
            texts += [
                f"**{text}**" if is_lit else text for text, is_lit in pieces if text
            ]
            parts.append("\n".join(f"> {text}" for text in texts))
        facts = []
        for label, said in item.facts.facts:
            facts.append(f"- {escaped(label)}: {' · '.join(map(self.sentence, said))}")
        parts.append("\n".join(facts))
        if links := self.citations.backlinks(item.number):
            sections = " · ".join(map(escaped, links))
            parts.append(f"{escaped(self.note.words['cited_in'])}: {sections}")
        body = "\n\n".join(parts).replace("\n", "\n    ")
        return f"[^{item.number}]: {body}".replace("\n    \n", "\n\n")

    def place(self, said: document.Sentence) -> str:
        address = said.pieces[0].address
        if address and not re.search(r"[\s<>\\]", address):
            return f"<{address}>"
        return escaped(said.text)
