"""Names of places in running text, in every script that is read."""

from __future__ import annotations

import pytest

from kizuna.proposals.place_names import EMPTY, NameBook, NamedPlace, NameFinder, places_of
from kizuna.proposals.words import words_of

HELD = NameBook(
    dict.fromkeys(
        (
            "Osaka",
            "Lyon",
            "Омск",
            "Мытищи",
            "Košice",
            "Wuppertal",
            "大阪",
            "上海",
            "天津市",
            "서울",
            "Weiden",
            "Opole",
        )
    )
)


def _found(text: str, language: str, book: NameBook = HELD) -> list[NamedPlace]:
    return NameFinder(book, words_of(language)).names_in(text)


def _names(text: str, language: str, book: NameBook = HELD) -> list[str]:
    return [n.name for n in places_of(_found(text, language, book))]


@pytest.mark.parametrize(
    ("text", "language", "names"),
    [
        ("in Omsk und Wuppertals Rathaus", "de", ["Omsk", "Wuppertal"]),
        ("гости из Омска приехали с Мытищами", "ru", ["Омск", "Мытищи"]),
        ("z Opolem i Košicemi", "pl", ["Opole", "Košicemi"]),
        ("d’Osaka, l’Italie et Lyon", "fr", ["Osaka", "Lyon"]),
        ("後に大阪市と上海は", "ja", ["大阪市", "上海"]),
        ("서울시와 부안군은", "ko", ["서울시", "부안군"]),
    ],
)
def test_names_are_given_in_their_base_form(text: str, language: str, names: list[str]) -> None:
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
