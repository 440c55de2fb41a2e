"""Homophily: whether ties join like with like, by country, by level or by tier of government."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from kizuna.analysis.network.graph import TieGraph


@dataclass(frozen=True, slots=True)
class Homophily:
    """Edges within and between groups, of those whose ends both are of a known group.

    `inside` of the `edges` join two of one group. `ei` is (between - inside) / all, from -1 (all inside) to 1
    (Krackhardt & Stern 1988); None without such edges. `assortativity` is how far the edges inside exceed what the
    groups' shares of all ends would give, by the most they could, at most 1 (Newman 2003, eq. 2); None where
    all ends are of one group. `share` is the part inside, 0 to 1.
    """

    edges: int
    inside: int
    assortativity: float | None

    @property
    def share(self) -> float | None:
        """The share of the edges that are inside a group; None without edges."""
        return self.inside / self.edges if self.edges else None

    @property
    def ei(self) -> float | None:
        """The E-I index; None without edges."""
        return (self.edges - 2 * self.inside) / self.edges if self.edges else None


def homophily(graph: TieGraph, groups: Sequence[str]) -> Homophily:
    """The homophily of a graph; `groups` has one for each node, "" where it is not known."""
    labels, of = np.unique(np.array(groups, dtype=object).astype(str), return_inverse=True)
    ends = of.reshape(-1)[graph.edges]
    known = labels != ""
    ends = ends[known[ends].all(axis=1)] if len(ends) else ends
    inside = int(np.count_nonzero(ends[:, 0] == ends[:, 1]))
    if not len(ends):
        return Homophily(0, 0, None)
    shares = np.bincount(ends.ravel()) / ends.size
    expected = float((shares**2).sum())
    all_one = np.count_nonzero(shares) == 1
    excess = None if all_one else (inside / len(ends) - expected) / (1 - expected)
    return Homophily(len(ends), inside, excess)
