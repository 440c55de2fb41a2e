"""Names of places in running text, in every script that is read."""

from __future__ import annotations

import pytest

from builders import rows
from kizuna.proposals.place_names import EMPTY, NameBook, NamedPlace, NameFinder
from kizuna.proposals.words import words_of

_TOWNS = "Osaka Lyon Омск Мытищи Košice Wuppertal 大阪 上海 天津市 서울 Opole 大连市 南九州 川崎市 堺市 海淀"
HELD = NameBook(_TOWNS.split())


def _found(text: str, language: str) -> list[NamedPlace]:
    return NameFinder(HELD, words_of(language)).names_in(text)


_PLACES = """
de | in Omsk und Wuppertals Rathaus | Omsk form | Wuppertal held
ru | гости из Омска приехали с Мытищами | Омск held | Мытищи held
pl | z Opolem i Košicemi | Opole held | Košicemi form
fr | d’Osaka, l’Italie et Lyon | Osaka held | Italie country | Lyon held
en | the prefecture of Osaka, Osaka Prefecture and the city of Osaka |
    Osaka Prefecture held | Osaka Prefecture held | Osaka held
en | the ports of Osaka and Lyon | Port of Osaka held | Port of Lyon held
en | Mayor Anna Lyon spoke | Anna Lyon form
en | made with Dierdorf, Germany, official | Dierdorf level | Germany country
ja | 後に大阪市と上海は | 大阪市 held | 上海 held
ja | カナダのミシサガ市で | カナダ country | ミシサガ市 level
ja | 愛知県刈谷市と江苏省镇江市 | 刈谷市 level | 镇江市 level
ja | 山下市長が大阪市を訪れた | 大阪市 held
ja | 南九州市 | 南九州市 held
ja | 国際姉妹都市
zh | 另外大连市 | 大连市 level
zh | 日本国堺市市长 | 日本国 country | 堺市 held
zh | 俄罗斯海淀加斯基市 | 俄罗斯 country | 海淀加斯基市 level
zh | 此次川崎市 | 川崎市 level
zh | 三个省和两市
ko | 서울시와 부안군은 | 서울시 held | 부안군 level
ko | 중국 란저우시(2001.5.3) | 중국 country | 란저우시 level
ko | 아바나 시(쿠바) | 아바나시 level | 쿠바 country
ko | 란저우(蘭州)시 | 란저우시 level
ko | 미국 콜로라도주 볼더카운티 | 미국 country | 볼더카운티 level
ko | 서울 마포구 | 마포구 level
"""
"""Texts by their language, and their names in the base form, each with how it counts."""


@pytest.mark.parametrize("row", rows(_PLACES), ids=lambda row: str(row[1]))
def test_names_are_found_in_their_base_form_with_how_they_count(row: list[str]) -> None:
    language, text, *names = row
    assert [f"{n.name} {n.how}" for n in _found(text, language)] == names


def test_words_that_the_document_writes_small_are_no_names() -> None:
    finder = NameFinder(NameBook({"Nice": None}), words_of("en"), frozenset({"nice"}))
    assert [n.how for n in finder.names_in("Nice words.")] == ["form"]


@pytest.mark.parametrize(
    "text", ["김철수 시장이 인사했다", "국제 우호 도시", "중국 최초의 항구", "기념하여 군청에"]
)
def test_offices_persons_and_common_words_are_no_korean_names(text: str) -> None:
    assert [n for n in _found(text, "ko") if n.how == "level"] == []


def test_names_of_the_book_weigh_more_than_any_city_of_the_gazetteer() -> None:
    assert not EMPTY.is_place("Osaka")
    people = {"Rorika": 12, "Shanghai": 24_874_500}
    book = NameBook({"Rorika"}, lambda name: people.get(name, 0))
    assert book.population("Rorika") > book.population("Shanghai") > book.population("Xyzzy") == 0
