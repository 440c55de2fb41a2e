"""Distances: over how many ties one party is reached from another, exactly, for all pairs.

Breadth-first search from 512 nodes at a time, each a bit of a row of words, so that one pass over the edges serves
them all (Then et al. 2014, The More the Merrier: Efficient Multi-Source Graph Traversal).
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from os import cpu_count

import numpy as np
from numpy.typing import NDArray

from kizuna.analysis.network.graph import Ints, TieGraph

_WORDS = 8
_BITS = 64
_FEW = 0.7
_ONE = np.uint64(1)
Words = NDArray[np.uint64]


@dataclass(frozen=True, slots=True)
class Distances:
    """How many pairs of nodes lie at each distance: `pairs[d]` of them at d ties, 0 at d = 0.

    Pairs that no path joins are in none.
    """

    pairs: tuple[int, ...]

    @property
    def longest(self) -> int | None:
        """The longest distance of a pair that is joined; None when none is."""
        return len(self.pairs) - 1 if len(self.pairs) > 1 else None

    @property
    def mean(self) -> float | None:
        """The mean distance of the pairs that are joined; None when none is."""
        joined = sum(self.pairs)
        return sum(d * n for d, n in enumerate(self.pairs)) / joined if joined else None

    def __add__(self, other: Distances) -> Distances:
        """The pairs of two parts of a graph that no path joins."""
        size = max(len(self.pairs), len(other.pairs))
        padded = [(*one.pairs, *[0] * (size - len(one.pairs))) for one in (self, other)]
        return Distances(tuple(a + b for a, b in zip(*padded, strict=True)))


def distances(graph: TieGraph) -> Distances:
    """The distances of all pairs of nodes."""
    joined = graph.within(graph.degrees > 0)
    chunk = _WORDS * _BITS
    parts = [np.arange(joined.size)[at : at + chunk] for at in range(0, joined.size, chunk)]
    with ThreadPoolExecutor(max(cpu_count() or 1, 1)) as pool:
        counted = list(pool.map(lambda part: _reached(joined, part), parts))
    levels = max(map(len, counted), default=0)
    both = [sum(one[d] for one in counted if d < len(one)) for d in range(levels)]
    return Distances((0, *(count // 2 for count in both)))


def in_giant_and_all(graph: TieGraph) -> tuple[Distances, Distances]:
    """The distances within the largest component, and those of all pairs that are joined."""
    giant = distances(graph.giant)
    return giant, giant + distances(graph.within(graph.components != 0))


def _reached(graph: TieGraph, sources: Ints) -> list[int]:
    """How many nodes are first reached from the sources after one step, after two, and so on.

    Nodes that have been reached from every source take no further part, as soon as they are many.
    """
    bits = np.arange(len(sources))
    frontier: Words = np.zeros((graph.size, _WORDS), dtype=np.uint64)
    np.bitwise_or.at(frontier, (sources, bits // _BITS), _ONE << (bits % _BITS).astype(np.uint64))
    unseen = ~frontier & np.bitwise_or.reduce(frontier, axis=0)
    rows = np.arange(graph.size)
    starts, neighbours = graph.starts[:-1], graph.neighbours
    counts: list[int] = []
    while True:
        new = np.bitwise_or.reduceat(frontier.take(neighbours, axis=0), starts, axis=0)
        new &= unseen
        count = int(np.bitwise_count(new).sum(dtype=np.int64))
        if not count:
            return counts
        counts.append(count)
        unseen ^= new
        frontier = _spread(new, rows, graph.size)
        open_ = unseen.any(axis=1)
        if np.count_nonzero(open_) < _FEW * len(rows):
            rows, unseen = rows[open_], unseen[open_]
            starts, neighbours = _beside(graph, rows)
        if not len(rows):
            return counts


def _spread(words: Words, rows: Ints, size: int) -> Words:
    """The words of some rows among those of all nodes, the others empty."""
    if len(rows) == size:
        return words
    spread = np.zeros((size, _WORDS), dtype=np.uint64)
    spread[rows] = words
    return spread


def _beside(graph: TieGraph, rows: Ints) -> tuple[Ints, Ints]:
    """Where the neighbours of each row begin, and the neighbours, one row's after the other's."""
    counts = graph.degrees[rows]
    starts = np.cumsum(counts) - counts
    at = np.arange(counts.sum()) + np.repeat(graph.starts[rows] - starts, counts)
    return starts, graph.neighbours[at]
