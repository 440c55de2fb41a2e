"""The preferred name: which of an entity's names to show to a reader of a language."""

from __future__ import annotations

from kizuna.claims.kinds import Fact, Stated
from kizuna.values import Answer, Name, base_language


def preferred_name(
    names: Stated[Name], language: str = "en", day: int | None = None
) -> Fact[Name] | None:
    """The fact of the name to show, or None when there is no name at all.

    Names that certainly do not hold on `day` come last. Then, in order: a name in the language, one in
    no language, one of the same script as the language is written in, and any other; among equals
    the order of the register stands. A transliteration of another script comes after a plain name.
    """
    return min(names, key=lambda fact: _order(fact, language, day), default=None)


def _order(fact: Fact[Name], language: str, day: int | None) -> tuple[bool, bool, int, bool]:
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
