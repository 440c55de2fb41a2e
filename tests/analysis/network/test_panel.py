"""The panel: certain and possible, every number with what it rests on."""

from __future__ import annotations

from pathlib import Path

import networkx
import pytest

from builders import DAY, Claims, claim, government, register, tie, two_sides
from kizuna.analysis.network.definitions import BETWEENNESS, MEASURES
from kizuna.analysis.network.panel import Network, network_of, network_of_graph, panel
from kizuna.analysis.scope import scope_of

from .graphs import graph, karate, of_networkx

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
