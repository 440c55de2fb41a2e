from itertools import pairwise
from math import pi

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kizuna.errors import BadPoint
from kizuna.values import Point, great_circle
from kizuna.values.points import EARTH_RADIUS_KM

OSAKA, SHANGHAI = Point(34.6937, 135.5022), Point(31.2222, 121.4581)

points = st.builds(
    Point, *(st.floats(-most, most, allow_subnormal=False) for most in (90, 180))
)


def test_osaka_is_1370_kilometres_from_shanghai_and_the_poles_half_a_circumference_apart() -> (
    None
):
    assert OSAKA.distance_km(SHANGHAI) == pytest.approx(1366, abs=8)
    assert Point(90, 0).distance_km(Point(-90, 50)) == pytest.approx(
        pi * EARTH_RADIUS_KM
    )


@given(points, points, st.integers(1, 12))
def test_a_great_circle_has_equal_legs_that_add_up_to_the_distance_there_and_back(
    a: Point, b: Point, steps: int
) -> None:
    way = great_circle(a, b, steps)
    legs = [start.distance_km(end) for start, end in pairwise(way)]
    assert (way[0], way[-1], len(legs)) == (a, b, steps)
    assert legs == pytest.approx([a.distance_km(b) / steps] * steps, abs=1)
    assert a.distance_km(b) == pytest.approx(b.distance_km(a), abs=1e-6)
    assert 0 <= a.distance_km(b) <= pi * EARTH_RADIUS_KM


def test_antipodes_are_joined_over_the_north_pole_and_the_poles_along_a_meridian() -> (
    None
):
    assert great_circle(Point(0, 0), Point(0, 180), 2)[1].latitude == pytest.approx(90)
    assert great_circle(Point(90, 0), Point(-90, 0), 2)[1].latitude == pytest.approx(0)


def test_a_way_of_no_legs_is_refused() -> None:
    with pytest.raises(ValueError, match="0 legs"):
        great_circle(OSAKA, SHANGHAI, 0)


@given(points)
def test_the_json_of_a_point_is_latitude_and_longitude(point: Point) -> None:
    assert point.to_json() == [point.latitude, point.longitude]
    assert str(point) == f"{point.latitude},{point.longitude}"
    assert Point.from_json(point.to_json()) == point


@pytest.mark.parametrize(
    "obj",
    [
        *(
            None,
            "34.69,135.5",
            [],
            [34.69],
            [135.5, 34.69],
            [34.69, 181],
            ["34.69", "135.5"],
        ),
        *([True, 0], [float("nan"), 0], {"lat": 34.69, "lon": 135.5}),
    ],
)
def test_what_is_not_a_point_is_refused_and_quoted(obj: object) -> None:
    with pytest.raises(BadPoint) as refused:
        Point.from_json(obj)
    assert repr(obj) in str(refused.value)
