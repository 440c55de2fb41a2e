"""How fast the network is measured, beside igraph, rustworkx, networkx and, where it is
installed, networkit.

`python -m bench.network [--edges FILE]`: all of it in one run, on the edges of the
file, or on 10,000 nodes and some 17,000 edges that grow by preferential attachment from
a fixed seed.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import igraph
import networkx
import numpy as np
import rustworkx

from bench.measuring import Measure, print_table, seconds, shown
from kizuna.analysis.network.graph import Ints, TieGraph
from kizuna.analysis.network.panel import Panel, betweenness_of, panel, snapshots
from kizuna.workflows.measure_edges import measure_file

_YEARS, _ENDED = 70, 0.05
_TIMES, _FEW_TIMES = 7, 3
Pairs = list[tuple[str, str]]


def main() -> None:
    """Measure and print."""
    asked = argparse.ArgumentParser(prog="python -m bench.network", description=__doc__)
    asked.add_argument(
        "--edges", type=Path, metavar="FILE", help="an edge list to measure on"
    )
    file = asked.parse_args().edges
    graph = (
        measure_file(file).edges.graph()
        if file
        else TieGraph.of_pairs(_grown(10_000), ["seed"])
    )
    _warm_up()
    title = (
        f"The network: {graph.size:,} nodes, {len(graph.edges):,} edges; best of"
        " several runs"
    )
    print_table(title, [*_panel(graph), _betweenness(graph), *_series(graph)])


def _grown(size: int) -> Iterator[tuple[str, str]]:
    """A graph in which a new node is tied to one or two others, more likely to those
    with many ties.
    """
    chance, ends = random.Random(1987), [0]
    for node in range(1, size):
        for _ in range(1 + (chance.random() < 0.74)):
            other = chance.choice(ends)
            yield f"node {node}", f"node {other}"
            ends += [node, other]


def _warm_up() -> None:
    """Load and compile what is loaded and compiled once."""
    small = TieGraph.of_pairs((f"{i}", f"{i // 2}") for i in range(1, 100))
    panel(small, betweenness=True)


def _panel(graph: TieGraph) -> Iterator[Measure]:
    pairs = [(graph.names[a], graph.names[b]) for a, b in graph.edges.tolist()]

    def work() -> Panel:
        return panel(TieGraph.of_pairs(pairs, ["bench"]))

    before, (theirs, found) = _best(work), _timed(lambda: _panel_of_networkx(pairs))
    mine = min(before, _best(work))
    ours = work().measures
    for key, value in found.items():
        held = ours[key]
        if held is None or abs(held - value) > 1e-9:
            raise SystemExit(f"{key}: {held} here, {value} by networkx")
    ratio = theirs / mine
    same = f"networkx, {len(found)} numbers the same: {shown(theirs)}"
    yield Measure(
        "the panel without betweenness", shown(mine), "", "", "< 1 s", mine < 1
    )
    yield Measure("", shown(mine), same, f"{ratio:.0f}x", ">= 100x", ratio >= 100)


def _panel_of_networkx(pairs: Pairs) -> dict[str, float]:
    """The same measures by networkx; its communities are Louvain's, and timed without
    being compared.
    """
    graph = networkx.Graph(pairs)
    parts = sorted(networkx.connected_components(graph), key=len, reverse=True)
    giant = graph.subgraph(parts[0]).copy()
    counts: dict[int, int] = {}
    for _, reached in networkx.all_pairs_shortest_path_length(giant):
        for steps in reached.values():
            counts[steps] = counts.get(steps, 0) + 1
    cores = networkx.core_number(graph)
    groups = networkx.community.louvain_communities(graph, seed=1987)
    networkx.community.modularity(graph, groups)
    joined = len(giant) * (len(giant) - 1)
    return {
        "density": networkx.density(graph),
        "degree_assortativity": networkx.degree_assortativity_coefficient(graph),
        "components": len(parts),
        "giant_nodes": len(giant),
        "triangles": sum(networkx.triangles(graph).values()) // 3,
        "transitivity": networkx.transitivity(graph),
        "average_clustering": networkx.average_clustering(graph),
        "mean_distance": sum(steps * n for steps, n in counts.items()) / joined,
        "diameter": max(counts),
        "max_core": max(cores.values()),
    }


def _betweenness(graph: TieGraph) -> Measure:
    mine = _best(lambda: betweenness_of(graph), _FEW_TIMES)
    theirs = {name: _best(work, _FEW_TIMES) for name, work in _peers(graph).items()}
    fastest = min(theirs.values())
    ratio = mine / fastest
    against = ", ".join(f"{name} {shown(spent)}" for name, spent in theirs.items())
    how = "compiled" if find_spec("numba") else "rustworkx"
    what = f"exact betweenness ({how})"
    return Measure(what, shown(mine), against, f"{ratio:.2f}", "<= 1", ratio <= 1)


def _peers(graph: TieGraph) -> dict[str, Callable[[], object]]:
    edges = graph.edges.tolist()
    in_igraph = igraph.Graph(n=graph.size, edges=edges)
    peers: dict[str, Callable[[], object]] = {
        "igraph": in_igraph.betweenness,
        "rustworkx": lambda: rustworkx.graph_betweenness_centrality(
            graph.in_rustworkx, False
        ),
    }
    if find_spec("networkit"):
        import networkit

        held = networkit.Graph(graph.size)
        for a, b in edges:
            held.addEdge(a, b)
        peers["networkit"] = lambda: networkit.centrality.Betweenness(held).run()
    return peers


def _series(graph: TieGraph) -> Iterator[Measure]:
    spells = _spells(graph)
    mine = _best(lambda: snapshots(*spells))
    theirs = _best(lambda: _rebuilt(*spells))
    found = [(s.nodes, s.edges, s.components, s.giant) for s in snapshots(*spells)]
    if found != _rebuilt(*spells):
        raise SystemExit("the series differs from igraph's")
    ratio = mine / theirs
    against = f"igraph rebuilt each year: {shown(theirs)}"
    what = f"{_YEARS} yearly snapshots with clustering"
    yield Measure(what, shown(mine), against, f"{ratio:.2f}", "< 1.5", ratio < 1.5)


def _spells(graph: TieGraph) -> tuple[int, int, Ints, Ints, Ints]:
    """How many nodes and years there are, and each edge from a year drawn at random;
    one in twenty ends again.
    """
    chance = np.random.default_rng(1987)
    first = chance.integers(0, _YEARS, len(graph.edges))
    ended = chance.random(len(first)) < _ENDED
    last = np.where(ended, chance.integers(first, _YEARS), _YEARS)
    return graph.size, _YEARS, graph.edges, first, last


def _rebuilt(
    size: int, years: int, edges: Ints, first: Ints, last: Ints
) -> list[tuple[int, int, int, int]]:
    """Nodes, edges, components and the largest, from a graph that igraph makes anew for
    each year.
    """
    found = []
    for year in range(years):
        graph = igraph.Graph(n=size, edges=edges[(first <= year) & (year <= last)])
        sizes = [size for size in graph.connected_components().sizes() if size > 1]
        found.append((sum(sizes), graph.ecount(), len(sizes), max(sizes, default=0)))
    return found


def _best(work: Callable[[], object], times: int = _TIMES) -> float:
    """The least of several times: what else the machine does can only add to it."""
    return min(seconds(work) for _ in range(times))


def _timed(work: Callable[[], Any]) -> tuple[float, Any]:
    found: list[Any] = []
    spent = seconds(lambda: found.append(work()))
    return spent, found[0]


if __name__ == "__main__":
    main()
