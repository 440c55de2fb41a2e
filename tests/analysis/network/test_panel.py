"""The panel: certain and possible, every number with what it rests on."""

from __future__ import annotations

import math
import sys
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import DAY, Claims, claim, government, register, tie, two_sides
from kizuna.analysis.network import panel
from kizuna.analysis.network.graph import TieGraph
from kizuna.analysis.scope import scope_of
from kizuna.values import Point

from .graphs import WITHIN, graph, graphs, in_igraph, karate

_PAGE = Path(__file__).parents[3] / "docs" / "reference" / "network.md"
_UNDATED = tie("sakai-shanghai", "sakai", "shanghai", date="")


def _network(*claims: Claims) -> panel.Network:
    held = register(two_sides(), tie("osaka-shanghai", "osaka", "shanghai"), *claims)
    return panel.network_of(scope_of(held, DAY))


def test_counts_and_measures_are_of_what_certainly_and_of_what_possibly_stood() -> None:
    found = _network(_UNDATED)
    assert (found.nodes.certain, found.nodes.possible) == (2, 3)
    assert (found.edges.certain, found.edges.possible) == (1, 2)
    assert [p.measures["mean_degree"] for p in found] == [1, pytest.approx(4 / 3)]
    assert not found.is_certain


@pytest.mark.parametrize(
    ("undated", "edges"), [(_UNDATED, 2), (tie("ports", "osaka", "shanghai", date=""), 1)]
)
def test_a_tie_that_may_have_stood_adds_claims_and_an_edge_where_the_pair_has_none(
    undated, edges
) -> None:
    found = _network(undated)
    assert (found.edges.certain, found.edges.possible) == (1, edges)
    certain, possible = (set(one.graph.evidence) for one in found)
    assert {c.id for c in undated} <= possible - certain
    assert possible == set(found.nodes.claims)


def test_where_nothing_is_uncertain_the_panels_are_one() -> None:
    assert _network().is_certain


def test_without_ties_nothing_is_claimed_of_the_network() -> None:
    found = panel.network_of(scope_of(register(two_sides()), DAY))
    assert (found.nodes.possible, found.edges.possible) == (0, 0)
    assert set(found.possible.measures.values()) == {None}


def test_places_are_measured_by_country_level_and_length() -> None:
    places = {"government/osaka": [34.69, 135.5], "government/shanghai": [31.23, 121.47]}
    found = _network(claim(ref, "point", at) for ref, at in places.items()).certain.measures
    assert (found["measured_edges"], found["ei_country"], found["domestic_share"]) == (1, 1, 0)
    assert found["length_median_km"] == pytest.approx(1366, abs=10)
    assert found["ei_tier"] in (-1, 1)


def test_every_measure_has_its_place_in_the_reference() -> None:
    kyoto = [*government("kyoto"), *tie("osaka-kyoto", "osaka", "kyoto")]
    held = register(two_sides(), tie("osaka-shanghai", "osaka", "shanghai"), kyoto)
    found = panel.network_of(scope_of(held, DAY), betweenness=True).certain.measures
    page = _PAGE.read_text(encoding="utf-8")
    assert [key for key in found if f"`{key}`" not in page] == []
    *_, last = panel.panel(karate()).measures
    assert last == "modularity"  # nothing is known of its places


def test_the_first_nodes_are_those_of_the_highest_betweenness_then_degree() -> None:
    for betweenness, first in ((False, "bc"), (True, "cb")):
        line = panel.panel(graph("ab", "bc", "cd", "de"), betweenness=betweenness)
        assert "".join(line.graph.names[node] for node in line.leading(2)) == first


def _agrees(mine: float | None, theirs: float) -> bool:
    return not math.isfinite(theirs) if mine is None else abs(mine - theirs) < WITHIN


@given(graphs())
def test_the_numbers_are_those_of_igraph(held) -> None:
    found, other = panel.panel(held), in_igraph(held)
    parts = other.connected_components()
    giant = parts.giant()
    local = other.transitivity_avglocal_undirected(mode="zero") if held.size else math.nan
    expected = {
        "density": other.density() if held.size > 1 else math.nan,
        "degree_assortativity": other.assortativity_degree(directed=False),
        "components": len(parts),
        "giant_nodes": giant.vcount(),
        "transitivity": other.transitivity_undirected(),
        "average_clustering": local,
        "mean_distance": giant.average_path_length(),
        "diameter": giant.diameter() or math.nan,
        "mean_distance_joined": other.average_path_length(unconn=True),
        "longest_distance": other.diameter(unconn=True) or math.nan,
        "max_core": max(other.coreness(), default=math.nan),
        "modularity": other.modularity(found.membership.tolist()),
    }
    numbers = found.measures
    assert {k: (numbers[k], v) for k, v in expected.items() if not _agrees(numbers[k], v)} == {}
    assert found.cores.tolist() == other.coreness()
    assert list(found.distances[1:]) == [n for *_, n in other.path_length_hist().bins()]


def test_more_nodes_than_one_round_takes_are_all_reached() -> None:
    found = panel.distances(TieGraph.of_pairs(pairwise(f"{node:04}" for node in range(1100))))
    assert found == (0, *(1100 - d for d in range(1, 1100)))


_HOMOPHILY = {
    "all ties go abroad": ("ax by", "JP JP CN CN", (0, 1, -1)),
    "all ties are at home": ("ab xy", "JP JP CN CN", (1, -1, 1)),
    "an end of no known group leaves it out": ("ab ax", "JP CN ?", (0, 1, -1)),
    "within one group alone": ("ab", "JP JP", (1, -1, None)),
    "no group is known": ("ab", "? ?", (None, None, None)),
}


@pytest.mark.parametrize(("edges", "groups", "found"), _HOMOPHILY.values(), ids=_HOMOPHILY)
def test_homophily_is_of_the_ties_whose_ends_are_both_known(edges, groups, found) -> None:
    known = [group.replace("?", "") for group in groups.split()]
    assert panel.homophily(graph(*edges.split()), known) == found


@given(graphs(), st.data())
def test_assortativity_by_group_is_that_of_igraph(held, data) -> None:
    group = st.sampled_from(["JP", "CN", "RU"])
    groups = data.draw(st.lists(group, min_size=held.size, max_size=held.size))
    mine = panel.homophily(held, groups)[2]
    if mine is not None:
        types = ["JP CN RU".index(group) for group in groups]
        theirs = in_igraph(held).assortativity_nominal(types, directed=False)
        assert mine == pytest.approx(theirs, abs=WITHIN)


_POINTS = st.builds(Point, st.floats(-90, 90), st.floats(-180, 180))


@given(st.lists(_POINTS, min_size=3, max_size=3))
def test_lengths_are_those_between_points_and_an_edge_with_an_end_nowhere_has_none(points) -> None:
    found = panel.lengths(graph("ab", "bc", "ac", "cd"), [*points, None])
    apart = [points[a].distance_km(points[b]) for a, b in ((0, 1), (0, 2), (1, 2))]
    assert found == pytest.approx(apart, abs=1e-6)


@given(graphs())
def test_betweenness_is_that_of_igraph_with_the_kernel_and_without(held) -> None:
    expected = np.array(in_igraph(held).betweenness())
    near = pytest.approx(expected, abs=1e-9 * max(1.0, *expected.tolist(), 1.0))
    assert panel.betweenness_of(held) == near
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(sys.modules, "kizuna.analysis.network.brandes", None)
        assert panel.betweenness_of(held) == near


def test_the_karate_club_is_parted_as_well_as_it_can_be() -> None:
    held = karate()
    assert panel.communities(held)[1] == pytest.approx(0.4198, abs=5e-5)


def test_communities_hold_together_and_a_node_without_ties_is_one_alone() -> None:
    triangles = graph("ab", "bc", "ca", "cd", "de", "ef", "fd")
    assert panel.communities(triangles)[0].tolist() == [0, 0, 0, 1, 1, 1]
    alone = graph("ab", "bc", "ca", alone=("x", "y"))
    assert panel.communities(alone)[0].tolist() == [0, 0, 0, 1, 2]


@given(graphs())
def test_the_same_graph_has_the_same_communities_each_time_the_largest_first(held) -> None:
    found = panel.communities(held)[0]
    assert found.tolist() == panel.communities(held)[0].tolist()
    sizes = np.bincount(found).tolist()
    assert sizes == sorted(sizes, reverse=True)
