"""Cores: the parties that stay when those with few partners are taken away again and again (Seidman 1983)."""

from __future__ import annotations

from typing import Any

import numpy as np

from kizuna.analysis.network.graph import Ints, TieGraph


def core_numbers(graph: TieGraph) -> Ints:
    """The core number of each node: the largest k such that it has k neighbours in the k-core."""
    import rustworkx

    found: Any = rustworkx.core_number(graph.in_rustworkx)
    return np.array([found[node] for node in range(graph.size)], dtype=np.int64)
