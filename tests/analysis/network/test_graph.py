"""The graph: one edge a pair, and components that other libraries find as well."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given

from builders import DAY, claim, register, tie, two_sides
from kizuna.analysis.network.graph import EdgeList, TieGraph, read_edge_list
from kizuna.analysis.scope import Scope, scope_of
from kizuna.errors import BadFile, BadQuestion

from .graphs import graph, graphs, in_igraph


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
    assert held.neighbours[held.starts[2] : held.starts[3]].tolist() == [0, 1, 3]


def test_each_two_of_a_tie_are_an_edge_and_what_only_possibly_stood_only_where_asked_for() -> (
    None
):
    certain, possible = (
        TieGraph.of_scope(_scope(), possible=only) for only in (False, True)
    )
    assert certain.degrees.tolist() == [2, 2, 2]
    assert set(possible.names) - set(certain.names) == {"government/lianyungang"}


def test_the_graph_rests_on_the_claims_of_its_ties_and_on_no_others() -> None:
    evidence = TieGraph.of_scope(_scope()).evidence
    assert {c.id for c in tie("ports", "osaka", "shanghai")} <= set(evidence)
    assert (
        claim("tie/sakai-lianyungang", "party", "government/sakai").id not in evidence
    )
    assert len(set(evidence)) == len(evidence)


@given(graphs())
def test_the_edges_within_some_nodes_are_those_of_the_whole(held) -> None:
    chosen = np.arange(held.size) % 2 == 0
    part = held.within(chosen)
    assert (
        len(part.edges)
        == in_igraph(held).induced_subgraph(np.flatnonzero(chosen)).ecount()
    )
    assert part.names == held.names[::2]


def _read(text: str, *columns: str) -> EdgeList:
    return read_edge_list("ties.csv", text, columns)


def _pairs(text: str, *columns: str) -> list[tuple[str, str]]:
    return [(a, b) for _, a, b in _read(text, *columns).rows]


_MARKET = "%%MatrixMarket matrix coordinate pattern symmetric\n% a club\n34 34 78\n"


@pytest.mark.parametrize(
    "text",
    [
        *("Osaka Shanghai\nKobe Tianjin", "Osaka\tShanghai\nKobe\tTianjin\n"),
        *("Osaka,Shanghai\r\nKobe,Tianjin\r\n", "Osaka;Shanghai\nKobe;Tianjin"),
        "# two ties\nOsaka   Shanghai\n\n% the end\nKobe Tianjin",
        *("\ufeffOsaka,Shanghai\nKobe,Tianjin", '"Osaka" "Shanghai"\n"Kobe" "Tianjin"'),
        *(
            "source,target\nOsaka,Shanghai\nKobe,Tianjin",
            f"{_MARKET}Osaka Shanghai\nKobe Tianjin",
        ),
        *(
            f"Osaka\tShanghai\t{third}\nKobe\tTianjin\t{third}\n"
            for third in ("0.5", "1992-04-01")
        ),
        *(
            f"Osaka\tShanghai\t{third}\nKobe\tTianjin\t{third}\n"
            for third in ("{'w': 3}", "")
        ),
    ],
)
def test_a_pair_a_line_is_read_however_it_is_parted_and_whatever_is_measured(
    text,
) -> None:
    assert _pairs(text) == [("Osaka", "Shanghai"), ("Kobe", "Tianjin")]


def test_a_name_with_a_comma_is_quoted() -> None:
    assert _pairs('"Washington, D.C.",Beijing') == [("Washington, D.C.", "Beijing")]


@pytest.mark.parametrize(
    "header", ["Source,Target", "a,b", "qid_a,qid_b", "from_id,to_id", "first,second"]
)
def test_a_line_of_column_names_is_a_header_and_is_told(header) -> None:
    found = _read(f"# ties\n{header}\nQ1,Q2\nQ2,Q3\n")
    assert len(found.rows) == 2
    assert (found.header.line, found.header.text) == (2, header)


def test_a_first_line_that_may_be_an_edge_is_one() -> None:
    for text in ("a b\nb c\n", "1 2\n2 3\n", "Osaka,Shanghai\nKobe,Tianjin\n", "x y\n"):
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


def test_the_graph_rests_on_the_lines_of_the_file_and_has_a_node_tied_to_itself_alone() -> (
    None
):
    evidence = _read("a,b\nq1,q2\nq3,q4\nq5\nq6,q7\n").graph().evidence
    assert evidence == ("ties.csv:2-3", "ties.csv:5")
    assert _read("1 2\n3 3").graph().size == 3


@pytest.mark.parametrize("text", ["", "# nothing\n", "Osaka\nKobe\n", "1 1\n"])
def test_a_file_without_an_edge_is_an_error_that_quotes_its_beginning(text) -> None:
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
def test_columns_that_may_all_be_names_are_asked_for(text) -> None:
    with pytest.raises(BadFile, match="nothing says which two of them name the nodes"):
        _read(text)


_THREE = "x1,c,x2\nLyon,France,Kyiv\nParis,France,Rome\n"
_KNOWN = "Id,Town,Twin town,Country\n7,Lyon,Kyiv,Ukraine\n8,Paris,Rome,Italy\n"


_CHOSEN = {
    "by their headers": (_THREE, ("x1", "X2"), ("x1", "x2")),
    "by their numbers": (_THREE, ("1", "3"), ("#1", "#3")),
    "by headers that an import knows": (_KNOWN, (), ("Town", "Twin town")),
}


@pytest.mark.parametrize(("text", "columns", "taken"), _CHOSEN.values(), ids=_CHOSEN)
def test_the_columns_of_names_are_chosen(text, columns, taken) -> None:
    assert _read(text, *columns).name_columns == taken
    assert _pairs(text, *columns)[-2:] == [("Lyon", "Kyiv"), ("Paris", "Rome")]


_NAMED = {"x1 y": "no column 'y'; its columns are x1, c, x2", "1 4": "no column '4'"}


@pytest.mark.parametrize(
    ("columns", "words"), [*_NAMED.items(), ("1 x1", "two different columns")]
)
def test_a_column_that_is_not_there_is_named(columns, words) -> None:
    with pytest.raises(BadQuestion, match=words):
        _read(_THREE, *columns.split())
