"""The view from one place: each number against what a person would count by hand."""

from __future__ import annotations

from math import isnan, log, sqrt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kizuna.analysis.suggest.view import Numbers, Web

from .webs import PLACES, pairs, ties, view


def _of(values: Numbers, letter: str) -> float:
    return float(values["abcdefghij".index(letter)])


def test_partners_in_common_are_counted() -> None:
    assert _of(view("a", "ab", "ac", "bd", "cd").common, "d") == 2


def test_a_partner_with_few_ties_counts_for_more() -> None:
    seen = view("a", "ab", "bd", "ac", "ce", "cf", "cg")
    assert _of(seen.adamic_adar, "d") == pytest.approx(1 / log(2))
    assert _of(seen.adamic_adar, "e") == pytest.approx(1 / log(4))


def test_a_place_tied_to_one_that_shares_a_partner_with_us_is_like_our_partners() -> None:
    assert _of(view("a", "ab", "bd", "de").likeness, "e") == pytest.approx(1 / sqrt(2) / sqrt(2))


def test_countrymen_tied_to_a_place_are_counted() -> None:
    seen = view("b", "da", "fa", "ca")
    assert _of(seen.countrymen, "a") == 2


def test_a_country_reached_by_countrymen_alone_is_a_gap() -> None:
    seen = view("b", "da", "fc")
    assert (_of(seen.reached, "e"), _of(seen.own, "e")) == (2, 0)


def test_countries_tied_oftener_than_by_chance_attract() -> None:
    abroad = view("b", "da", "fc", "he")
    assert _of(abroad.affinity, "a") > 0 > _of(abroad.affinity, "h")


def test_a_distance_from_an_unknown_point_is_unknown() -> None:
    seen = view("a", "az")
    assert isnan(seen.kilometres[seen.web.at["z"]])
    assert _of(seen.kilometres, "a") == 0


def test_sizes_are_compared_either_way_round() -> None:
    assert _of(view("a").times, "d") == pytest.approx(4)
    assert _of(view("d").times, "a") == pytest.approx(4)


def _partners(web: Web) -> dict[str, list[str]]:
    return {ref: [web.ids[p] for p in web.partners_of(at)] for ref, at in web.at.items()}


@given(ties, st.randoms())
def test_neither_the_order_nor_the_direction_nor_the_repetition_of_ties_matters(
    tied: list[tuple[str, str]], chance: object
) -> None:
    other = [(b, a) for a, b in tied] + tied
    chance.shuffle(other)  # type: ignore[attr-defined]
    assert _partners(Web.of(PLACES, tied)) == _partners(Web.of(PLACES, other))


@given(ties)
def test_places_of_a_country_that_are_tied_to_a_place_are_counted(
    tied: list[tuple[str, str]],
) -> None:
    web = Web.of(PLACES, tied)
    japan = web.countries.index("JP")
    for ref, partners in _partners(web).items():
        counted = sum(PLACES[partner].country == "JP" for partner in partners)
        assert web.tied_from[japan, web.at[ref]] == counted


def test_an_end_that_is_no_known_place_is_kept_with_nothing_known() -> None:
    web = Web.of(PLACES, [("a", "z")])
    z = web.at["z"]
    assert not web.has_country[z]
    assert np.isnan([web.latitude[z], web.longitude[z], web.size[z]]).all()


@given(pairs)
def test_what_places_give_is_received_by_their_partners(pair: tuple[str, str]) -> None:
    web = Web.of(PLACES, [pair])
    given_away = web.spread(np.array([web.at[pair[0]]]), np.array([2.0]))
    received = {ref: given_away[at] for ref, at in web.at.items() if given_away[at]}
    assert received == ({pair[1]: 2.0} if pair[0] != pair[1] else {})
