"""Betweenness, compiled and by rustworkx, beside igraph and published figures."""

from __future__ import annotations

import sys

import networkx
import numpy as np
import pytest
from hypothesis import given

from kizuna.analysis.network.betweenness import betweenness, normalised
from kizuna.analysis.network.graph import Floats, TieGraph

from .graphs import florentines, graph, graphs, in_igraph, of_networkx


def _without_numba(held: TieGraph) -> Floats:
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(sys.modules, "kizuna.analysis.network.brandes", None)
        return betweenness(held)


def test_the_families_of_florence_lie_between_the_others_as_published() -> None:
    held = florentines()
    found = dict(zip(held.names, normalised(betweenness(held)).tolist(), strict=True))
    assert found["Medici"] == pytest.approx(0.522, abs=5e-4)
    assert found["Guadagni"] == pytest.approx(0.255, abs=5e-4)
    assert found["Strozzi"] == pytest.approx(0.103, abs=5e-4)


def test_the_waist_of_krackhardts_kite_lies_on_fourteen_ways() -> None:
    held = of_networkx(networkx.krackhardt_kite_graph())
    found = dict(zip(held.names, betweenness(held).tolist(), strict=True))
    assert (found["7"], found["8"], found["9"]) == (14, 8, 0)


def test_the_hub_of_a_star_lies_between_all_pairs_of_its_leaves() -> None:
    assert betweenness(graph("ab", "ac", "ad", "ae")).tolist() == [6, 0, 0, 0, 0]


def test_without_ties_nobody_lies_between() -> None:
    assert betweenness(graph(alone=("a", "b", "c"))).tolist() == [0, 0, 0]


@given(graphs())
def test_betweenness_is_that_of_igraph_with_the_kernel_and_without(held: TieGraph) -> None:
    expected = np.array(in_igraph(held).betweenness())
    scale = max(1.0, *expected.tolist(), 1.0)
    assert betweenness(held) == pytest.approx(expected, abs=1e-9 * scale)
    assert _without_numba(held) == pytest.approx(expected, abs=1e-9 * scale)
