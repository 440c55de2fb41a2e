"""The preferred name: which of an entity's names to show to a reader of a language."""

from collections.abc import Iterable

from kizuna.claims.claim import Certainty
from kizuna.claims.kinds import Fact
from kizuna.values import Name, base_language

_SHARED = ("Latn", "Cyrl")
"""Scripts of many languages."""
_SCRIPTS = {"ja": ("Jpan", "Hani"), "zh": ("Hans", "Hani", "Hant"), "ru": ("Cyrl",)}


def preferred_name(
    names: Iterable[Fact[Name]], language: str = "en", day: int | None = None
) -> Fact[Name] | None:
    """The fact of the name to show, or None when there is no name at all.

    Names that certainly do not hold on `day` come last. Then, in order: a name in the
    language, one in no language, one of the same script as the language is written in,
    and any other; among equals the surer (a label before an alias), then the order of
    the register. A transliteration of another script comes after a plain name. A name
    in no language that a judgement puts before another stands as one in the language.
    """
    wanted = base_language(language)
    return min(names, key=lambda fact: _order(fact, wanted, day), default=None)


def _order(
    fact: Fact[Name], wanted: str, day: int | None
) -> tuple[bool, bool, int, bool, int]:
    name = fact.value
    ended = not fact.may_hold(day)
    return (
        not fact.counts,
        ended,
        _distance(fact, wanted),
        bool(name.scheme),
        fact.certainty.rank,
    )


def _distance(fact: Fact[Name], wanted: str) -> int:
    """0 for the language, 1 for none, 2 for another of the script, 3 for any other
    name.

    What is not certain and in no language may be spelt for any reader of its letters,
    unless these tell whose.
    """
    name = fact.value
    if name.language and base_language(name.language) == wanted:
        return 0
    if name.script not in _SCRIPTS.get(wanted, ("Latn",)):
        return 3
    if name.language:
        return 2
    if fact.preferences:
        return 0
    return (
        3 if name.script in _SHARED and fact.certainty is not Certainty.CERTAIN else 1
    )
