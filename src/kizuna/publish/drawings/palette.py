"""Holds the colours, sizes and fonts of every drawing, so that they look like one set.

Colours are presentational attributes that read on white and survive a black-and-white printer:
nothing is told by hue alone (possible things are hatched, dashed or hollow as well).
"""

from __future__ import annotations

PAPER = "#ffffff"
INK = "#1f2a33"
MUTED = "#5b6873"
GRID = "#dfe4e8"
RULE = "#aab4bc"
BAND = "#f6f8f9"

SEA = "#eef3f6"
LAND = "#e6e1d6"
COAST = "#cdc5b4"

SIDE_A = "#24507a"
SIDE_B = "#b5462a"
NEITHER = "#5b6873"
TIE = "#7d5a86"

SIDES = {"a": SIDE_A, "b": SIDE_B, "": NEITHER}
"""The colour of a side; the empty side belongs to neither."""

TEXT_SIZE = 12.0
SMALL_SIZE = 10.5

_CHINESE = ("Noto Sans CJK SC", "Noto Sans SC", "PingFang SC", "Microsoft YaHei")
_JAPANESE = ("Noto Sans CJK JP", "Noto Sans JP", "Hiragino Sans", "Yu Gothic")


def font_family(language: str = "") -> str:
    """The font stack for a language tag, best first, ending in sans-serif.

    Han characters are drawn in Chinese forms for `zh` tags and in Japanese forms otherwise; every
    stack also serves Latin and Cyrillic, and all of them end in fonts that some system has.
    """
    chinese = language.lower().split("-")[0] == "zh"
    first, second = (_CHINESE, _JAPANESE) if chinese else (_JAPANESE, _CHINESE)
    named = ", ".join(f"'{name}'" for name in (*first, *second, "Noto Sans"))
    return f"{named}, system-ui, sans-serif"
