"""Lays out a network: where each dot stands.

Each component is laid out by the forces of Fruchterman and Reingold (1991) from a fixed seed, and the
components are set in rows, the largest first. The same network gives the same picture.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import sqrt
from typing import Any

from kizuna.analysis.network.graph import TieGraph
from kizuna.publish.drawings.geometry import Spot

_SEED = 1987
_STEPS = 400
_SPREAD = 1.6
_MARGIN = 0.1


def positions(graph: TieGraph, shape: float) -> dict[str, Spot]:
    """Where each node stands, by name, in no unit, y downwards, on a page so many times as wide as high."""
    import rustworkx

    drawn = graph.in_rustworkx
    parts = [sorted(part) for part in rustworkx.connected_components(drawn)]
    parts.sort(key=lambda part: (-len(part), part[0]))
    whole = sum(len(part) for part in parts)
    across = max(sqrt(whole * shape), sqrt(len(parts[0]))) if parts else 0.0
    placed: dict[str, Spot] = {}
    left = top = high = 0.0
    for part in parts:
        side = sqrt(len(part))
        if left and left + side > across:
            left, top, high = 0.0, top + high, 0.0
        for node, (x, y) in _laid(drawn, part).items():
            placed[graph.names[node]] = (left + side * x, top + side * y)
        left, high = left + side, max(high, side)
    return placed


def _laid(graph: Any, part: Sequence[int]) -> Mapping[int, Spot]:
    """The places of one component in a square of 1, a margin left free."""
    import rustworkx

    if len(part) == 2:
        # one above the other, so that both names have room beside them
        return {part[0]: (0.15, 0.3), part[1]: (0.15, 0.7)}
    spread = _SPREAD / sqrt(len(part))
    piece = graph.subgraph(part)
    found = rustworkx.spring_layout(piece, seed=_SEED, num_iter=_STEPS, k=spread)
    xs, ys = zip(*found.values(), strict=True)
    wide, high = max(xs) - min(xs) or 1.0, max(ys) - min(ys) or 1.0
    share = 1 - 2 * _MARGIN
    return {
        piece[at]: (
            _MARGIN + share * (x - min(xs)) / wide,
            _MARGIN + share * (y - min(ys)) / high,
        )
        for at, (x, y) in found.items()
    }
