"""Degrees, beside networkx and igraph."""

from __future__ import annotations

import math

import pytest
from hypothesis import given

from kizuna.analysis.network.graph import TieGraph
from kizuna.analysis.network.panel import (
    degree_assortativity,
    degree_distribution,
    density,
    mean_degree,
)

from .graphs import WITHIN, graph, graphs, in_igraph, karate


def test_the_karate_club_is_disassortative_as_published() -> None:
    assert degree_assortativity(karate()) == pytest.approx(-0.4756, abs=5e-5)


def test_the_karate_club_has_a_mean_degree_of_156_34ths() -> None:
    assert mean_degree(karate()) == pytest.approx(156 / 34, abs=WITHIN)


def test_every_degree_that_occurs_is_counted() -> None:
    assert degree_distribution(graph("ab", "ac", "ad", alone=("e",))) == {0: 1, 1: 3, 3: 1}


def test_where_all_degrees_are_equal_assortativity_is_not_defined() -> None:
    assert degree_assortativity(graph("ab", "bc", "ca")) is None


@given(graphs())
def test_assortativity_is_that_of_igraph(held: TieGraph) -> None:
    mine = degree_assortativity(held)
    theirs = in_igraph(held).assortativity_degree(directed=False)
    if mine is None:
        assert math.isnan(theirs) or not math.isfinite(theirs)
    else:
        assert mine == pytest.approx(theirs, abs=WITHIN)


@given(graphs())
def test_density_is_that_of_igraph(held: TieGraph) -> None:
    mine = density(held)
    if held.size < 2:
        assert mine is None
    else:
        assert mine == pytest.approx(in_igraph(held).density(), abs=WITHIN)
