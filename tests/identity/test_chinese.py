"""Chinese names in foreign spellings: each system is read back into Pinyin."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kizuna.identity.folding import fold_name, is_pinyin, pinyin_readings

_PAIRS = Path(__file__).parents[1] / "data" / "identity" / "romanisation-pairs.tsv"


def _chinese() -> list[tuple[str, str]]:
    with _PAIRS.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    foreign = (r for r in rows if r["country"] == "CN" and r["system"] != "han")
    return [
        (r["written"], r["names"])
        for r in foreign
        if fold_name(r["written"]) != fold_name(r["names"])
    ]


@pytest.mark.parametrize(("written", "pinyin"), _chinese())
def test_a_foreign_spelling_is_read_as_pinyin(written: str, pinyin: str) -> None:
    assert fold_name(pinyin) in pinyin_readings(written)


@pytest.mark.parametrize("name", ["Шэньси", "Shensi"])
def test_shaanxi_is_read_with_two_a(name: str) -> None:
    assert "shaanxi" in pinyin_readings(name)
    assert "shanxi" not in pinyin_readings(name)


def test_han_characters_have_no_reading() -> None:
    assert pinyin_readings("天津") == frozenset()


def test_a_name_of_syllables_is_pinyin() -> None:
    assert is_pinyin("lianyungang")
    assert not is_pinyin("chungking")


@given(st.text(max_size=30))
def test_any_text_is_read_in_a_hundred_ways_at_most(text: str) -> None:
    assert len(pinyin_readings(text)) <= 100
