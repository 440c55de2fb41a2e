"""Groups of ties: by the countries, levels or kinds that they join, or the decade in which they began.

Flows are the establishments and endings of ties, by year and group.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from kizuna.analysis.figures import Figure
from kizuna.analysis.scope import Scope
from kizuna.analysis.survival.spells import Spell, Spells
from kizuna.values import OPEN_END, Answer
from kizuna.values.spans import civil_of, day_of

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


_Bounds = tuple[int, int]


@dataclass(frozen=True, slots=True)
class YearFlow:
    """How many ties of a group were established and ended in a year, on the days of the window.

    A tie dated to several years is possible in each of them; one without a date is in none.
    """

    year: int
    group: str
    established: Figure
    ended: Figure


def flows_of(scope: Scope, spells: Spells, by: By = "") -> list[YearFlow]:
    """A flow for each year and group in which something may have happened, in order of year and group."""
    found: list[YearFlow] = []
    for group, held in grouped(scope, spells.spells, by).items():
        years = {year for spell in held for bounds in _both(spell) for year in _years(bounds)}
        found += [flow for year in years if (flow := _flow(year, group, held)) is not None]
    return sorted(found, key=lambda flow: (flow.year, flow.group))


def _flow(year: int, group: str, spells: list[Spell]) -> YearFlow | None:
    window = spells[0].window
    days = (
        max(day_of(year, 1, 1), window.first),
        min(day_of(year, 12, 31), window.last),
    )
    begun, ended = (
        Figure.count((_in(days, _both(spell)[at]), spell.claim_ids) for spell in spells)
        for at in (0, 1)
    )
    return YearFlow(year, group, begun, ended) if begun.possible or ended.possible else None


def _both(spell: Spell) -> tuple[_Bounds, _Bounds]:
    """When it began, and when it ended: on the day after its last."""
    span = spell.span
    end = (OPEN_END, OPEN_END)
    if span.end_latest != OPEN_END:
        end = (span.end_earliest + 1, span.end_latest + 1)
    return (span.start_earliest, span.start_latest), end


def _years(bounds: _Bounds) -> Iterator[int]:
    if bounds[0] != OPEN_END:
        yield from range(civil_of(bounds[0])[0], civil_of(bounds[1])[0] + 1)


def _in(days: _Bounds, bounds: _Bounds) -> Answer:
    if days[0] <= bounds[0] and bounds[1] <= days[1]:
        return Answer.CERTAIN
    return Answer.POSSIBLE if bounds[0] <= days[1] and days[0] <= bounds[1] else Answer.NO
