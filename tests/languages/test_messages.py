"""What Messages says of quantities, states, languages, concepts, kinds and properties."""

from __future__ import annotations

from collections import Counter

import pytest

from kizuna.claims import kinds, vocabulary
from kizuna.errors import BadClaim, BadIdentifier, BadLanguage
from kizuna.languages import LANGUAGES, Messages
from kizuna.values import Quantity
from kizuna.values.quantities import COUNTS, DURATIONS

NBSP = "\xa0"
QUANTITIES = {
    "20 persons": ("20 persons", "20人", "20人", "20 человек"),
    "20..25 persons": ("20–25 persons", "20～25人", "20至25人", "20–25 человек"),
    "400.. persons": ("over 400 persons", "400人以上", "400人以上", "более 400 человек"),
    "~400 persons": ("about 400 persons", "約400人", "约400人", "примерно 400 человек"),
    "..5 days": ("up to 5 days", "最大5日間", "至多5天", "до 5 дней"),
    "10 delegations": ("10 delegations", "10団", "10个代表团", "10 делегаций"),
    "1 flights": ("1 flight", "1便", "1个航班", "1 рейс"),
    "2 weeks": ("2 weeks", "2週間", "2周", "2 недели"),
    "1 half-years": ("half a year", "半年", "半年", "полгода"),
    "3/4 share": ("75%", "75%", "75%", f"75{NBSP}%"),
    "2..3 ratio": ("2–3 times", "2～3倍", "2至3倍", "2–3 раза"),
    "1500 items": ("1,500 items", "1,500点", "1,500件", f"1{NBSP}500 предметов"),
    "1000000 JPY": (
        "1,000,000 Japanese yen",
        "1,000,000円",
        "1,000,000日元",
        f"1{NBSP}000{NBSP}000 японских иен",
    ),
}


@pytest.mark.parametrize("text", QUANTITIES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_quantity_keeps_its_range_and_its_doubt_in_words(text: str, language: str) -> None:
    expected = QUANTITIES[text][LANGUAGES.index(language)]
    assert Messages(language).quantity(Quantity.parse(text)) == expected


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("1 delegations", "1 делегация"),
        ("2 delegations", "2 делегации"),
        ("5 delegations", "5 делегаций"),
        ("11 delegations", "11 делегаций"),
        ("21 delegations", "21 делегация"),
        ("24 cities", "24 города"),
        ("2.5 years", "2,5 года"),
        ("1..2 visits", "1–2 визита"),
        ("1.. delegations", "более 1 делегации"),
        ("3.. delegations", "более 3 делегаций"),
        ("21.. cities", "более 21 города"),
        ("..22 days", "до 22 дней"),
    ],
)
def test_russian_units_follow_the_last_digits_and_the_words_before(text: str, words: str) -> None:
    assert Messages("ru").quantity(Quantity.parse(text)) == words


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("unit", [*COUNTS, *DURATIONS, "share", "ratio", "JPY", "CNY", "USD"])
def test_every_unit_has_words(unit: str, language: str) -> None:
    assert Messages(language).quantity(Quantity.exact(1, unit))


@pytest.mark.parametrize("code", ["JP", "CN", "RU", "US", "SU", "YU", "CS", "DD"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_state_has_a_name_even_when_it_is_no_more(code: str, language: str) -> None:
    name = Messages(language).country(code)
    assert name
    assert name != code


def test_the_soviet_union_is_named_in_four_languages() -> None:
    names = [Messages(language).country("SU") for language in LANGUAGES]
    assert names == ["Soviet Union", "ソビエト連邦", "苏联", "СССР"]


@pytest.mark.parametrize("code", ["XQ", "ZZ"])
def test_a_code_that_is_no_states_is_shown_as_a_source_gives_it(code: str) -> None:
    assert Messages("en").country(code) == code


@pytest.mark.parametrize("code", ["JPN", "", "001", "jp", "ＪＰ"])
def test_another_text_is_no_code(code: str) -> None:
    with pytest.raises(BadIdentifier, match="ISO 3166-1"):
        Messages("en").country(code)


def test_a_language_is_named_with_its_script() -> None:
    messages = Messages("en")
    assert messages.language_name("ru") == "Russian"
    assert messages.language_name("zh-hans") == "Simplified Chinese"
    assert messages.language_name("ja-Latn") == "Japanese (Latin)"


def test_a_language_without_a_name_is_refused() -> None:
    with pytest.raises(BadLanguage, match="'qqq'"):
        Messages("en").language_name("qqq")


def test_a_list_is_joined_as_the_language_does() -> None:
    lists = [Messages(language).listing(["A", "B", "C"]) for language in LANGUAGES]
    assert lists == ["A, B and C", "A、B、C", "A、B和C", "A, B и C"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_concept_is_labelled_in_the_language(language: str) -> None:
    messages = Messages(language)
    for scheme_id in vocabulary.scheme_ids():
        for concept in vocabulary.scheme(scheme_id).concepts.values():
            assert messages.concept(scheme_id, concept.id) == concept.labels[messages.tag]


def test_an_unknown_concept_has_no_label() -> None:
    with pytest.raises(BadClaim, match="'sports'"):
        Messages("en").concept("fields", "sports")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("prefix", kinds.KINDS)
def test_every_kind_and_each_of_its_properties_has_a_label(prefix: str, language: str) -> None:
    messages = Messages(language)
    assert messages.kind(prefix)
    names = kinds.properties_of(kinds.KINDS[prefix])
    labels = Counter(messages.property(prefix, name) for name in names)
    assert [label for label, times in labels.items() if times > 1] == []


def test_the_parts_of_a_composite_value_have_labels() -> None:
    messages = Messages("en")
    for composite in kinds.Composite.__subclasses__():
        assert all(messages.part(name) for name in kinds.properties_of(composite))
