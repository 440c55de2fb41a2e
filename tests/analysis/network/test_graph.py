"""The graph: one edge a pair, and components that other libraries find as well."""

from __future__ import annotations

import networkx
import numpy as np
from hypothesis import given

from builders import DAY, claim, register, tie, two_sides
from kizuna.analysis.network.graph import TieGraph
from kizuna.analysis.scope import Scope, scope_of

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


def test_without_a_tie_the_graph_is_empty_and_rests_on_nothing() -> None:
    empty = TieGraph.of_scope(scope_of(register(two_sides()), DAY))
    assert (empty.size, len(empty.edges), empty.evidence) == (0, 0, ())


@given(graphs())
def test_components_are_those_of_networkx_the_largest_first(held: TieGraph) -> None:
    found = {frozenset(np.flatnonzero(held.components == label)) for label in held.components}
    assert found == set(map(frozenset, networkx.connected_components(in_networkx(held))))
    sizes = np.bincount(held.components).tolist()
    assert sizes == sorted(sizes, reverse=True)


@given(graphs())
def test_the_edges_within_some_nodes_are_those_of_the_whole(held: TieGraph) -> None:
    chosen = np.arange(held.size) % 2 == 0
    part = held.within(chosen)
    expected = in_networkx(held).subgraph(np.flatnonzero(chosen).tolist()).number_of_edges()
    assert len(part.edges) == expected
    assert part.names == held.names[::2]
