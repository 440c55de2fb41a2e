"""Betweenness: on how many of the shortest ways between others a party lies, exactly (Brandes 2001).

Compiled for the machine where the extra `research` (numba) is installed, which is some four times as fast; else by
rustworkx. Both give the same numbers.
"""

from __future__ import annotations

import numpy as np

from kizuna.analysis.network.graph import Floats, TieGraph


def betweenness(graph: TieGraph) -> Floats:
    """The betweenness of each node: over all pairs of others, the share of shortest ways that leads through it.

    Each unordered pair counts once, ends do not count, nothing is normalised: 0 to (n - 1)(n - 2) / 2.
    """
    if not len(graph.edges):
        return np.zeros(graph.size)
    try:
        from kizuna.analysis.network.brandes import scores
    except (ImportError, RuntimeError):
        # There is no numba, or no folder in which it could keep what it compiles.
        return _by_rustworkx(graph)
    return scores(graph)


def normalised(scores: Floats) -> Floats:
    """The same by the number of pairs of others, 0 to 1 (Freeman 1977); unchanged below three nodes."""
    others = (len(scores) - 1) * (len(scores) - 2) / 2
    return scores / others if others > 0 else scores


def _by_rustworkx(graph: TieGraph) -> Floats:
    import rustworkx

    found = rustworkx.graph_betweenness_centrality(graph.in_rustworkx, normalized=False)
    return np.array([found[node] for node in range(graph.size)], dtype=np.float64)
