"""Geography: how far apart the parties of a tie are, along the great circle."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from kizuna.analysis.network.graph import Floats, Ints, TieGraph
from kizuna.values import Point
from kizuna.values.points import EARTH_RADIUS_KM


@dataclass(frozen=True, slots=True)
class Lengths:
    """The lengths of the edges whose ends both have a point: how many there are, and their quartiles in km.

    Quartiles lie between two lengths in proportion (Hyndman & Fan 1996, type 7); None where no edge has a length.
    """

    edges: int
    lower_quartile: float | None
    median: float | None
    upper_quartile: float | None


def lengths(graph: TieGraph, points: Sequence[Point | None]) -> Lengths:
    """The lengths of the edges; `points` has one for each node, None where it is not known."""
    known = np.array([point is not None for point in points], dtype=bool)
    edges = graph.edges[known[graph.edges].all(axis=1)]
    if not len(edges):
        return Lengths(0, None, None, None)
    lower, median, upper = np.percentile(_kilometres(edges, points), [25, 50, 75]).tolist()
    return Lengths(len(edges), lower, median, upper)


def _kilometres(edges: Ints, points: Sequence[Point | None]) -> Floats:
    degrees = [(p.latitude, p.longitude) if p else (0.0, 0.0) for p in points]
    latitude, longitude = np.radians(np.array(degrees)).T
    (lat_a, lat_b), (lon_a, lon_b) = latitude[edges].T, longitude[edges].T
    across = np.cos(lat_a) * np.cos(lat_b) * np.sin((lon_b - lon_a) / 2) ** 2
    half = np.sqrt(np.sin((lat_b - lat_a) / 2) ** 2 + across)
    distances: Floats = 2 * EARTH_RADIUS_KM * np.arcsin(np.minimum(half, 1.0))
    return distances
