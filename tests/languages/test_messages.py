"""What Messages says of quantities, states, languages, concepts, kinds and properties."""

from __future__ import annotations

from collections import Counter

import pytest

from builders import rows
from kizuna.claims import kinds, vocabulary
from kizuna.errors import BadClaim, BadIdentifier, BadLanguage
from kizuna.languages import LANGUAGES, Messages
from kizuna.values import Quantity
from kizuna.values.quantities import COUNTS, DURATIONS

QUANTITIES = """
20 persons | 20 persons | 20人 | 20人 | 20 человек
20..25 persons | 20–25 persons | 20～25人 | 20至25人 | 20–25 человек
400.. persons | over 400 persons | 400人以上 | 400人以上 | более 400 человек
~400 persons | about 400 persons | 約400人 | 约400人 | примерно 400 человек
..5 days | up to 5 days | 最大5日間 | 至多5天 | до 5 дней
10 delegations | 10 delegations | 10団 | 10个代表团 | 10 делегаций
1 flights | 1 flight | 1便 | 1个航班 | 1 рейс
2 weeks | 2 weeks | 2週間 | 2周 | 2 недели
1 half-years | half a year | 半年 | 半年 | полгода
3/4 share | 75% | 75% | 75% | 75_%
2..3 ratio | 2–3 times | 2～3倍 | 2至3倍 | 2–3 раза
1500 items | 1,500 items | 1,500点 | 1,500件 | 1_500 предметов
1000000 JPY | 1,000,000 Japanese yen | 1,000,000円 | 1,000,000日元 | 1_000_000 японских иен
"""
"""A quantity, and its words in each language; an underscore is a space that does not break."""
_RUSSIAN = """
1 delegations | 1 делегация || 2 delegations | 2 делегации || 5 delegations | 5 делегаций
11 delegations | 11 делегаций || 21 delegations | 21 делегация || 24 cities | 24 города
2.5 years | 2,5 года || 1..2 visits | 1–2 визита || 1.. delegations | более 1 делегации
3.. delegations | более 3 делегаций || 21.. cities | более 21 города || ..22 days | до 22 дней
"""


@pytest.mark.parametrize(("text", "words"), [(row[0], row[1:]) for row in rows(QUANTITIES)])
def test_a_quantity_keeps_its_range_and_its_doubt_in_words(text: str, words: list[str]) -> None:
    said = [Messages(language).quantity(Quantity.parse(text)) for language in LANGUAGES]
    assert said == [one.replace("_", "\xa0") for one in words]


@pytest.mark.parametrize(("text", "words"), rows(_RUSSIAN.replace(" || ", "\n")))
def test_russian_units_follow_the_last_digits_and_the_words_before(text: str, words: str) -> None:
    assert Messages("ru").quantity(Quantity.parse(text)) == words


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_unit_has_words(language: str) -> None:
    for unit in (*COUNTS, *DURATIONS, "share", "ratio", "JPY", "CNY", "USD"):
        assert Messages(language).quantity(Quantity.exact(1, unit)), unit


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_state_has_a_name_even_when_it_is_no_more_and_another_code_stays(language: str) -> None:
    country = Messages(language).country
    codes = ["JP", "CN", "RU", "US", "YU", "CS", "DD", "XQ", "ZZ"]
    assert [code for code in codes if country(code) == code] == ["XQ", "ZZ"]
    for other in ("JPN", "", "001", "jp", "ＪＰ"):
        with pytest.raises(BadIdentifier, match="ISO 3166-1"):
            country(other)
    soviet = ("Soviet Union", "ソビエト連邦", "苏联", "СССР")
    assert country("SU") == soviet[LANGUAGES.index(language)]


def test_a_language_is_named_with_its_script_or_is_refused_and_a_list_is_joined_as_it_does() -> (
    None
):
    lists = [Messages(language).listing(["A", "B", "C"]) for language in LANGUAGES]
    assert lists == ["A, B and C", "A、B、C", "A、B和C", "A, B и C"]
    messages = Messages("en")
    assert messages.language_name("ru") == "Russian"
    assert messages.language_name("zh-hans") == "Simplified Chinese"
    assert messages.language_name("ja-Latn") == "Japanese (Latin)"
    with pytest.raises(BadLanguage, match="'qqq'"):
        messages.language_name("qqq")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_concept_is_labelled_in_the_language(language: str) -> None:
    messages = Messages(language)
    for scheme_id in vocabulary.scheme_ids():
        for concept in vocabulary.scheme(scheme_id).concepts.values():
            assert messages.concept(scheme_id, concept.id) == concept.labels[messages.tag]
    with pytest.raises(BadClaim, match="'sports'"):
        messages.concept("fields", "sports")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_property_and_part_has_a_label_of_its_own(language: str) -> None:
    messages = Messages(language)
    for prefix, kind in kinds.KINDS.items():
        assert messages.kind(prefix)
        labels = Counter(messages.property(prefix, name) for name in kinds.properties_of(kind))
        assert [label for label, times in labels.items() if times > 1] == [], prefix
    for composite in kinds.Composite.__subclasses__():
        assert all(messages.part(name) for name in kinds.properties_of(composite))
