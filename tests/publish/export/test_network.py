"""Places and ties: GeoJSON valid by RFC 7946, GraphML that two libraries read alike,
GEXF 1.3 with sure spells.
"""

from __future__ import annotations

import json
from io import BytesIO
from itertools import pairwise
from typing import Any

import igraph
import networkx
import pytest
from geojson_pydantic import FeatureCollection
from hypothesis import example, given
from hypothesis import strategies as st
from lxml import etree

from builders import claim, government, status, tie
from kizuna.publish.export.network import LEG_KM, lines_between
from kizuna.publish.export.subject import Subject
from kizuna.values import Point
from subjects import OSAKA, SAN_FRANCISCO, built_in_subject, subject, written

SUBJECTS = [subject(tie("half", "osaka", "nowhere")), built_in_subject()]
SMALL_AND_BUILT_IN = pytest.mark.parametrize(
    "about", SUBJECTS, ids=["small", "built-in"]
)


def _features(about: Subject) -> dict[str, Any]:
    return {f["id"]: f for f in json.loads(written("geojson", about))["features"]}


@SMALL_AND_BUILT_IN
def test_the_map_is_a_valid_collection_whose_properties_have_one_type(about) -> None:
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


def _shape(value: Any) -> str:
    if isinstance(value, list):
        return f"list of {sorted({type(item).__name__ for item in value})}"
    return "number" if isinstance(value, int | float) else type(value).__name__


def test_a_place_has_its_point_with_longitude_first_its_names_and_its_numbers() -> None:
    features = _features(subject(government("remote")))
    osaka = features["government/osaka"]
    assert osaka["geometry"] == {"type": "Point", "coordinates": [OSAKA[1], OSAKA[0]]}
    said = osaka["properties"]
    assert said["names"] == {
        "en": "Osaka",
        "ja": "大阪市",
        "zh": "大阪市",
        "ru": "Осака",
    }
    assert (said["country"], said["level"]) == ("JP", "designated-city")
    assert (said["population_min"], said["population_max"]) == (2_600_000, 2_700_000)
    assert features["government/atlantis"]["geometry"] is None
    assert not {"tie/atlantis-shanghai", "government/remote"} & set(
        features
    )  # ended; without one


def test_a_tie_is_a_line_two_over_the_pacific_a_point_within_one_place_or_nothing() -> (
    None
):
    near = [*government("naniwa"), claim("government/naniwa", "point", OSAKA)]
    three = tie("three", "osaka", "shanghai", "san-francisco")
    about = subject(near, three, tie("near", "osaka", "naniwa"))
    ways = {ref: feature["geometry"] for ref, feature in _features(about).items()}
    pacific = ways["tie/osaka-san-francisco"]
    assert (pacific["type"], len(pacific["coordinates"])) == ("MultiLineString", 2)
    assert ways["tie/osaka-shanghai"]["type"] == "LineString"
    assert (
        len(ways["tie/three"]["coordinates"]) == 5
    )  # three ways, two of which are cut
    assert ways["tie/near"]["type"] == "Point"
    assert ways["tie/osaka-atlantis"] is None


def test_a_tie_says_how_sure_it_is_and_since_when_without_making_up_a_day() -> None:
    said = {ref: feature["properties"] for ref, feature in _features(subject()).items()}
    names = (
        "in_force",
        "date",
        "begins_earliest",
        "begins_latest",
        "ends_earliest",
        "ends_latest",
    )
    dated, undated = said["tie/osaka-san-francisco"], said["tie/osaka-atlantis"]
    days = ["1957-10", "1957-10-01", "1957-10-31", None, None]
    assert [dated[name] for name in names] == ["certain", *days]
    assert [undated[name] for name in names] == ["possible", *[None] * 5]


def test_the_cut_lies_where_the_great_circle_meets_the_antimeridian() -> None:
    """tan 49.07 = (tan 34.69 sin 57.58 + tan 37.77 sin 44.50) / sin 102.08, worked out
    by hand.
    """
    west, east = lines_between(Point(*OSAKA), Point(*SAN_FRANCISCO))
    assert (west[0], east[-1]) == (OSAKA[::-1], SAN_FRANCISCO[::-1])
    assert west[-1] == (180.0, pytest.approx(49.07, abs=0.01))
    assert east[0] == (-180.0, west[-1][1])
    (line,) = lines_between(
        Point(0.0, 180.0), Point(0.0, -170.0)
    )  # without an empty piece
    assert line[0][0] == -180.0


_DEGREES = (
    st.floats(-most, most).map(lambda degree: round(degree, 4)) for most in (89.9, 180)
)
POINTS = st.builds(Point, *_DEGREES)


@example(Point(0.0, 0.0), Point(0.0, 180.0))
@example(Point(10.0, 0.0), Point(20.0, -180.0))
@example(Point(10.0, 180.0), Point(60.0, 180.0))
@example(Point(10.0, 180.0), Point(60.0, -180.0))
@example(Point(-80.0, 10.0), Point(-70.0, -170.0))
@given(POINTS, POINTS)
def test_the_pieces_are_the_shortest_way_in_short_legs_none_across_the_antimeridian(
    a, b
) -> None:
    legs = [leg for line in lines_between(a, b) for leg in pairwise(line)]
    lengths = [Point(*p[::-1]).distance_km(Point(*q[::-1])) for p, q in legs]
    assert sum(lengths) == pytest.approx(a.distance_km(b), rel=1e-3, abs=0.1)
    assert all(length <= LEG_KM * 1.01 for length in lengths)
    assert all(abs(p[0] - q[0]) <= 180.001 for p, q in legs)
    assert all(len(line) >= 2 for line in lines_between(a, b))


def _read(about: Subject) -> networkx.Graph:
    return networkx.read_graphml(BytesIO(written("graphml", about)))


def test_networkx_reads_places_and_an_edge_a_pair_for_the_ties_of_the_day() -> None:
    """A number is a number; what is unknown, an attribute or the other party, is
    absent.
    """
    lone = [claim("tie/lone", "party", "government/lone"), *tie("lone", date="1970")]
    graph = _read(subject(lone, tie("three", "osaka", "shanghai", "san-francisco")))
    assert not graph.is_directed()
    slugs = {node.partition("/")[2] for node in graph}
    assert slugs == {"atlantis", "lone", "osaka", "san-francisco", "shanghai"}
    assert graph.graph["as_of"] == "1987-04-01"
    assert graph.number_of_edges("government/osaka", "government/shanghai") == 2
    assert sum(data["tie"] == "tie/three" for _, _, data in graph.edges(data=True)) == 3
    assert graph.degree("government/lone") == 0
    osaka, atlantis = (
        graph.nodes["government/osaka"],
        graph.nodes["government/atlantis"],
    )
    assert (osaka["latitude"], osaka["population_min"]) == (OSAKA[0], 2_600_000.0)
    assert osaka["name_ja"] == "大阪市"
    assert not {"latitude", "name_ja"} & set(atlantis)


def test_igraph_reads_the_same(tmp_path) -> None:
    about, path = built_in_subject(), tmp_path / "ties.graphml"
    path.write_bytes(written("graphml", about))
    read, other = igraph.Graph.Read_GraphML(str(path)), _read(about)
    assert (read.vcount(), read.ecount()) == (len(other), other.number_of_edges())
    assert sorted(read.vs["label"]) == sorted(
        label for _, label in other.nodes(data="label")
    )
    assert sorted(read.es["tie"]) == sorted(t for _, _, t in other.edges(data="tie"))


def test_a_character_that_xml_forbids_does_not_break_the_file() -> None:
    about = subject()
    named = Subject(
        about.scope, about.as_of, "", lambda ref: f"\x0b{ref} & <{ref}>\ufffe"
    )
    label = _read(named).nodes["government/osaka"]["label"]
    assert label == "\ufffdgovernment/osaka & <government/osaka>\ufffd"


_IN = "{http://gexf.net/1.3}"


def test_two_ties_of_the_same_places_are_two_edges_of_different_kinds() -> None:
    again = tie("shanghai-osaka", "shanghai", "osaka", date="2001-05-01")
    made = written(
        "gexf", subject(again, claim("tie/shanghai-osaka", "type", "friendship-city"))
    )
    edges = {e.get("id"): e for e in etree.fromstring(made).iter(f"{_IN}edge")}
    assert edges["tie/osaka-shanghai"].get("kind") == "friendship-city"
    assert edges["tie/shanghai-osaka"].get("kind") == "friendship-city 2"
    assert (
        edges["tie/shanghai-osaka"].find(f".//{_IN}spell").get("start") == "2001-05-01"
    )
    read = networkx.read_gexf(BytesIO(made))
    assert read.number_of_edges("government/osaka", "government/shanghai") == 2


def test_a_tie_ever_in_force_has_a_spell_of_the_days_that_are_certain_or_else_possible() -> (
    None
):
    brief = (
        tie("brief", "osaka", "atlantis", date="1970"),
        status("brief", "ended", "1970/.."),
    )
    read = networkx.read_gexf(BytesIO(written("gexf", subject(*brief))))
    edges = {
        data["tie"].partition("/")[2]: data for _, _, data in read.edges(data=True)
    }
    spells = {
        slug: edge["spells"][0] for slug, edge in edges.items() if edge.get("spells")
    }
    assert spells == {
        "atlantis-shanghai": ("1970-12-31", "1979-12-31"),
        "brief": ("1970-01-01", "1970-12-30"),
        "osaka-san-francisco": ("1957-10-31", "None"),
        "osaka-shanghai": ("1974-04-18", "None"),
    }
    possible = {slug for slug, edge in edges.items() if edge["spell"] == "possible"}
    assert possible == {"osaka-atlantis", "brief"}
    assert edges["osaka-san-francisco"]["begins_earliest"] == "1957-10-01"


@SMALL_AND_BUILT_IN
def test_parts_stand_in_the_order_of_the_schema_and_every_reference_leads_somewhere(
    about,
) -> None:
    root = etree.fromstring(written("gexf", about))
    assert (root.tag, root.get("version")) == (f"{_IN}gexf", "1.3")
    assert [child.tag for child in root] == [f"{_IN}meta", f"{_IN}graph"]
    graph = root[1]
    parts = ["attributes", "attributes", "nodes", "edges"]
    assert [child.tag for child in graph] == [_IN + part for part in parts]
    assert (graph.get("mode"), graph.get("timeformat")) == ("dynamic", "date")
    nodes, edges = (
        [e.get("id") for e in graph.iter(_IN + tag)] for tag in ("node", "edge")
    )
    assert (len({*nodes}), len({*edges})) == (len(nodes), len(edges))
    assert all(
        {e.get("source"), e.get("target")} <= {*nodes} for e in graph.iter(f"{_IN}edge")
    )
    for tag in ("node", "edge"):
        known = {a.get("id") for a in graph.xpath(f"*[@class='{tag}']/*")}
        used = {
            v.get("for")
            for e in graph.iter(_IN + tag)
            for v in e.iter(f"{_IN}attvalue")
        }
        assert used <= known
