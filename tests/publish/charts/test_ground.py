"""The land of maps is where the land is, and a window shows what it is made for."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

from kizuna.publish.charts.ground import Window, extent_of, frame_for, outlines


def is_land(latitude: float, longitude: float, is_world: bool) -> bool:
    """Whether the outlines hold a place (even-odd rule)."""
    inside = False
    for ring in outlines(is_world):
        for x in (longitude - 360, longitude, longitude + 360):
            for (ax, ay), (bx, by) in zip(ring, np.roll(ring, -1, 0), strict=True):
                if (ay > latitude) != (by > latitude):
                    inside ^= x < ax + (latitude - ay) / (by - ay) * (bx - ax)
    return inside


LAND = "35.01,135.77 33.6,133.3 34.34,108.94 59.8,30.6 66.5,-172 66.5,178 56,9.5 41.85,-87.9"
FAR_LAND = "-23.4,-46.7 -37.6,145.1 24,121 19.2,109.7 -89,40 37.5,22.3 48.2,-3"
SEA = "36.5,134.5 35.5,131 33,123.5 38.5,119.5 0,-150 43,34 42,50.5"


@pytest.mark.parametrize("is_world", [True, False])
@pytest.mark.parametrize("place", f"{LAND} {FAR_LAND} {SEA}".split())
def test_land_is_where_the_land_is(place: str, is_world: bool) -> None:
    latitude, longitude = map(float, place.split(","))
    assert is_land(latitude, longitude, is_world) == (place not in SEA.split())


@pytest.mark.parametrize("is_world", [True, False])
def test_no_outline_jumps_across_the_map(is_world: bool) -> None:
    for outline in outlines(is_world):
        ring = [spot for spot in outline.tolist() if abs(spot[1]) < 89]
        assert all(abs(a[0] - b[0]) < 180 for a, b in pairwise(ring))


@pytest.mark.parametrize(
    "places",
    [
        [(135.5, 34.7), (121.5, 31.2)],
        [(135.5, 34.7), (-122.4, 37.8)],
        [(0.0, 89.9), (10.0, -89.9)],
        [(-150.0, 0.0), (-30.0, 0.0), (90.0, 0.0)],
        [(18.9, 69.6)],
    ],
)
def test_a_window_shows_every_place_that_it_is_made_for(places) -> None:
    extent = extent_of(np.array(places), [])
    frame = frame_for(extent, Window(0.5, 799, 368, 540), least=4.0, margin=0.08)
    assert all(frame.shows(place) for place in places)
    assert frame.box.height <= 540.1


def test_a_window_over_the_pacific_is_centred_on_the_pacific() -> None:
    extent = extent_of(np.array([(135.5, 34.7), (-122.4, 37.8)]), [])
    assert extent.centre[0] % 360 == pytest.approx(186.55)


def test_a_line_cut_by_the_edge_of_the_world_ends_at_both_edges() -> None:
    extent = extent_of(np.array([(-150.0, 0.0), (-30.0, 0.0), (90.0, 0.0)]), [])
    frame = frame_for(extent, Window(0.5, 799, 368, 540), least=4.0, margin=0.08)
    edge = frame.middle + 180
    pieces = frame.line(np.array([(edge - 20, 0.0), (edge - 360 + 20, 10.0)]))
    ends = sorted(x for piece in pieces for x, _ in piece)
    assert (ends[0], ends[-1]) == pytest.approx((frame.box.left, frame.box.right))


def test_a_region_is_read_back_from_its_pixels() -> None:
    extent = extent_of(np.array([(135.5, 34.7), (121.5, 31.2)]), [])
    frame = frame_for(extent, Window(0.5, 799, 368, 540), least=4.0, margin=0.08)
    assert frame.place(frame.pixel(130.0, 33.0)) == pytest.approx((130.0, 33.0))
