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
from kizuna.publish.export.geojson import GEOJSON, LEG_KM, Position, lines_between
from kizuna.publish.export.subject import Subject
from kizuna.values import Point
from subjects import OSAKA, SAN_FRANCISCO, built_in_subject, subject, written


def _features(about: Subject) -> dict[str, Any]:
    return {f["id"]: f for f in json.loads(written(GEOJSON, about))["features"]}


@pytest.mark.parametrize("about", [subject(), built_in_subject()], ids=["small", "built-in"])
def test_the_file_is_a_valid_feature_collection(about: Subject) -> None:
    read = FeatureCollection.model_validate_json(written(GEOJSON, about))
    assert len(read.features) > 5


def test_a_place_is_a_point_with_longitude_first() -> None:
    assert _features(subject())["government/osaka"]["geometry"] == {
        "type": "Point",
        "coordinates": [OSAKA[1], OSAKA[0]],
    }


def test_a_place_has_its_names_country_level_and_population() -> None:
    said = _features(subject())["government/osaka"]["properties"]
    assert said["names"] == {"en": "Osaka", "ja": "大阪市", "zh": "大阪市", "ru": "Осака"}
    assert (said["country"], said["level"]) == ("JP", "designated-city")
    assert (said["population_min"], said["population_max"]) == (2_600_000, 2_700_000)


def test_a_place_without_a_point_is_a_feature_without_a_geometry() -> None:
    features = _features(subject())
    assert features["government/atlantis"]["geometry"] is None
    assert features["tie/osaka-atlantis"]["geometry"] is None


def test_a_tie_over_the_pacific_is_two_lines_and_others_are_one() -> None:
    about = subject(tie("three", "osaka", "shanghai", "san-francisco"))
    ways = {ref: feature["geometry"] for ref, feature in _features(about).items()}
    pacific = ways["tie/osaka-san-francisco"]
    assert (pacific["type"], len(pacific["coordinates"])) == ("MultiLineString", 2)
    assert ways["tie/osaka-shanghai"]["type"] == "LineString"
    assert len(ways["tie/three"]["coordinates"]) == 5  # three ways, two of which are cut


def test_a_tie_says_how_sure_it_is_and_since_when_without_making_up_a_day() -> None:
    said = {ref: feature["properties"] for ref, feature in _features(subject()).items()}
    dated, undated = said["tie/osaka-san-francisco"], said["tie/osaka-atlantis"]
    bounds = ("begins_earliest", "begins_latest", "ends_earliest", "ends_latest")
    assert (dated["in_force"], dated["date"]) == ("certain", "1957-10")
    assert [dated[bound] for bound in bounds] == ["1957-10-01", "1957-10-31", None, None]
    assert dated["countries"] == ["JP", "US"]
    assert (undated["in_force"], undated["date"]) == ("possible", None)
    assert [undated[bound] for bound in bounds] == [None, None, None, None]


def test_a_property_has_one_type_in_every_feature() -> None:
    for about in (subject(tie("half", "osaka", "nowhere")), built_in_subject()):
        types: dict[str, set[str]] = {}
        for feature in _features(about).values():
            for name, value in feature["properties"].items():
                if value not in (None, []):
                    types.setdefault(name, set()).add(_shape(value))
        assert {name for name, found in types.items() if len(found) > 1} == set()


def _shape(value: Any) -> str:
    if isinstance(value, list):
        return f"list of {sorted({type(item).__name__ for item in value})}"
    return "number" if isinstance(value, int | float) else type(value).__name__


def test_a_tie_that_had_ended_by_the_day_is_left_out_and_a_place_without_one() -> None:
    features = _features(subject(government("remote")))
    assert not {"tie/atlantis-shanghai", "government/remote"} & set(features)


def test_every_feature_gives_its_claims_and_the_documents_behind_them() -> None:
    about = subject()
    read = json.loads(written(GEOJSON, about))
    for feature in read["features"]:
        said = feature["properties"]
        assert said["claims"]
        assert set(said["claims"]) <= set(about.scope.register.claims)
        assert set(said["sources"]) <= set(read["sources"])


def test_a_tie_within_one_place_is_drawn_as_that_point() -> None:
    about = subject(
        government("naniwa"),
        claim("government/naniwa", "point", OSAKA),
        tie("near", "osaka", "naniwa"),
    )
    assert _features(about)["tie/near"]["geometry"]["type"] == "Point"


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


def test_a_point_on_the_antimeridian_leaves_no_piece_without_length() -> None:
    lines = lines_between(Point(0.0, 180.0), Point(0.0, -170.0))
    assert [line[0][0] for line in lines] == [-180.0]


def test_the_way_between_antipodes_leads_over_the_pole() -> None:
    lines = lines_between(Point(0.0, 0.0), Point(0.0, 180.0))
    assert max(lat for line in lines for _, lat in line) == pytest.approx(90.0, abs=2.0)
    assert _length(lines) == pytest.approx(20_015, abs=1)


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
