"""Folding: one text for all ways of typing the same letters; it never brings different letters together.

Case, accents, width, hyphens, apostrophes, dots and spaces do not matter, and neither do the
printed variants of a Han character (廣, 広, 广). The marks of kana do: か and が are different sounds.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from kizuna.identity.han_variants import HAN_VARIANTS

_KANA_MARKS = frozenset("\u3099\u309a")
_DROPPED_CATEGORIES = frozenset({"Zs", "Zl", "Zp", "Cc", "Cf", "Pd", "Pc", "Ps", "Pe", "Pi", "Pf"})
_DROPPED = frozenset("'`´ʹʻʼʽʾʿ.,;·・/\\\"!?&")
_EXPANDED = {"ø": "o", "ł": "l", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d"}


@lru_cache(maxsize=100_000)
def fold_name(text: str) -> str:
    """The text in lower case without accents, spaces and joining signs; "" when nothing else is left.

    Folding twice gives the same as folding once. NFKC (Unicode 15, UAX 15) settles the width.
    """
    lowered = unicodedata.normalize("NFKC", text).casefold()
    kept = (c for c in unicodedata.normalize("NFKD", lowered) if not _is_dropped(c))
    plain = unicodedata.normalize("NFKC", "".join(kept)).casefold()
    return "".join(_EXPANDED.get(c, HAN_VARIANTS.get(c, c)) for c in plain)


def _is_dropped(character: str) -> bool:
    if character in _DROPPED:
        return True
    category = unicodedata.category(character)
    if category in ("Mn", "Me"):
        return character not in _KANA_MARKS
    return category in _DROPPED_CATEGORIES
