"""The preferred name: which of an entity's names to show to a reader of a language."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol, TypeVar

from kizuna.values import Answer, Edtf, Name, base_language


class NameFact(Protocol):
    """A name that is stated, the span in which it holds (None: nobody says), and whether a source says so."""

    @property
    def value(self) -> Name:
        """The name."""

    @property
    def valid(self) -> Edtf | None:
        """As in Fact."""

    @property
    def counts(self) -> bool:
        """As in Fact."""


F = TypeVar("F", bound=NameFact)


def preferred_name(names: Iterable[F], language: str = "en", day: int | None = None) -> F | None:
    """The fact of the name to show, or None when there is no name at all.

    Names that certainly do not hold on `day` come last. Then, in order: a name in the language, one in
    no language, one of the same script as the language is written in, and any other; among equals
    the order of the register stands. A transliteration of another script comes after a plain name.
    """
    return min(names, key=lambda fact: _order(fact, language, day), default=None)


def _order(fact: NameFact, language: str, day: int | None) -> tuple[bool, bool, int, bool]:
    name = fact.value
    ended = day is not None and fact.valid is not None and fact.valid.span.on(day) is Answer.NO
    return (not fact.counts, ended, _distance(name, language), bool(name.scheme))


def _distance(name: Name, language: str) -> int:
    wanted = base_language(language)
    if name.language and base_language(name.language) == wanted:
        return 0
    scripts = {"ja": ("Jpan", "Hani"), "zh": ("Hans", "Hani", "Hant"), "ru": ("Cyrl",)}
    if name.script not in scripts.get(wanted, ("Latn",)):
        return 3
    return 1 if not name.language else 2
