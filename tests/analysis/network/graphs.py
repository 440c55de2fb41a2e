"""Graphs for the tests of the network: famous ones, random ones, and the same in the libraries compared with."""

from __future__ import annotations

import igraph
import networkx
from hypothesis import strategies as st

from kizuna.analysis.network.graph import TieGraph

WITHIN = 1e-9
"""How far a number may lie from the same number of another library."""


def graph(*edges: str, alone: tuple[str, ...] = ()) -> TieGraph:
    """A graph of edges written "ab": two nodes of one letter each; it rests on one claim."""
    return TieGraph.of_pairs([(edge[0], edge[1]) for edge in edges], ["claim"], alone)


def of_networkx(held: networkx.Graph) -> TieGraph:
    """A graph of networkx, the nodes named by their text."""
    pairs = [(str(a), str(b)) for a, b in held.edges()]
    return TieGraph.of_pairs(pairs, ["claim"], [str(node) for node in held])


def in_networkx(held: TieGraph) -> networkx.Graph:
    """The same graph in networkx, nodes by position."""
    made = networkx.empty_graph(held.size)
    made.add_edges_from(held.edges.tolist())
    return made


def in_igraph(held: TieGraph) -> igraph.Graph:
    """The same graph in igraph, nodes by position."""
    return igraph.Graph(n=held.size, edges=held.edges.tolist())


def karate() -> TieGraph:
    """Zachary's karate club (1977)."""
    return of_networkx(networkx.karate_club_graph())


@st.composite
def graphs(draw: st.DrawFn, most: int = 24) -> TieGraph:
    """A graph of some nodes and edges, sparse or dense, in one piece or in many, with nodes alone or without."""
    size = draw(st.integers(1, most))
    node = st.integers(0, size - 1)
    pairs = draw(st.lists(st.tuples(node, node), max_size=3 * most))
    named = [(f"{a:03}", f"{b:03}") for a, b in pairs]
    alone = [f"{node:03}" for node in range(size)] if draw(st.booleans()) else []
    return TieGraph.of_pairs(named, ["claim"], alone)
