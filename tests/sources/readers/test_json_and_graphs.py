"""Lists in JSON in the shapes that people publish, and graphs as lists of edges, row by row."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import networkx
import pytest

from builders import rows
from kizuna.errors import BadFile
from kizuna.sources.readers.graph_file import isolated_nodes_of, read_graph
from kizuna.sources.readers.json_list import Entries, read_json


def _read(held: Any, path: str = "") -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    found = read_json(json.dumps(held), "l.json", path)
    assert isinstance(found, Entries)
    return found.columns, [texts for _, texts in found.rows]


_SHAPES = """
key value | {"Lyon": ["Kyiv", "Łódź"], "Paris": ["Rome"]} | Lyon Kyiv | Lyon Łódź | Paris Rome
key city since | {"Lyon": [{"city": "Kyiv", "since": 1992}], "Paris": [{"city": "Rome"}]} |
    Lyon Kyiv 1992 | Paris Rome -
key in with | {"Lyon": {"in": "FR", "with": ["A", "B"]}, "Rome": {"in": "IT", "with": ["C"]}} |
    Lyon FR A | Lyon FR B | Rome IT C
key key_(2) value | {"France": {"Lyon": ["Kyiv"], "Paris": ["Rome"]}, "Italy": {"Rome": ["Paris"]}} |
    France Lyon Kyiv | France Paris Rome | Italy Rome Paris
key with | {"made": 2020, "cities": {"Lyon": {"with": ["Kyiv"]}, "Rome": {"with": ["Paris"]}}} |
    Lyon Kyiv | Rome Paris
from.city from.at.lat to.city | [{"from": {"city": "Lyon", "at": {"lat": 45.7}}, "to": {"city": "Kyiv"}}] |
    Lyon 45.7 Kyiv
city twins.key twins.since | [{"city": "A", "twins": {"B": {"since": 1990}}},
    {"city": "C", "twins": {"D": {"since": 1990}}}, {"city": "E", "twins": {"F": {"since": 1990}}}] |
    A B 1990 | C D 1990 | E F 1990
a | {"head": {"vars": ["a"]}, "results": {"bindings": [{"a": {"type": "uri", "value": "Q"}}]}} | Q
city twins friends | [{"city": "Lyon", "twins": ["A", "B"], "friends": ["C"]}] |
    Lyon A - | Lyon B - | Lyon - C
"""
"""Columns, JSON, and its rows, with "-" for an empty cell; two lists never make pairs of each with each."""


@pytest.mark.parametrize("row", rows(_SHAPES), ids=lambda row: str(row[0]))
def test_a_list_of_each_shape_is_rows(row: list[str]) -> None:
    columns, held, *wanted = row
    found, texts = _read(json.loads(held))
    assert " ".join(name.replace(" ", "_") for name in found) == columns
    assert [" ".join(text or "-" for text in each) for each in texts] == wanted


def test_of_several_lists_one_is_chosen_by_its_path() -> None:
    held = {"nodes": [{"id": 1, "name": "A"}], "data": {"ties": [{"id": 1, "a": 1, "b": 2}]}}
    with pytest.raises(BadFile, match=r"holds 2 lists; .*: nodes, data\.ties$"):
        _read(held)
    assert _read(held, "data.ties") == (("id", "a", "b"), [("1", "1", "2")])
    with pytest.raises(BadFile, match="holds 2 lists"):
        _read({"nodes": held["nodes"], "links": held["data"]["ties"]})


def test_an_array_of_arrays_is_a_grid_and_what_is_nested_without_end_an_error() -> None:
    assert read_json('[["a", "b"], ["A", null]]', "l.json") == [["a", "b"], ["A", ""]]
    with pytest.raises(BadFile, match="nested too deep"):
        read_json("[" + '{"a":' * 60 + "1" + "}" * 60 + "]", "l.json")


def _graph() -> networkx.Graph:
    graph = networkx.Graph()
    graph.add_node("Q1", label="Osaka", country="Japan", lat=34.7)
    graph.add_node("Q2", label="Shanghai", country="China")
    graph.add_node("Q3", label="Kobe")
    graph.add_edge("Q1", "Q2", since=1974)
    return graph


@pytest.mark.parametrize("write", [networkx.generate_gexf, networkx.generate_graphml])
def test_an_edge_is_a_row_with_the_labels_ids_and_attributes_of_its_ends(
    write: Callable[[networkx.Graph], Iterable[str]], tmp_path: Path
) -> None:
    raw = "\n".join(write(_graph())).encode()
    (tmp_path / "g").write_bytes(raw)
    columns, rows = read_graph(raw, "g")
    said = {"source": "Osaka", "source.id": "Q1", "source.country": "Japan", "source.lat": "34.7"}
    said |= {"target": "Shanghai", "target.id": "Q2", "target.country": "China", "since": "1974"}
    row = dict(zip(columns, rows[0], strict=True))
    assert {column: row[column] for column in said} == said
    assert (len(rows), isolated_nodes_of(str(tmp_path / "g"), "g")) == (1, ["Kobe"])


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"<gexf><graph>", "damaged XML"),
        (b"<gexf><graph><nodes><node id='1'/></nodes></graph></gexf>", "without an edge"),
        (b"<kml/>", "an XML file of <kml>"),
    ],
)
def test_what_is_no_graph_is_refused_with_a_reason(content: bytes, why: str) -> None:
    with pytest.raises(BadFile, match=why):
        read_graph(content, "g")


def test_no_file_is_read_for_an_entity_and_nodes_without_labels_are_called_by_their_ids() -> None:
    raw = (
        b'<!DOCTYPE g [<!ENTITY f SYSTEM "file:///etc/hostname">]><graphml><graph>'
        b"<node id='1'><data key='label'>&f;</data></node><edge source='1' target='2'/></graph></graphml>"
    )
    assert read_graph(raw, "g") == (("source", "source.id", "target"), [("&f;", "1", "2")])
