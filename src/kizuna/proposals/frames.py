"""English frames: agreements, visits, programmes, fields and what else a sentence says of a pair."""

from __future__ import annotations

from dataclasses import dataclass

from kizuna.proposals.proposal import Proposal


@dataclass(frozen=True, slots=True)
class Mention:
    """A party named at text[start:end] of the document, as a reader would register it ("Osaka Prefecture")."""

    start: int
    end: int
    name: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """An English sentence with what the reader knows of it.

    `text` stands at `start` of the document; `mentions` are the parties that it names, in order; `pair` the two
    that are spoken of there, named in it or before; None where nobody can tell.
    """

    text: str
    start: int
    mentions: tuple[Mention, ...]
    pair: tuple[str, str] | None


def read_sentence(sentence: Sentence) -> list[Proposal]:
    """The claims of a sentence other than ties, in the order of the text."""
    return []
