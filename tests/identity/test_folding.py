"""Folding: case, accents, width, spaces and Han variants do not matter; different letters do."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kizuna.identity.folding import fold_name

_NAMES = st.text(
    st.characters(codec="utf-8", categories=("L", "M", "Z", "P", "N")), min_size=1, max_size=20
)


@given(_NAMES)
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold_name(fold_name(text)) == fold_name(text)


@given(st.text("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=1), st.data())
def test_accents_on_latin_letters_never_matter(text: str, data: st.DataObject) -> None:
    mark = data.draw(st.sampled_from("\u0300\u0301\u0302\u0304\u0306\u0308\u030c\u0323"))
    marked = unicodedata.normalize("NFC", mark.join(text) + mark)
    assert fold_name(marked) == fold_name(text)


@given(_NAMES)
def test_composed_and_decomposed_letters_fold_alike(text: str) -> None:
    apart, together = (unicodedata.normalize(form, text) for form in ("NFD", "NFC"))
    assert fold_name(apart) == fold_name(together)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Xi'an", "Xian"),
        ("São Paulo", "sao-paulo"),
        ("Ōsaka", "OSAKA"),
        ("Ｏｓａｋａ", "Osaka"),
        ("廣州", "广州"),
        ("陝西", "陕西"),
        ("ｵｵｻｶ", "オオサカ"),
    ],
)
def test_two_ways_of_typing_a_name_fold_alike(one: str, other: str) -> None:
    assert fold_name(one) == fold_name(other)


@pytest.mark.parametrize(("one", "other"), [("か", "が"), ("Osaka", "Osaki"), ("大阪", "大坂")])
def test_different_letters_stay_apart(one: str, other: str) -> None:
    assert fold_name(one) != fold_name(other)


def test_a_name_of_signs_alone_folds_to_nothing() -> None:
    assert fold_name(" -'") == ""
