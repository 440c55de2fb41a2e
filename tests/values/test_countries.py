"""Countries by the names that lists give them."""

from __future__ import annotations

import pytest

from builders import grouped
from kizuna.values.countries import country_code, former_state

_CODES = """
JP | 日本 | Japan | Япония | jp | اليابان
CN | 中華人民共和国 | КНР
US | アメリカ合衆国 | United States of America
NL | the Netherlands
GB | Vereinigtes Königreich | 苏格兰 | Northern Ireland, United Kingdom
TT | Trinidad and Tobago
RU | 俄罗斯
HU | Magyarország
GE | საქართველო | Georgia (country)
HR | 克羅地亞
KN | Saint Kitts and Nevis | St. Kitts & Nevis
ST | Sao Tomé and Príncipe
BA | Bosnien-Herzegowina
TR | Turkiye
CY | Republic of Cyprus
KR | Korea, Republic of
CZ | チェコ共和国
PL | Poland[3]
NZ | N.Z. | NZL
AE | U.A.E.
DE | DEU
"""


@pytest.mark.parametrize(("text", "code"), grouped(_CODES))
def test_a_country_is_known_by_its_name_in_any_language_and_writing(text: str, code: str) -> None:
    assert country_code(text) == code


@pytest.mark.parametrize("text", ["USSR", "СССР", "ソ連", "Sowjetunion", "SU"])
def test_a_state_whose_places_lie_in_several_today_is_former(text: str) -> None:
    assert former_state(text) == ("SU", "1991")
    assert country_code(text) == ""


@pytest.mark.parametrize(("text", "code"), [("West Germany", "DE"), ("Zaire", "CD")])
def test_a_former_state_whose_places_lie_in_one_country_today_is_that(text: str, code: str) -> None:
    assert (country_code(text), former_state(text)) == (code, None)


@pytest.mark.parametrize(
    "text", ["", "ソビエト連邦", "Atlantis", "EU", "Paris, France and Italy", "Kongo"]
)
def test_what_is_no_country_today_or_one_of_several_has_no_code(text: str) -> None:
    assert country_code(text) == ""
