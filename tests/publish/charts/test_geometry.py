"""Lines and rings are cut to a box exactly."""

from __future__ import annotations

import numpy as np
import pytest

from kizuna.publish.charts.svg import Box, cut_line, cut_ring, cut_segment

BOX = Box(0.0, 0.0, 10.0, 10.0)


@pytest.mark.parametrize(
    ("a", "b", "inside"),
    [
        ((1.0, 1.0), (9.0, 9.0), ((1.0, 1.0), (9.0, 9.0))),
        ((-5.0, 5.0), (15.0, 5.0), ((0.0, 5.0), (10.0, 5.0))),
        ((-5.0, 5.0), (-1.0, 5.0), None),
        ((-8.0, 5.0), (5.0, 18.0), None),
    ],
)
def test_a_segment_is_cut_to_its_part_inside(a, b, inside):
    assert cut_segment(a, b, BOX) == inside


def test_a_line_inside_stays_one_piece_with_its_own_points():
    line = [(0.1, 0.7), (3.3, 1.1), (7.7, 9.3), (9.9, 0.2)]
    assert cut_line(line, BOX) == [line]


def test_a_line_that_leaves_and_returns_is_two_pieces():
    pieces = cut_line([(5.0, 5.0), (15.0, 5.0), (15.0, 8.0), (5.0, 8.0)], BOX)
    assert pieces == [[(5.0, 5.0), (10.0, 5.0)], [(10.0, 8.0), (5.0, 8.0)]]


def test_a_ring_is_cut_to_the_corner_that_it_shares_with_the_box():
    ring = np.array([(5.0, 5.0), (15.0, 5.0), (15.0, 15.0), (5.0, 15.0)])
    cut = {tuple(spot) for spot in cut_ring(ring, BOX).tolist()}
    assert cut == {(5.0, 5.0), (10.0, 5.0), (10.0, 10.0), (5.0, 10.0)}
    assert len(cut_ring(ring + 20.0, BOX)) == 0
