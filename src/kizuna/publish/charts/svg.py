"""Builds SVG text from elements, with the geometry, colours, sizes and fonts that all
drawings share.

Nothing reaches the text without being escaped. A drawing is self-contained: no script,
no style sheet, no reference outside of itself. The same elements give the same bytes.
Colours are presentational attributes that read on white and survive a black-and-white
printer: nothing is told by hue alone (possible things are hatched, dashed or hollow as
well). How wide text will be set is estimated for a sans-serif of Noto's proportions and
leans to the wide side: a label may be shortened too early, never clipped.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache
from math import inf
from typing import Any, NamedTuple
from xml.sax.saxutils import escape, quoteattr

import numpy as np
from numpy.typing import NDArray

from kizuna.publish.report.renderers.setting import printable

Spot = tuple[float, float]
Line = list[Spot]
Spots = NDArray[np.float64]
"""Spots in an array, one a row."""


class Box(NamedTuple):
    """A rectangle with left <= right and top <= bottom (top is the smaller y)."""

    left: float
    top: float
    right: float
    bottom: float

    @classmethod
    def around(cls, spots: Iterable[Spot]) -> Box:
        """The smallest box that holds all spots; there is at least one."""
        xs, ys = zip(*spots, strict=True)
        return cls(min(xs), min(ys), max(xs), max(ys))

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def height(self) -> float:
        return self.bottom - self.top

    @property
    def centre(self) -> Spot:
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2

    @property
    def edges(self) -> tuple[tuple[int, float, int], ...]:
        """The axis and the place of each edge, and on which side of it the inside
        is.
        """
        return (
            (0, self.left, 1),
            (0, self.right, -1),
            (1, self.top, 1),
            (1, self.bottom, -1),
        )

    def grown(self, by: float) -> Box:
        """Larger by that much on every side (smaller when negative)."""
        return Box(self.left - by, self.top - by, self.right + by, self.bottom + by)


def cut_line(line: Spots, box: Box) -> list[tuple[int, Line]]:
    """The pieces of the line inside the box, in order; none when it stays outside. Rows
    of NaN are gaps in the line, and each piece comes with how many lie before it.
    """
    for axis, edge, _ in box.edges:
        off = line[:, axis] - edge
        at = np.flatnonzero(off[:-1] * off[1:] < 0)
        share = off[at] / (off[at] - off[at + 1])
        crossings = line[at] + share[:, None] * (line[at + 1] - line[at])
        crossings[:, axis] = edge
        line = np.insert(line, at + 1, crossings, axis=0)
    middles = (line[:-1] + line[1:]) / 2
    inside = ((middles >= box[:2]) & (middles <= box[2:])).all(1)
    ends = np.flatnonzero(np.diff(inside.astype(int), prepend=0, append=0)).reshape(
        -1, 2
    )
    gaps = np.isnan(line[:, 0]).cumsum()[ends[:, 0]].tolist()
    pieces = (line[first : last + 1].tolist() for first, last in ends.tolist())
    return [
        (gap, [(x, y) for x, y in piece])
        for gap, piece in zip(gaps, pieces, strict=True)
    ]


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
TIE = "#7d5a86"

SIDES = {"a": SIDE_A, "b": SIDE_B, "": MUTED}
"""The colour of a side; the empty side belongs to neither."""

SERIES = ("#0072b2", "#009e73", "#56b4e9", "#e69f00", "#cc79a7", "#d55e00")
"""The colours of series side by side, in order: of the palette of Okabe and Ito (2008),
which the common kinds of colour blindness tell apart, those that read on white.
Neighbours differ in lightness too.
"""
GREY = "#5c666e"
"""The colour of what has no series of its own."""

FAINTEST, FULLEST = "#e3eef6", "#08406f"
"""The ends of the scale of a heat table, from little to much: one hue, told by
lightness.
"""

TEXT_SIZE = 12.0
SMALL_SIZE = 10.5

_CHINESE = ("Noto Sans CJK SC", "Noto Sans SC", "PingFang SC", "Microsoft YaHei")
_JAPANESE = ("Noto Sans CJK JP", "Noto Sans JP", "Hiragino Sans", "Yu Gothic")


def series_colour(index: int) -> str:
    """The colour of the series of that number, from 0; those past the last share one
    grey.
    """
    return SERIES[index] if index < len(SERIES) else GREY


def heat(share: float) -> tuple[str, str]:
    """The shade of a heat table for a share (0 to 1) of the most, straight in sRGB, and
    the ink of what is written on it: black or white, with a contrast of 4.5 or more
    (WCAG 2).
    """
    ends = zip(bytes.fromhex(FAINTEST[1:]), bytes.fromhex(FULLEST[1:]), strict=True)
    shade = "#" + bytes(round(a + (b - a) * share) for a, b in ends).hex()
    return shade, "#000000" if share < 0.67 else PAPER


ELLIPSIS = "…"
_NARROW = frozenset("iljtfrI.,:;'|!()[]{}/\\ ·-")
_WIDE = frozenset("mwMWЖЩШЮФМщшжюмф@%—№")
_PIECE = re.compile(
    r"[\u3040-\u30ff\u3400-\u9fff][、。，）」：；]*|\s*[^\s\u3040-\u30ff\u3400-\u9fff]+|\s+"
)


@lru_cache(maxsize=4096)
def _ems(character: str) -> float:
    category = unicodedata.category(character)
    if category in ("Mn", "Me", "Cf"):
        return 0.0
    if unicodedata.east_asian_width(character) in ("W", "F") or character in "…→←≥≤×":
        return 1.0
    if character in _NARROW:
        return 0.34
    if character in _WIDE:
        return 0.9
    return 0.7 if category == "Lu" else 0.575


def width(words: str, size: float) -> float:
    """The width of one line in the unit of `size` (pixels); 0 for the empty text."""
    return sum(map(_ems, words)) * size * 1.04


def shorten(words: str, size: float, room: float) -> str:
    """The text itself when it fits in `room`, else its beginning (a character or more)
    with an ellipsis.
    """
    if room == inf or width(words, size) <= room:
        return words
    kept = words
    while len(kept) > 1 and width(kept.rstrip() + ELLIPSIS, size) > room:
        kept = kept[:-1]
    return kept.rstrip() + ELLIPSIS


def wrapped(words: str, size: float, room: float) -> list[str]:
    """The text in lines that fit in `room`, broken at spaces and between Han characters
    and kana.

    A word too long for a line is shortened; at least one line comes back.
    """
    lines: list[str] = []
    line = ""
    for piece in _PIECE.findall(words):
        if line.strip() and width((line + piece).rstrip(), size) > room:
            lines.append(line.strip())
            line = piece.lstrip()
        else:
            line += piece
    lines.append(line.strip())
    return [shorten(line, size, room) for line in lines]


Value = str | float | None
Look = dict[str, Any]
"""Attributes, by name."""


class Element(str):
    """The markup of an element, or of a whole drawing, which stands inside another one
    as it is.
    """

    __slots__ = ()


def element(tag: str, *children: str, **attributes: Value) -> Element:
    """An element of elements and texts. `class_` is written class and `stroke_width`
    stroke-width; an attribute of None is left out.
    """
    opening = "".join(
        f" {name.rstrip('_').replace('_', '-')}="
        + quoteattr(printable(value if isinstance(value, str) else number(value)))
        for name, value in attributes.items()
        if value is not None
    )
    held = (c if isinstance(c, Element) else escape(printable(c)) for c in children)
    return Element(
        f"<{tag}{opening}>{''.join(held)}</{tag}>" if children else f"<{tag}{opening}/>"
    )


def number(value: float) -> str:
    """At most two decimals, without trailing zeros and without a negative zero."""
    return f"{value:z.2f}".rstrip("0").rstrip(".")


def rect(box: Box, fill: str, **look: Value) -> Element:
    at = {"x": box.left, "y": box.top, "width": box.width, "height": box.height}
    return element("rect", **at, fill=fill, **look)


def line(start: Spot, end: Spot, colour: str, **look: Value) -> Element:
    at = {"x1": start[0], "y1": start[1], "x2": end[0], "y2": end[1]}
    return element("line", **at, stroke=colour, **look)


def circle(centre: Spot, radius: float, fill: str, **look: Value) -> Element:
    return element("circle", cx=centre[0], cy=centre[1], r=radius, fill=fill, **look)


def path(
    lines: Iterable[Sequence[Spot]], fill: str | None = "none", **look: Value
) -> Element:
    """A path through each line's points; each line of a filled one is closed. The fill
    of None is its group's.
    """
    parts = []
    for spots in lines:
        points = "L".join(f"{number(x)} {number(y)}" for x, y in spots)
        parts.append(f"M{points}{'' if fill in (None, 'none') else 'Z'}")
    return element("path", d="".join(parts), fill=fill, **look)


def text(
    words: str, at: Spot, size: float = TEXT_SIZE, room: float = inf, **look: Value
) -> Element:
    """A line of text whose baseline starts, ends or is centred at a spot by
    `text_anchor`; where it is shortened to the room, the whole of it is read out and
    shown on hover.
    """
    short, smaller = shorten(words, size, room), None if size == TEXT_SIZE else size
    drawn = element("text", short, x=at[0], y=at[1], font_size=smaller, **look)
    return drawn if short == words else element("g", element("title", words), drawn)


def small_text(
    words: str,
    at: Spot,
    anchor: str | None = "middle",
    room: float = inf,
    **look: Value,
) -> Element:
    """A small line of text that starts, ends or is centred at a spot, muted without
    another `fill`.
    """
    return text(
        words, at, SMALL_SIZE, room, text_anchor=anchor, **{"fill": MUTED, **look}
    )


def fact(
    class_: str, title: str, grounds: Sequence[str], *children: Element
) -> Element:
    """A group that stands for a fact: its title is read out and shown on hover, and the
    claims that it rests on are in data-claims. Where those would be too many, data-ties
    names the ties that they are of.
    """
    named = [element("title", title)] if title else []
    of = "data_ties" if grounds and grounds[0].startswith("tie/") else "data_claims"
    return element(
        "g", *named, *children, class_=class_, **{of: " ".join(grounds) or None}
    )


def document(
    kind: str,
    size: Spot,
    words: tuple[str, str, str],
    prefix: str,
    body: Iterable[Element],
) -> Element:
    """The SVG document as text, without an XML declaration, so that HTML can hold it as
    it is.

    Its kind becomes a class and its size is in pixels; `words` are the title, the
    description and the language as BCP 47 tag; its ids begin with the prefix.
    """
    width, height = map(number, size)
    title, description, language = words
    named = {"title": title, "desc": description} if description else {"title": title}
    # Han characters are drawn in Chinese forms for Chinese and in Japanese forms
    # otherwise
    is_chinese = language.lower().split("-")[0] == "zh"
    fonts = (*_CHINESE, *_JAPANESE) if is_chinese else (*_JAPANESE, *_CHINESE)
    family = ", ".join(f"'{name}'" for name in (*fonts, "Noto Sans"))
    return element(
        "svg",
        *(element(tag, said, id=f"{prefix}-{tag}") for tag, said in named.items()),
        element("rect", width=width, height=height, fill=PAPER, class_="paper"),
        *body,
        xmlns="http://www.w3.org/2000/svg",
        class_=f"drawing {kind}",
        viewBox=f"0 0 {width} {height}",
        width=width,
        height=height,
        role="img",
        aria_labelledby=" ".join(f"{prefix}-{tag}" for tag in named),
        lang=language or None,
        font_family=f"{family}, system-ui, sans-serif",
        font_size=TEXT_SIZE,
        fill=INK,
    )
