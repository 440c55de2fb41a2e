"""The panel: certain and possible, every number with what it rests on."""

from __future__ import annotations

import math
import sys
from collections import Counter
from itertools import pairwise
from pathlib import Path

import networkx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import DAY, Claims, claim, government, register, tie, two_sides
from kizuna.analysis.network.definitions import BETWEENNESS, MEASURES
from kizuna.analysis.network.graph import Floats, TieGraph
from kizuna.analysis.network.panel import (
    Network,
    betweenness_of,
    degree_assortativity,
    degree_distribution,
    density,
    distances,
    homophily,
    in_giant_and_all,
    lengths,
    network_of,
    network_of_graph,
    normalised,
    panel,
)
from kizuna.analysis.scope import scope_of
from kizuna.values import Point

from .graphs import WITHIN, florentines, graph, graphs, in_igraph, in_networkx, karate, of_networkx

_PAGE = Path(__file__).parents[3] / "docs" / "reference" / "network.md"
_UNDATED = tie("sakai-shanghai", "sakai", "shanghai", date="")


def _network(*claims: Claims) -> Network:
    held = register(two_sides(), tie("osaka-shanghai", "osaka", "shanghai"), *claims)
    return network_of(scope_of(held, DAY))


def test_counts_are_certain_and_possible_with_the_claims_of_the_ties() -> None:
    found = _network(_UNDATED)
    assert (found.nodes.certain, found.nodes.possible) == (2, 3)
    assert (found.edges.certain, found.edges.possible) == (1, 2)
    assert {c.id for c in _UNDATED} <= set(found.nodes.claims)


def test_a_measure_of_what_certainly_stood_rests_on_those_claims_alone() -> None:
    found = _network(_UNDATED)
    certain, possible = (
        found.certain.measures["mean_degree"],
        found.possible.measures["mean_degree"],
    )
    assert certain is not None
    assert possible is not None
    assert (certain.least, possible.least) == (1, pytest.approx(4 / 3))
    assert not {c.id for c in _UNDATED} & set(certain.claims)
    assert {c.id for c in _UNDATED} <= set(possible.claims)


def test_where_nothing_is_uncertain_the_panels_are_one() -> None:
    assert _network().is_certain
    assert not _network(_UNDATED).is_certain


def test_a_second_tie_of_a_pair_that_may_have_stood_adds_claims_and_no_edge() -> None:
    again = tie("ports", "osaka", "shanghai", date="")
    found = _network(again)
    assert (found.edges.certain, found.edges.possible) == (1, 1)
    assert not {c.id for c in again} & set(found.certain.graph.evidence)


def test_without_ties_nothing_is_claimed_of_the_network() -> None:
    found = network_of(scope_of(register(two_sides()), DAY))
    assert (found.nodes.possible, found.edges.possible) == (0, 0)
    assert set(found.possible.measures.values()) == {None}


def test_places_are_measured_by_country_level_and_length() -> None:
    points = [
        claim("government/osaka", "point", [34.69, 135.5]),
        claim("government/shanghai", "point", [31.23, 121.47]),
    ]
    found = {
        key: value.least if value else None
        for key, value in _network(*points).certain.measures.items()
    }
    assert (found["measured_edges"], found["ei_country"], found["domestic_share"]) == (1, 1, 0)
    assert found["length_median_km"] == pytest.approx(1366, abs=10)
    assert found["ei_tier"] in (-1, 1)


def test_every_measure_has_a_definition_and_every_definition_a_value() -> None:
    held = register(
        two_sides(),
        government("kyoto"),
        tie("osaka-shanghai", "osaka", "shanghai"),
        tie("osaka-kyoto", "osaka", "kyoto"),
    )
    scope = scope_of(held, DAY)
    found = network_of(scope, betweenness=True).certain.measures
    assert set(found) == {definition.key for definition in (*MEASURES, BETWEENNESS)}


@pytest.mark.parametrize("definition", [*MEASURES, BETWEENNESS], ids=lambda d: d.key)
def test_a_measure_is_explained_in_the_reference(definition: object) -> None:
    assert f"`{getattr(definition, 'key', '')}`" in _PAGE.read_text(encoding="utf-8")


def test_a_list_of_edges_has_no_measure_of_places() -> None:
    found = network_of_graph(karate()).certain.measures
    assert set(found) == {definition.key for definition in MEASURES if not definition.places}


def test_the_first_nodes_are_those_of_the_highest_betweenness_then_degree() -> None:
    line = panel(graph("ab", "bc", "cd", "de"))
    assert [line.graph.names[node] for node in line.leading(2)] == ["b", "c"]
    line = panel(graph("ab", "bc", "cd", "de"), betweenness=True)
    assert [line.graph.names[node] for node in line.leading(2)] == ["c", "b"]


def test_the_figures_of_les_miserables_are_those_published() -> None:
    found = network_of_graph(of_networkx(networkx.les_miserables_graph()))
    assert (found.nodes.certain, found.edges.certain) == (77, 254)
    published = {
        "mean_degree": 6.5974,
        "degree_assortativity": -0.1652,
        "transitivity": 0.4989,
        "mean_distance": 2.6411,
        "diameter": 5,
        "max_core": 9,
    }
    for key, value in published.items():
        measured = found.certain.measures[key]
        assert measured is not None
        assert measured.least == pytest.approx(value, abs=5e-5)


def test_every_degree_that_occurs_is_counted() -> None:
    assert degree_distribution(graph("ab", "ac", "ad", alone=("e",))) == {0: 1, 1: 3, 3: 1}


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


_OSAKA, _SHANGHAI = Point(34.69, 135.5), Point(31.23, 121.47)
_POINTS = st.builds(Point, st.floats(-90, 90), st.floats(-180, 180))


def test_an_edge_with_an_end_nowhere_is_left_out() -> None:
    found = lengths(graph("os", "ox"), [_OSAKA, _SHANGHAI, None])
    assert found.edges == 1


def test_without_a_length_there_is_no_median() -> None:
    assert lengths(graph("os"), [_OSAKA, None]).median is None


@given(st.lists(_POINTS, min_size=3, max_size=3))
def test_quartiles_are_those_of_the_distances_between_points(points: list[Point]) -> None:
    found = lengths(graph("ab", "bc", "ac"), points)
    apart = [points[a].distance_km(points[b]) for a, b in ((0, 1), (1, 2), (0, 2))]
    expected = np.percentile(apart, [25, 50, 75])
    got = [found.lower_quartile, found.median, found.upper_quartile]
    assert got == pytest.approx(expected.tolist(), abs=1e-6)


def _without_numba(held: TieGraph) -> Floats:
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(sys.modules, "kizuna.analysis.network.brandes", None)
        return betweenness_of(held)


def test_the_families_of_florence_lie_between_the_others_as_published() -> None:
    held = florentines()
    found = dict(zip(held.names, normalised(betweenness_of(held)).tolist(), strict=True))
    assert found["Medici"] == pytest.approx(0.522, abs=5e-4)
    assert found["Guadagni"] == pytest.approx(0.255, abs=5e-4)
    assert found["Strozzi"] == pytest.approx(0.103, abs=5e-4)


@given(graphs())
def test_betweenness_is_that_of_igraph_with_the_kernel_and_without(held: TieGraph) -> None:
    expected = np.array(in_igraph(held).betweenness())
    scale = max(1.0, *expected.tolist(), 1.0)
    assert betweenness_of(held) == pytest.approx(expected, abs=1e-9 * scale)
    assert _without_numba(held) == pytest.approx(expected, abs=1e-9 * scale)
