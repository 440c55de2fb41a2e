"""The series: how the network grew, year by year, of what certainly and of what possibly stood at each year's end.

Each year starts from the one before: ties that began or ended since change degrees and counts, ties that began
join components. Only in a year in which two parties lost their last tie are the components laid anew.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from kizuna.analysis.figures import Figure
from kizuna.analysis.network.graph import (
    Clustering,
    Ints,
    TieGraph,
    coefficients,
    pairs_of,
    roots,
    triangles,
)
from kizuna.analysis.scope import Scope
from kizuna.register.status import TieOnDay
from kizuna.values import OPEN_START, Span


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The network at one time: its counts, and the nodes of its largest component; all 0 while nothing stands.

    `clustering` is None where it was not asked for.
    """

    nodes: int
    edges: int
    components: int
    giant: int
    clustering: Clustering | None = None

    @property
    def mean_degree(self) -> float | None:
        """2m / n; None without nodes."""
        return 2 * self.edges / self.nodes if self.nodes else None


@dataclass(frozen=True, slots=True)
class PairSpells:
    """When pairs were tied: row i of `edges` (two nodes) from step `first[i]` to `last[i]`, both included.

    A pair may have several spells at once; `size` is how many nodes there are, `steps` how many steps.
    """

    size: int
    steps: int
    edges: Ints
    first: Ints
    last: Ints


@dataclass(frozen=True, slots=True)
class NetworkSeries:
    """The snapshots at the end of each year; the last is of the day asked about, where that is earlier.

    `ties` are those that the counts rest on. An undated tie possibly stood in every year up to its end.
    """

    ends: tuple[int, ...]
    certain: tuple[Snapshot, ...]
    possible: tuple[Snapshot, ...]
    ties: tuple[TieOnDay, ...]

    @property
    def years(self) -> tuple[int, ...]:
        """The years in order."""
        return tuple(date.fromordinal(end).year for end in self.ends)

    def standing(self, year: int) -> Figure:
        """How many ties stood at the end of a year of the series, with their claims."""
        end = self.ends[self.years.index(year)]
        spans = ((tie, tie.span) for tie in self.ties)
        return Figure.count((span.on(end), tie.listed) for tie, span in spans if span)


def first_year(scope: Scope) -> int | None:
    """The year in which the earliest dated tie of a scope may have begun; None when none is dated."""
    starts = [tie.span.start_earliest for tie in scope.ties if tie.span]
    dated = [start for start in starts if start != OPEN_START and start <= scope.day]
    return date.fromordinal(max(min(dated), 1)).year if dated else None


def series_of(scope: Scope, first: int, last: int, *, clustering: bool = True) -> NetworkSeries:
    """The series from a first to a last year, which is the year of the scope's day or an earlier one."""
    ends = tuple(min(date(year, 12, 31).toordinal(), scope.day) for year in range(first, last + 1))
    ties = tuple(tie for tie in scope.ties if tie.span and len(tie.parties) > 1)
    certain = [(span.start_latest, span.end_earliest) for span in _spans(ties)]
    possible = [(span.start_earliest, span.end_latest) for span in _spans(ties)]
    return NetworkSeries(
        ends=ends,
        certain=snapshots(_spells(ties, certain, ends), clustering=clustering),
        possible=snapshots(_spells(ties, possible, ends), clustering=clustering),
        ties=ties,
    )


def snapshots(spells: PairSpells, *, clustering: bool = True) -> tuple[Snapshot, ...]:
    """A snapshot of each step."""
    growing = _Growing(spells, clustering)
    return tuple(growing.step(step) for step in range(spells.steps))


class _Growing:
    """The network while it is led through the steps."""

    def __init__(self, spells: PairSpells, clustering: bool) -> None:
        self._spells = spells
        size = max(spells.size, 1)
        codes = np.sort(spells.edges, axis=1) @ np.array([size, 1])
        codes, self._pair = np.unique(codes, return_inverse=True)
        self._pairs: Ints = np.stack([codes // size, codes % size], axis=1)
        self._begin, self._begins = _agenda(spells.first, spells.steps)
        self._end, self._ends = _agenda(spells.last + 1, spells.steps)
        self._held = np.zeros(len(codes), dtype=np.int64)
        self._degrees = np.zeros(spells.size, dtype=np.int64)
        self._roots = np.arange(spells.size, dtype=np.int64)
        self._triangles: Ints | None = None
        if clustering:
            whole = TieGraph.of_edges(("",) * spells.size, self._pairs, ())
            self._triangles = triangles(whole)
            sides = np.sort(self._triangles, axis=1)[:, [[0, 1], [0, 2], [1, 2]]]
            self._sides = np.searchsorted(codes, sides @ np.array([size, 1]))

    def step(self, step: int) -> Snapshot:
        """Let begin and end what does at a step, and measure."""
        begun = self._pair[self._begin[self._begins[step] : self._begins[step + 1]]]
        ended = self._pair[self._end[self._ends[step] : self._ends[step + 1]]]
        touched = np.unique(np.concatenate([begun, ended]))
        before = self._held[touched] > 0
        np.add.at(self._held, begun, 1)
        np.subtract.at(self._held, ended, 1)
        after = self._held[touched] > 0
        self._join(self._pairs[touched[after & ~before]])
        self._part(self._pairs[touched[before & ~after]])
        return self._snapshot()

    def _join(self, pairs: Ints) -> None:
        np.add.at(self._degrees, pairs, 1)
        self._roots = roots(len(self._roots), self._roots[pairs])[self._roots]

    def _part(self, pairs: Ints) -> None:
        if len(pairs):
            np.subtract.at(self._degrees, pairs, 1)
            self._roots = roots(len(self._roots), self._pairs[self._held > 0])

    def _snapshot(self) -> Snapshot:
        tied = self._degrees > 0
        sizes = np.bincount(self._roots[tied])
        nodes = int(np.count_nonzero(tied))
        return Snapshot(
            nodes=nodes,
            edges=int(self._degrees.sum()) // 2,
            components=int(np.count_nonzero(sizes)),
            giant=int(sizes.max(initial=0)),
            clustering=self._clustering(nodes),
        )

    def _clustering(self, nodes: int) -> Clustering | None:
        """From the triangles that are ever closed: one is, while all its sides are held."""
        if self._triangles is None:
            return None
        closed: NDArray[np.bool_] = (self._held > 0)[self._sides].all(axis=1)
        through = np.bincount(self._triangles[closed].ravel(), minlength=len(self._degrees))
        return coefficients(self._degrees, through, nodes)


def _agenda(at: Ints, steps: int) -> tuple[Ints, Ints]:
    """The spells in order of the step at which they have something to do, and where each step's begin."""
    order = np.argsort(at, kind="stable")
    return order, np.searchsorted(at[order], np.arange(steps + 1))


def _spans(ties: Sequence[TieOnDay]) -> list[Span]:
    return [tie.span for tie in ties if tie.span]


def _spells(
    ties: Sequence[TieOnDay], days: Sequence[tuple[int, int]], ends: Sequence[int]
) -> PairSpells:
    """The pairs of each tie over the year ends that lie between its two days."""
    names = sorted({party for tie in ties for party in tie.parties})
    at = {name: number for number, name in enumerate(names)}
    pairs = [
        (at[a], at[b], *span)
        for tie, span in zip(ties, days, strict=True)
        for a, b in pairs_of(tie)
    ]
    held = np.array(pairs, dtype=np.int64).reshape(-1, 4)
    first = np.searchsorted(ends, held[:, 2], side="left")
    last = np.searchsorted(ends, held[:, 3], side="right") - 1
    stood = first <= last
    return PairSpells(len(names), len(ends), held[stood, :2], first[stood], last[stood])
