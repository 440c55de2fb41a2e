"""Communities: the same each time, and of the modularity that igraph and networkx compute."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given

from kizuna.analysis.network.communities import communities, modularity
from kizuna.analysis.network.graph import TieGraph

from .graphs import graph, graphs, karate


def test_the_karate_club_is_parted_as_well_as_it_can_be() -> None:
    held = karate()
    assert modularity(held, communities(held)) == pytest.approx(0.4198, abs=5e-5)


def test_two_triangles_on_a_string_are_two_communities() -> None:
    found = communities(graph("ab", "bc", "ca", "cd", "de", "ef", "fd"))
    assert found.tolist() == [0, 0, 0, 1, 1, 1]


def test_a_node_without_ties_is_a_community_alone() -> None:
    assert communities(graph("ab", "bc", "ca", alone=("x", "y"))).tolist() == [0, 0, 0, 1, 2]


@given(graphs())
def test_the_same_graph_has_the_same_communities_each_time_the_largest_first(
    held: TieGraph,
) -> None:
    found = communities(held)
    assert found.tolist() == communities(held).tolist()
    sizes = np.bincount(found).tolist()
    assert sizes == sorted(sizes, reverse=True)
