"""The note as a document: sections of blocks whose every sentence of fact carries claim ids.

Language is settled here and nothing else is: a renderer sets a Note as HTML, PDF, DOCX or
Markdown without asking the register anything.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kizuna.publish.document import Section, Sentence, sentences_of


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
    """The whole information note in one language (`language` is a BCP 47 tag).

    In print a note of `one_page` has only the names of its sources, and is set as small as a page asks for.
    """

    language: str
    title: str
    subtitle: str
    header: tuple[HeaderLine, ...]
    sections: tuple[Section, ...]
    evidence: tuple[Evidence, ...]
    words: Words
    one_page: bool = False

    def numbers(self) -> dict[str, int]:
        """The running number of the evidence of each claim id, 1 and up."""
        return {proof.claim: item.number for item in self.evidence for proof in item.proofs}

    def sentences(self) -> Iterator[Sentence]:
        """Every sentence of the note in reading order."""
        for section in self.sections:
            for block in section.blocks:
                yield from sentences_of(block)
