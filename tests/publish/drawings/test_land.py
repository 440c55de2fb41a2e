"""The land drawn by hand is where the land is."""

from __future__ import annotations

import pytest

from kizuna.publish.drawings.land import outlines


def names_at(latitude: float, longitude: float) -> set[str]:
    """The outlines that hold a place (even-odd rule)."""
    found = set()
    for outline in outlines():
        for x in (longitude, longitude + 360):
            inside = False
            ring = outline.ring
            for (ax, ay), (bx, by) in zip(ring, (*ring[1:], ring[0]), strict=True):
                if (ay > latitude) != (by > latitude):
                    inside ^= x < ax + (latitude - ay) / (by - ay) * (bx - ax)
            if inside:
                found.add(outline.name)
    return found


@pytest.mark.parametrize(
    ("latitude", "longitude", "name"),
    [
        (35.01, 135.77, "Honshu"),
        (34.69, 135.52, "Honshu"),
        (34.84, 134.69, "Honshu"),
        (43.06, 141.35, "Hokkaido"),
        (32.9, 130.8, "Kyushu"),
        (33.6, 133.3, "Shikoku"),
        (34.4, 134.85, "Awaji"),
        (35.25, 136.1, "Lake Biwa"),
        (34.34, 108.94, "Eurasia"),
        (31.2, 121.3, "Eurasia"),
        (37.5, 127.1, "Eurasia"),
        (59.8, 30.6, "Eurasia"),
        (45.46, 9.19, "Eurasia"),
        (66.5, -172.0, "Eurasia"),
        (41.85, -87.9, "North America"),
        (-23.4, -46.7, "South America"),
        (-37.6, 145.1, "Australia"),
        (24.0, 121.0, "Taiwan"),
        (19.2, 109.7, "Hainan"),
    ],
)
def test_a_place_on_land_is_on_land(latitude, longitude, name):
    assert name in names_at(latitude, longitude)


@pytest.mark.parametrize(
    ("latitude", "longitude"),
    [(34.55, 135.25), (35.5, 131.0), (33.0, 123.5), (38.5, 119.5), (0.0, -150.0), (43.0, 34.0)],
)
def test_a_place_at_sea_is_not_on_land(latitude, longitude):
    assert names_at(latitude, longitude) == set()


def test_every_outline_is_land_or_a_lake_with_an_area():
    assert {outline.kind for outline in outlines()} == {"land", "lake"}
    assert all(len(outline.ring) >= 3 for outline in outlines())
