"""The note as a document: sections of blocks whose every sentence of fact carries claim ids.

Language is settled here and nothing else is: a renderer sets a Note as HTML, PDF, DOCX or
Markdown without asking the register anything.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sentence:
    """A piece of text with the claims that it rests on.

    `text` is finished text in the note's language, without a space at its end. `claims` are claim ids,
    in order of weight; empty only for text that states no fact ("nothing is recorded").
    `aside` marks a sentence of method or absence, set in a quieter voice.
    """

    text: str
    claims: tuple[str, ...] = ()
    aside: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Sentences set one after another."""

    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Listing:
    """A list; `numbered` items show the number that the source gives them."""

    items: tuple[tuple[Sentence, ...], ...]
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table of sentences; every row has as many cells as there are `columns`.

    `numeric` holds the indexes of columns set to the right.
    """

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Sentence, ...], ...]
    numeric: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Drawing:
    """A picture as an SVG document, with a caption and the same content in words for readers who
    cannot see it. `claims` are the claims that the picture draws."""

    svg: str
    caption: str
    description: str
    claims: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """One number of the summary: `figure` as set ("18, possibly 19"), `label`, and a remark beside it
    (what a source states as the total); each with its claims."""

    figure: Sentence
    label: str
    remark: Sentence | None = None


@dataclass(frozen=True, slots=True)
class KeyFigures:
    """The row of numbers that opens the note."""

    figures: tuple[KeyFigure, ...]


@dataclass(frozen=True, slots=True)
class Subheading:
    """A heading inside a section; `level` 1 or 2, `anchor` unique in the note."""

    text: str
    anchor: str
    level: int = 1
    remark: str = ""


Block = Paragraph | Listing | Table | Drawing | KeyFigures | Subheading


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the note; `anchor` is unique and stable across languages.

    Titles carry no number. The anchors "evidence", "contents" and "panel", and those that begin with
    "cite-", "claim-", "drawing-" or "evidence-", are the renderers' own.
    """

    anchor: str
    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class HeaderLine:
    """One line of the note's head: number, date, author, distribution, access level."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Proof:
    """One claim as words: its id, and what it states."""

    claim: str
    statement: str


@dataclass(frozen=True, slots=True)
class Rival:
    """A claim that says otherwise: the number of its evidence in the note, and what it states."""

    number: int
    statement: str


@dataclass(frozen=True, slots=True)
class Quote:
    """A passage with its context, in its `language` ("" when unknown). `label` says what it is where it is not the
    source's own words but what renders them ("" for its own)."""

    text: str
    before: str = ""
    after: str = ""
    language: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a reader sees on opening a number: one passage (or place) of one source, with every claim
    of the note that rests on it. All text is in the note's language, but `quote`.

    `number` is the note's own running number of the passage (1, 2, ... in order of first use).
    `proofs` are its claims, never empty. `quote` is the passage in the document's own words, empty
    where the document is not held; `before` and `after` are its context, `quote_language` its
    language ("" when unknown). `renditions` are passages that translate, transcribe or abstract it.
    `locator` says where to look. `rivals` are claims that say otherwise,
    `judgements` the judgements on these claims with reasons.
    """

    number: int
    proofs: tuple[Proof, ...]
    source: str
    locator: str
    address: str
    holder: str
    stance: str
    certainty: str
    recorded: str
    quote: str = ""
    before: str = ""
    after: str = ""
    quote_language: str = ""
    rivals: tuple[Rival, ...] = ()
    judgements: tuple[str, ...] = ()
    renditions: tuple[Quote, ...] = ()

    @property
    def quotes(self) -> tuple[Quote, ...]:
        """The passage in the document's own words, where it is held, and then what renders it."""
        own = Quote(self.quote, self.before, self.after, self.quote_language)
        return (own, *self.renditions) if self.quote else self.renditions


@dataclass(frozen=True, slots=True)
class Words:
    """The few words that renderers set themselves, in the note's language."""

    contents: str
    evidence: str
    skip: str
    description: str
    cited_in: str
    passage: str
    not_held: str
    holder: str
    stance: str
    certainty: str
    recorded: str
    competing: str
    judgements: str
    close: str
    made_with: str


@dataclass(frozen=True, slots=True)
class Note:
    """The whole information note in one language (`language` is a BCP 47 tag)."""

    language: str
    title: str
    subtitle: str
    header: tuple[HeaderLine, ...]
    sections: tuple[Section, ...]
    evidence: tuple[Evidence, ...]
    words: Words

    def numbers(self) -> dict[str, int]:
        """The running number of the evidence of each claim id, 1 and up."""
        return {proof.claim: item.number for item in self.evidence for proof in item.proofs}

    def sentences(self) -> Iterator[Sentence]:
        """Every sentence of the note in reading order."""
        for section in self.sections:
            for block in section.blocks:
                yield from sentences_of(block)


def sentences_of(block: Block) -> Iterator[Sentence]:
    """The sentences of one block in reading order; a drawing and a heading have none."""
    match block:
        case Paragraph(sentences):
            yield from sentences
        case Listing(items):
            for item in items:
                yield from item
        case Table(rows=rows):
            for row in rows:
                yield from row
        case KeyFigures(figures):
            for key in figures:
                yield key.figure
                if key.remark is not None:
                    yield key.remark
        case _:
            return
