"""GEXF: networkx reads it, its parts are where the schema of GEXF 1.3 wants them, and its spells are certain."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import networkx
import pytest
from lxml import etree

from builders import claim, status, tie
from kizuna.publish.export.gexf import GEXF
from kizuna.publish.export.subject import Subject
from subjects import built_in_subject, subject, written

_IN = "{http://gexf.net/1.3}"


def _edges(about: Subject) -> dict[str, Any]:
    read = networkx.read_gexf(BytesIO(written(GEXF, about)))
    return {data["tie"]: data for _, _, data in read.edges(data=True)}


def _root(about: Subject) -> Any:
    return etree.fromstring(written(GEXF, about))


def test_networkx_reads_every_tie_that_was_ever_in_force() -> None:
    assert set(_edges(subject())) == {
        "tie/atlantis-shanghai",
        "tie/osaka-atlantis",
        "tie/osaka-san-francisco",
        "tie/osaka-shanghai",
    }


def test_two_ties_of_the_same_places_are_two_edges_of_different_kinds() -> None:
    again = tie("shanghai-osaka", "shanghai", "osaka", date="2001-05-01")
    about = subject(again, claim("tie/shanghai-osaka", "type", "friendship-city"))
    edges = {e.get("id"): e for e in _root(about).iter(f"{_IN}edge")}
    assert edges["tie/osaka-shanghai"].get("kind") == "friendship-city"
    assert edges["tie/shanghai-osaka"].get("kind") == "friendship-city 2"
    assert edges["tie/shanghai-osaka"].find(f".//{_IN}spell").get("start") == "2001-05-01"
    read = networkx.read_gexf(BytesIO(written(GEXF, about)))
    assert read.number_of_edges("government/osaka", "government/shanghai") == 2


def test_ties_of_two_places_that_differ_in_type_differ_in_kind() -> None:
    about = subject(tie("port", "osaka", "shanghai"), claim("tie/port", "type", "sister-port"))
    kinds = {e.get("id"): e.get("kind") for e in _root(about).iter(f"{_IN}edge")}
    assert (kinds["tie/osaka-shanghai"], kinds["tie/port"]) == ("friendship-city", "sister-port")


def test_a_spell_holds_the_days_that_are_certain() -> None:
    edge = _edges(subject())["tie/osaka-san-francisco"]
    [(start, _)] = edge["spells"]
    assert start == "1957-10-31"
    assert (edge["spell"], edge["begins_earliest"]) == ("certain", "1957-10-01")


def test_a_tie_that_ended_has_an_end() -> None:
    edge = _edges(subject())["tie/atlantis-shanghai"]
    assert edge["spells"] == [("1970-12-31", "1979-12-31")]
    assert (edge["ends_earliest"], edge["ends_latest"]) == ("1979-12-31", "1980-12-30")


def test_an_undated_tie_is_there_at_all_times_and_said_to_be_possible() -> None:
    edge = _edges(subject())["tie/osaka-atlantis"]
    assert "spells" not in edge
    assert edge["spell"] == "possible"


def test_a_tie_without_a_certain_day_has_the_days_that_are_possible() -> None:
    about = subject(
        tie("brief", "osaka", "atlantis", date="1970"), status("brief", "ended", "1970/..")
    )
    edge = _edges(about)["tie/brief"]
    assert edge["spell"] == "possible"
    assert edge["spells"] == [("1970-01-01", "1970-12-30")]


@pytest.mark.parametrize("about", [subject(), built_in_subject()], ids=["small", "built-in"])
def test_parts_stand_in_the_order_of_the_schema(about: Subject) -> None:
    root = _root(about)
    assert (root.tag, root.get("version")) == (f"{_IN}gexf", "1.3")
    assert [child.tag for child in root] == [f"{_IN}meta", f"{_IN}graph"]
    graph = root[1]
    parts = ["attributes", "attributes", "nodes", "edges"]
    assert [child.tag for child in graph] == [_IN + part for part in parts]
    assert dict(graph.attrib) == {
        "defaultedgetype": "undirected",
        "mode": "dynamic",
        "timeformat": "date",
    }


@pytest.mark.parametrize("about", [subject(), built_in_subject()], ids=["small", "built-in"])
def test_every_reference_in_the_file_leads_somewhere(about: Subject) -> None:
    graph = _root(about)[1]
    nodes = [n.get("id") for n in graph.iter(f"{_IN}node")]
    edges = [e.get("id") for e in graph.iter(f"{_IN}edge")]
    assert len(set(nodes)) == len(nodes)
    assert len(set(edges)) == len(edges)
    assert all({e.get("source"), e.get("target")} <= set(nodes) for e in graph.iter(f"{_IN}edge"))
    for owner, tag in (("node", "node"), ("edge", "edge")):
        known = {a.get("id") for a in graph.xpath(f"*[@class='{owner}']/*")}
        used = {v.get("for") for e in graph.iter(_IN + tag) for v in e.iter(f"{_IN}attvalue")}
        assert used <= known


def test_no_spell_ends_before_it_starts() -> None:
    spells = [s for s in _root(built_in_subject()).iter(f"{_IN}spell") if s.get("start")]
    assert spells
    assert all(s.get("start") <= s.get("end", "9999") for s in spells)


def test_the_same_question_gives_the_same_bytes() -> None:
    assert written(GEXF, subject()) == written(GEXF, subject())
