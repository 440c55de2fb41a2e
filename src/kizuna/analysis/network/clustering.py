"""Clustering: how often two partners of a party are tied to each other as well (Watts & Strogatz 1998)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from kizuna.analysis.network.graph import Ints, TieGraph

_WEDGES_AT_ONCE = 1 << 20


@dataclass(frozen=True, slots=True)
class Clustering:
    """How many triangles there are, and the two coefficients of clustering, each 0 to 1.

    `transitivity` is three times the triangles by the paths of length two (None without such a path);
    `average` is the mean over all nodes of the share of their pairs of neighbours that are tied, nodes with
    fewer than two neighbours counting as 0 (None without nodes).
    """

    triangles: int
    transitivity: float | None
    average: float | None


def clustering(graph: TieGraph) -> Clustering:
    """The clustering of a graph."""
    found = triangles(graph)
    return coefficients(graph.degrees, np.bincount(found.ravel(), minlength=graph.size), graph.size)


def coefficients(degrees: Ints, through: Ints, nodes: int) -> Clustering:
    """The coefficients from the degree of each node and the triangles through it; `nodes` counts in the mean."""
    paths = degrees * (degrees - 1) // 2
    closed, total = int(through.sum()), int(paths.sum())
    local = through[paths > 0] / paths[paths > 0]
    return Clustering(
        triangles=closed // 3,
        transitivity=closed / total if total else None,
        average=float(local.sum()) / nodes if nodes else None,
    )


def triangles(graph: TieGraph) -> Ints:
    """Every triangle once, a row of three nodes.

    Edges point from the lesser to the greater degree, and two edges out of one node are a triangle if their heads
    are tied (Schank & Wagner 2005): a hub then looks at few pairs only.
    """
    rank = np.empty(graph.size, dtype=np.int64)
    rank[np.lexsort((np.arange(graph.size), graph.degrees))] = np.arange(graph.size)
    ends = np.sort(rank[graph.edges], axis=1)
    ends = ends[np.lexsort((ends[:, 1], ends[:, 0]))]
    codes = ends[:, 0] * graph.size + ends[:, 1]
    found = [np.empty((0, 3), dtype=np.int64)]
    for first, second in _wedges(ends[:, 0]):
        wanted = ends[first, 1] * graph.size + ends[second, 1]
        at = np.minimum(np.searchsorted(codes, wanted), len(codes) - 1)
        closed = codes[at] == wanted
        found.append(np.stack([ends[first, 0], ends[first, 1], ends[second, 1]], axis=1)[closed])
    back = np.argsort(rank)
    return back[np.concatenate(found)]


def _wedges(tails: Ints) -> Iterator[tuple[Ints, Ints]]:
    """The pairs of edges with one tail, as positions in `tails` (sorted), some million at a time."""
    after = np.searchsorted(tails, tails, side="right") - np.arange(len(tails)) - 1
    reach = np.cumsum(after)
    start = 0
    while start < len(tails):
        done = reach[start - 1] if start else 0
        stop = int(np.searchsorted(reach, done + _WEDGES_AT_ONCE, side="right"))
        stop = max(stop, start + 1)
        counts = after[start:stop]
        first = np.repeat(np.arange(start, stop), counts)
        offset = np.arange(len(first)) - np.repeat(np.cumsum(counts) - counts, counts)
        yield first, first + 1 + offset
        start = stop
