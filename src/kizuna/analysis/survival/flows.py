"""Establishments and endings of ties, by year and group."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kizuna.analysis.figures import Figure
from kizuna.analysis.scope import Scope
from kizuna.analysis.survival.grouping import By, grouped
from kizuna.analysis.survival.spells import Spell, Spells
from kizuna.values import OPEN_END, Answer
from kizuna.values.days import civil_of, day_of

_Bounds = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Flow:
    """How many ties of a group were established and ended in a year, on the days of the window.

    A tie dated to several years is possible in each of them; one without a date is in none.
    """

    year: int
    group: str
    established: Figure
    ended: Figure


def flows_of(scope: Scope, spells: Spells, by: By = "") -> list[Flow]:
    """A flow for each year and group in which something may have happened, in order of year and group."""
    found: list[Flow] = []
    for group, held in grouped(scope, spells.spells, by).items():
        years = {year for spell in held for bounds in _both(spell) for year in _years(bounds)}
        found += [flow for year in years if (flow := _flow(year, group, held)) is not None]
    return sorted(found, key=lambda flow: (flow.year, flow.group))


def _flow(year: int, group: str, spells: list[Spell]) -> Flow | None:
    window = spells[0].window
    days = (
        max(day_of(year, 1, 1), window.first),
        min(day_of(year, 12, 31), window.last),
    )
    begun, ended = (
        Figure.count((_in(days, _both(spell)[at]), spell.claim_ids) for spell in spells)
        for at in (0, 1)
    )
    return Flow(year, group, begun, ended) if begun.possible or ended.possible else None


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
