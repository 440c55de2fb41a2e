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
NET = "#d3dce2"

SIDE_A = "#24507a"
SIDE_B = "#b5462a"
TIE = "#7d5a86"

SIDES = {"a": SIDE_A, "b": SIDE_B, "": MUTED}
"""The colour of a side; the empty side belongs to neither."""

SERIES = ("#0072b2", "#009e73", "#56b4e9", "#e69f00", "#cc79a7", "#d55e00")
"""The colours of series side by side, in order: of the palette of Okabe and Ito (2008), which the common kinds of
colour blindness tell apart, those that read on white. Neighbours differ in lightness too."""
GREY = "#5c666e"
"""The colour of what has no series of its own."""

FAINTEST, FULLEST = "#e3eef6", "#08406f"
"""The ends of the scale of a heat table, from little to much: one hue, told by lightness."""
_DEEP = 0.67
"""The share from which white is read better on a shade than black."""

TEXT_SIZE = 12.0
SMALL_SIZE = 10.5

_CHINESE = ("Noto Sans CJK SC", "Noto Sans SC", "PingFang SC", "Microsoft YaHei")
_JAPANESE = ("Noto Sans CJK JP", "Noto Sans JP", "Hiragino Sans", "Yu Gothic")


def series_colour(index: int) -> str:
    """The colour of the series of that number, from 0; those past the last share one grey."""
    return SERIES[index] if index < len(SERIES) else GREY


def heat(share: float) -> tuple[str, str]:
    """The shade of a heat table for a share (0 to 1) of the most, straight in sRGB, and the ink of what is written
    on it: black or white, with a contrast of 4.5 or more (WCAG 2)."""
    ends = zip(bytes.fromhex(FAINTEST[1:]), bytes.fromhex(FULLEST[1:]), strict=True)
    shade = "#" + bytes(round(a + (b - a) * share) for a, b in ends).hex()
    return shade, "#000000" if share < _DEEP else PAPER


def font_family(language: str = "") -> str:
    """The font stack for a language tag, best first, ending in sans-serif.

    Han characters are drawn in Chinese forms for `zh` tags and in Japanese forms otherwise; every
    stack also serves Latin and Cyrillic, and all of them end in fonts that some system has.
    """
    chinese = language.lower().split("-")[0] == "zh"
    first, second = (_CHINESE, _JAPANESE) if chinese else (_JAPANESE, _CHINESE)
    named = ", ".join(f"'{name}'" for name in (*first, *second, "Noto Sans"))
    return f"{named}, system-ui, sans-serif"
