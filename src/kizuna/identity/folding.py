"""Folding: one text for all ways of typing the same letters; it never brings different letters together.

Case, accents, width, hyphens, apostrophes, dots and spaces do not matter, and neither do the
printed variants of a Han character (廣, 広, 广). The marks of kana do: か and が are different sounds.

The tables of OpenCC bring a character to its simplified form; our own groups hold what occurs in such names and
OpenCC lacks. Law: 崎 and 埼 are different letters; what neither knows stands for itself.
"""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache
from typing import Any

_GROUPS = """
乡郷鄕 矿鉱鑛 涩渋澁 绪緒緖 斗闘鬪鬭 并倂竝 边辺邉 辨弁辯辩瓣 铺舗 邻隣 岛嶋嶌 崎﨑嵜 沈渖 吴呉
高髙 村邨 户戸 清淸 青靑 灶竃 颊頬 焰焔 笼篭 姬姫 栌枦 渊渕 富冨 谏諌 秋穐 苏蘓 驒騨 壶壷 贱賎
朗朖 兔兎 吉𠮷 蕊蘂 韧靭靱 卫衞 径逕 鲹鯵 系繋 妍姸
"""
"""One character in its forms, the simplified first, which stands for all."""
_OF_GROUP = {variant: group[0] for group in _GROUPS.split() for variant in group[1:]}
_STEPS = ("jp2t", "hk2t", "t2s")
"""From the Japanese form, and the one of Hong Kong, to the traditional and the simplified one."""
_FIRST_HAN = "\u3400"


def han_standard(character: str) -> str:
    """The character that stands for all forms of this one; itself when it has no other form."""
    if character < _FIRST_HAN:
        return character
    for _ in _STEPS:
        standard = _simplified(_OF_GROUP.get(character, character))
        if standard == character:
            break
        character = standard
    return character


def _simplified(character: str) -> str:
    """The form at the end of OpenCC's steps, as far as they lead to one character."""
    for converter in _converters():
        form: str = converter.convert(character)
        character = form if len(form) == 1 else character
    return _OF_GROUP.get(character, character)


@cache
def _converters() -> tuple[Any, ...]:
    """OpenCC's converters; loaded when the first Han character is met."""
    from opencc import OpenCC

    return tuple(map(OpenCC, _STEPS))


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
