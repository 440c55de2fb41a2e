"""Graphs for the tests of the network: a famous one, random ones, and the same in
igraph.
"""

from __future__ import annotations

import igraph
from hypothesis import strategies as st

from kizuna.analysis.network.graph import TieGraph

WITHIN = 1e-9
"""How far a number may lie from the same number of igraph."""


def graph(*edges: str, alone: tuple[str, ...] = ()) -> TieGraph:
    """A graph of edges written "ab": two nodes of one letter each; it rests on one
    claim.
    """
    return TieGraph.of_pairs([(edge[0], edge[1]) for edge in edges], ["claim"], alone)


def in_igraph(held: TieGraph) -> igraph.Graph:
    """The same graph in igraph, nodes by position."""
    return igraph.Graph(n=held.size, edges=held.edges.tolist())


def karate() -> TieGraph:
    """Zachary's karate club (1977)."""
    club = igraph.Graph.Famous("Zachary").get_edgelist()
    return TieGraph.of_pairs([(f"{a:02}", f"{b:02}") for a, b in club], ["claim"])


@st.composite
def graphs(draw: st.DrawFn, most: int = 24) -> TieGraph:
    """A graph of some nodes and edges, sparse or dense, in one piece or in many, with
    nodes alone or without.
    """
    size = draw(st.integers(1, most))
    node = st.integers(0, size - 1)
    pairs = draw(st.lists(st.tuples(node, node), max_size=3 * most))
    named = [(f"{a:03}", f"{b:03}") for a, b in pairs]
    alone = [f"{node:03}" for node in range(size)] if draw(st.booleans()) else []
    return TieGraph.of_pairs(named, ["claim"], alone)
