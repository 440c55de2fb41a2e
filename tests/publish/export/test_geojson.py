"""GeoJSON: valid by RFC 7946, with the names, dates and claims of every place and tie."""

from __future__ import annotations

import json
from itertools import pairwise
from typing import Any

import pytest
from geojson_pydantic import FeatureCollection
from hypothesis import example, given
from hypothesis import strategies as st

from builders import claim, government, tie
from kizuna.publish.export.geojson import LEG_KM, Position, lines_between
from kizuna.publish.export.subject import Subject
from kizuna.values import Point
from subjects import OSAKA, SAN_FRANCISCO, built_in_subject, subject, written


def _features(about: Subject) -> dict[str, Any]:
    return {f["id"]: f for f in json.loads(written("geojson", about))["features"]}


@pytest.mark.parametrize(
    "about",
    [subject(tie("half", "osaka", "nowhere")), built_in_subject()],
    ids=["small", "built-in"],
)
def test_the_file_is_a_valid_collection_whose_properties_have_one_type(about: Subject) -> None:
    text = written("geojson", about)
    assert len(FeatureCollection.model_validate_json(text).features) > 5
    read = json.loads(text)
    types: dict[str, set[str]] = {}
    for feature in read["features"]:
        said = feature["properties"]
        assert said["claims"] or said["id"] == "government/nowhere"
        assert set(said["claims"]) <= set(about.scope.register.claims)
        assert set(said["sources"]) <= set(read["sources"])
        for name, value in said.items():
            if value not in (None, []):
                types.setdefault(name, set()).add(_shape(value))
    assert {name for name, found in types.items() if len(found) > 1} == set()


def test_a_place_has_its_point_with_longitude_first_its_names_and_its_numbers() -> None:
    features = _features(subject(government("remote")))
    osaka = features["government/osaka"]
    assert osaka["geometry"] == {"type": "Point", "coordinates": [OSAKA[1], OSAKA[0]]}
    said = osaka["properties"]
    assert said["names"] == {"en": "Osaka", "ja": "大阪市", "zh": "大阪市", "ru": "Осака"}
    assert (said["country"], said["level"]) == ("JP", "designated-city")
    assert (said["population_min"], said["population_max"]) == (2_600_000, 2_700_000)
    assert features["government/atlantis"]["geometry"] is None
    assert not {"tie/atlantis-shanghai", "government/remote"} & set(features)  # ended; without one


def test_a_tie_is_a_line_two_over_the_pacific_a_point_within_one_place_or_nothing() -> None:
    near = [*government("naniwa"), claim("government/naniwa", "point", OSAKA)]
    three = tie("three", "osaka", "shanghai", "san-francisco")
    about = subject(near, three, tie("near", "osaka", "naniwa"))
    ways = {ref: feature["geometry"] for ref, feature in _features(about).items()}
    pacific = ways["tie/osaka-san-francisco"]
    assert (pacific["type"], len(pacific["coordinates"])) == ("MultiLineString", 2)
    assert ways["tie/osaka-shanghai"]["type"] == "LineString"
    assert len(ways["tie/three"]["coordinates"]) == 5  # three ways, two of which are cut
    assert ways["tie/near"]["type"] == "Point"
    assert ways["tie/osaka-atlantis"] is None


def test_a_tie_says_how_sure_it_is_and_since_when_without_making_up_a_day() -> None:
    said = {ref: feature["properties"] for ref, feature in _features(subject()).items()}
    names = ("in_force", "date", "begins_earliest", "begins_latest", "ends_earliest", "ends_latest")
    dated, undated = (
        [said[f"tie/osaka-{other}"][name] for name in names]
        for other in ("san-francisco", "atlantis")
    )
    assert dated == ["certain", "1957-10", "1957-10-01", "1957-10-31", None, None]
    assert undated == ["possible", None, None, None, None, None]


def _shape(value: Any) -> str:
    if isinstance(value, list):
        return f"list of {sorted({type(item).__name__ for item in value})}"
    return "number" if isinstance(value, int | float) else type(value).__name__


POINTS = st.builds(
    Point,
    st.floats(-89.9, 89.9).map(lambda degree: round(degree, 4)),
    st.floats(-180, 180).map(lambda degree: round(degree, 4)),
)


def _length(lines: list[list[Position]]) -> float:
    legs = [leg for line in lines for leg in pairwise(line)]
    return sum(Point(a[1], a[0]).distance_km(Point(b[1], b[0])) for a, b in legs)


def test_the_cut_lies_where_the_great_circle_meets_the_antimeridian() -> None:
    """tan 49.07 = (tan 34.69 sin 57.58 + tan 37.77 sin 44.50) / sin 102.08, worked out by hand."""
    west, east = lines_between(Point(*OSAKA), Point(*SAN_FRANCISCO))
    assert (west[0], east[-1]) == (OSAKA[::-1], SAN_FRANCISCO[::-1])
    assert west[-1] == (180.0, pytest.approx(49.07, abs=0.01))
    assert east[0] == (-180.0, west[-1][1])


def test_a_point_on_the_antimeridian_leaves_no_empty_piece_and_antipodes_meet_over_the_pole() -> (
    None
):
    lines = lines_between(Point(0.0, 180.0), Point(0.0, -170.0))
    assert [line[0][0] for line in lines] == [-180.0]
    lines = lines_between(Point(0.0, 0.0), Point(0.0, 180.0))
    assert max(lat for line in lines for _, lat in line) == pytest.approx(90.0, abs=2.0)


@example(Point(0.0, 0.0), Point(0.0, 180.0))
@example(Point(10.0, 0.0), Point(20.0, -180.0))
@example(Point(10.0, 180.0), Point(60.0, 180.0))
@example(Point(10.0, 180.0), Point(60.0, -180.0))
@example(Point(-80.0, 10.0), Point(-70.0, -170.0))
@given(POINTS, POINTS)
def test_the_pieces_are_the_shortest_way_in_short_legs_none_across_the_antimeridian(
    a: Point, b: Point
) -> None:
    lines = lines_between(a, b)
    assert _length(lines) == pytest.approx(a.distance_km(b), rel=1e-3, abs=0.1)
    for line in lines:
        assert len(line) >= 2
        for (lon, lat), (to_lon, to_lat) in pairwise(line):
            assert abs(to_lon - lon) <= 180.001
            assert Point(lat, lon).distance_km(Point(to_lat, to_lon)) <= LEG_KM * 1.01
