"""Communities: groups of parties with more ties inside than their degrees would lead one to expect.

Found by the Leiden algorithm (Traag, Waltman & van Eck 2019) from a fixed seed, so that the same graph always
gives the same communities; another seed may give others of nearly the same modularity.

Cores are the parties that stay when those with few partners are taken away again and again (Seidman 1983).
"""

from __future__ import annotations

from typing import Any

import numpy as np

from kizuna.analysis.network.graph import Ints, TieGraph, by_size

SEED = 1987
_ITERATIONS, _RESOLUTION, _RANDOMNESS = 5, 1.0, 0.001


def communities(graph: TieGraph) -> Ints:
    """The community of each node, numbered from 0 by size, the largest first; a node without ties is one alone."""
    import graspologic_native

    edges = [(str(a), str(b), 1.0) for a, b in graph.edges.tolist()]
    found: dict[str, int] = {}
    if edges:
        _, found = graspologic_native.leiden(
            edges,
            starting_communities=None,
            resolution=_RESOLUTION,
            randomness=_RANDOMNESS,
            iterations=_ITERATIONS,
            use_modularity=True,
            seed=SEED,
            trials=1,
        )
    free = max(found.values(), default=-1) + 1
    labels = [found.get(str(node), free + node) for node in range(graph.size)]
    return by_size(np.array(labels, dtype=np.int64))


def modularity(graph: TieGraph, membership: Ints) -> float | None:
    """The share of the edges inside communities less the share expected from the degrees, -0.5 to 1.

    Newman & Girvan 2004, at resolution 1; None without edges.
    """
    edges = len(graph.edges)
    if not edges:
        return None
    ends = membership[graph.edges]
    inside = np.count_nonzero(ends[:, 0] == ends[:, 1]) / edges
    shares = np.bincount(membership, weights=graph.degrees) / (2 * edges)
    return float(inside - (shares**2).sum())


def core_numbers(graph: TieGraph) -> Ints:
    """The core number of each node: the largest k such that it has k neighbours in the k-core."""
    import rustworkx

    found: Any = rustworkx.core_number(graph.in_rustworkx)
    return np.array([found[node] for node in range(graph.size)], dtype=np.int64)
