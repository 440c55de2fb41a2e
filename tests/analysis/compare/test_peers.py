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
)
from kizuna.analysis.compare.ties import TOTAL, Counted
from kizuna.analysis.figures import Figure, Measure
from kizuna.values import Quantity

from .places_held import neighbours, people

_OSAKA = "government/osaka"
_LARGE = 2_000_000


def _held(*claims: Claims) -> Neighbours:
    sizes = {
        "osaka": _LARGE,
        "kobe": 1_500_000,
        "milan": 1_300_000,
        "shanghai": 3_900_000,
    }
    return neighbours(*(people(*held) for held in sizes.items()), *claims)


def _peers(group: PeerGroup) -> list[str]:
    return [peer.ref.removeprefix("government/") for peer, _ in group.peers]


def _ranking(group: PeerGroup, measure: str) -> Ranking:
    (found,) = [r for r in group.rankings if r.measure == measure]
    return found


_FAR = [*people("lianyungang", _LARGE * 3), *tie("x", "lianyungang", "milan")]
_LONE = [*government("nara"), *people("nara", _LARGE)]


@pytest.mark.parametrize(
    ("more", "most", "among", "peers"),
    [
        (_FAR, 20, None, ["kobe", "milan"]),
        (_LONE, 20, None, ["kobe", "milan"]),
        ([], 1, None, ["kobe"]),
        ([], 20, {"government/milan"}, ["milan"]),
    ],
    ids=[
        "of half to double the population",
        "with a tie",
        "as many as asked for",
        "among some",
    ],
)
def test_peers_are_those_of_no_other_level_the_nearest_first(
    more, most, among, peers
) -> None:
    group = peer_group(_held(more), _OSAKA, most, among)
    assert (_peers(group), group.basis) == (peers, "population")
    assert group.in_band == len(among or "ab")


def test_one_of_unknown_level_is_a_peer_and_is_told_of() -> None:
    unknown = [claim("government/nara", "country", "JP"), *people("nara", _LARGE)]
    group = peer_group(_held(unknown, tie("n", "nara", "milan")), _OSAKA, 20)
    assert (_peers(group)[0], group.of_unknown_level) == ("nara", 1)


def test_without_a_population_peers_are_those_of_the_same_level() -> None:
    group = peer_group(neighbours(), _OSAKA, 20)
    assert (_peers(group), group.basis) == (["kobe"], "level")


def test_the_rank_is_given_for_what_is_certain_and_for_what_is_possible() -> None:
    more = [
        tie(f"kobe-{slug}", "kobe", slug, date="") for slug in ("sakai", "lianyungang")
    ]
    ties = _ranking(peer_group(_held(*more), _OSAKA, 20), "ties")
    readings = [ties.reading(bound) for bound in ("certain", "possible")]
    assert [(one["own"], one["rank"]) for one in readings if one] == [(2, 1), (3, 2)]
    assert (ties.rank.least, ties.rank.most) == (1, 2)


def test_peers_without_a_record_are_counted_apart_and_rank_nobody() -> None:
    fields = _ranking(peer_group(_held(), _OSAKA, 20), "fields")
    assert (fields.silent, fields.reading("certain"), fields.rank) == (2, None, None)


def test_a_reading_has_quartiles_between_the_peers_and_no_rank_without_a_record() -> (
    None
):
    none, two, *others = (Figure(n, n, ("c",) if n else ()) for n in (0, 2, 1, 2, 3, 4))
    quartiles = (1, 1.75, 2.5, 3.25, 4)
    for own, rank in ((none, (None, None)), (two, (2, 3))):
        reading = Ranking("ties", own, tuple(others), 0).reading("certain")
        assert tuple(reading.values()) == (*rank, *quartiles)


_FIGURES = st.tuples(st.integers(0, 9), st.integers(0, 9)).map(
    lambda pair: Figure(min(pair), max(pair) + 1, ("c",))
)


@given(_FIGURES, st.lists(_FIGURES, min_size=1))
def test_both_readings_lie_between_the_best_and_the_worst_rank(own, others) -> None:
    ranking = Ranking("ties", own, tuple(others), 0)
    for reading in map(ranking.reading, ("certain", "possible")):
        assert ranking.rank.least <= reading["rank"] <= ranking.rank.most


@pytest.mark.parametrize(
    ("own", "other", "is_like"),
    [
        (100, 50, True),
        (100, 200, True),
        (100, 49, False),
        (100, 201, False),
        (None, 5, False),
    ],
)
def test_half_and_double_of_what_is_known_are_of_like_size(own, other, is_like) -> None:
    sizes = {"government/a": own, "government/b": other}
    held = {
        ref: Measure(Quantity.exact(n, "persons"), ("c",))
        for ref, n in sizes.items()
        if n
    }
    assert (of_like_size(held, "government/a") == ["government/b"]) is is_like


_TWO = {ref: frozenset({ref}) for ref in ("government/osaka", "government/kobe")}


def _cells(topic: str, key: str, *claims: Claims) -> tuple[Any, ...]:
    found = compare_places(neighbours(*claims), _TWO)
    (row,) = [r for r in found.rows if (r.topic, r.key) == (topic, key)]
    return row.cells


_YOUTH = facts("field/youth", tie="tie/osaka-shanghai", concept="youth", started="1980")
_TYPED = claim("tie/osaka-shanghai", "type", "friendship-city")


@pytest.mark.parametrize(
    ("topic", "key", "more", "figures"),
    [
        *(
            (topic, TOTAL, [], [(2, 3), (2, 2)])
            for topic in ("kinds", "partners", "countries")
        ),
        ("countries", "IT", [], [(0, 1), None]),
        ("kinds", "friendship-city", _TYPED, [(1, 1), None]),
        ("fields", "youth", _YOUTH, [(1, 1), None]),
    ],
)
def test_what_places_have_is_counted_as_certain_and_possible(
    topic, key, more, figures
) -> None:
    cells = _cells(topic, key, more)
    counts = [
        (c.figure.certain, c.figure.possible) if isinstance(c, Counted) else None
        for c in cells
    ]
    assert counts == figures


def test_level_and_population_are_told_with_their_claims() -> None:
    population, none = _cells("itself", "population", people("osaka", 2_700_000))
    assert (population.quantity.min, none) == (2_700_000, None)
    level, _ = _cells("itself", "level")
    assert (level.value, len(level.claims)) == ("designated-city", 1)


def test_an_area_has_no_level_of_its_own() -> None:
    members = frozenset({"government/osaka", "government/sakai"})
    found = compare_places(neighbours(), {"area/kansai": members} | _TWO)
    (row,) = [r for r in found.rows if r.key == "level"]
    assert row.cells[0] is None
