"""Clustering, beside networkx and igraph."""

from __future__ import annotations

import networkx
import pytest
from hypothesis import given

from kizuna.analysis.network import graph as module
from kizuna.analysis.network.graph import TieGraph, clustering, triangles

from .graphs import WITHIN, graph, graphs, in_igraph, in_networkx, karate


def test_the_karate_club_clusters_as_published() -> None:
    found = clustering(karate())
    assert found.triangles == 45
    assert found.transitivity == pytest.approx(0.2557, abs=5e-5)
    assert found.average == pytest.approx(0.5706, abs=5e-5)


def test_nodes_with_one_partner_count_as_nought_in_the_mean() -> None:
    assert clustering(graph("ab", "bc", "ca", "cd")).average == pytest.approx(
        (1 + 1 + 1 / 3 + 0) / 4
    )


def test_without_a_path_of_two_ties_transitivity_is_not_defined() -> None:
    found = clustering(graph("ab"))
    assert (found.transitivity, found.average) == (None, 0)


@given(graphs())
def test_clustering_is_that_of_networkx_and_igraph(held: TieGraph) -> None:
    found, other = clustering(held), in_igraph(held)
    if not held.size:
        assert found.average is None
        return
    assert found.average == pytest.approx(
        networkx.average_clustering(in_networkx(held)), abs=WITHIN
    )
    assert found.average == pytest.approx(
        other.transitivity_avglocal_undirected(mode="zero"), abs=WITHIN
    )
    if found.transitivity is not None:
        assert found.transitivity == pytest.approx(other.transitivity_undirected(), abs=WITHIN)


@given(graphs())
def test_a_graph_of_many_wedges_is_gone_through_in_parts(held: TieGraph) -> None:
    whole = {frozenset(row) for row in triangles(held).tolist()}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "_WEDGES_AT_ONCE", 3)
        parts = [frozenset(row) for row in triangles(held).tolist()]
    assert (set(parts), len(parts)) == (whole, len(whole))
