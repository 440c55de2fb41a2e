"""A layout stands still: the same network gives the same places, and components do not overlap."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from kizuna.analysis.network.graph import TieGraph
from kizuna.publish.plots.layout import positions

_NAMES = st.sampled_from([f"n{n}" for n in range(14)])
_PAIRS = st.lists(st.tuples(_NAMES, _NAMES), max_size=24)


@given(_PAIRS)
def test_every_node_has_a_place_and_always_the_same(pairs) -> None:
    graph = TieGraph.of_pairs(pairs)
    placed = positions(graph, 1.3)
    assert set(placed) == set(graph.names)
    assert placed == positions(TieGraph.of_pairs(reversed(pairs)), 1.3)


@given(_PAIRS)
def test_no_two_nodes_stand_on_one_spot(pairs) -> None:
    spots = positions(TieGraph.of_pairs(pairs), 1.3)
    assert len(set(spots.values())) == len(spots)


def test_components_stand_side_by_side() -> None:
    triangles = [pair for n in range(6) for pair in combinations((f"{n}a", f"{n}b", f"{n}c"), 2)]
    spots = positions(TieGraph.of_pairs(triangles), 1.3)
    boxes = []
    for n in range(6):
        xs, ys = zip(*(spots[f"{n}{letter}"] for letter in "abc"), strict=True)
        boxes.append((min(xs), min(ys), max(xs), max(ys)))
    for a, b in combinations(boxes, 2):
        assert a[2] < b[0] or b[2] < a[0] or a[3] < b[1] or b[3] < a[1]


def test_a_pair_stands_one_above_the_other() -> None:
    spots = positions(TieGraph.of_pairs([("a", "b")]), 1.3)
    assert spots["a"][0] == spots["b"][0]
    assert spots["a"][1] < spots["b"][1]


def test_no_tie_has_no_place() -> None:
    assert positions(TieGraph.of_pairs([]), 1.3) == {}
