"""The network of ties: everybody of a small one, the densest part of a large one, and which."""

from __future__ import annotations

from itertools import combinations
from xml.etree.ElementTree import fromstring

from hypothesis import given
from hypothesis import strategies as st

from builders import government, tie
from kizuna.analysis.network.graph import TieGraph
from kizuna.publish.charts import partners
from kizuna.publish.charts.partners import group_mark, positions, ties_network
from kizuna.publish.charts.svg import GREY, SERIES

from .conftest import SVG, Drawn, everything, scoped, three_countries


def test_every_party_and_pair_is_drawn_in_communities_and_the_possible_pairs_dashed() -> None:
    graph = TieGraph.of_scope(everything(), possible=True)
    picture = Drawn(ties_network(everything(), "en"))
    assert len(picture.titles("node")) == graph.size
    assert len(picture.titles("link")) == len(graph.edges)
    assert any(word.startswith("around Osaka (") for word in picture.words())
    links, dashed = picture.groups("link"), picture.groups("link", "possible")
    assert [link for link in links if link[-1].get("stroke-dasharray")] == dashed != []


def test_a_large_network_is_cut_to_its_core_or_to_those_with_the_most_partners_and_says_so(
    monkeypatch,
) -> None:
    monkeypatch.setattr(partners, "_MOST", 40)
    monkeypatch.setattr(partners, "_FEWEST", 6)
    pairs = list(combinations([f"d{n}" for n in range(8)], 2))
    loose = [(f"x{n}", "d0") for n in range(40)]
    cases = {
        (8, "Drawn are the 8 parties of 48 that each have at least"): [*pairs, *loose],
        (40, "Drawn are the 40 parties of 41 that have the most partners."): loose,
    }
    for (number, said), joined in cases.items():
        towns = [government(slug) for slug in sorted({slug for pair in joined for slug in pair})]
        ties = [tie(f"t{n}", a, b) for n, (a, b) in enumerate(joined)]
        plot = ties_network(scoped(*towns, *ties), "en")
        assert len(Drawn(plot).titles("node")) == number
        assert plot.remarks[0].startswith(said)


def test_the_party_with_the_most_partners_has_the_largest_mark_and_its_name() -> None:
    drawn = Drawn(ties_network(three_countries(), "en"))
    radii = {g.findtext(f"{SVG}title", ""): float(g[-1].get("r", 0)) for g in drawn.groups("node")}
    assert max(radii, key=lambda title: radii[title]) == "osaka: 3 partners"
    assert {"osaka", "shanghai", "chicago", "milan"} <= set(drawn.words())


def test_no_two_groups_share_a_colour_or_a_shape() -> None:
    groups = [*range(len(SERIES) + 1), 40]
    *marks, first, last = [fromstring(group_mark(group, 5, (0, 0))) for group in groups]
    assert len({mark.get("fill") for mark in marks}) == len(SERIES)
    assert len({mark.get("d") for mark in marks}) == len(SERIES)
    assert {(mark.tag, mark.get("fill")) for mark in (first, last)} == {("circle", GREY)}


_NAMES = st.sampled_from([f"n{n}" for n in range(14)])
_PAIRS = st.lists(st.tuples(_NAMES, _NAMES), max_size=24)


@given(_PAIRS)
def test_every_node_has_a_place_of_its_own_and_always_the_same(pairs) -> None:
    graph = TieGraph.of_pairs(pairs)
    placed = positions(graph, 1.3)
    assert set(placed) == set(graph.names)
    assert len(set(placed.values())) == len(placed)
    assert placed == positions(TieGraph.of_pairs(reversed(pairs)), 1.3)
