"""The land of maps is where the land is."""

from __future__ import annotations

from itertools import pairwise

import pytest

from kizuna.publish.drawings.map_ground import outlines


def is_land(latitude: float, longitude: float, is_world: bool) -> bool:
    """Whether the outlines hold a place (even-odd rule)."""
    inside = False
    for outline in outlines(is_world):
        ring = outline.ring
        for x in (longitude - 360, longitude, longitude + 360):
            for (ax, ay), (bx, by) in zip(ring, (*ring[1:], ring[0]), strict=True):
                if (ay > latitude) != (by > latitude):
                    inside ^= x < ax + (latitude - ay) / (by - ay) * (bx - ax)
    return inside


@pytest.mark.parametrize(
    ("latitude", "longitude"),
    [
        (35.01, 135.77),
        (43.06, 141.35),
        (32.9, 130.8),
        (33.6, 133.3),
        (34.34, 108.94),
        (37.5, 127.1),
        (59.8, 30.6),
        (45.46, 9.19),
        (66.5, -172.0),
        (66.5, 178.0),
        (56.0, 9.5),
        (57.0, -4.5),
        (48.2, -3.0),
        (37.5, 22.3),
        (41.85, -87.9),
        (-23.4, -46.7),
        (-37.6, 145.1),
        (24.0, 121.0),
        (19.2, 109.7),
        (-89.0, 40.0),
    ],
)
@pytest.mark.parametrize("is_world", [True, False])
def test_a_place_on_land_is_on_land(latitude: float, longitude: float, is_world: bool) -> None:
    assert is_land(latitude, longitude, is_world)


@pytest.mark.parametrize(
    ("latitude", "longitude"),
    [
        (36.5, 134.5),
        (35.5, 131.0),
        (33.0, 123.5),
        (38.5, 119.5),
        (0.0, -150.0),
        (43.0, 34.0),
        (42.0, 50.5),
    ],
)
@pytest.mark.parametrize("is_world", [True, False])
def test_a_place_at_sea_is_not_on_land(latitude: float, longitude: float, is_world: bool) -> None:
    assert not is_land(latitude, longitude, is_world)


@pytest.mark.parametrize("is_world", [True, False])
def test_no_outline_jumps_across_the_map(is_world: bool) -> None:
    for outline in outlines(is_world):
        ring = [spot for spot in outline.ring if abs(spot[1]) < 89]
        assert all(abs(a[0] - b[0]) < 180 for a, b in pairwise(ring))
