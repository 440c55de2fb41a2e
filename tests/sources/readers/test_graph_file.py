"""Graphs as lists of edges with what is said of both ends."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

import networkx
import pytest

from kizuna.errors import BadFile
from kizuna.sources.readers.graph_file import isolated_nodes_of, read_graph


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
