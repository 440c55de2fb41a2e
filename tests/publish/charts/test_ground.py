"""The land of maps is where the land is, and a window shows what it is made for."""

from __future__ import annotations

import numpy as np
import pytest

from kizuna.publish.charts.ground import MapFrame, extent_of, frame_for, outlines
from kizuna.publish.charts.svg import Spot

LAND = "35.01,135.77 33.6,133.3 34.34,108.94 59.8,30.6 66.5,-172 66.5,178 56,9.5 41.85,-87.9"
FAR_LAND = "-23.4,-46.7 -37.6,145.1 24,121 19.2,109.7 -89,40 37.5,22.3 48.2,-3"
SEA = "36.5,134.5 35.5,131 33,123.5 38.5,119.5 0,-150 43,34 42,50.5"


def is_land(
    latitude: float, longitude: float, starts: np.ndarray, ends: np.ndarray
) -> bool:
    """Whether the lines around the land hold a place (even-odd rule)."""
    (ax, ay), (bx, by) = starts.T, ends.T
    at = np.flatnonzero((ay > latitude) != (by > latitude))
    x = ax[at] + (latitude - ay[at]) / (by[at] - ay[at]) * (bx[at] - ax[at])
    return (
        sum(np.count_nonzero(longitude + turn < x) for turn in (-360, 0, 360)) % 2 == 1
    )


@pytest.mark.parametrize("is_world", [True, False])
def test_land_is_where_the_land_is_and_no_outline_jumps_across_the_map(
    is_world,
) -> None:
    rings = outlines(is_world)
    lines = np.vstack(rings), np.vstack([np.roll(ring, -1, 0) for ring in rings])
    for place in f"{LAND} {FAR_LAND} {SEA}".split():
        assert is_land(*map(float, place.split(",")), *lines) == (
            place not in SEA.split()
        ), place
    for ring in rings:
        shown = ring[np.abs(ring[:, 1]) < 89]
        assert (np.abs(np.diff(shown[:, 0])) < 180).all()


def framed(*places: Spot) -> MapFrame:
    """The frame of a map of the places."""
    return frame_for(extent_of(np.array(places), []), 0.5, (368, 540), least=4.0)


OSAKA, SHANGHAI, AMERICA = (135.5, 34.7), (121.5, 31.2), (-122.4, 37.8)
THIRDS = [(-150.0, 0.0), (-30.0, 0.0), (90.0, 0.0)]


POLES = [(0.0, 89.9), (10.0, -89.9)]


@pytest.mark.parametrize(
    "places", [[OSAKA, SHANGHAI], [OSAKA, AMERICA], POLES, THIRDS, [(18.9, 69.6)]]
)
def test_a_window_shows_every_place_that_it_is_made_for(places) -> None:
    frame = framed(*places)
    assert all(frame.shows(place) for place in places)
    assert frame.box.height <= 540.1


def test_a_window_over_the_pacific_is_centred_on_it_and_a_region_read_back_from_pixels() -> (
    None
):
    assert framed(OSAKA, AMERICA).middle % 360 == pytest.approx(186.55)
    frame = framed(OSAKA, SHANGHAI)
    assert frame.place(frame.pixel(130.0, 33.0)) == pytest.approx((130.0, 33.0))


def test_the_pieces_of_a_line_are_its_own_and_one_outside_of_the_window_has_none() -> (
    None
):
    frame, inside, outside = (
        framed(OSAKA, SHANGHAI),
        np.array([OSAKA, SHANGHAI]),
        [AMERICA] * 2,
    )
    found = frame.lines([np.array(outside), inside, np.array(outside), inside[::-1]])
    there, back = (
        [frame.pixel(*spot) for spot in way] for way in (inside, inside[::-1])
    )
    assert [len(pieces) for pieces in found] == [0, 1, 0, 1]
    assert np.allclose([found[1][0], found[3][0]], [there, back])
