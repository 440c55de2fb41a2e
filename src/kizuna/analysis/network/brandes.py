"""Brandes' algorithm as a kernel that numba compiles on first use and keeps; needs the
extra `research`.

Parties with one partner are folded into it first, as a weight (Baglioni et al. 2012):
in a network of ties they are near half of all, and lie between no others.
"""

from typing import Any

import numpy as np
from numba import get_num_threads, njit, prange

from kizuna.analysis.network.graph import Floats, TieGraph


def scores(graph: TieGraph) -> Floats:
    """The betweenness of each node, every unordered pair counted once."""
    leaf = graph.degrees == 1  # those with one neighbour that has more
    leaf[leaf] = graph.degrees[graph.neighbours[graph.starts[:-1][leaf]]] > 1
    leaves = np.bincount(
        graph.neighbours[graph.starts[:-1][leaf]], minlength=graph.size
    )
    inner, at = graph.within(~leaf), np.flatnonzero(~leaf)
    between = _COMPILED(
        inner.starts.astype(np.int32),
        inner.neighbours.astype(np.int32),
        (1.0 + leaves[at]).astype(np.float64),
        get_num_threads(),
    )
    others = np.bincount(graph.components)[graph.components] - leaves - 1
    summed: Floats = leaves * (leaves - 1) / 2 + leaves * others
    summed[at] += between.sum(axis=0) / 2
    return summed


def _kernel(starts: Any, neighbours: Any, weights: Any, threads: int) -> Any:
    """What each of the threads found: a row a thread, every pair counted in both
    directions.
    """
    size = len(starts) - 1
    found = np.zeros((threads, size))
    for thread in prange(threads):
        depth, queue = np.full(size, -1, np.int32), np.empty(size, np.int32)
        ways, share, mine = np.zeros(size), np.zeros(size), found[thread]
        tails = np.empty(len(neighbours) // 2 + 1, np.int32)
        heads = np.empty(len(neighbours) // 2 + 1, np.int32)
        for source in range(thread, size, threads):
            depth[source], ways[source], queue[0] = 0, 1.0, source
            head, tail, steps = 0, 1, 0
            while head < tail:
                node = queue[head]
                head += 1
                below = depth[node] + 1
                for at in range(starts[node], starts[node + 1]):
                    other = neighbours[at]
                    if depth[other] < 0:
                        depth[other], ways[other], queue[tail] = below, 0.0, other
                        tail += 1
                    if depth[other] == below:
                        ways[other] += ways[node]
                        tails[steps], heads[steps] = node, other
                        steps += 1
            for step in range(steps - 1, -1, -1):
                upper, lower = tails[step], heads[step]
                share[upper] += (
                    ways[upper] / ways[lower] * (weights[lower] + share[lower])
                )
            depth[source], share[source] = -1, 0.0
            for back in range(1, tail):
                node = queue[back]
                mine[node] += weights[source] * share[node]
                depth[node], share[node] = -1, 0.0
    return found


_COMPILED = njit(parallel=True, cache=True)(_kernel)
