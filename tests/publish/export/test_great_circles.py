"""Great circles: as short as they can be, and cut where a map ends."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kizuna.publish.export.geojson import LEG_KM, Position, lines_between
from kizuna.values import Point
from subjects import OSAKA, SAN_FRANCISCO, SHANGHAI

POINTS = st.builds(
    Point,
    st.floats(-89.9, 89.9).map(lambda degree: round(degree, 4)),
    st.floats(-180, 180).map(lambda degree: round(degree, 4)),
)


def _length(lines: list[list[Position]]) -> float:
    legs = [leg for line in lines for leg in pairwise(line)]
    return sum(Point(a[1], a[0]).distance_km(Point(b[1], b[0])) for a, b in legs)


def test_a_way_within_one_hemisphere_is_one_line_from_end_to_end() -> None:
    [line] = lines_between(Point(*OSAKA), Point(*SHANGHAI))
    assert line[0] == (OSAKA[1], OSAKA[0])
    assert line[-1] == (SHANGHAI[1], SHANGHAI[0])


def test_a_way_over_the_pacific_is_cut_at_the_antimeridian() -> None:
    west, east = lines_between(Point(*OSAKA), Point(*SAN_FRANCISCO))
    assert west[-1][0] == 180.0
    assert east[0] == (-180.0, west[-1][1])
    assert east[-1] == (SAN_FRANCISCO[1], SAN_FRANCISCO[0])


def test_the_cut_lies_where_the_great_circle_meets_the_antimeridian() -> None:
    """tan 49.07 = (tan 34.69 sin 57.58 + tan 37.77 sin 44.50) / sin 102.08, worked out by hand."""
    west, _ = lines_between(Point(*OSAKA), Point(*SAN_FRANCISCO))
    assert west[-1][1] == pytest.approx(49.07, abs=0.01)


def test_the_way_from_east_to_west_is_cut_too() -> None:
    east, west = lines_between(Point(*SAN_FRANCISCO), Point(*OSAKA))
    assert (east[-1][0], west[0][0]) == (-180.0, 180.0)


def test_a_point_on_the_antimeridian_leaves_no_piece_without_length() -> None:
    lines = lines_between(Point(0.0, 180.0), Point(0.0, -170.0))
    assert [line[0][0] for line in lines] == [-180.0]


def test_the_way_between_antipodes_leads_over_the_pole() -> None:
    lines = lines_between(Point(0.0, 0.0), Point(0.0, 180.0))
    assert max(lat for line in lines for _, lat in line) == pytest.approx(90.0, abs=2.0)
    assert _length(lines) == pytest.approx(20_015, abs=1)


def test_one_point_is_no_line() -> None:
    assert lines_between(Point(*OSAKA), Point(*OSAKA)) == []


@example(Point(10.0, 180.0), Point(60.0, 180.0))
@example(Point(10.0, 180.0), Point(60.0, -180.0))
@given(POINTS, POINTS)
def test_no_leg_crosses_the_antimeridian_or_is_long(a: Point, b: Point) -> None:
    for line in lines_between(a, b):
        assert len(line) >= 2
        for (lon, lat), (to_lon, to_lat) in pairwise(line):
            assert abs(to_lon - lon) <= 180.001
            assert Point(lat, lon).distance_km(Point(to_lat, to_lon)) <= LEG_KM * 1.01


@example(Point(0.0, 0.0), Point(0.0, 180.0))
@example(Point(10.0, 0.0), Point(20.0, -180.0))
@example(Point(10.0, 180.0), Point(60.0, 180.0))
@example(Point(10.0, 180.0), Point(60.0, -180.0))
@example(Point(-80.0, 10.0), Point(-70.0, -170.0))
@given(POINTS, POINTS)
def test_the_pieces_are_as_long_as_the_shortest_way(a: Point, b: Point) -> None:
    assert _length(lines_between(a, b)) == pytest.approx(a.distance_km(b), rel=1e-3, abs=0.1)
