"""The view from one place: each number against what a person would count by hand."""

from __future__ import annotations

from math import isnan, log, sqrt

import pytest

from kizuna.analysis.suggest.view import Numbers

from .webs import view


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
