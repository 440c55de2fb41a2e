"""Names of places in running text, in every script that is read."""

from __future__ import annotations

import pytest

from builders import rows
from kizuna.proposals.place_names import EMPTY, NameBook, NamedPlace, NameFinder, places_of
from kizuna.proposals.words import words_of

_TOWNS = "Osaka Lyon Омск Мытищи Košice Wuppertal 大阪 上海 天津市 서울 Weiden Opole"
HELD = NameBook(_TOWNS.split())


def _found(text: str, language: str, book: NameBook = HELD) -> list[NamedPlace]:
    return NameFinder(book, words_of(language)).names_in(text)


def _names(text: str, language: str, book: NameBook = HELD) -> list[str]:
    return [n.name for n in places_of(_found(text, language, book))]


_BASE_FORMS = """
de | in Omsk und Wuppertals Rathaus | Omsk | Wuppertal
ru | гости из Омска приехали с Мытищами | Омск | Мытищи
pl | z Opolem i Košicemi | Opole | Košicemi
fr | d’Osaka, l’Italie et Lyon | Osaka | Lyon
ja | 後に大阪市と上海は | 大阪市 | 上海
ko | 서울시와 부안군은 | 서울시 | 부안군
"""


@pytest.mark.parametrize("row", rows(_BASE_FORMS), ids=lambda row: str(row[0]))
def test_names_are_given_in_their_base_form(row: list[str]) -> None:
    language, text, *names = row
    assert _names(text, language) == names


def test_an_unknown_name_in_kana_counts_by_its_word_of_level() -> None:
    (found,) = _found("カナダのミシサガ市で", "ja", EMPTY)[1:]
    assert (found.name, found.how) == ("ミシサガ市", "level")


def test_a_prefecture_before_its_city_is_no_party() -> None:
    assert _names("愛知県刈谷市と江苏省镇江市", "ja", EMPTY) == ["刈谷市", "镇江市"]


def test_the_word_of_level_decides_between_a_city_and_a_prefecture() -> None:
    text = "the prefecture of Osaka, Osaka Prefecture and the city of Osaka"
    assert _names(text, "en") == ["Osaka Prefecture", "Osaka Prefecture", "Osaka"]


def test_ports_share_their_head() -> None:
    book = NameBook(dict.fromkeys(("Osaka", "Lyon")))
    assert _names("the ports of Osaka and Lyon", "en", book) == ["Port of Osaka", "Port of Lyon"]


def test_people_are_names_by_form_alone() -> None:
    assert [n.how for n in _found("Mayor Anna Lyon spoke", "en")] == ["form"]


def test_a_country_beside_an_unknown_town_makes_it_sure() -> None:
    found = _found("made with Dierdorf, Germany, official", "en", EMPTY)
    assert [(n.name, n.how) for n in found] == [("Dierdorf", "level"), ("Germany", "country")]


def test_words_that_the_document_writes_small_are_no_names() -> None:
    finder = NameFinder(NameBook({"Nice": None}), words_of("en"), frozenset({"nice"}))
    assert [n.how for n in finder.names_in("Nice words.")] == ["form"]


def test_a_mayor_is_no_city_of_that_surname() -> None:
    assert _names("山下市長が大阪市を訪れた", "ja", NameBook({"大阪": None})) == ["大阪市"]


def test_names_of_the_book_weigh_more_than_any_city_of_the_gazetteer() -> None:
    assert not EMPTY.is_place("Osaka")
    people = {"Rorika": 12, "Shanghai": 24_874_500}
    book = NameBook({"Rorika"}, lambda name: people.get(name, 0))
    assert book.population("Rorika") > book.population("Shanghai") > book.population("Xyzzy") == 0


_BOOK = NameBook(dict.fromkeys(("大连市", "南九州", "川崎市", "堺市", "海淀")))


def _eastern(text: str, language: str) -> list[tuple[str, str]]:
    return [(n.name, n.how) for n in _found(text, language, _BOOK)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("중국 란저우시(2001.5.3)", [("중국", "country"), ("란저우시", "level")]),
        ("아바나 시(쿠바)", [("아바나시", "level"), ("쿠바", "country")]),
        ("란저우(蘭州)시", [("란저우시", "level")]),
        ("미국 콜로라도주 볼더카운티", [("미국", "country"), ("볼더카운티", "level")]),
        ("서울 마포구", [("마포구", "level")]),
    ],
)  # fmt: skip
def test_korean_names_need_no_gazetteer(text: str, expected: list[tuple[str, str]]) -> None:
    assert _eastern(text, "ko") == expected


@pytest.mark.parametrize(
    "text", ["김철수 시장이 인사했다", "국제 우호 도시", "중국 최초의 항구", "기념하여 군청에"]
)
def test_offices_persons_and_common_words_are_no_korean_names(text: str) -> None:
    assert [n for n in _eastern(text, "ko") if n[1] == "level"] == []


_HAN = """
ja | 南九州市 | 南九州市
ja | 国際姉妹都市
zh | 另外大连市 | 大连市
zh | 日本国堺市市长 | 日本国 | 堺市
zh | 俄罗斯海淀加斯基市 | 俄罗斯 | 海淀加斯基市
zh | 此次川崎市 | 川崎市
zh | 三个省和两市
"""


def test_han_names_begin_and_end_where_their_words_do() -> None:
    for language, text, *expected in rows(_HAN):
        assert [name for name, _ in _eastern(text, language)] == expected
