"""Folding: one text for all ways of typing the same letters; it never brings different letters together.

Case, accents, width, hyphens, apostrophes, dots and spaces do not matter, and neither do the
printed variants of a Han character (廣, 広, 广). The marks of kana do: か and が are different sounds.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from kizuna.identity.han_variants import han_standard

_KANA_MARKS = frozenset("\u3099\u309a")
_DROPPED_CATEGORIES = frozenset({"Zs", "Zl", "Zp", "Cc", "Cf", "Pd", "Pc", "Ps", "Pe", "Pi", "Pf"})
_DROPPED = frozenset("'`´ʹʻʼʽʾʿ.,;·・/\\\"!?&")
_EXPANDED = {"ø": "o", "ł": "l", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d"}


class _Kept(dict[int, str]):
    """What is kept of each character, found out when it is first met."""

    def __missing__(self, code: int) -> str:
        self[code] = kept = "" if _is_dropped(chr(code)) else chr(code)
        return kept


class _Standard(dict[int, str]):
    """The letter that stands for each letter, found out when it is first met."""

    def __missing__(self, code: int) -> str:
        letter = chr(code)
        self[code] = standard = _EXPANDED.get(letter) or han_standard(letter)
        return standard


_KEPT, _STANDARD = _Kept(), _Standard()


@lru_cache(maxsize=100_000)
def fold_name(text: str) -> str:
    """The text in lower case without accents, spaces and joining signs; "" when nothing else is left.

    Folding twice gives the same as folding once. NFKC (Unicode 15, UAX 15) settles the width.
    """
    return fold_fresh(text)


def fold_fresh(text: str) -> str:
    """The same as `fold_name`, for millions of names that are each met once: nothing is remembered."""
    if text.isascii():
        return text.lower().translate(_KEPT)
    lowered = unicodedata.normalize("NFKC", text).casefold()
    kept = unicodedata.normalize("NFKD", lowered).translate(_KEPT)
    return unicodedata.normalize("NFKC", kept).casefold().translate(_STANDARD)


def _is_dropped(character: str) -> bool:
    if character in _DROPPED:
        return True
    category = unicodedata.category(character)
    if category in ("Mn", "Me"):
        return character not in _KANA_MARKS
    return category in _DROPPED_CATEGORIES
