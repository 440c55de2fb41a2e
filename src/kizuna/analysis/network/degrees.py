"""Degrees: how many partners each party has, and whether those with many are tied to each other."""

from __future__ import annotations

import numpy as np

from kizuna.analysis.network.graph import TieGraph


def distribution(graph: TieGraph) -> dict[int, int]:
    """How many nodes have each degree that occurs, in order of degree."""
    degrees, counts = np.unique(graph.degrees, return_counts=True)
    return dict(zip(degrees.tolist(), counts.tolist(), strict=True))


def mean(graph: TieGraph) -> float | None:
    """The mean degree, 2m / n; None without nodes."""
    return 2 * len(graph.edges) / graph.size if graph.size else None


def density(graph: TieGraph) -> float | None:
    """The share of the pairs of nodes that are tied, 0 to 1; None with fewer than two nodes."""
    pairs = graph.size * (graph.size - 1) // 2
    return len(graph.edges) / pairs if pairs else None


def assortativity(graph: TieGraph) -> float | None:
    """The correlation of the degrees at the two ends of an edge, -1 to 1 (Newman 2002).

    Every edge is counted in both directions, as the definition for undirected graphs has it. None where all
    edges join nodes of equal degrees throughout: the correlation of constants is not defined.
    """
    if not len(graph.edges):
        return None
    ends = graph.degrees[graph.edges].astype(np.float64)
    ends -= ends.mean()
    variance = float((ends**2).mean())
    return float((ends[:, 0] * ends[:, 1]).mean()) / variance if variance > 0 else None
