"""The graph: one edge a pair, and components that other libraries find as well."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given

from builders import DAY, claim, register, tie, two_sides
from kizuna.analysis.network.graph import EdgeList, TieGraph, read_edge_list
from kizuna.analysis.scope import Scope, scope_of
from kizuna.errors import BadFile, BadQuestion

from .graphs import graph, graphs, in_networkx


def _scope() -> Scope:
    held = register(
        two_sides(),
        tie("osaka-shanghai", "osaka", "shanghai"),
        tie("ports", "osaka", "shanghai"),
        tie("sakai-lianyungang", "sakai", "lianyungang", date=""),
        tie("three", "osaka", "shanghai", "sakai"),
    )
    return scope_of(held, DAY)


def test_a_pair_that_is_tied_twice_or_both_ways_is_one_edge() -> None:
    assert graph("ab", "ba", "ab").edges.tolist() == [[0, 1]]


def test_a_loop_is_no_edge_and_its_node_stays_where_it_is_named() -> None:
    assert graph("ab", "cc").names == ("a", "b")
    assert graph("ab", "cc", alone=("c",)).names == ("a", "b", "c")


def test_the_neighbours_of_a_node_lie_between_its_starts() -> None:
    held = graph("ab", "ac", "bc", "cd")
    at = held.names.index("c")
    row = held.neighbours[held.starts[at] : held.starts[at + 1]]
    assert [held.names[node] for node in row] == ["a", "b", "d"]


def test_what_only_possibly_stood_is_no_edge_unless_asked_for() -> None:
    certain = TieGraph.of_scope(_scope())
    possible = TieGraph.of_scope(_scope(), possible=True)
    assert "government/lianyungang" not in certain.names
    assert "government/lianyungang" in possible.names


def test_a_tie_of_three_ties_each_two_of_them() -> None:
    assert TieGraph.of_scope(_scope()).degrees.tolist() == [2, 2, 2]


def test_the_graph_rests_on_the_claims_of_its_ties_and_on_no_others() -> None:
    evidence = TieGraph.of_scope(_scope()).evidence
    assert {c.id for c in tie("ports", "osaka", "shanghai")} <= set(evidence)
    assert claim("tie/sakai-lianyungang", "party", "government/sakai").id not in evidence
    assert len(set(evidence)) == len(evidence)


@given(graphs())
def test_the_edges_within_some_nodes_are_those_of_the_whole(held: TieGraph) -> None:
    chosen = np.arange(held.size) % 2 == 0
    part = held.within(chosen)
    expected = in_networkx(held).subgraph(np.flatnonzero(chosen).tolist()).number_of_edges()
    assert len(part.edges) == expected
    assert part.names == held.names[::2]


def _read(text: str) -> EdgeList:
    return read_edge_list("ties.csv", text)


def _pairs(text: str) -> list[tuple[str, str]]:
    return [(a, b) for _, a, b in _read(text).rows]


@pytest.mark.parametrize(
    "text",
    [
        "Osaka Shanghai\nKobe Tianjin",
        "Osaka\tShanghai\nKobe\tTianjin\n",
        "Osaka,Shanghai\r\nKobe,Tianjin\r\n",
        "Osaka;Shanghai\nKobe;Tianjin",
        "# two ties\nOsaka   Shanghai\n\n% the end\nKobe Tianjin",
        "\ufeffOsaka,Shanghai\nKobe,Tianjin",
        '"Osaka" "Shanghai"\n"Kobe" "Tianjin"',
        "source,target\nOsaka,Shanghai\nKobe,Tianjin",
    ],
)
def test_a_pair_a_line_is_read_however_it_is_parted(text: str) -> None:
    assert _pairs(text) == [("Osaka", "Shanghai"), ("Kobe", "Tianjin")]


def test_a_name_with_a_comma_is_quoted() -> None:
    assert _pairs('"Washington, D.C.",Beijing') == [("Washington, D.C.", "Beijing")]


@pytest.mark.parametrize(
    "header", ["Source,Target", "a,b", "qid_a,qid_b", "from_id,to_id", "first,second"]
)
def test_a_line_of_column_names_is_a_header_and_is_told(header: str) -> None:
    found = _read(f"# ties\n{header}\nQ1,Q2\nQ2,Q3\n")
    assert len(found.rows) == 2
    assert found.header is not None
    assert (found.header.line, found.header.text) == (2, header)


@pytest.mark.parametrize(
    "text", ["a b\nb c\n", "1 2\n2 3\n", "Osaka,Shanghai\nKobe,Tianjin\n", "x y\n"]
)
def test_a_first_line_that_may_be_an_edge_is_one(text: str) -> None:
    found = _read(text)
    assert found.header is None
    assert found.rows[0][0] == 1


def test_loops_repetitions_and_bad_rows_are_named_by_line_and_end_nothing() -> None:
    found = _read("1,2\n2,1\n3,3\n4\n2,3\n5,\n1,2,9\n")
    assert [line for line, _, _ in found.loops] == [3]
    assert [line for line, _, _ in found.repeated] == [2, 7]
    assert [(bad.line, bad.text) for bad in found.bad] == [(4, "4"), (6, "5,")]
    assert found.columns == 3
    held = found.graph()
    assert (held.names, held.edges.tolist()) == (("1", "2", "3"), [[0, 1], [1, 2]])


def test_a_node_that_is_only_tied_to_itself_stays_a_node() -> None:
    assert _read("1 2\n3 3").graph().size == 3


def test_the_graph_rests_on_the_lines_of_the_file() -> None:
    assert _read("a,b\nq1,q2\nq3,q4\nq5\nq6,q7\n").graph().evidence == (
        "ties.csv:2-3",
        "ties.csv:5",
    )


def test_the_sizes_of_a_matrix_market_file_are_no_edge() -> None:
    text = "%%MatrixMarket matrix coordinate pattern symmetric\n% a club\n34 34 78\n2 1\n3 1\n"
    assert _pairs(text) == [("2", "1"), ("3", "1")]


@pytest.mark.parametrize("text", ["", "# nothing\n", "Osaka\nKobe\n", "1 1\n"])
def test_a_file_without_an_edge_is_an_error_that_quotes_its_beginning(text: str) -> None:
    with pytest.raises(BadFile, match=r"ties\.csv: no line names two nodes"):
        _read(text)


@pytest.mark.parametrize(
    "text",
    [
        "foo,bar,baz,qux\nAlpha,Beta,Gamma,Delta\nEta,Zeta,Iota,Kappa\n",
        "Lyon,France,Kyiv,Ukraine\nParis,France,Rome,Italy\n",
        "We thank you for the visit of May\nand hope to see you again\n",
    ],
)
def test_columns_that_may_all_be_names_are_asked_for(text: str) -> None:
    with pytest.raises(BadFile, match="nothing says which two of them name the nodes"):
        _read(text)


@pytest.mark.parametrize(
    ("columns", "taken"), [(("x1", "X2"), ("x1", "x2")), (("1", "3"), ("#1", "#3"))]
)
def test_columns_are_chosen_by_header_or_number(
    columns: tuple[str, str], taken: tuple[str, str]
) -> None:
    text = "x1,c,x2\nLyon,France,Kyiv\nParis,France,Rome\n"
    found = read_edge_list("ties.csv", text, columns)
    assert found.name_columns == taken
    assert [row[1:] for row in found.rows][-2:] == [("Lyon", "Kyiv"), ("Paris", "Rome")]


@pytest.mark.parametrize(
    ("columns", "words"),
    [
        (("x1", "y"), "no column 'y'; its columns are x1, c, x2"),
        (("1", "4"), "no column '4'"),
        (("1", "x1"), "two different columns"),
    ],
)
def test_a_column_that_is_not_there_is_named(columns: tuple[str, str], words: str) -> None:
    with pytest.raises(BadQuestion, match=words):
        read_edge_list("ties.csv", "x1,c,x2\nLyon,France,Kyiv\n", columns)


def test_headers_that_an_import_knows_choose_the_columns() -> None:
    found = _read("Id,Town,Twin town,Country\n7,Lyon,Kyiv,Ukraine\n8,Paris,Rome,Italy\n")
    assert found.name_columns == ("Town", "Twin town")
    assert [row[1:] for row in found.rows] == [("Lyon", "Kyiv"), ("Paris", "Rome")]


@pytest.mark.parametrize("third", ["0.5", "1992-04-01", "{'weight': 3}", ""])
def test_a_column_of_numbers_days_or_attributes_is_no_name(third: str) -> None:
    assert _pairs(f"a\tb\t{third}\nb\tc\t{third}\n") == [("a", "b"), ("b", "c")]
