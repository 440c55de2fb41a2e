"""The network: GraphML that networkx and igraph read alike, GEXF 1.3 whose spells are certain."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

import igraph
import networkx
import pytest
from lxml import etree

from builders import claim, status, tie
from kizuna.publish.export.subject import Subject
from subjects import OSAKA, built_in_subject, subject, written


def _read(about: Subject) -> networkx.Graph:
    return networkx.read_graphml(BytesIO(written("graphml", about)))


def test_networkx_reads_places_and_an_edge_a_pair_for_the_ties_of_the_day() -> None:
    """A number is a number; what is unknown, an attribute or the other party, is absent."""
    lone = [claim("tie/lone", "party", "government/lone"), *tie("lone", date="1970")]
    graph = _read(subject(lone, tie("three", "osaka", "shanghai", "san-francisco")))
    assert not graph.is_directed()
    assert set(graph) == {
        f"government/{n}" for n in ("atlantis", "lone", "osaka", "san-francisco", "shanghai")
    }
    assert graph.graph["as_of"] == "1987-04-01"
    assert graph.number_of_edges("government/osaka", "government/shanghai") == 2
    assert sum(data["tie"] == "tie/three" for _, _, data in graph.edges(data=True)) == 3
    assert graph.degree("government/lone") == 0
    osaka, atlantis = graph.nodes["government/osaka"], graph.nodes["government/atlantis"]
    assert (osaka["latitude"], osaka["population_min"]) == (OSAKA[0], 2_600_000.0)
    assert osaka["name_ja"] == "大阪市"
    assert not {"latitude", "name_ja"} & set(atlantis)


def test_igraph_reads_the_same(tmp_path: Path) -> None:
    about = built_in_subject()
    path = tmp_path / "ties.graphml"
    path.write_bytes(written("graphml", about))
    read, other = igraph.Graph.Read_GraphML(str(path)), _read(about)
    assert (read.vcount(), read.ecount()) == (len(other), other.number_of_edges())
    assert sorted(read.vs["label"]) == sorted(label for _, label in other.nodes(data="label"))
    assert sorted(read.es["tie"]) == sorted(t for _, _, t in other.edges(data="tie"))


def test_a_character_that_xml_forbids_does_not_break_the_file() -> None:
    about = subject()
    named = Subject(about.scope, about.as_of, "", lambda ref: f"\x0b{ref} & <{ref}>\ufffe")
    label = _read(named).nodes["government/osaka"]["label"]
    assert label == "\ufffdgovernment/osaka & <government/osaka>\ufffd"


_IN = "{http://gexf.net/1.3}"


def _edges(about: Subject) -> dict[str, Any]:
    read = networkx.read_gexf(BytesIO(written("gexf", about)))
    return {data["tie"]: data for _, _, data in read.edges(data=True)}


def _root(about: Subject) -> Any:
    return etree.fromstring(written("gexf", about))


def test_two_ties_of_the_same_places_are_two_edges_of_different_kinds() -> None:
    again = tie("shanghai-osaka", "shanghai", "osaka", date="2001-05-01")
    about = subject(again, claim("tie/shanghai-osaka", "type", "friendship-city"))
    edges = {e.get("id"): e for e in _root(about).iter(f"{_IN}edge")}
    assert edges["tie/osaka-shanghai"].get("kind") == "friendship-city"
    assert edges["tie/shanghai-osaka"].get("kind") == "friendship-city 2"
    assert edges["tie/shanghai-osaka"].find(f".//{_IN}spell").get("start") == "2001-05-01"
    read = networkx.read_gexf(BytesIO(written("gexf", about)))
    assert read.number_of_edges("government/osaka", "government/shanghai") == 2


def test_a_tie_ever_in_force_has_a_spell_of_the_days_that_are_certain_or_else_possible() -> None:
    about = subject(
        tie("brief", "osaka", "atlantis", date="1970"), status("brief", "ended", "1970/..")
    )
    edges = _edges(about)
    assert {ref.partition("/")[2]: edge.get("spells") for ref, edge in edges.items()} == {
        "atlantis-shanghai": [("1970-12-31", "1979-12-31")],
        "brief": [("1970-01-01", "1970-12-30")],
        "osaka-atlantis": None,
        "osaka-san-francisco": [("1957-10-31", "None")],
        "osaka-shanghai": [("1974-04-18", "None")],
    }
    possible = {ref for ref, edge in edges.items() if edge["spell"] == "possible"}
    assert possible == {"tie/osaka-atlantis", "tie/brief"}
    assert edges["tie/osaka-san-francisco"]["begins_earliest"] == "1957-10-01"


@pytest.mark.parametrize("about", [subject(), built_in_subject()], ids=["small", "built-in"])
def test_parts_stand_in_the_order_of_the_schema_and_every_reference_leads_somewhere(
    about: Subject,
) -> None:
    root = _root(about)
    assert (root.tag, root.get("version")) == (f"{_IN}gexf", "1.3")
    assert [child.tag for child in root] == [f"{_IN}meta", f"{_IN}graph"]
    graph = root[1]
    parts = ["attributes", "attributes", "nodes", "edges"]
    assert [child.tag for child in graph] == [_IN + part for part in parts]
    assert (graph.get("mode"), graph.get("timeformat")) == ("dynamic", "date")
    nodes = [n.get("id") for n in graph.iter(f"{_IN}node")]
    edges = [e.get("id") for e in graph.iter(f"{_IN}edge")]
    assert (len({*nodes}), len({*edges})) == (len(nodes), len(edges))
    assert all({e.get("source"), e.get("target")} <= {*nodes} for e in graph.iter(f"{_IN}edge"))
    for tag in ("node", "edge"):
        known = {a.get("id") for a in graph.xpath(f"*[@class='{tag}']/*")}
        used = {v.get("for") for e in graph.iter(_IN + tag) for v in e.iter(f"{_IN}attvalue")}
        assert used <= known
