"""Draws legends: marks with words, set in rows that break where the width ends."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from kizuna.publish.drawings import svg
from kizuna.publish.drawings.geometry import Spot
from kizuna.publish.drawings.lettering import shorten, width
from kizuna.publish.drawings.palette import INK, PAPER, SMALL_SIZE
from kizuna.publish.drawings.svg import Element, element

Mark = Callable[[float, float], Element]
"""Draws a mark in the 24 by 12 pixels whose left middle is (x, y)."""

_SIZE = 11.5
_MARK_WIDTH = 24.0
_BETWEEN = 20.0
_ROW = 20.0


@dataclass(frozen=True, slots=True)
class Entry:
    """A mark and its words; entries without words are left out."""

    words: str
    mark: Mark


def flow(entries: Sequence[Entry], origin: Spot, room: float) -> tuple[Element, float]:
    """The legend as a group whose left upper corner is `origin`, and its height in pixels: 0
    without entries."""
    x, y = 0.0, 0.0
    marks: list[Element] = []
    for entry in entries:
        if not entry.words:
            continue
        words = shorten(entry.words, _SIZE, room - _MARK_WIDTH - 8)
        taken = _MARK_WIDTH + 6 + width(words, _SIZE)
        if x > 0 and x + taken > room:
            x, y = 0.0, y + _ROW
        left, middle = origin[0] + x, origin[1] + y + _ROW / 2
        named = svg.text(words, left + _MARK_WIDTH + 6, middle + 4, font_size=_SIZE, fill=INK)
        full = [element("title", entry.words)] if words != entry.words else []
        marks.append(element("g", *full, entry.mark(left, middle), named, class_="entry"))
        x += taken + _BETWEEN
    height = y + _ROW if marks else 0.0
    return element("g", *marks, class_="legend"), height


def dot(colour: str) -> Mark:
    """A round dot."""
    return lambda x, y: element("circle", cx=x + 12, cy=y, r=4.6, fill=colour, stroke=PAPER)


def diamond(colour: str) -> Mark:
    """A small square standing on its corner."""

    def mark(x: float, y: float) -> Element:
        ring = [(x + 12, y - 5.5), (x + 17.5, y), (x + 12, y + 5.5), (x + 6.5, y)]
        return element("path", d=svg.path_of([ring], closed=True), fill=colour)

    return mark


def stroke(colour: str, dashed: bool = False) -> Mark:
    """A piece of line."""

    def mark(x: float, y: float) -> Element:
        dash = "5 3.5" if dashed else None
        return element(
            "line",
            x1=x,
            y1=y,
            x2=x + 24,
            y2=y,
            stroke=colour,
            stroke_width=1.8,
            stroke_dasharray=dash,
        )

    return mark


def swatch(fill: str, edge: str | None = None) -> Mark:
    """A filled box, with an edge when it has a colour."""

    def mark(x: float, y: float) -> Element:
        return element(
            "rect",
            x=x + 2,
            y=y - 5,
            width=20,
            height=10,
            fill=fill,
            stroke=edge,
            stroke_width=1 if edge else None,
        )

    return mark


def numeral(number: int) -> Mark:
    """A number."""
    return lambda x, y: svg.text(
        str(number), x + 20, y + 4, text_anchor="end", font_size=SMALL_SIZE
    )
