"""Entities: places that a spaCy pipeline finds in a text, as a name book for the rules (extra kizuna[ner]).

The pipeline only says that a stretch is the name of a place; what is claimed of it stays with the rules and
their grammar. No model is downloaded: one that is installed is used.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from importlib.util import find_spec
from typing import Any, Protocol

from kizuna.errors import BadQuestion
from kizuna.proposals.names import EMPTY, NameBook
from kizuna.sources.blocks import BlockedText

PIPELINES = ("en_core_web_trf", "en_core_web_lg", "en_core_web_md", "en_core_web_sm")
"""The pipelines of spaCy that are looked for, the best first."""

_PLACES = frozenset({"GPE", "LOC"})
_LONGEST = 100_000


class Pipeline(Protocol):
    """What is asked of a spaCy pipeline: to be called with a text, and to give `ents`, each with `text`
    and `label_`."""

    def __call__(self, text: str) -> Any:
        """The text, read."""


@dataclass(frozen=True)
class EntityNames:
    """A name book that first asks another, then counts the places that a pipeline found in a document."""

    found: frozenset[str]
    first: NameBook = field(default=EMPTY)

    def known(self) -> Iterable[str]:
        """The names of the first book, and those found."""
        return dict.fromkeys((*self.first.known(), *sorted(self.found)))

    def is_place(self, name: str) -> bool:
        """Whether the first book holds the name, or the pipeline found it as a place."""
        return self.first.is_place(name) or name in self.found

    def country(self, name: str) -> str | None:
        """What the first book says; a pipeline knows no countries."""
        return self.first.country(name)


def load_pipeline(name: str = "") -> Pipeline:
    """The spaCy pipeline of that name, else the best of PIPELINES that is installed.

    Raises BadQuestion, which says what to install, when spaCy or the pipeline is not there.
    """
    if find_spec("spacy") is None:
        raise BadQuestion("named entities need spaCy: pip install 'kizuna[ner]', and a pipeline")
    import spacy  # type: ignore[import-not-found,unused-ignore]

    for wanted in (name,) if name else PIPELINES:
        if spacy.util.is_package(wanted):
            loaded: Pipeline = spacy.load(wanted)
            return loaded
    asked = f"{name!r} is not" if name else f"none of {', '.join(PIPELINES)} is"
    raise BadQuestion(
        f"{asked} installed as a pipeline of spaCy; install one, such as en_core_web_sm"
        " (python -m spacy download en_core_web_sm)"
    )


def names_in(document: BlockedText, pipeline: Pipeline, first: NameBook = EMPTY) -> EntityNames:
    """The places that the pipeline finds in the blocks of a document, with what `first` knows already."""
    return EntityNames(frozenset(_places(document, pipeline)), first)


def _places(document: BlockedText, pipeline: Pipeline) -> Iterator[str]:
    for block in document.blocks:
        text = " ".join(document.of(block).split())[:_LONGEST]
        for entity in pipeline(text).ents:
            name = _bare(str(entity.text))
            if entity.label_ in _PLACES and any(letter.isupper() for letter in name):
                yield name


def _bare(name: str) -> str:
    """A name without the article before it and the possessive after it."""
    plain = name.strip(" ,.;:").removesuffix("'s").removesuffix("’s")
    return plain[4:] if plain[:4].lower() == "the " else plain
