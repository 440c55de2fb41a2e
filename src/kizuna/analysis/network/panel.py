"""The panel: all measures of a network at once, of what certainly stood and of what
possibly did; and how the network grew, by what stood at the end of each year.

Law: certain and possible are two networks. Their counts bound the truth; the other
measures need not lie between the two values, since a tie more can raise or lower them.

Betweenness is on how many of the shortest ways between others a party lies, exactly
(Brandes 2001): compiled for the machine where the extra `research` (numba) is
installed, which is some four times as fast; else by rustworkx. Both give the same
numbers.

Communities are groups of parties with more ties inside than their degrees would lead
one to expect, found by the Leiden algorithm (Traag, Waltman & van Eck 2019) from a
fixed seed, so that the same graph always gives the same; another seed may give others
of nearly the same modularity. Cores are the parties that stay when those with few
partners are taken away again and again (Seidman 1983).

Distances are exact, for all pairs: breadth-first search from 512 nodes at a time, each
a bit of a row of words, so that one pass over the edges serves them all (Then et al.
2014, The More the Merrier: Efficient Multi-Source Graph Traversal). The triangles that
are ever closed are found once; each year tells which pairs are tied in it.
"""

from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date
from itertools import zip_longest
from os import cpu_count
from typing import Any, NamedTuple

import numpy as np

from kizuna.analysis.figures import Figure
from kizuna.analysis.network.graph import (
    Floats,
    Ints,
    TieGraph,
    by_size,
    clustering,
    coefficients,
    kilometres,
    pairs_of,
    radians_of,
    triangles,
)
from kizuna.analysis.scope import Party, Scope
from kizuna.register.ties import TieOnDay
from kizuna.values import OPEN_START, Point


def betweenness_of(graph: TieGraph) -> Floats:
    """The betweenness of each node: over all pairs of others, the share of shortest
    ways that leads through it.

    Each unordered pair counts once, ends do not count, nothing is normalised: 0 to (n -
    1)(n - 2) / 2.
    """
    if not len(graph.edges):
        return np.zeros(graph.size)
    try:
        from kizuna.analysis.network.brandes import scores
    except (ImportError, RuntimeError):
        # There is no numba, or no folder in which it could keep what it compiles.
        import rustworkx

        found = rustworkx.graph_betweenness_centrality(
            graph.in_rustworkx, normalized=False
        )
        return np.array([found[node] for node in range(graph.size)], dtype=np.float64)
    return scores(graph)


def normalised(scores: Floats) -> Floats:
    """The same by the number of pairs of others, 0 to 1 (Freeman 1977); unchanged below
    three nodes.
    """
    others = (len(scores) - 1) * (len(scores) - 2) / 2
    return scores / others if others > 0 else scores


def degree_assortativity(graph: TieGraph) -> float | None:
    """The correlation of the degrees at the two ends of an edge, -1 to 1 (Newman 2002).

    Every edge is counted in both directions, as the definition for undirected graphs
    has it. None where all edges join nodes of equal degrees throughout: the correlation
    of constants is not defined.
    """
    if not len(graph.edges):
        return None
    ends = graph.degrees[graph.edges].astype(np.float64)
    ends -= ends.mean()
    variance = float((ends**2).mean())
    return float((ends[:, 0] * ends[:, 1]).mean()) / variance if variance > 0 else None


_WORDS = 8
_BITS = 64


def distances(graph: TieGraph) -> tuple[int, ...]:
    """How many pairs of nodes lie at each distance: 0 at 0, then those at one tie, at
    two, and so on.

    Pairs that no path joins are in none.
    """
    joined = graph.within(graph.degrees > 0)
    chunk = _WORDS * _BITS
    parts = [
        np.arange(joined.size)[at : at + chunk] for at in range(0, joined.size, chunk)
    ]
    with ThreadPoolExecutor(max(cpu_count() or 1, 1)) as pool:
        counted = pool.map(lambda part: _reached(joined, part), parts)
        return (0, *(sum(each) // 2 for each in zip_longest(*counted, fillvalue=0)))


def _mean(pairs: Sequence[int]) -> float | None:
    return sum(d * n for d, n in enumerate(pairs)) / sum(pairs) if any(pairs) else None


def _reached(graph: TieGraph, sources: Ints) -> list[int]:
    """How many nodes are first reached from the sources after one step, after two, and
    so on.
    """
    bits = np.arange(len(sources))
    reached = np.zeros((graph.size, _WORDS), dtype=np.uint64)
    signs = np.uint64(1) << (bits % _BITS).astype(np.uint64)
    np.bitwise_or.at(reached, (sources, bits // _BITS), signs)
    unseen, counts = ~reached, list[int]()
    while not counts or counts[-1]:
        beside = reached.take(graph.neighbours, axis=0)
        reached = np.bitwise_or.reduceat(beside, graph.starts[:-1], axis=0) & unseen
        unseen ^= reached
        counts.append(int(np.bitwise_count(reached).sum(dtype=np.int64)))
    return counts[:-1]


SEED = 1987


def communities(graph: TieGraph) -> tuple[Ints, float | None]:
    """The community of each node, numbered from 0 by size, the largest first; a node
    without ties is one alone.

    Beside them their modularity, -0.5 to 1: the share of the edges inside communities
    less the share expected from the degrees (Newman & Girvan 2004, at resolution 1);
    None without edges.
    """
    import graspologic_native

    edges = [(str(a), str(b), 1.0) for a, b in graph.edges.tolist()]
    modularity, found = None, dict[str, int]()
    if edges:
        modularity, found = graspologic_native.leiden(
            edges,
            starting_communities=None,
            resolution=1.0,
            randomness=0.001,
            iterations=5,
            use_modularity=True,
            seed=SEED,
            trials=1,
        )
    free = max(found.values(), default=-1) + 1
    labels = [found.get(str(node), free + node) for node in range(graph.size)]
    return by_size(labels), modularity


def core_numbers(graph: TieGraph) -> Ints:
    """The core number of each node: the largest k such that it has k neighbours in the
    k-core.
    """
    import rustworkx

    found: Any = rustworkx.core_number(graph.in_rustworkx)
    return np.array([found[node] for node in range(graph.size)], dtype=np.int64)


class Homophily(NamedTuple):
    """How far edges join nodes of one group; None where there are no edges.

    `share` is the part that does, 0 to 1, `ei` (between - inside) / all, from -1 (all
    inside) to 1 (Krackhardt & Stern 1988). `assortativity` is how far the edges inside
    exceed what the groups' shares of all ends would give, by the most they could, at
    most 1 (Newman 2003, eq. 2); None too where all ends are of one group.
    """

    share: float | None = None
    ei: float | None = None
    assortativity: float | None = None


def homophily(graph: TieGraph, groups: Sequence[str]) -> Homophily:
    """The homophily of the edges whose ends both are of a known group, None where there
    are none; `groups` has one for each node, "" where it is not known.
    """
    labels, of = np.unique(
        np.array(groups, dtype=object).astype(str), return_inverse=True
    )
    ends = of.reshape(-1)[graph.edges]
    ends = ends[(labels != "")[ends].all(axis=1)] if len(ends) else ends
    if not len(ends):
        return Homophily()
    inside = int(np.count_nonzero(ends[:, 0] == ends[:, 1]))
    share, ei = inside / len(ends), (len(ends) - 2 * inside) / len(ends)
    shares = np.bincount(ends.ravel()) / ends.size
    expected = float((shares**2).sum())
    all_one = np.count_nonzero(shares) == 1
    return Homophily(
        share, ei, None if all_one else (share - expected) / (1 - expected)
    )


def lengths(graph: TieGraph, points: Sequence[Point | None]) -> list[float]:
    """The great circles, in km, of the edges whose ends both have a point; `points` has
    one for each node.
    """
    far = kilometres(*np.moveaxis(radians_of(points)[:, graph.edges], 2, 0))
    return [*map(float, far[~np.isnan(far)])]


@dataclass(frozen=True, slots=True)
class Panel:
    """The measures of one graph.

    `measures` has a number for each measure of the reference that was asked for, in its
    order, all resting on the graph's evidence; None is "not defined for this graph", or
    that nothing is known. `distances` are those of `distances`; `cores`, `membership`
    and `betweenness` (None: not asked for) have a value for each node.
    """

    graph: TieGraph
    measures: Mapping[str, float | None]
    distances: tuple[int, ...]
    cores: Ints
    membership: Ints
    betweenness: Floats | None

    def leading(self, most: int) -> list[int]:
        """The first nodes by betweenness where it was asked for, then by degree, then
        by name.
        """
        between = (
            self.betweenness
            if self.betweenness is not None
            else np.zeros(self.graph.size)
        )
        order = np.lexsort((np.arange(self.graph.size), -self.graph.degrees, -between))
        return [*map(int, order[:most])]


class Network(NamedTuple):
    """The panels of what certainly and of what possibly stood, one object where nothing
    is uncertain.
    """

    certain: Panel
    possible: Panel

    @property
    def nodes(self) -> Figure:
        few, many = self.certain.graph, self.possible.graph
        return Figure(few.size, many.size, many.evidence)

    @property
    def edges(self) -> Figure:
        few, many = self.certain.graph, self.possible.graph
        return Figure(len(few.edges), len(many.edges), many.evidence)

    @property
    def is_certain(self) -> bool:
        """Whether there is nothing that only possibly stood."""
        return self.certain is self.possible


def network_of(scope: Scope, *, betweenness: bool = False) -> Network:
    """The network of the ties that stood on the scope's day."""
    wide = panel(
        TieGraph.of_scope(scope, possible=True), scope.parties, betweenness=betweenness
    )
    if len(scope.in_force()) == len(scope.in_force(possible=True)):
        return Network(wide, wide)
    return Network(
        panel(TieGraph.of_scope(scope), scope.parties, betweenness=betweenness), wide
    )


def panel(
    graph: TieGraph,
    places: Mapping[str, Party] | None = None,
    *,
    betweenness: bool = False,
) -> Panel:
    """The panel of a graph; with `places`, what is known of its nodes by name, also
    what rests on that.
    """
    within = distances(graph.giant)
    others = distances(
        graph.within(graph.components != 0)
    )  # no path joins the two parts
    joined = tuple(map(sum, zip_longest(within, others, fillvalue=0)))
    cores, (membership, modularity) = core_numbers(graph), communities(graph)
    highest, size, edges, giant = (
        _most(cores),
        graph.size,
        len(graph.edges),
        graph.giant.size,
    )
    pairs = size * (size - 1) // 2
    between, clustered = (
        betweenness_of(graph) if betweenness else None,
        clustering(graph),
    )
    numbers: dict[str, float | None] = {
        "density": edges / pairs if pairs else None,
        "mean_degree": 2 * edges / size if size else None,
        "max_degree": _most(graph.degrees),
        "degree_assortativity": degree_assortativity(graph),
        "components": int(graph.components.max()) + 1 if size else 0,
        "giant_nodes": giant,
        "giant_share": giant / size if size else None,
        "triangles": clustered.triangles,
        "transitivity": clustered.transitivity,
        "average_clustering": clustered.average,
        "mean_distance": _mean(within),
        "diameter": len(within) - 1 or None,
        "mean_distance_joined": _mean(joined),
        "longest_distance": len(joined) - 1 or None,
        "max_core": highest,
        "max_core_nodes": int(np.count_nonzero(cores == highest)) if size else None,
        "communities": int(membership.max()) + 1 if size else 0,
        "modularity": modularity,
        **(_of_places(graph, places) if places is not None else {}),
        **({"max_betweenness": _most(between)} if between is not None else {}),
    }
    measures = numbers if graph.evidence else dict.fromkeys(numbers)
    return Panel(graph, measures, joined, cores, membership, between)


def _most(values: Ints | Floats) -> float | None:
    return values.max().item() if len(values) else None


def _of_places(graph: TieGraph, places: Mapping[str, Party]) -> dict[str, float | None]:
    """What rests on the places; quartiles lie between two lengths in proportion
    (Hyndman & Fan 1996, type 7).
    """
    nodes = [places[name] for name in graph.names]
    far = lengths(graph, [node.point for node in nodes])
    quartiles = np.percentile(far, [25, 50, 75]).tolist() if far else (None,) * 3
    found: dict[str, float | None] = {"measured_edges": len(far)}
    found |= zip(
        ("length_q1_km", "length_median_km", "length_q3_km"), quartiles, strict=True
    )
    for group in ("country", "level", "tier"):
        share, ei, assortativity = homophily(
            graph, [getattr(node, group) for node in nodes]
        )
        if group == "country":
            found["domestic_share"] = share
        found |= {f"ei_{group}": ei, f"assortativity_{group}": assortativity}
    return found


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The network at one time: its counts, the nodes of its largest component, all 0
    while nothing stands, and its two coefficients of clustering.
    """

    nodes: int
    edges: int
    components: int
    giant: int
    transitivity: float | None
    average_clustering: float | None

    @property
    def mean_degree(self) -> float | None:
        """2m / n; None without nodes."""
        return 2 * self.edges / self.nodes if self.nodes else None


class NetworkSeries(NamedTuple):
    """The last day of each year with the snapshots of what certainly and of what
    possibly stood on it; the last is the day asked about, where that is earlier.

    `ties` are those that the counts rest on. An undated tie possibly stood in every
    year up to its end.
    """

    years: tuple[tuple[date, Snapshot, Snapshot], ...]
    ties: tuple[TieOnDay, ...]


def first_year(scope: Scope) -> int | None:
    """The year in which the earliest dated tie of a scope may have begun; None when
    none is dated.
    """
    starts = [tie.span.start_earliest for tie in scope.ties if tie.span]
    dated = [start for start in starts if start != OPEN_START and start <= scope.day]
    return date.fromordinal(max(min(dated), 1)).year if dated else None


def series_of(scope: Scope, first: int, last: int) -> NetworkSeries:
    """The series from a first to a last year, which is the year of the scope's day or
    an earlier one.
    """
    ends = tuple(
        min(date(year, 12, 31).toordinal(), scope.day)
        for year in range(first, last + 1)
    )
    ties = tuple(tie for tie in scope.ties if tie.span and len(tie.parties) > 1)
    at = {
        ref: place
        for place, ref in enumerate(sorted({r for tie in ties for r in tie.parties}))
    }
    spans = [(pair, tie.span) for tie in ties for pair in pairs_of(tie) if tie.span]
    edges = np.array([(at[a], at[b]) for (a, b), _ in spans], dtype=np.int64).reshape(
        -1, 2
    )

    def standing(days: Iterable[tuple[int, int]]) -> tuple[Snapshot, ...]:
        """The snapshots at the year ends that lie between the two days of each pair."""
        first, last = np.array([*days], dtype=np.int64).reshape(-1, 2).T
        steps = (
            np.searchsorted(ends, first),
            np.searchsorted(ends, last, side="right") - 1,
        )
        return snapshots(len(at), len(ends), edges, *steps)

    certain = standing((span.start_latest, span.end_earliest) for _, span in spans)
    possible = standing((span.start_earliest, span.end_latest) for _, span in spans)
    days = map(date.fromordinal, ends)
    return NetworkSeries(tuple(zip(days, certain, possible, strict=True)), ties)


def snapshots(
    size: int, steps: int, edges: Ints, first: Ints, last: Ints
) -> tuple[Snapshot, ...]:
    """A snapshot of each step of so many nodes: row i of `edges` (two of them) is tied
    from step `first[i]` to `last[i]`, both included, and in none where that is the
    earlier one; a pair may have several rows.
    """
    import rustworkx

    base = np.array([max(size, 1), 1])
    codes, pair = np.unique(np.sort(edges, axis=1) @ base, return_inverse=True)
    pairs: Ints = np.stack([codes // base[0], codes % base[0]], axis=1)
    corners = np.sort(triangles(TieGraph.of_edges(("",) * size, pairs, ())), axis=1)
    sides = np.searchsorted(codes, corners[:, [[0, 1], [0, 2], [1, 2]]] @ base)
    joined, before, found = (
        rustworkx.PyGraph(),
        np.zeros(len(codes), dtype=bool),
        list[Snapshot](),
    )
    joined.add_nodes_from(range(size))
    for step in range(steps):
        tied = np.zeros(len(codes), dtype=bool)
        tied[pair.reshape(-1)[(first <= step) & (step <= last)]] = True
        joined.add_edges_from_no_data(list(map(tuple, pairs[tied & ~before].tolist())))
        joined.remove_edges_from(list(map(tuple, pairs[before & ~tied].tolist())))
        before, parts = tied, rustworkx.connected_components(joined)
        sizes = [len(part) for part in parts if len(part) > 1]
        degrees, closed = (
            np.bincount(pairs[tied].ravel()),
            corners[tied[sides].all(axis=1)],
        )
        through = np.bincount(closed.ravel(), minlength=len(degrees))
        clustered = coefficients(degrees, through, sum(sizes))
        counts = sum(sizes), int(tied.sum()), len(sizes), max(sizes, default=0)
        found.append(Snapshot(*counts, clustered.transitivity, clustered.average))
    return tuple(found)
