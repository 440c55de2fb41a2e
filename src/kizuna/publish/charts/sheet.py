"""The grammar of charts: a sheet with scales, grids, bars, curves, rows and a legend, on which marks are set."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from math import ceil, floor, log10
from typing import NamedTuple

from kizuna.publish.charts import svg
from kizuna.publish.charts.svg import Box, Element, Look, Spot, element

WIDE = 760
"""The width of a chart in pixels, where nothing asks for another."""

_YEAR_STEPS = (1, 2, 5, 10, 20, 25, 50, 100, 200, 250, 500, 1000, 2000, 5000, 10000)
_LABEL_SHARE = 0.36
_KEY_SIZE, _KEY_ROW, _SYMBOL = 11.5, 20.0, 24.0

Symbol = Callable[[Spot], Element]
"""Draws a sign of the legend, up to 24 by 12 pixels, around a spot."""


@dataclass(frozen=True, slots=True)
class Caption:
    """The words that every chart has.

    `title` and `description` are read out and not drawn; `certain` and `possible` stand in the legend; `empty` is
    all there is where there is nothing to draw. `language` is a BCP 47 tag.
    """

    title: str
    description: str
    empty: str
    certain: str
    possible: str
    language: str = ""

    @classmethod
    def of(
        cls,
        say: Callable[..., str],
        kind: str,
        legend: Sequence[str],
        tag: str,
        **arguments: object,
    ) -> Caption:
        """The words of a kind of chart, and of its legend, by their messages, as `say` gives them."""
        words = [say(f"{kind}-{part}", **arguments) for part in ("title", "description", "empty")]
        title, described, empty, certain, possible = (*words, *map(say, legend))
        return cls(title, described, empty, certain, possible, tag)


class Counted(NamedTuple):
    """A count that a mark stands for, certainly and at the most.

    `title` is read out and shown on hover; `claims` or, where they are too many, `ties` are the ids behind it.
    """

    certain: int
    possible: int
    title: str
    claims: tuple[str, ...] = ()
    ties: tuple[str, ...] = ()


class Scale(NamedTuple):
    """A straight scale: `low` stands at pixel `start`, `high` at pixel `end`; low < high."""

    low: float
    high: float
    start: float
    end: float

    def at(self, value: float) -> float:
        """The pixel of a value; one outside of low..high is held at the nearer end."""
        held = max(self.low, min(self.high, value))
        return self.start + (held - self.low) / (self.high - self.low) * (self.end - self.start)


class Chart:
    """A chart in the making, `wide` pixels wide and as high as what is set on it."""

    def __init__(self, kind: str, caption: Caption, wide: float = WIDE) -> None:
        self.kind, self.caption, self.wide = kind, caption, wide
        self.marks: list[Element] = []
        named = hashlib.sha256(repr((kind, caption, wide)).encode("utf-8", "backslashreplace"))
        self._prefix = f"k{named.hexdigest()[:10]}"
        self._hatches: dict[str, Element] = {}
        self._legend: list[tuple[str, Symbol]] = []

    def add(self, *marks: Element) -> None:
        """Sets marks over those that are there."""
        self.marks.extend(marks)

    def hatch(self, colour: str) -> str:
        """A fill of slanted lines on a light ground: the look of what is only possible."""
        ident = f"{self._prefix}-{colour[1:]}"
        self._hatches[ident] = element(
            "pattern",
            element("rect", width=5, height=5, fill=colour, fill_opacity=0.14),
            svg.path([[(0, 0), (0, 5)]], stroke=colour, stroke_width=2.2),
            id=ident,
            width=5,
            height=5,
            patternUnits="userSpaceOnUse",
            patternTransform="rotate(45)",
        )
        return f"url(#{ident})"

    def bar(self, box: Box, colour: str, *, certain: bool) -> Element:
        """A box, solid where it is certain, else hatched with an edge."""
        if certain:
            return svg.rect(box, colour, class_="certain")
        hatched = self.hatch(colour)
        return svg.rect(box, hatched, stroke=colour, stroke_width=0.7, class_="possible")

    def grid(self, box: Box, ticks: Iterable[tuple[float, str]], *, upright: bool) -> None:
        """Lines across a box at pixels, with their words: beneath upright ones, at the left of level ones."""
        for at, words in ticks:
            if upright:
                self.add(svg.line((at, box.top), (at, box.bottom), svg.GRID))
                self.add(svg.small_text(words, (at, box.bottom + 13)))
            else:
                self.add(svg.line((box.left, at), (box.right, at), svg.GRID))
                self.add(svg.small_text(words, (box.left - 7, at + 3.5), "end"))

    def counts(self, box: Box, most: float, heading: str) -> Scale:
        """The scale of counts from 0 up over the height of a box, with its grid and its heading."""
        values = round_steps(most, 4)
        scale = Scale(0, values[-1], box.bottom, box.top)
        look: Look = {"room": box.right - 4, "fill": None, "class_": "heading"}
        self.add(svg.small_text(heading, (4, box.top - 20), None, **look))
        self.grid(box, [(scale.at(value), figure(value)) for value in values], upright=False)
        self.add(svg.line((box.left, box.bottom), (box.right, box.bottom), svg.RULE))
        return scale

    def rows(self, labels: Sequence[str], edges: Sequence[float], room: float) -> list[Element]:
        """Shades every second row between its edges, and gives back the label of each."""
        held = list(pairwise(edges))
        self.add(*(svg.rect(Box(0, top, self.wide, end), svg.BAND) for top, end in held[::2]))
        return [
            svg.text(words, (6, (top + end) / 2 + 4), room=room - 9, class_="label")
            for words, (top, end) in zip(labels, held, strict=True)
        ]

    def room_for(self, labels: Iterable[str]) -> float:
        """The width that the labels of rows take, a good third of the chart at the most."""
        widest = max((svg.width(words, svg.TEXT_SIZE) for words in labels), default=0.0)
        return min(widest + 16, self.wide * _LABEL_SHARE)

    def key(self, words: str, symbol: Symbol) -> None:
        """One more entry of the legend; nothing without words."""
        if words:
            self._legend.append((words, symbol))

    def keys(self, symbol: Callable[..., Element], found: Collection[bool] = (True, False)) -> None:
        """Entries of what is certain (True) and what is possible, as far as it is found."""
        for words, certain in ((self.caption.certain, True), (self.caption.possible, False)):
            if certain in found:
                self.key(words, partial(symbol, certain=certain))

    def swatch(self, colours: Sequence[str], spot: Spot, *, certain: bool = True) -> Element:
        """A sign for bars: a box, side by side with those of further colours."""
        (x, y), wide, bars = spot, 20.0 / len(colours), []
        for index, colour in enumerate(colours):
            left = x - 10 + wide * index
            bars.append(self.bar(Box(left, y - 5, left + wide, y + 5), colour, certain=certain))
        return element("g", *bars)

    def drawn(self, bottom: float, left: float = 0.0) -> str:
        """The chart as an SVG document, the legend beneath `bottom` from `left` on."""
        room, x, y, entries = self.wide - left, 0.0, 0.0, []
        for words, symbol in self._legend:  # in rows that break where the room ends
            taken = _SYMBOL + 6 + svg.width(words, _KEY_SIZE)
            if x > 0 and x + taken > room:
                x, y = 0.0, y + _KEY_ROW
            start, middle = left + x, bottom + y + _KEY_ROW / 2
            at, rest = (start + _SYMBOL + 6, middle + 4), room - _SYMBOL - 8
            named = svg.text(words, at, _KEY_SIZE, rest, fill=svg.INK)
            entries.append(element("g", symbol((start + 12, middle)), named, class_="entry"))
            x += taken + 20
        legend = [element("g", *entries, class_="legend")] if entries else []
        hatches = [element("defs", *self._hatches.values())] if self._hatches else []
        height = y + _KEY_ROW if entries else 0.0
        return self._document(bottom + height + 2, [*hatches, *self.marks, *legend])

    def drawn_empty(self) -> str:
        """A chart of nothing, which says so in the middle."""
        box, dash = Box(0.5, 0.5, self.wide - 0.5, 119.5), "3 4"
        frame = svg.rect(box, "none", stroke=svg.MUTED, stroke_dasharray=dash)
        look: Look = {"text_anchor": "middle", "fill": svg.MUTED, "class_": "empty"}
        words = svg.text(self.caption.empty, (self.wide / 2, 64), svg.TEXT_SIZE, **look)
        return self._document(120, [frame, words])

    def _document(self, high: float, body: Iterable[Element]) -> str:
        words = (self.caption.title, self.caption.description, self.caption.language)
        return svg.document(self.kind, (self.wide, high), words, self._prefix, body)


def dot(colour: str, spot: Spot, *, certain: bool = True) -> Element:
    """A round dot, hollow where it is only possible."""
    fill, dash = (colour, None) if certain else (svg.PAPER, "2.4 1.6")
    return svg.circle(spot, 4.8, fill, stroke=colour, stroke_width=1.6, stroke_dasharray=dash)


def stroke(colour: str, spot: Spot, *, certain: bool = True) -> Element:
    """A piece of line, dashed where it is only possible."""
    look: Look = {"stroke_width": 1.8, "stroke_dasharray": None if certain else "5 3.5"}
    return svg.line((spot[0] - 12, spot[1]), (spot[0] + 12, spot[1]), colour, **look)


def diamond(spot: Spot, reach: float, fill: str, edge: str, class_: str = "") -> Element:
    """A small square standing on its corner."""
    x, y = spot
    ring = [(x, y - reach), (x + reach, y), (x, y + reach), (x - reach, y)]
    return svg.path([ring], fill, stroke=edge, stroke_width=1.2, class_=class_ or None)


def arrow(base: Spot, high: float, towards: int, colour: str, *, certain: bool = False) -> Element:
    """The open end of a bar so many pixels high, from the middle of its side, to the right (1) or left (-1)."""
    (x, y), fill = base, colour if certain else svg.PAPER
    ring = [(x, y - high / 2), (x + towards * ARROW, y), (x, y + high / 2)]
    class_ = f"open {'certain' if certain else 'possible'}"
    return svg.path([ring], fill, stroke=colour, stroke_width=0.7, class_=class_)


ARROW = 6.0
"""How far an arrow stands out."""


def round_steps(most: float, number: int) -> list[float]:
    """Round values from 0 to the first at or above `most`, in so many steps at most; whole ones from 1 on."""
    if most <= 0:
        return [0.0, 1.0]
    rough = most / number
    power = 10.0 ** floor(log10(rough))
    step = next(power * factor for factor in (1, 2, 5, 10) if power * factor >= rough * 0.9999)
    if most >= 1:
        step = max(step, 1.0)
    return [step * index for index in range(ceil(most / step - 1e-9) + 1)]


def round_years(first: int, last: int, room: float, least: float = 40.0) -> list[int]:
    """The years from first to last that are labelled over so many pixels, at least `least` of them apart."""
    wide = room / max(last - first, 1)
    step = next((step for step in _YEAR_STEPS if step * wide >= least), _YEAR_STEPS[-1])
    return list(range(first + -first % step, last + 1, step))


def figure(value: float) -> str:
    """A number with thin spaces between thousands (ISO 80000-1), with at most two decimals.

    Four digits stay together.
    """
    whole, point, part = svg.number(value).partition(".")
    if len(whole.lstrip("-")) > 4:
        whole = f"{int(whole):,}".replace(",", "\u2009")
    return whole + point + part


def range_text(low: float | None, high: float | None) -> str:
    """`20–25`, `20`, `≥ 400` without an upper bound, `≤ 5` without a lower one, `–` for nothing
    known."""
    if low is None and high is None:
        return "–"
    if high is None:
        return f"≥\u2009{figure(low or 0)}"
    if low is None:
        return f"≤\u2009{figure(high)}"
    return figure(low) if low == high else f"{figure(low)}–{figure(high)}"


def stairs(spots: Sequence[Spot]) -> list[Spot]:
    """The line that goes level from each spot to below the next one, and up to it; without the first spot."""
    return [corner for (_, y), spot in pairwise(spots) for corner in ((spot[0], y), spot)]
