"""GraphML: networkx and igraph read the same network with the same attributes."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import igraph
import networkx

from builders import claim, tie
from kizuna.publish.export.graphml import GRAPHML
from kizuna.publish.export.subject import Subject
from subjects import OSAKA, built_in_subject, subject, written


def _read(about: Subject) -> networkx.Graph:
    return networkx.read_graphml(BytesIO(written(GRAPHML, about)))


def _edge(graph: networkx.Graph, tie_id: str) -> dict[str, object]:
    [found] = [data for _, _, data in graph.edges(data=True) if data["tie"] == tie_id]
    return dict(found)


def test_networkx_reads_places_and_ties_of_the_day() -> None:
    graph = _read(subject())
    assert not graph.is_directed()
    assert set(graph) == {
        f"government/{n}" for n in ("atlantis", "osaka", "san-francisco", "shanghai")
    }
    assert graph.number_of_edges() == 3


def test_igraph_reads_the_same(tmp_path: Path) -> None:
    about = built_in_subject()
    path = tmp_path / "ties.graphml"
    path.write_bytes(written(GRAPHML, about))
    read, other = igraph.Graph.Read_GraphML(str(path)), _read(about)
    assert (read.vcount(), read.ecount()) == (len(other), other.number_of_edges())
    assert sorted(read.vs["label"]) == sorted(label for _, label in other.nodes(data="label"))
    assert sorted(read.es["tie"]) == sorted(t for _, _, t in other.edges(data="tie"))


def test_numbers_are_numbers_and_what_is_unknown_is_absent() -> None:
    graph = _read(subject())
    osaka, atlantis = graph.nodes["government/osaka"], graph.nodes["government/atlantis"]
    assert (osaka["latitude"], osaka["population_min"]) == (OSAKA[0], 2_600_000.0)
    assert osaka["name_ja"] == "大阪市"
    assert "latitude" not in atlantis
    assert "name_ja" not in atlantis


def test_an_edge_says_how_sure_it_is_and_both_bounds_of_its_beginning() -> None:
    edge = _edge(_read(subject()), "tie/osaka-san-francisco")
    assert edge["in_force"] == "certain"
    assert (edge["begins_earliest"], edge["begins_latest"]) == ("1957-10-01", "1957-10-31")
    assert "ends_latest" not in edge
    assert edge["countries"] == "JP US"


def test_an_undated_edge_is_possible_and_has_no_bounds() -> None:
    edge = _edge(_read(subject()), "tie/osaka-atlantis")
    assert edge["in_force"] == "possible"
    assert not {"date", "begins_earliest", "begins_latest"} & set(edge)


def test_two_ties_of_the_same_places_are_two_edges() -> None:
    graph = _read(subject(tie("again", "osaka", "shanghai")))
    assert graph.number_of_edges("government/osaka", "government/shanghai") == 2


def test_a_tie_of_three_has_an_edge_for_each_pair() -> None:
    graph = _read(subject(tie("three", "osaka", "shanghai", "san-francisco")))
    assert sum(data["tie"] == "tie/three" for _, _, data in graph.edges(data=True)) == 3


def test_a_tie_whose_other_party_is_unknown_leaves_its_place_in_the_network() -> None:
    graph = _read(subject(claim("tie/lone", "party", "government/lone"), tie("lone", date="1970")))
    assert graph.degree("government/lone") == 0


def test_a_character_that_xml_forbids_does_not_break_the_file() -> None:
    about = subject()
    named = Subject(about.scope, about.as_of, "", lambda ref: f"\x0b{ref} & <{ref}>\ufffe")
    label = _read(named).nodes["government/osaka"]["label"]
    assert label == "\ufffdgovernment/osaka & <government/osaka>\ufffd"


def test_the_day_is_told_and_the_same_question_gives_the_same_bytes() -> None:
    assert _read(subject()).graph["as_of"] == "1987-04-01"
    assert written(GRAPHML, subject()) == written(GRAPHML, subject())
