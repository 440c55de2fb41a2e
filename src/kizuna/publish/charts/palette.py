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

TEXT_SIZE = 12.0
SMALL_SIZE = 10.5

_CHINESE = ("Noto Sans CJK SC", "Noto Sans SC", "PingFang SC", "Microsoft YaHei")
_JAPANESE = ("Noto Sans CJK JP", "Noto Sans JP", "Hiragino Sans", "Yu Gothic")


def series_colour(index: int) -> str:
    """The colour of the series of that number, from 0; those past the last share one grey."""
    return SERIES[index] if index < len(SERIES) else GREY


def between(low: str, high: str, share: float) -> str:
    """The colour a share (0 to 1) of the way from one to another, straight in sRGB."""
    ends = zip(bytes.fromhex(low[1:]), bytes.fromhex(high[1:]), strict=True)
    return "#" + bytes(round(a + (b - a) * share) for a, b in ends).hex()


def luminance(colour: str) -> float:
    """The relative luminance of a colour, 0 (black) to 1 (white), as WCAG 2 defines it."""
    shares = [byte / 255 for byte in bytes.fromhex(colour[1:])]
    red, green, blue = (
        share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, 1 to 21, as WCAG 2 defines it."""
    low, high = sorted([luminance(one), luminance(other)])
    return (high + 0.05) / (low + 0.05)


def readable_on(fill: str) -> str:
    """Black or white, whichever reads better on the fill; the ratio is 4.5 or more on any fill."""
    return max(("#000000", PAPER), key=lambda colour: contrast(colour, fill))


def font_family(language: str = "") -> str:
    """The font stack for a language tag, best first, ending in sans-serif.

    Han characters are drawn in Chinese forms for `zh` tags and in Japanese forms otherwise; every
    stack also serves Latin and Cyrillic, and all of them end in fonts that some system has.
    """
    chinese = language.lower().split("-")[0] == "zh"
    first, second = (_CHINESE, _JAPANESE) if chinese else (_JAPANESE, _CHINESE)
    named = ", ".join(f"'{name}'" for name in (*first, *second, "Noto Sans"))
    return f"{named}, system-ui, sans-serif"
