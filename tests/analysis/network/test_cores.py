"""Cores, beside igraph."""

from __future__ import annotations

from hypothesis import given

from kizuna.analysis.network.communities import core_numbers
from kizuna.analysis.network.graph import TieGraph

from .graphs import graph, graphs, in_igraph, karate


def test_a_triangle_with_a_tail_has_a_core_of_three() -> None:
    assert core_numbers(graph("ab", "bc", "ca", "cd")).tolist() == [2, 2, 2, 1]


def test_the_innermost_core_of_the_karate_club_has_ten_members() -> None:
    found = core_numbers(karate())
    assert (found.max(), (found == 4).sum()) == (4, 10)


@given(graphs())
def test_core_numbers_are_those_of_igraph(held: TieGraph) -> None:
    assert core_numbers(held).tolist() == in_igraph(held).coreness()
