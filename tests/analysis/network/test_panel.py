"""The panel: certain and possible, every number with what it rests on; each year as a
graph made anew has it.
"""

from __future__ import annotations

import math
import sys
from datetime import date
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import DAY, Claims, claim, government, register, status, tie, two_sides
from kizuna.analysis.network import panel
from kizuna.analysis.network.graph import Ints, TieGraph, clustering
from kizuna.analysis.network.panel import first_year, series_of, snapshots
from kizuna.analysis.scope import Scope, scope_of
from kizuna.values import Point, day_number

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
    ("undated", "edges"),
    [(_UNDATED, 2), (tie("ports", "osaka", "shanghai", date=""), 1)],
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
    places = {
        "government/osaka": [34.69, 135.5],
        "government/shanghai": [31.23, 121.47],
    }
    found = _network(
        claim(ref, "point", at) for ref, at in places.items()
    ).certain.measures
    assert (found["measured_edges"], found["ei_country"], found["domestic_share"]) == (
        1,
        1,
        0,
    )
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
    local = (
        other.transitivity_avglocal_undirected(mode="zero") if held.size else math.nan
    )
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
    assert {
        k: (numbers[k], v) for k, v in expected.items() if not _agrees(numbers[k], v)
    } == {}
    assert found.cores.tolist() == other.coreness()
    assert list(found.distances[1:]) == [n for *_, n in other.path_length_hist().bins()]


def test_more_nodes_than_one_round_takes_are_all_reached() -> None:
    found = panel.distances(
        TieGraph.of_pairs(pairwise(f"{node:04}" for node in range(1100)))
    )
    assert found == (0, *(1100 - d for d in range(1, 1100)))


_HOMOPHILY = {
    "all ties go abroad": ("ax by", "JP JP CN CN", (0, 1, -1)),
    "all ties are at home": ("ab xy", "JP JP CN CN", (1, -1, 1)),
    "an end of no known group leaves it out": ("ab ax", "JP CN ?", (0, 1, -1)),
    "within one group alone": ("ab", "JP JP", (1, -1, None)),
    "no group is known": ("ab", "? ?", (None, None, None)),
}


@pytest.mark.parametrize(
    ("edges", "groups", "found"), _HOMOPHILY.values(), ids=_HOMOPHILY
)
def test_homophily_is_of_the_ties_whose_ends_are_both_known(
    edges, groups, found
) -> None:
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
def test_lengths_are_those_between_points_and_an_edge_with_an_end_nowhere_has_none(
    points,
) -> None:
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
def test_the_same_graph_has_the_same_communities_each_time_the_largest_first(
    held,
) -> None:
    found = panel.communities(held)[0]
    assert found.tolist() == panel.communities(held)[0].tolist()
    sizes = np.bincount(found).tolist()
    assert sizes == sorted(sizes, reverse=True)


_STEPS, _SIZE = 6, 8


def _scope(*claims: Claims, day: str = "1990-06-30") -> Scope:
    return scope_of(register(two_sides(), *claims), day_number(day))


def _tie(date: str) -> Claims:
    return tie("osaka-shanghai", "osaka", "shanghai", date=date)


_WITHOUT_DATES, _ENDED = _tie(""), status("osaka-shanghai", "ended", "1976-05-01/..")


_STOOD = {
    "of an uncertain year: possible first and certain later": (
        *(
            [_tie("[1974,1976]")],
            (1973, 1977),
            [(0, 0), (0, 1), (0, 1), (1, 1), (1, 1)],
        ),
    ),
    "ended": ([_tie("1974-04-18"), _ENDED], (1975, 1977), [(1, 1), (0, 0), (0, 0)]),
    "undated: always possible": ([_WITHOUT_DATES], (1950, 1951), [(0, 1), (0, 1)]),
    "after the day asked about": ([_tie("1990-09-01")], (1990, 1990), [(0, 0)]),
}


@pytest.mark.parametrize(("claims", "years", "edges"), _STOOD.values(), ids=_STOOD)
def test_a_tie_is_an_edge_in_its_years(claims, years, edges) -> None:
    series = series_of(_scope(*claims), *years)
    days, certain, possible = zip(*series.years, strict=True)
    assert [(a.edges, b.edges) for a, b in zip(certain, possible, strict=True)] == edges
    assert [one.nodes for one in certain] == [2 * certain for certain, _ in edges]
    assert days[-1] == min(date(years[1], 12, 31), date(1990, 6, 30))


def test_the_span_begins_with_the_first_dated_tie() -> None:
    scope = _scope(
        tie("a", "osaka", "shanghai", date="1974"), tie("b", "sakai", "lianyungang")
    )
    assert first_year(scope) == 1974
    assert first_year(_scope(_WITHOUT_DATES)) is None


@st.composite
def _spells(draw: st.DrawFn) -> tuple[Ints, Ints, Ints]:
    node, step = st.integers(0, _SIZE - 1), st.integers(0, _STEPS - 1)
    edge = st.tuples(node, node).filter(lambda pair: pair[0] != pair[1])
    rows = draw(st.lists(st.tuples(edge, step, step), max_size=30))
    held = np.array(
        [(*e, min(a, b), max(a, b)) for e, a, b in rows], dtype=np.int64
    ).reshape(-1, 4)
    return held[:, :2], held[:, 2], held[:, 3]


@given(_spells())
def test_every_step_is_what_a_graph_made_anew_would_be(spells) -> None:
    edges, first, last = spells
    for step, found in enumerate(snapshots(_SIZE, _STEPS, edges, first, last)):
        held = edges[(first <= step) & (step <= last)]
        pairs = [(f"{a}", f"{b}") for a, b in held.tolist()]
        anew = TieGraph.of_pairs(pairs, ["claim"])
        sizes = np.bincount(anew.components)
        assert (found.nodes, found.edges) == (anew.size, len(anew.edges))
        assert (found.components, found.giant) == (len(sizes), sizes.max(initial=0))
        shares = clustering(anew)
        assert (found.transitivity, found.average_clustering) == (
            shares.transitivity,
            shares.average,
        )
