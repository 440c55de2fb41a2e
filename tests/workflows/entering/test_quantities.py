"""Numbers in plain words: ranges, bounds and units in four languages, or an error that quotes them."""

from __future__ import annotations

import pytest

from kizuna.errors import BadQuantity
from kizuna.languages import LANGUAGES, Messages
from kizuna.values import Quantity
from kizuna.workflows.entering.values import read_plain_quantity

_COUNT, _DURATION, _MONEY, _SHARE = ("count",), ("duration",), ("money",), ("share",)
_PERSONS = """
20..25 persons: 20-25 persons | 20 to 25 people | 20..25 persons | 20〜25人 | 20至25人 | от 20 до 25 человек
400.. persons: over 400 persons | 400+ people | 400人以上 | 超过400人 | более 400 человек | 400余人
..25 persons: up to 25 persons | 25人以下 | 最多25人 | до 25 человек
~400 persons: about 400 people | 約400人 | 约400人 | около 400 человек | 400人左右
1200 persons: 1,200 persons | 1 200 человек | 1200名
25 persons: twenty-five persons | 25 people
"""
_SAID = [
    (text, form)
    for form, _, texts in (line.partition(": ") for line in _PERSONS.strip().splitlines())
    for text in texts.split(" | ")
]


@pytest.mark.parametrize(("text", "form"), _SAID)
def test_a_number_of_persons_in_plain_words_is_read(text: str, form: str) -> None:
    assert read_plain_quantity(text, _COUNT) == Quantity.parse(form)


@pytest.mark.parametrize(
    ("text", "dimensions", "unit", "form"),
    [
        ("over 400", _COUNT, "persons", "400.. persons"),
        ("75%", _SHARE, "", "0.75 share"),
        ("3/4", _SHARE, "", "3/4 share"),
        ("2週間", _DURATION, "", "2 weeks"),
        ("1 million yen", _MONEY, "", "1000000 JPY"),
        ("$5,000", _MONEY, "", "5000 USD"),
        ("2 млн", _MONEY, "RUB", "2000000 RUB"),
    ],
)
def test_the_unit_is_in_the_words_or_chosen_beside_them(
    text: str, dimensions: tuple[str, ...], unit: str, form: str
) -> None:
    assert read_plain_quantity(text, dimensions, unit) == Quantity.parse(form)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "form", ["25 persons", "20..25 persons", "~400 persons", "400.. persons", "..25 days"]
)
def test_what_kizuna_says_of_a_number_can_be_typed_back(language: str, form: str) -> None:
    held = Quantity.parse(form)
    said = Messages(language).quantity(held)
    assert read_plain_quantity(said, (held.dimension,)) == held


@pytest.mark.parametrize(
    ("text", "unit"),
    [("about 400", ""), ("twelve geese", ""), *((t, "persons") for t in ("20 days", "many", ""))],
)
def test_what_is_no_number_is_quoted(text: str, unit: str) -> None:
    with pytest.raises(BadQuantity) as caught:
        read_plain_quantity(text, _COUNT, unit)
    assert repr(text) in str(caught.value)
