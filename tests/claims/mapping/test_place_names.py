"""The name of a place as a cell writes it, taken apart."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import rows
from kizuna.claims.mapping.place_names import listed_places, parse_place_name

_QUALIFIED = """
Richmond (Virginia) | Richmond | Virginia
Richmond, Virginia | Richmond | Virginia
Aachen (Kreis) (Aachen, Stadt) | Aachen | Kreis | Aachen, Stadt
Bernburg (Bernburg (Saale), Stadt) | Bernburg | Bernburg (Saale), Stadt
Krapkowice, Kreis (Krappitz) | Krapkowice | Krappitz | Kreis
大阪市（大阪府） | 大阪市 | 大阪府
Rheingau-Taunus- (Kreis) (Wiesbaden) | Rheingau-Taunus-Kreis | Wiesbaden
"Newry, Mourne and Down" | Newry, Mourne and Down
Kempten (Kamen) | Kempten | Kamen
東京（京都） | 東京 | 京都
"""


@pytest.mark.parametrize("row", rows(_QUALIFIED), ids=lambda row: str(row[0]))
def test_brackets_and_commas_tell_a_place_from_others_of_its_name(row: list[str]) -> None:
    text, *told = row
    found = parse_place_name(text)
    assert ([found.text, *found.qualifiers], found.others) == (told, ())


_LEFT_OUT = ("[12]", " (since 1992)", " (1992–2005)", " (formerly Old Town)")
_OTHERS = {
    **{f"Bukhara{told}": () for told in _LEFT_OUT},
    "仏山市(佛山市)": ("佛山市",),
    "瀋陽（沈阳）": ("沈阳",),
    "Осака (Osaka)": ("Osaka",),
    "São Paulo (Sao Paulo)": ("Sao Paulo",),
    "嘉定県（現嘉定区）": ("嘉定区",),
}


@pytest.mark.parametrize("text", _OTHERS)
def test_the_same_name_in_other_writing_is_another_name_and_years_and_former_names_are_none(
    text: str,
) -> None:
    found = parse_place_name(text)
    assert (found.others, found.qualifiers) == (_OTHERS[text], ())
    assert text.startswith(found.text)


def test_a_country_behind_a_name_is_its_country_unless_another_is_given() -> None:
    assert parse_place_name("Varna, Bulgaria").country == "BG"
    assert parse_place_name("Macon (Georgia)").country == "GE"
    assert parse_place_name("Macon (Georgia)", "US").qualifiers == ("Georgia",)
    assert parse_place_name("San Jose, CA").qualifiers == ("CA",)


def test_a_former_state_behind_a_name_is_no_country_of_today() -> None:
    found = parse_place_name("Kiev (USSR)")
    assert (found.text, found.country, found.former) == ("Kiev", "", ("SU", "1991"))


@pytest.mark.parametrize("text", ["Paris; Lyon", "Paris\nLyon", "• Paris • Lyon", "Paris、Lyon"])
def test_lines_bullets_and_semicolons_list_places(text: str) -> None:
    assert listed_places(text) == ["Paris", "Lyon"]


@given(st.text(min_size=1).filter(str.strip))
def test_any_text_has_a_name_and_keeps_it_when_read_again(text: str) -> None:
    found = parse_place_name(text)
    assert found.text
    assert found.text in found.written
