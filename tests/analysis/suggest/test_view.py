"""The view from one place: each number against what a person would count by hand."""

from __future__ import annotations

from math import log

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kizuna.analysis.suggest.view import View, Web

from .webs import PLACES, pairs, ties, view

_ALIKE, _FEW, _HOME = "ab bd de", "ab bd ac ce cf cg", "da fc"
_COUNTED = {
    "partners in common": ("a", "ab ac bd cd", "common", "d", 2),
    "a partner with few ties counts for more": (
        "a",
        _FEW,
        "adamic_adar",
        "d",
        1 / log(2),
    ),
    "than one with many": ("a", _FEW, "adamic_adar", "e", 1 / log(4)),
    "tied to one that shares a partner with us": ("a", _ALIKE, "likeness", "e", 1 / 2),
    "countrymen tied to a place": ("b", "da fa ca", "countrymen", "a", 2),
    "countrymen who reach a country": ("b", _HOME, "reached", "e", 2),
    "where we have nobody": ("b", _HOME, "own", "e", 0),
    "a place of like size, as it is larger": ("a", "", "times", "d", 4),
    "and as it is smaller": ("d", "", "times", "a", 4),
    "no way to ourselves": ("a", "", "kilometres", "a", 0),
}


@pytest.mark.parametrize(
    ("place", "tied", "what", "other", "expected"), _COUNTED.values(), ids=_COUNTED
)
def test_a_number_is_what_a_person_would_count(
    place, tied, what, other, expected
) -> None:
    seen = view(place, *tied.split())
    assert getattr(seen, what)[seen.web.at[other]] == pytest.approx(expected)


def test_countries_tied_oftener_than_by_chance_attract() -> None:
    abroad = view("b", "da", "fc", "he")
    near, far = (abroad.affinity[abroad.web.at[ref]] for ref in "ah")
    assert near > 0 > far


def _partners(web: Web) -> dict[str, list[str]]:
    return {
        ref: [web.graph.names[p] for p in web.partners_of(at)]
        for ref, at in web.at.items()
    }


@given(ties, st.randoms())
def test_neither_the_order_nor_the_direction_nor_the_repetition_of_ties_matters(
    tied, chance
) -> None:
    other = [(b, a) for a, b in tied] + tied
    chance.shuffle(other)
    assert _partners(Web.of(PLACES, tied)) == _partners(Web.of(PLACES, other))


@given(ties)
def test_places_of_a_country_that_are_tied_to_a_place_are_counted(tied) -> None:
    web = Web.of(PLACES, tied)
    for ref, partners in _partners(web).items():
        counted = sum(PLACES[partner].country == "JP" for partner in partners)
        assert View.of(web, web.at["b"]).countrymen[web.at[ref]] == counted


def test_an_end_that_is_no_known_place_is_kept_with_nothing_known() -> None:
    web = Web.of(PLACES, [("a", "z")])
    z = web.at["z"]
    assert not web.country[z]
    assert np.isnan([*web.points[:, z], web.size[z]]).all()
    assert np.isnan(view("a", "az").kilometres[z])


@given(pairs)
def test_what_places_give_is_received_by_their_partners(pair) -> None:
    web = Web.of(PLACES, [pair])
    given_away = web.spread(np.array([web.at[pair[0]]]), np.array([2.0]))
    received = {ref: given_away[at] for ref, at in web.at.items() if given_away[at]}
    assert received == ({pair[1]: 2.0} if pair[0] != pair[1] else {})
