"""Groups of ties: by the countries, levels or kinds that they join, or the decade in which they began."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Literal

from kizuna.analysis.scope import Scope
from kizuna.analysis.survival.spells import Spell
from kizuna.values.days import civil_of

By = Literal["", "country", "level", "kind", "cohort"]
UNKNOWN = "?"
"""Stands in a group's name for what no source gives."""


def grouped(scope: Scope, spells: Iterable[Spell], by: By) -> dict[str, list[Spell]]:
    """The spells by the name of their group, in order of name; all in one, "", where `by` is "".

    Countries and levels are those of all parties, each once: "CN-JP", "JP-JP", "municipality-prefecture"; levels
    are tiers, which countries share. A cohort is the decade of the midpoint of the beginning: "1980s".
    """
    key = _KEYS[by]
    groups: dict[str, list[Spell]] = {}
    for spell in spells:
        groups.setdefault(key(scope, spell), []).append(spell)
    return {name: groups[name] for name in sorted(groups)}


def country_pair(scope: Scope, spell: Spell) -> str:
    """The countries of a tie, by code."""
    return _joined(scope.parties[ref].country for ref in spell.scoped.parties)


def level_pair(scope: Scope, spell: Spell) -> str:
    """The tiers of a tie's governments."""
    return _joined(scope.parties[ref].tier for ref in spell.scoped.parties)


def kind_of_tie(_: Scope, spell: Spell) -> str:
    """The type of a tie."""
    return spell.scoped.tie.type.value or UNKNOWN


def cohort(_: Scope, spell: Spell) -> str:
    """The decade in which a tie began."""
    return f"{civil_of(spell.midpoint)[0] // 10 * 10}s"


def _joined(words: Iterable[str]) -> str:
    """Both sides, also where they are alike; of three parties or more, what differs."""
    held = sorted(word or UNKNOWN for word in words)
    return "-".join(held if len(held) == 2 else dict.fromkeys(held))


_KEYS: dict[str, Callable[[Scope, Spell], str]] = {
    "": lambda _scope, _spell: "",
    "country": country_pair,
    "level": level_pair,
    "kind": kind_of_tie,
    "cohort": cohort,
}
