"""Lengths of ties along the great circle."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kizuna.analysis.network.panel import lengths
from kizuna.values import Point

from .graphs import graph

_OSAKA, _SHANGHAI = Point(34.69, 135.5), Point(31.23, 121.47)
_POINTS = st.builds(Point, st.floats(-90, 90), st.floats(-180, 180))


def test_osaka_lies_some_1360_km_from_shanghai() -> None:
    found = lengths(graph("os"), [_OSAKA, _SHANGHAI])
    assert (found.edges, found.median) == (1, pytest.approx(1366, abs=10))


def test_an_edge_with_an_end_nowhere_is_left_out() -> None:
    found = lengths(graph("os", "ox"), [_OSAKA, _SHANGHAI, None])
    assert found.edges == 1


def test_without_a_length_there_is_no_median() -> None:
    assert lengths(graph("os"), [_OSAKA, None]).median is None


@given(st.lists(_POINTS, min_size=3, max_size=3))
def test_quartiles_are_those_of_the_distances_between_points(points: list[Point]) -> None:
    found = lengths(graph("ab", "bc", "ac"), points)
    apart = [points[a].distance_km(points[b]) for a, b in ((0, 1), (1, 2), (0, 2))]
    expected = np.percentile(apart, [25, 50, 75])
    got = [found.lower_quartile, found.median, found.upper_quartile]
    assert got == pytest.approx(expected.tolist(), abs=1e-6)
