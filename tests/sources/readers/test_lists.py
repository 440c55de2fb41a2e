"""Lists as people publish them: tables of pages in HTML and wikitext, JSON of many
shapes, and graphs by edges.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import networkx
import pytest

from builders import rows
from kizuna.errors import BadFile
from kizuna.sources.readers.file_formats import Table
from kizuna.sources.readers.json_list import read_json
from kizuna.sources.readers.spreadsheet import Reading, read_graph, read_table

_FACTS = "".join(f"<tr><th>Fact {n}<td>{n}</tr>" for n in range(20))
_INFOBOX = f"<table class=infobox>{_FACTS}</table>"
_TWINS = (
    "<h2>Twin towns</h2><table><tr><th>City<th>Country<th>Since</tr>"
    "<tr><td>Kyiv<sup class=reference>[1]</sup><td rowspan=2>Ukraine<td>1992</tr>"
    "<tr><td>Odesa<sup>a</sup><td>1<sup>er</sup> avril 1993</tr>"
    "<tr><th colspan=3>Asia</tr><tr><td>Kobe<br>Nara<td><img alt=Japan><td></tr></table>"
)


def _read(folder: Path, text: str, sheet: str = "") -> Table:
    path = folder / "page"
    path.write_text(text, encoding="utf-8")
    return read_table(path, Reading(sheet=sheet))


def _rows(table: Table) -> list[tuple[str, ...]]:
    return [row.texts for row in table.rows]


def test_the_table_that_looks_like_a_list_is_read(tmp_path: Path) -> None:
    table = _read(tmp_path, f"<!doctype html><body>{_INFOBOX}{_TWINS}")
    assert table.columns == ("City", "Country", "Since")
    assert table.sheet == "2"
    assert table.locator(table.rows[0], 1) == "page, table 2, row 2, column Country"


def test_cells_keep_their_words_and_lose_marks_of_footnotes(tmp_path: Path) -> None:
    assert _rows(_read(tmp_path, f"<html>{_TWINS}</html>")) == [
        ("Kyiv", "Ukraine", "1992"),
        ("Odesa", "Ukraine", "1er avril 1993"),
        ("Asia", "", ""),
        ("Kobe\nNara", "Japan", ""),
    ]


def test_another_table_is_chosen_by_number_caption_or_heading(tmp_path: Path) -> None:
    page = f"<html><h2>Facts</h2>{_INFOBOX}{_TWINS}</html>"
    assert _read(tmp_path, page, "1").rows == _read(tmp_path, page, "facts").rows
    assert _read(tmp_path, page, "1").sheet == "1"
    with pytest.raises(
        BadFile, match=r'has no table \'9\'; it has 1 "Facts", 2 "Twin towns"$'
    ):
        _read(tmp_path, page, "9")


def test_tables_of_one_form_are_one_list_with_their_headings_as_a_column(
    tmp_path: Path,
) -> None:
    part = (
        "<h3>{0}</h3><table><tr><th>City<th>Twin</tr><tr><td>{0}1<td>{0}2</tr></table>"
    )
    other = "<table><tr><th>Town<th>Twin</tr><tr><td>C<td>D</tr></table>"
    table = _read(tmp_path, f"<html>{part.format('A')}{part.format('B')}{other}</html>")
    assert table.columns == ("City", "Twin", "heading")
    assert _rows(table) == [("A1", "A2", "A"), ("B1", "B2", "B")]
    assert table.locator(table.rows[1], 0) == "page, table 2, row 2, column City"
    assert table.sheet == "1-2"


def test_headers_in_two_rows_are_joined(tmp_path: Path) -> None:
    heads = "<tr><th colspan=2>Ours<th rowspan=2>Year</tr><tr><th>Town<th>Land</tr>"
    table = _read(tmp_path, f"<table>{heads}<tr><td>A<td>DE<td>1990</tr></table>")
    assert table.columns == ("Ours Town", "Ours Land", "Year")
    assert [row.number for row in table.rows] == [3]


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("[[Kobe]]", "Kobe"),
        ("[[Kobe, Hyogo|Kobe]] {{small|(2001)}}", "Kobe (2001)"),
        ("{{flagicon|Japan}} [[Kobe]]", "Kobe, Japan"),
        (
            "{{flagicon|JPN}} Kobe<br/>{{flagicon|GER}} [[Köln|K.]]",
            "Kobe, Japan\nK., Germany",
        ),
        ("{{flag|Japan}}", "Japan"),
        ("{{JPN}}", "Japan"),
        ("{{flagicon|Japan}} Kobe, Japan", "Kobe, Japan"),
        ("[[File:Flag of Peru.svg|20px]] Lima", "Lima, Peru"),
        ("Kobe<ref name=a>{{cite web|url=x|title=y}}</ref>{{efn|note}}", "Kobe"),
        ("{{dts|1990|4|1}}", "1990-04-01"),
        ("{{lang|ja|神戸市}}", "神戸市"),
        ("{{sort|Kobe|Port of Kobe}}", "Port of Kobe"),
        ("{{nowrap|'''Kobe'''&nbsp;City}}", "Kobe City"),
        ("[https://kobe.example Kobe]", "Kobe"),
    ],
)
def test_a_cell_of_wikitext_is_what_the_page_shows(
    tmp_path: Path, cell: str, text: str
) -> None:
    page = f'Towns.\n{{| class="wikitable"\n|+ Twins\n! City !! Since\n|-\n| {cell} || 1990\n|}}\n'
    table = _read(tmp_path, page)
    assert table.columns == ("City", "Since")
    assert _rows(table) == [(text, "1990")]


def test_a_flag_says_no_country_that_another_cell_of_the_row_says(
    tmp_path: Path,
) -> None:
    page = "{|\n! A !! B !! C\n|-\n| {{flag|France}} Lyon || {{JPN}} Kobe || rowspan=2 | {{JPN}}\n"
    page += "|-\n| {{flag|France}} Nice || {{JPN}} Nara\n|}"
    wanted = [("Lyon, France", "Kobe", "Japan"), ("Nice, France", "Nara", "Japan")]
    assert _rows(_read(tmp_path, page)) == wanted
    shorter = page.replace(" || {{JPN}} Nara", "")
    assert _rows(_read(tmp_path, shorter)) == [wanted[0], ("Nice, France", "", "Japan")]


def test_spans_of_wikitext_that_a_wiki_exports_are_filled(tmp_path: Path) -> None:
    page = "{|\n! A !! B\n|-\n| rowspan=2 | Kobe&lt;ref&gt;x&lt;/ref&gt; || R&amp;amp;D\n|-\n| 2\n|-\n"
    page += "| colspan=2 | none\n|}"
    text = (
        f"<mediawiki><page><revision><text>{page}</text></revision></page></mediawiki>"
    )
    assert _rows(_read(tmp_path, text)) == [
        ("Kobe", "R&D"),
        ("Kobe", "2"),
        ("none", ""),
    ]


@pytest.mark.parametrize("declared", ["shift_jis", "x-sjis"])
def test_a_page_is_read_in_the_encoding_that_it_declares_or_is_in(
    tmp_path: Path, declared: str
) -> None:
    text = f'<html><meta charset="{declared}"><table><tr><th>都市<th>国</tr><tr><td>神戸市<td>ラトビア</tr>'
    path = tmp_path / "page.html"
    path.write_bytes(text.encode("cp932"))
    assert _rows(read_table(path)) == [("神戸市", "ラトビア")]


def test_a_page_without_a_table_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadFile, match="is a page without a table"):
        _read(tmp_path, "<html><p>Kobe and Riga</p></html>")


def _entries(
    held: Any, path: str = ""
) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    found = read_json(json.dumps(held), "l.json", path)
    assert isinstance(found, Table)
    return found.columns, _rows(found)


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
"""Columns, JSON, and its rows, with "-" for an empty cell; two lists never make pairs
of each with each.
"""


@pytest.mark.parametrize("row", rows(_SHAPES), ids=lambda row: str(row[0]))
def test_a_list_of_each_shape_is_rows(row: list[str]) -> None:
    columns, held, *wanted = row
    found, texts = _entries(json.loads(held))
    assert " ".join(name.replace(" ", "_") for name in found) == columns
    assert [" ".join(text or "-" for text in each) for each in texts] == wanted


def test_of_several_lists_one_is_chosen_by_its_path() -> None:
    held = {
        "nodes": [{"id": 1, "name": "A"}],
        "data": {"ties": [{"id": 1, "a": 1, "b": 2}]},
    }
    with pytest.raises(BadFile, match=r"holds 2 lists; .*: nodes, data\.ties$"):
        _entries(held)
    assert _entries(held, "data.ties") == (("id", "a", "b"), [("1", "1", "2")])
    with pytest.raises(BadFile, match="holds 2 lists"):
        _entries({"nodes": held["nodes"], "links": held["data"]["ties"]})


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
    write: Callable[[networkx.Graph], Iterable[str]],
) -> None:
    table = read_graph("\n".join(write(_graph())).encode(), "g")
    said = {
        "source": "Osaka",
        "source.id": "Q1",
        "source.country": "Japan",
        "source.lat": "34.7",
    }
    said |= {
        "target": "Shanghai",
        "target.id": "Q2",
        "target.country": "China",
        "since": "1974",
    }
    row = dict(zip(table.columns, table.rows[0].texts, strict=True))
    assert {column: row[column] for column in said} == said
    assert (len(table.rows), table.alone) == (1, ("Kobe",))


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"<gexf><graph>", "damaged XML"),
        (
            b"<gexf><graph><nodes><node id='1'/></nodes></graph></gexf>",
            "without an edge",
        ),
        (b"<kml/>", "an XML file of <kml>"),
    ],
)
def test_what_is_no_graph_is_refused_with_a_reason(content: bytes, why: str) -> None:
    with pytest.raises(BadFile, match=why):
        read_graph(content, "g")


def test_no_file_is_read_for_an_entity_and_nodes_without_labels_are_called_by_their_ids() -> (
    None
):
    raw = (
        b'<!DOCTYPE g [<!ENTITY f SYSTEM "file:///etc/hostname">]><graphml><graph>'
        b"<node id='1'><data key='label'>&f;</data></node><edge source='1' target='2'/></graph></graphml>"
    )
    table = read_graph(raw, "g")
    assert (table.columns, _rows(table)) == (
        ("source", "source.id", "target"),
        [("&f;", "1", "2")],
    )
