"""Spellings: Hepburn, Kunrei, Polivanov and kana of one name meet in a key."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kizuna.identity.folding import spellings

_SAME = [
    ("Oshima", "Osima", "Ōshima", "Ooshima", "Ohshima", "おおしま", "オオシマ", "Осима"),
    ("Hiroshima", "Hirosima", "Khirosima", "Хиросима", "ひろしま"),
    ("Himeji", "Himezi", "Khimedzi", "Химэдзи"),
    ("Kyoto", "Kyōto", "Kioto", "Киото", "きょうと"),
    ("Chiba", "Tiba", "Тиба", "ちば"),
    ("Tsu", "Tu", "Цу", "つ"),
    ("Fukuoka", "Hukuoka", "Фукуока"),
    ("Shizuoka", "Sizuoka", "Sidzuoka", "Сидзуока"),
    ("Kambayashi", "Kanbayasi"),
    ("Sapporo", "Саппоро", "さっぽろ"),
    ("Yokosuka", "Ёкосука", "よこすか"),
    ("Jun'ichi", "Zyuniti", "Dzyunʹiti", "じゅんいち"),
]


@pytest.mark.parametrize("names", _SAME, ids=lambda names: names[0])
def test_spellings_of_one_name_share_a_key(names: tuple[str, ...]) -> None:
    first = spellings(names[0])
    assert all(first & spellings(name) for name in names)


@pytest.mark.parametrize(
    ("one", "other"), [("Osaka", "Otsu"), ("Nara", "Naha"), ("Kobe", "Kofu"), ("Sakai", "Sakae")]
)
def test_different_names_share_no_key(one: str, other: str) -> None:
    assert not spellings(one) & spellings(other)


@given(st.text(max_size=30))
def test_any_text_has_keys_without_an_error(text: str) -> None:
    assert all(spellings(text))


@given(st.text("aiueoksthnmyrwgzdbpōū", min_size=1, max_size=12))
def test_case_and_macrons_never_change_the_key(text: str) -> None:
    plain = text.replace("ō", "o").replace("ū", "u").upper()
    assert spellings(text) == spellings(plain)


def test_what_has_no_letters_has_no_keys() -> None:
    assert spellings(" - ") == frozenset()
