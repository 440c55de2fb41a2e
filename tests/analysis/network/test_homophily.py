"""Homophily, beside networkx."""

from __future__ import annotations

import math

import networkx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kizuna.analysis.network.graph import TieGraph
from kizuna.analysis.network.panel import homophily

from .graphs import WITHIN, graph, graphs, in_networkx


def test_ties_all_abroad_have_an_ei_index_of_one() -> None:
    found = homophily(graph("ax", "by"), ["JP", "JP", "CN", "CN"])
    assert (found.ei, found.share, found.assortativity) == (1, 0, -1)


def test_ties_all_at_home_have_an_ei_index_of_minus_one() -> None:
    found = homophily(graph("ab", "xy"), ["JP", "JP", "CN", "CN"])
    assert (found.ei, found.share, found.assortativity) == (-1, 1, 1)


def test_an_end_of_no_known_group_leaves_the_edge_out() -> None:
    found = homophily(graph("ab", "ax"), ["JP", "CN", ""])
    assert (found.edges, found.inside) == (1, 0)


def test_within_one_group_alone_assortativity_is_not_defined() -> None:
    assert homophily(graph("ab"), ["JP", "JP"]).assortativity is None


def test_where_no_group_is_known_there_is_no_index() -> None:
    found = homophily(graph("ab"), ["", ""])
    assert (found.ei, found.share, found.assortativity) == (None, None, None)


@given(graphs(), st.data())
def test_assortativity_by_group_is_that_of_networkx(held: TieGraph, data: st.DataObject) -> None:
    group = st.sampled_from(["JP", "CN", "RU"])
    groups = data.draw(st.lists(group, min_size=held.size, max_size=held.size))
    mine = homophily(held, groups).assortativity
    other = in_networkx(held)
    networkx.set_node_attributes(other, dict(enumerate(groups)), "group")
    if mine is not None:
        theirs = networkx.attribute_assortativity_coefficient(other, "group")
        assert not math.isnan(theirs)
        assert mine == pytest.approx(theirs, abs=WITHIN)
