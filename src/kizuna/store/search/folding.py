"""Folding a text for search: without case, accents and width, one character for one, so that offsets stay."""

from __future__ import annotations

import unicodedata
from functools import lru_cache


def folded(text: str) -> str:
    """The text as search compares it; as many characters as the text has."""
    if text.isascii():
        return text.lower()
    return "".join(map(_folded_character, text))


@lru_cache(maxsize=65536)
def _folded_character(character: str) -> str:
    apart = unicodedata.normalize("NFKD", character)
    plain = "".join(c for c in apart if not unicodedata.combining(c))
    if _keeps_its_marks(character) or len(plain) != 1:
        plain = character
    lower = plain.lower()
    return lower if len(lower) == 1 else plain


def _keeps_its_marks(character: str) -> bool:
    """Marks that make another letter: the voicing of kana, the breve of Cyrillic."""
    return "\u3040" <= character <= "\u30ff" or character in "йЙёЁ"


def words_in(text: str) -> list[str]:
    """The folded words of a question, without repeats."""
    return list(dict.fromkeys(folded(text).split()))
