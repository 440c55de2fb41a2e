"""Countries by the names that lists give them."""

from __future__ import annotations

import pytest

from kizuna.values.countries import country_code, former_state


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("日本", "JP"),
        ("Japan", "JP"),
        ("Япония", "JP"),
        ("jp", "JP"),
        ("中華人民共和国", "CN"),
        ("КНР", "CN"),
        ("アメリカ合衆国", "US"),
        ("United States of America", "US"),
        ("the Netherlands", "NL"),
        ("Vereinigtes Königreich", "GB"),
        ("Trinidad and Tobago", "TT"),
        ("俄罗斯", "RU"),
        ("اليابان", "JP"),
        ("Magyarország", "HU"),
        ("საქართველო", "GE"),
        ("克羅地亞", "HR"),
        ("苏格兰", "GB"),
        ("Saint Kitts and Nevis", "KN"),
        ("St. Kitts & Nevis", "KN"),
        ("Sao Tomé and Príncipe", "ST"),
        ("Bosnien-Herzegowina", "BA"),
        ("Turkiye", "TR"),
        ("Georgia (country)", "GE"),
        ("Republic of Cyprus", "CY"),
        ("Korea, Republic of", "KR"),
        ("チェコ共和国", "CZ"),
        ("Northern Ireland, United Kingdom", "GB"),
        ("Poland[3]", "PL"),
        ("N.Z.", "NZ"),
        ("U.A.E.", "AE"),
        ("NZL", "NZ"),
        ("DEU", "DE"),
    ],
)
def test_a_country_is_known_by_its_name_in_any_language_and_writing(text: str, code: str) -> None:
    assert country_code(text) == code


def test_a_name_that_languages_give_to_different_countries_is_none() -> None:
    assert country_code("Kongo") == ""


@pytest.mark.parametrize("text", ["USSR", "СССР", "ソ連", "Sowjetunion", "SU"])
def test_a_state_whose_places_lie_in_several_today_is_former(text: str) -> None:
    assert former_state(text) == ("SU", "1991")
    assert country_code(text) == ""


@pytest.mark.parametrize(("text", "code"), [("West Germany", "DE"), ("Zaire", "CD")])
def test_a_former_state_whose_places_lie_in_one_country_today_is_that(text: str, code: str) -> None:
    assert (country_code(text), former_state(text)) == (code, None)


@pytest.mark.parametrize("text", ["", "ソビエト連邦", "Atlantis", "EU", "Paris, France and Italy"])
def test_what_is_no_country_today_has_no_code(text: str) -> None:
    assert country_code(text) == ""
