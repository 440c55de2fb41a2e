"""Distances, beside networkx and igraph."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

import networkx
import pytest
from hypothesis import given

from kizuna.analysis.network.graph import TieGraph
from kizuna.analysis.network.panel import distances, in_giant_and_all

from .graphs import WITHIN, graph, graphs, in_igraph, in_networkx, karate


def test_the_karate_club_is_as_wide_as_published() -> None:
    found = distances(karate())
    assert found.longest == 5
    assert found.mean == pytest.approx(2.4082, abs=5e-5)


def test_pairs_that_no_path_joins_have_no_distance() -> None:
    assert distances(graph("ab", "cd", alone=("e",))).pairs == (0, 2)


def test_where_nobody_is_tied_there_is_no_distance() -> None:
    found = distances(graph(alone=("a", "b")))
    assert (found.mean, found.longest) == (None, None)


def test_more_nodes_than_one_round_takes_are_all_reached() -> None:
    line = [f"{node:04}" for node in range(1100)]
    found = distances(TieGraph.of_pairs(pairwise(line)))
    assert found.pairs == (0, *(1100 - d for d in range(1, 1100)))


def test_the_largest_component_is_measured_apart() -> None:
    giant, joined = in_giant_and_all(graph("ab", "bc", "xy"))
    assert (giant.pairs, joined.pairs) == ((0, 2, 1), (0, 3, 1))


@given(graphs())
def test_every_pair_is_counted_at_the_distance_that_networkx_finds(held: TieGraph) -> None:
    lengths = dict(networkx.all_pairs_shortest_path_length(in_networkx(held)))
    expected = Counter(d for reached in lengths.values() for d in reached.values() if d)
    found = {d: 2 * n for d, n in enumerate(in_giant_and_all(held)[1].pairs) if n}
    assert found == dict(expected)


@given(graphs())
def test_mean_and_diameter_are_those_of_igraph(held: TieGraph) -> None:
    found = distances(held)
    if found.longest is not None:
        other = in_igraph(held)
        assert found.longest == other.diameter(unconn=True)
        assert found.mean == pytest.approx(other.average_path_length(unconn=True), abs=WITHIN)
