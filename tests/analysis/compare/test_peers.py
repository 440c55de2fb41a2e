"""Peers: who is one, and where a place stands among them."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import Claims, claim, facts, government, tie
from kizuna.analysis.compare.around import Neighbours
from kizuna.analysis.compare.peers import (
    PeerGroup,
    Ranking,
    compare_places,
    of_like_size,
    peer_group,
    shared_partners,
)
from kizuna.analysis.compare.rows import TOTAL, Counted
from kizuna.analysis.figures import Figure, Measure
from kizuna.values import Quantity

from .places_held import neighbours, people, undated

_OSAKA = "government/osaka"
_LARGE = 2_000_000


def _held(*claims: Claims) -> Neighbours:
    return neighbours(
        people("osaka", _LARGE),
        people("kobe", 1_500_000),
        people("milan", 1_300_000),
        people("shanghai", 3_900_000),
        *claims,
    )


def _peers(group: PeerGroup) -> list[str]:
    return [peer.ref.removeprefix("government/") for peer in group.peers]


def _ranking(group: PeerGroup, measure: str) -> Ranking:
    (found,) = [r for r in group.rankings if r.measure == measure]
    return found


def test_peers_have_half_to_double_the_population_and_the_nearest_come_first() -> None:
    far = [*people("lianyungang", _LARGE * 3), *tie("x", "lianyungang", "milan")]
    assert _peers(peer_group(_held(far), _OSAKA, 20)) == ["kobe", "milan"]


def test_a_government_known_to_be_of_another_level_is_no_peer() -> None:
    group = peer_group(_held(), _OSAKA, 20)
    assert "shanghai" not in _peers(group)


def test_one_of_unknown_level_is_a_peer_and_is_told_of() -> None:
    unknown = [claim("government/nara", "country", "JP"), *people("nara", _LARGE)]
    group = peer_group(_held(unknown, tie("n", "nara", "milan")), _OSAKA, 20)
    assert _peers(group)[0] == "nara"
    assert group.of_unknown_level == 1


def test_one_without_a_tie_is_no_peer() -> None:
    lone = [*government("nara"), *people("nara", _LARGE)]
    assert "nara" not in _peers(peer_group(_held(lone), _OSAKA, 20))


def test_no_more_peers_are_taken_than_asked_for() -> None:
    group = peer_group(_held(), _OSAKA, 1)
    assert (_peers(group), group.in_band) == (["kobe"], 2)


def test_peers_may_be_asked_for_among_some_governments_only() -> None:
    assert _peers(peer_group(_held(), _OSAKA, 20, {"government/milan"})) == ["milan"]


def test_without_a_population_peers_are_those_of_the_same_level() -> None:
    group = peer_group(neighbours(), _OSAKA, 20)
    assert (_peers(group), group.basis) == (["kobe"], "level")


def test_the_rank_is_given_for_what_is_certain_and_for_what_is_possible() -> None:
    more = [*undated("kobe-x", "kobe", "sakai"), *undated("kobe-y", "kobe", "lianyungang")]
    ties = _ranking(peer_group(_held(more), _OSAKA, 20), "ties")
    readings = [ties.reading(bound) for bound in ("certain", "possible")]
    assert [(one.own, one.rank) for one in readings if one] == [(2, 1), (3, 2)]
    assert ties.rank is not None
    assert (ties.rank.least, ties.rank.most) == (1, 2)


def test_peers_without_a_record_are_counted_apart_and_rank_nobody() -> None:
    fields = _ranking(peer_group(_held(), _OSAKA, 20), "fields")
    assert (fields.silent, fields.reading("certain"), fields.rank) == (2, None, None)


def test_a_place_without_a_record_has_no_rank() -> None:
    ranking = Ranking("fields", Figure(0, 0, ()), (Figure(3, 3, ("c",)),), 0)
    found = ranking.reading("certain")
    assert found is not None
    assert (found.own, found.rank, found.median) == (None, None, 3)


def test_quartiles_are_interpolated_between_the_peers() -> None:
    others = tuple(Figure(n, n, ("c",)) for n in (1, 2, 3, 4))
    found = Ranking("ties", Figure(2, 2, ("c",)), others, 0).reading("certain")
    assert found is not None
    assert (found.least, found.lower, found.median, found.upper, found.most) == (
        1,
        1.75,
        2.5,
        3.25,
        4,
    )
    assert found.rank == 3


_FIGURES = st.tuples(st.integers(0, 9), st.integers(0, 9)).map(
    lambda pair: Figure(min(pair), max(pair) + 1, ("c",))
)


@given(_FIGURES, st.lists(_FIGURES, min_size=1))
def test_both_readings_lie_between_the_best_and_the_worst_rank(
    own: Figure, others: list[Figure]
) -> None:
    ranking = Ranking("ties", own, tuple(others), 0)
    assert ranking.rank is not None
    for bound in ("certain", "possible"):
        reading = ranking.reading(bound)
        assert reading is not None
        assert reading.rank is not None
        assert ranking.rank.least <= reading.rank <= ranking.rank.most


@pytest.mark.parametrize(("other", "is_like"), [(50, True), (200, True), (49, False), (201, False)])
def test_half_and_double_are_still_of_like_size(other: int, is_like: bool) -> None:
    sizes = {"government/a": 100, "government/b": other}
    held = {ref: Measure(Quantity.exact(n, "persons"), ("c",)) for ref, n in sizes.items()}
    assert (of_like_size(held, "government/a") == ["government/b"]) is is_like


def test_nobody_is_of_like_size_with_a_place_of_unknown_population() -> None:
    held = {"government/b": Measure(Quantity.exact(5, "persons"), ("c",))}
    assert of_like_size(held, "government/a") == []


_TWO = {ref: frozenset({ref}) for ref in ("government/osaka", "government/kobe")}


def _cells(topic: str, key: str, *claims: Claims) -> tuple[Any, ...]:
    found = compare_places(neighbours(*claims), _TWO)
    (row,) = [r for r in found.rows if (r.topic, r.key) == (topic, key)]
    return row.cells


def _figures(topic: str, key: str = TOTAL, *claims: Claims) -> list[tuple[int, int] | None]:
    return [
        (cell.figure.certain, cell.figure.possible) if isinstance(cell, Counted) else None
        for cell in _cells(topic, key, *claims)
    ]


@pytest.mark.parametrize("topic", ["kinds", "partners", "countries"])
def test_ties_partners_and_countries_are_counted_as_certain_and_possible(topic: str) -> None:
    assert _figures(topic) == [(2, 3), (2, 2)]


def test_a_country_that_one_place_alone_may_be_tied_to_is_told() -> None:
    assert _figures("countries", "IT") == [(0, 1), None]


def test_kinds_are_told_apart() -> None:
    named = claim("tie/osaka-shanghai", "type", "friendship-city")
    assert _figures("kinds", "friendship-city", named) == [(1, 1), None]


def test_a_field_of_any_tie_is_a_field_of_the_place() -> None:
    youth = facts("field/youth", tie="tie/osaka-shanghai", concept="youth", started="1980")
    assert _figures("fields", "youth", youth) == [(1, 1), None]


def test_level_and_population_are_told_with_their_claims() -> None:
    population, none = _cells("itself", "population", people("osaka", 2_700_000))
    assert isinstance(population, Measure)
    assert (population.quantity.min, none) == (2_700_000, None)
    level, _ = _cells("itself", "level")
    assert (level.value, len(level.claims)) == ("designated-city", 1)


def test_an_area_has_no_level_of_its_own() -> None:
    members = frozenset({"government/osaka", "government/sakai"})
    found = compare_places(neighbours(), {"area/kansai": members} | _TWO)
    (row,) = [r for r in found.rows if r.key == "level"]
    assert row.cells[0] is None


def test_partners_in_common_are_found_with_the_ties_of_each() -> None:
    (found,) = shared_partners(neighbours(), _TWO)
    assert found.partner == "government/shanghai"
    assert [[t.tie.id for t in ties] for ties in found.ties] == [
        ["tie/osaka-shanghai"],
        ["tie/kobe-shanghai"],
    ]
