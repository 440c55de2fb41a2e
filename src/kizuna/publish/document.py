"""Document: an answer as a tree of sections, with the claims behind each sentence,
figure, cell and picture.

A note is a document with its head and the evidence behind it. Language is settled here
and nothing else is: a renderer sets HTML, PDF, DOCX or Markdown without asking the
register anything.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from kizuna.values import Answer, escape_characters

if TYPE_CHECKING:
    from kizuna.claims.heads import Head
    from kizuna.sources.passages import Context


class Tone(StrEnum):
    """How a sentence is set: `ASIDE` is method or absence, `DOUBTFUL` what is only
    possible, planned or unverified, `DENIED` what a claim denies, `SET_ASIDE` what is
    superseded, `QUOTED` the words of a document.
    """

    PLAIN = "plain"
    ASIDE = "aside"
    DOUBTFUL = "doubtful"
    DENIED = "denied"
    SET_ASIDE = "set-aside"
    QUOTED = "quoted"

    @classmethod
    def of(cls, answer: Answer) -> Tone:
        """Plain where the answer is certain, else doubtful."""
        return cls.PLAIN if answer.certain else cls.DOUBTFUL


@dataclass(frozen=True, slots=True)
class Piece:
    """Words: `ref` is the entity that they name, `page` the page of this site that they
    lead to where that is another than the entity's, `address` where they lead outside,
    `language` the tag of the language they are in; each "" where there is none. What
    `is_marked` stands out from the words around it.
    """

    text: str
    ref: str = ""
    address: str = ""
    language: str = ""
    page: str = ""
    is_marked: bool = False


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, a heading or a cell: its pieces, with the claims that it rests on.

    The pieces make finished text in the language of the document, without a space at
    its end. `claims` are claim ids in order of weight, empty only for text that states
    no fact ("nothing is recorded").
    """

    pieces: tuple[Piece, ...]
    claims: tuple[str, ...] = ()
    tone: Tone = Tone.PLAIN

    @classmethod
    def of(
        cls, text: str, claims: Iterable[str] = (), tone: Tone = Tone.PLAIN
    ) -> Sentence:
        """A sentence of plain words; the claims are kept in order, each once."""
        return cls((Piece(text),), tuple(dict.fromkeys(claims)), tone)

    @property
    def text(self) -> str:
        return "".join(piece.text for piece in self.pieces)

    @property
    def aside(self) -> bool:
        """Whether it is set in a quieter voice."""
        return self.tone is Tone.ASIDE


@dataclass(frozen=True, slots=True)
class SentenceHtml:
    """Sentences as HTML, for the blocks of a document on a page.

    `runs` gives a text as HTML, `address` that of an entity or a page of the site,
    `marks` the marks of claims. Jinja's macros take five times as long, and a list has
    hundreds of cells.
    """

    runs: Callable[[str], Markup]
    address: Callable[[str], str]
    marks: Callable[[tuple[str, ...], bool], Markup]

    def pieces(self, sentence: Sentence) -> Markup:
        """The words, with what they lead to."""
        found = list[str]()
        for piece in sentence.pieces:
            words: str = self.runs(piece.text)
            if piece.is_marked:
                words = f"<mark>{words}</mark>"
            elif inside := piece.page or piece.ref:
                words = f'<a href="{_visible(self.address(inside))}">{words}</a>'
            elif piece.address:
                rel = "nofollow noopener external"
                words = f'<a href="{_visible(piece.address)}" rel="{rel}">{words}</a>'
            elif piece.language and sentence.tone is not Tone.QUOTED:
                words = f'<span lang="{escape(piece.language)}">{words}</span>'
            found.append(words)
        return Markup("".join(found))

    def sentence(self, sentence: Sentence, in_words: bool = False) -> Markup:
        """The words in their tone, then the marks of the claims, or how many they are
        in words.
        """
        tone, words = sentence.tone, str(self.pieces(sentence))
        if tone is Tone.QUOTED:
            tag = sentence.pieces[0].language
            spoken = f' lang="{escape(tag)}"' if tag else ""
            words = (
                f'<blockquote class="passage" tabindex="0"{spoken}>{words}</blockquote>'
            )
        elif tone is not Tone.PLAIN:
            words = f'<span class="{tone}">{words}</span>'
        marks = self.marks(sentence.claims, in_words) if sentence.claims else ""
        return Markup(f"{words}{marks}")

    def row(self, cells: Sequence[Sentence], numeric: Container[int]) -> Markup:
        """A row of a table, headed by its first cell; those of the `numeric` columns
        stand to the right.
        """
        found = []
        for at, cell in enumerate(cells):
            tag, scope = ("td", "") if at else ("th", ' scope="row"')
            side = ' class="n"' if at in numeric else ""
            found.append(f"<{tag}{scope}{side}>{self.sentence(cell)}</{tag}>")
        return Markup(f"<tr>{''.join(found)}</tr>")


def _visible(address: str) -> Markup:
    return escape(escape_characters(address))


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Sentences set one after another."""

    sentences: tuple[Sentence, ...]

    @classmethod
    def aside(cls, *said: str) -> Paragraph:
        """Texts in a quieter voice; those that are "" are left out."""
        return cls(tuple(Sentence.of(text, tone=Tone.ASIDE) for text in said if text))


@dataclass(frozen=True, slots=True)
class Listing:
    """A list; `numbered` items show the number that the source gives them."""

    items: tuple[tuple[Sentence, ...], ...]
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table of sentences; every row has as many cells as there are `columns`.

    `numeric` holds the indexes of columns set to the right, `more` how many rows are
    left out.
    """

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Sentence, ...], ...]
    numeric: frozenset[int] = frozenset()
    more: int = 0

    @classmethod
    def of(
        cls,
        columns: Iterable[str],
        rows: Iterable[Iterable[Sentence | str]],
        numeric: Iterable[int] = (),
        more: int = 0,
        caption: str = "",
    ) -> Table:
        """A table of cells that are made as they are read; a text is a cell without
        claims.
        """
        cells = (
            (Sentence.of(c) if isinstance(c, str) else c for c in row) for row in rows
        )
        return cls(
            caption, tuple(columns), tuple(map(tuple, cells)), frozenset(numeric), more
        )


@dataclass(frozen=True, slots=True)
class Facts:
    """Labels with what is said of each, one under another."""

    facts: tuple[tuple[str, tuple[Sentence, ...]], ...]

    @classmethod
    def grouped(cls, said: Iterable[tuple[str, Iterable[Sentence]]]) -> Facts:
        """What is said under each label, labels in the order in which they come
        first.
        """
        held: dict[str, list[Sentence]] = {}
        for label, sentences in said:
            held.setdefault(label, []).extend(sentences)
        return cls(
            tuple((label, tuple(sentences)) for label, sentences in held.items())
        )


@dataclass(frozen=True, slots=True)
class Drawing:
    """A picture as an SVG document, with a caption and the same content in words for
    readers who cannot see it. `claims` are the claims that the picture draws.

    Where it stands alone, `subtitle` says over it what was counted and when, and
    `remarks` beneath, which end the description too, what is not drawn and why.
    `language` is a BCP 47 tag.
    """

    svg: str
    caption: str
    description: str
    claims: tuple[str, ...] = ()
    subtitle: str = ""
    remarks: tuple[str, ...] = ()
    language: str = "en"


@dataclass(frozen=True, slots=True)
class KeyFigures(Facts):
    """Numbers with their labels, side by side: under each label the figure as set ("18,
    possibly 19"), and what is remarked beside it (the total that a source states).
    """


@dataclass(frozen=True, slots=True)
class Subheading:
    """A heading inside a section; `level` 1 or 2, `anchor` unique in the document."""

    text: str
    anchor: str
    level: int = 1
    remark: str = ""


Block = Paragraph | Listing | Table | Facts | Drawing | KeyFigures | Subheading


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a document; `anchor` is unique and the same in every language.

    One that is `folded` opens on a page when its title is chosen. Titles carry no
    number; "" for a document that is one section. The anchors "evidence", "contents"
    and "panel", and those that begin with "cite-", "claim-", "drawing-" or "evidence-",
    are the renderers' own.
    """

    anchor: str
    title: str
    blocks: tuple[Block, ...]
    folded: bool = False


@dataclass(frozen=True, slots=True)
class Document:
    """An answer in one language (`language` is a BCP 47 tag): a title, a sentence under
    it, sections.

    The sentence says what was asked or, with claims, states what the document is about.
    `header` has what else the question gave, or the number, date, author, distribution
    and access level of a note. `one_page` asks for one page in print.
    """

    language: str
    title: str
    lead: Sentence
    sections: tuple[Section, ...]
    one_page: bool = False
    header: Facts = Facts(())


def is_empty(block: Block) -> bool:
    """Whether a block has nothing to show."""
    match block:
        case Paragraph(held) | Listing(held) | Facts(held) | Table(rows=held):
            return not held
    return False


def sentences_of(part: object) -> Iterator[Sentence]:
    """The sentences of sections or of blocks in reading order; a drawing and a heading
    have none.
    """
    match part:
        case Sentence():
            yield part
        case tuple():
            for one in part:
                yield from sentences_of(one)
        case (
            Section(blocks=held)
            | Table(rows=held)
            | Paragraph(held)
            | Listing(held)
            | Facts(held)
        ):
            yield from sentences_of(held)


@dataclass(frozen=True, slots=True)
class Letterhead:
    """What stands above a note besides the question.

    Its sender may set all but the ledger; "" leaves the default (a number from the
    question, Kizuna as author, no restriction, public). `ledger` is the state of the
    ledger that the note was made from; None leaves it out.
    """

    number: str = ""
    author: str = ""
    distribution: tuple[str, ...] = ()
    access: str = "public"
    ledger: Head | None = None


def quoted(held: Context, tag: str) -> Sentence:
    """A passage in its context, in the language of a tag ("" where nobody says it)."""
    before, after = held.before.lstrip(), held.after.rstrip()
    passage = Piece(held.passage, language=tag, is_marked=True)
    pieces = (Piece(before, language=tag), passage, Piece(after, language=tag))
    return Sentence(pieces, tone=Tone.QUOTED)


@dataclass(frozen=True, slots=True)
class CitedPassage:
    """What a reader sees on opening a number: one passage (or place) of one source,
    with every claim of the note that rests on it.

    `number` is the note's own running number of the passage (1, 2, ... in order of
    first use). `quotes` are the passage in the document's own words, where the document
    is held, then those that translate, transcribe or abstract it, each after what it
    is. `source` says where it stands, part by part, the first of which names the
    document. `facts` have who says it how; what each of its claims states, one sentence
    a claim, by what they are about; what other claims say otherwise; and how all were
    judged.
    """

    number: int
    claims: tuple[str, ...]
    quotes: tuple[tuple[str, Sentence], ...]
    source: tuple[Sentence, ...]
    facts: Facts


@dataclass(frozen=True, slots=True)
class Note(Document):
    """A document with its evidence; `words` are the few that renderers set themselves.

    In print a note of `one_page` has only the names of its sources, and is set as small
    as a page asks for.
    """

    evidence: tuple[CitedPassage, ...] = ()
    words: Mapping[str, str] = field(default_factory=dict)

    def numbers(self) -> dict[str, int]:
        """The running number of the evidence of each claim id, 1 and up."""
        return {claim: item.number for item in self.evidence for claim in item.claims}
