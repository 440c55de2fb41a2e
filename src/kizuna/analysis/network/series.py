"""The series: how the network grew, year by year, of what certainly and of what possibly stood at each year's end.

The triangles that are ever closed are found once; each year tells which pairs are tied in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

import numpy as np

from kizuna.analysis.network.graph import Ints, TieGraph, coefficients, pairs_of, triangles
from kizuna.analysis.scope import Scope
from kizuna.register.status import TieOnDay
from kizuna.values import OPEN_START


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The network at one time: its counts, the nodes of its largest component, all 0 while nothing stands, and its
    two coefficients of clustering."""

    nodes: int
    edges: int
    components: int
    giant: int
    transitivity: float | None
    average_clustering: float | None

    @property
    def mean_degree(self) -> float | None:
        """2m / n; None without nodes."""
        return 2 * self.edges / self.nodes if self.nodes else None


class NetworkSeries(NamedTuple):
    """The last day of each year with the snapshots of what certainly and of what possibly stood on it; the last is
    the day asked about, where that is earlier.

    `ties` are those that the counts rest on. An undated tie possibly stood in every year up to its end.
    """

    years: tuple[tuple[date, Snapshot, Snapshot], ...]
    ties: tuple[TieOnDay, ...]


def first_year(scope: Scope) -> int | None:
    """The year in which the earliest dated tie of a scope may have begun; None when none is dated."""
    starts = [tie.span.start_earliest for tie in scope.ties if tie.span]
    dated = [start for start in starts if start != OPEN_START and start <= scope.day]
    return date.fromordinal(max(min(dated), 1)).year if dated else None


def series_of(scope: Scope, first: int, last: int) -> NetworkSeries:
    """The series from a first to a last year, which is the year of the scope's day or an earlier one."""
    ends = tuple(min(date(year, 12, 31).toordinal(), scope.day) for year in range(first, last + 1))
    ties = tuple(tie for tie in scope.ties if tie.span and len(tie.parties) > 1)
    at = {ref: place for place, ref in enumerate(sorted({r for tie in ties for r in tie.parties}))}
    spans = [(pair, tie.span) for tie in ties for pair in pairs_of(tie) if tie.span]
    edges = np.array([(at[a], at[b]) for (a, b), _ in spans], dtype=np.int64).reshape(-1, 2)

    def standing(days: Iterable[tuple[int, int]]) -> tuple[Snapshot, ...]:
        """The snapshots at the year ends that lie between the two days of each pair."""
        first, last = np.array([*days], dtype=np.int64).reshape(-1, 2).T
        steps = np.searchsorted(ends, first), np.searchsorted(ends, last, side="right") - 1
        return snapshots(len(at), len(ends), edges, *steps)

    certain = standing((span.start_latest, span.end_earliest) for _, span in spans)
    possible = standing((span.start_earliest, span.end_latest) for _, span in spans)
    days = map(date.fromordinal, ends)
    return NetworkSeries(tuple(zip(days, certain, possible, strict=True)), ties)


def snapshots(size: int, steps: int, edges: Ints, first: Ints, last: Ints) -> tuple[Snapshot, ...]:
    """A snapshot of each step of so many nodes: row i of `edges` (two of them) is tied from step `first[i]` to
    `last[i]`, both included, and in none where that is the earlier one; a pair may have several rows."""
    import rustworkx

    base = np.array([max(size, 1), 1])
    codes, pair = np.unique(np.sort(edges, axis=1) @ base, return_inverse=True)
    pairs: Ints = np.stack([codes // base[0], codes % base[0]], axis=1)
    corners = np.sort(triangles(TieGraph.of_edges(("",) * size, pairs, ())), axis=1)
    sides = np.searchsorted(codes, corners[:, [[0, 1], [0, 2], [1, 2]]] @ base)
    joined, before, found = rustworkx.PyGraph(), np.zeros(len(codes), dtype=bool), list[Snapshot]()
    joined.add_nodes_from(range(size))
    for step in range(steps):
        tied = np.zeros(len(codes), dtype=bool)
        tied[pair.reshape(-1)[(first <= step) & (step <= last)]] = True
        joined.add_edges_from_no_data(list(map(tuple, pairs[tied & ~before].tolist())))
        joined.remove_edges_from(list(map(tuple, pairs[before & ~tied].tolist())))
        before, parts = tied, rustworkx.connected_components(joined)
        sizes = [len(part) for part in parts if len(part) > 1]
        found.append(_snapshot(sizes, pairs[tied], corners[tied[sides].all(axis=1)]))
    return tuple(found)


def _snapshot(sizes: Sequence[int], edges: Ints, closed: Ints) -> Snapshot:
    """The network of components of such sizes, its edges and its triangles."""
    degrees = np.bincount(edges.ravel())
    through = np.bincount(closed.ravel(), minlength=len(degrees))
    nodes, giant = sum(sizes), max(sizes, default=0)
    shares = coefficients(degrees, through, nodes)
    return Snapshot(nodes, len(edges), len(sizes), giant, shares.transitivity, shares.average)
