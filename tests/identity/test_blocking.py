"""Blocking: names one letter apart share a key, and the filter of signs loses nothing within two edits."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from kizuna.identity.linker import KeyIndex, Letters, within_two_edits

_WORDS = st.text("abcdefgшимо大阪", min_size=4, max_size=12)


def _edited(word: str, at: int, letter: str, kind: int) -> str:
    at %= len(word)
    if kind == 0:
        return word[:at] + letter + word[at + 1 :]
    return word[:at] + word[at + 1 :] if kind == 1 else word[:at] + letter + word[at:]


_EDITS = st.tuples(st.integers(0, 11), st.sampled_from("abgшx"), st.integers(0, 2))


@given(_WORDS, _EDITS)
def test_names_one_letter_apart_share_a_key(word: str, edit: tuple[int, str, int]) -> None:
    keys, owners = Letters([word, _edited(word, *edit)]).near()
    assert set(keys[owners == 0].tolist()) & set(keys[owners == 1].tolist())


@given(_WORDS, _EDITS, _EDITS)
def test_names_two_edits_apart_pass_the_filter(
    word: str, one: tuple[int, str, int], two: tuple[int, str, int]
) -> None:
    letters = Letters([word, _edited(_edited(word, *one), *two)])
    signs = letters.signs()
    held = signs[1:]
    assert within_two_edits(
        signs[0], held[:, 0], held[:, 1], letters.lengths[1:], len(word)
    ).tolist() == [0]


@given(st.lists(_WORDS, min_size=1, max_size=10, unique=True))
def test_every_text_meets_itself_and_no_other(words: list[str]) -> None:
    keys = Letters(words).whole()
    numbers = np.arange(len(words))
    who, whose = KeyIndex.of(keys, numbers).meeting(keys, numbers)
    assert who.tolist() == whose.tolist() == numbers.tolist()
