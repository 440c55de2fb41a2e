"""The network of ties: everybody of a small one, the densest part of a large one, and which."""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations

import pytest

from builders import government, tie
from kizuna.analysis.network.graph import TieGraph
from kizuna.analysis.scope import Scope
from kizuna.publish.plots.ties_network import ties_network

from .conftest import LANGUAGES


def test_every_party_and_every_pair_is_drawn(everything: Scope, read) -> None:
    graph = TieGraph.of_scope(everything, possible=True)
    picture = read(ties_network(everything, "en"))
    assert len(picture.titles("node")) == graph.size
    assert len(picture.titles("link")) == len(graph.edges)


def test_a_large_network_is_cut_to_its_core_and_says_so(scoped: Callable[..., Scope], read) -> None:
    dense = [f"d{n}" for n in range(65)]
    pairs = [(a, b) for a, b in combinations(dense, 2) if (int(a[1:]) + int(b[1:])) % 5 < 2]
    loose = [(f"x{n}", "d0") for n in range(400)]
    towns = [government(slug) for slug in [*dense, *(a for a, _ in loose)]]
    ties = [tie(f"t{n}", a, b) for n, (a, b) in enumerate([*pairs, *loose])]
    plot = ties_network(scoped(*towns, *ties), "en")
    picture = read(plot)
    assert len(picture.titles("node")) == 65
    assert plot.remarks[0].startswith("Drawn are the 65 parties of 465 that each have at least")


def test_a_large_network_without_a_core_is_cut_to_those_with_the_most_partners(
    scoped: Callable[..., Scope], read
) -> None:
    towns = [government(f"x{n}") for n in range(450)]
    ties = [tie(f"t{n}", "x0", f"x{n}") for n in range(1, 450)]
    plot = ties_network(scoped(*towns, *ties), "en")
    assert len(read(plot).titles("node")) == 400
    assert plot.remarks[0] == "Drawn are the 400 parties of 450 that have the most partners."


def test_communities_are_named_by_their_centre(everything: Scope, read) -> None:
    assert any(
        word.startswith("around Osaka (") for word in read(ties_network(everything, "en")).words()
    )


def test_the_certain_and_the_possible_are_told_apart(everything: Scope, read) -> None:
    picture = read(ties_network(everything, "en"))
    for link in picture.of_class("link"):
        dashed = link[-1].get("stroke-dasharray") is not None
        assert dashed == ("possible" in link.get("class"))
    assert picture.of_class("link", "possible")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_its_network(three_countries: Scope, language: str) -> None:
    titles = {ties_network(three_countries, other).title for other in LANGUAGES}
    assert len(titles) == len(LANGUAGES)
    assert ties_network(three_countries, language).claims


def test_the_same_scope_gives_the_same_bytes(everything: Scope) -> None:
    assert ties_network(everything, "en").picture() == ties_network(everything, "en").picture()


def test_no_tie_gives_a_picture_that_says_so(scoped: Callable[..., Scope], read) -> None:
    assert "No tie joins two parties." in read(ties_network(scoped(), "en")).words()
