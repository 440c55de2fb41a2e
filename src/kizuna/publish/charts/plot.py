"""A chart, with scales, grids, bars, rows and a legend, on which marks are set; it is
set in a note, or alone as a picture.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from math import ceil, floor, log10
from typing import Any, NamedTuple

from kizuna.analysis.compare.around import claims_of
from kizuna.analysis.figures import unique
from kizuna.claims.kinds import Entity
from kizuna.languages import Messages
from kizuna.publish.charts import svg
from kizuna.publish.charts.svg import Box, Element, Look, Spot, element
from kizuna.publish.document import Drawing
from kizuna.publish.report.brief import Brief
from kizuna.publish.wording import Wording
from kizuna.register.register import Register
from kizuna.register.ties import TieOnDay
from kizuna.values import slug_of

WIDE = 760
"""The width of a chart in pixels, where nothing asks for another."""
MANY = 400
"""Charts of more ties than this carry the ids of ties (data-ties) where smaller ones
carry those of claims.
"""

_YEAR_STEPS = (1, 2, 5, 10, 20, 25, 50, 100, 200, 250, 500, 1000, 2000, 5000, 10000)
_KEY_SIZE, _KEY_ROW, _SYMBOL = 11.5, 20.0, 24.0
_EDGE = 18.0

Symbol = Callable[[Spot], Element]
"""Draws a sign of the legend, up to 24 by 12 pixels, around a spot."""


def picture(drawing: Drawing) -> str:
    """The picture that stands alone, as SVG: the chart under its title and over its
    remarks, on white.
    """
    box, bottom = drawing.svg.partition('viewBox="0 0 ')[2].partition('"')[0], _EDGE
    wide, high = map(float, box.split())
    body: list[Element] = []

    def write(words: Iterable[str], size: float, step: float, **look: Any) -> None:
        nonlocal bottom
        for line in (
            line for said in words if said for line in svg.wrapped(said, size, wide)
        ):
            bottom += step
            body.append(svg.text(line, (_EDGE, bottom - step / 3), size, **look))

    write(
        [drawing.caption], 17.0, 23.0, class_="title", font_weight="600", fill=svg.INK
    )
    write([drawing.subtitle], svg.TEXT_SIZE, 17.0, class_="subtitle", fill=svg.MUTED)
    placed = f"translate({_EDGE:g} {svg.number(bottom + 10)})"
    body.append(element("g", Element(drawing.svg), transform=placed))
    bottom += high + 22
    write(drawing.remarks, svg.TEXT_SIZE, 17.0, class_="remark", fill=svg.MUTED)
    prefix = "k" + hashlib.sha256(drawing.svg.encode()).hexdigest()[:10]
    size = (wide + 2 * _EDGE, bottom + _EDGE - 4)
    words = (drawing.caption, drawing.description, drawing.language)
    return svg.document("picture", size, words, prefix, body)


@dataclass(frozen=True, slots=True)
class PlotWords(Wording):
    def message(self, key: str, /, **arguments: object) -> str:
        """A message of plots (`plots-` is put before the key)."""
        return self.messages.text(f"plots-{key}", **arguments)

    def _described(self, entity: Entity) -> str:
        """What could only be called by its kind is called by its id."""
        said = Wording._described(self, entity)
        return slug_of(entity.id) if said == self.messages.kind(entity.prefix) else said

    def country(self, code: str) -> str:
        """The name of a state by its code; "" is one that is not recorded."""
        return self.messages.country(code) if code else self.message("no-country")

    def titled(self, name: str, certain: int, possible: int) -> str:
        """What a mark says when it is pointed at: "France: 18, possibly 19"."""
        return f"{name}{self.text('colon')}{self.count(certain, possible)}"

    def counted(
        self, name: str, ties: Sequence[TieOnDay], certain: int, drawn: int
    ) -> Counted:
        """So many certain of the ties, in a chart of so many (`drawn`) ties in all."""
        title = self.titled(name, certain, len(ties))
        return Counted(certain, len(ties), title, grounds(ties, drawn))

    def on_day(self) -> str:
        return self.day_words(self.day or 0)

    def ties_on_day(self, ties: Sequence[TieOnDay]) -> str:
        """The subtitle of a plot of ties that stood on the day, certainly or possibly:
        how many did.
        """
        count = self.count(sum(tie.answer.certain for tie in ties), len(ties))
        return self.message("ties-on-day", count=count, day=self.on_day())


def words_of(register: Register, day: int, language: str) -> PlotWords:
    """The words of a register on a day in a language. Raises BadLanguage."""
    return PlotWords(register, Messages(language), day)


def words_between(brief: Brief, language: str) -> PlotWords:
    """The words of a brief in a language: places of its second side stand last. Raises
    BadLanguage.
    """
    second = frozenset(brief.b.members | {brief.b.ref})
    return PlotWords(brief.register, Messages(language), brief.day, second)


def grounds(ties: Sequence[TieOnDay], drawn: int) -> tuple[str, ...]:
    """What a mark for some ties rests on in a chart of so many (`drawn`): claims or, of
    many, ids of ties.
    """
    return tuple(tie.id for tie in ties) if drawn > MANY else claims_of(ties)


class Counted(NamedTuple):
    """A count that a mark stands for, certainly and at the most; `title` is read out
    and shown on hover, `grounds` are the ids of the claims or, where those are too
    many, of the ties behind it.
    """

    certain: int
    possible: int
    title: str
    grounds: tuple[str, ...] = ()


class Scale(NamedTuple):
    """A straight scale: `low` stands at pixel `start`, `high` at pixel `end`; low <
    high.
    """

    low: float
    high: float
    start: float
    end: float

    def at(self, value: float) -> float:
        """The pixel of a value; one outside of low..high is held at the nearer end."""
        held = max(self.low, min(self.high, value))
        return self.start + (held - self.low) / (self.high - self.low) * (
            self.end - self.start
        )


class Chart:
    """A chart in the making, `wide` pixels wide and as high as what is set on it, down
    to `bottom`.

    Its words are the messages of its kind: `title` and `description` are read out and
    not drawn, and a chart of no marks says that there is nothing to draw. The legend,
    from `left` on, tells what is certain from the possible.
    """

    def __init__(
        self,
        words: PlotWords,
        kind: str,
        legend: tuple[str, str] = ("certain", "possible"),
        wide: float = WIDE,
        **arguments: object,
    ) -> None:
        self.words, self.kind, self.wide = words, kind, wide
        self.title = words.message(f"{kind}-title", **arguments)
        self.description = words.message(f"{kind}-description", **arguments)
        self.bottom = self.left = 0.0
        self.marks: list[Element] = []
        said = repr((kind, self.title, self.description, wide)).encode(
            "utf-8", "backslashreplace"
        )
        self._prefix = "k" + hashlib.sha256(said).hexdigest()[:10]
        self._hatches: dict[str, Element] = {}
        self._sure = legend
        self._legend: list[tuple[str, Symbol]] = []

    def add(self, *marks: Element) -> None:
        self.marks.extend(marks)

    def hatch(self, colour: str) -> str:
        """A fill of slanted lines on a light ground: the look of what is only
        possible.
        """
        ident = f"{self._prefix}-{colour[1:]}"
        ground = element("rect", width=5, height=5, fill=colour, fill_opacity=0.14)
        line = svg.path([[(0, 0), (0, 5)]], stroke=colour, stroke_width=2.2)
        look: Look = {
            "patternUnits": "userSpaceOnUse",
            "patternTransform": "rotate(45)",
        }
        pattern = element("pattern", ground, line, id=ident, width=5, height=5, **look)
        self._hatches[ident] = pattern
        return f"url(#{ident})"

    def bar(self, box: Box, colour: str, *, certain: bool) -> Element:
        """A box, solid where it is certain, else hatched with an edge."""
        if certain:
            return svg.rect(box, colour, class_="certain")
        return svg.rect(
            box, self.hatch(colour), stroke=colour, stroke_width=0.7, class_="possible"
        )

    def grid(
        self, box: Box, ticks: Iterable[tuple[float, str]], *, upright: bool
    ) -> None:
        """Lines across a box at pixels, with their words: beneath upright ones, at the
        left of level ones.
        """
        for at, words in ticks:
            if upright:
                self.add(svg.line((at, box.top), (at, box.bottom), svg.GRID))
                self.add(svg.small_text(words, (at, box.bottom + 13)))
            else:
                self.add(svg.line((box.left, at), (box.right, at), svg.GRID))
                self.add(svg.small_text(words, (box.left - 7, at + 3.5), "end"))

    def counts(self, box: Box, most: float, heading: str) -> Scale:
        """The scale of counts from 0 up over the height of a box, with its grid and the
        message that heads it.
        """
        values = round_steps(most, 4)
        scale = Scale(0, values[-1], box.bottom, box.top)
        look: Look = {"room": box.right - 4, "fill": None, "class_": "heading"}
        self.add(
            svg.small_text(self.words.message(heading), (4, box.top - 20), None, **look)
        )
        self.grid(
            box, [(scale.at(value), figure(value)) for value in values], upright=False
        )
        self.add(svg.line((box.left, box.bottom), (box.right, box.bottom), svg.RULE))
        return scale

    def rows(
        self, labels: Sequence[str], edges: Sequence[float], room: float
    ) -> list[Element]:
        """Shades every second row between its edges, and gives back the label of
        each.
        """
        held = list(pairwise(edges))
        self.add(
            *(svg.rect(Box(0, top, self.wide, end), svg.BAND) for top, end in held[::2])
        )
        return [
            svg.text(words, (6, (top + end) / 2 + 4), room=room - 9, class_="label")
            for words, (top, end) in zip(labels, held, strict=True)
        ]

    def room_for(self, labels: Iterable[str]) -> float:
        """The width that the labels of rows take, a good third of the chart at the
        most.
        """
        widest = max((svg.width(words, svg.TEXT_SIZE) for words in labels), default=0.0)
        return min(widest + 16, self.wide * 0.36)

    def key(self, words: str, symbol: Symbol) -> None:
        self._legend.append((words, symbol))

    def keys(
        self, symbol: Callable[..., Element], found: Collection[bool] = (True, False)
    ) -> None:
        """Entries of what is certain (True) and what is possible, as far as it is
        found.
        """
        for key, certain in zip(self._sure, (True, False), strict=True):
            if certain in found:
                self.key(self.words.message(key), partial(symbol, certain=certain))

    def swatch(
        self, colours: Sequence[str], spot: Spot, *, certain: bool = True
    ) -> Element:
        """A sign for bars: a box, side by side with those of further colours."""
        (x, y), wide, bars = spot, 20.0 / len(colours), []
        for index, colour in enumerate(colours):
            left = x - 10 + wide * index
            bars.append(
                self.bar(Box(left, y - 5, left + wide, y + 5), colour, certain=certain)
            )
        return element("g", *bars)

    def drawing(
        self, claims: Iterable[str], remarks: Sequence[str] = (), said: str = ""
    ) -> Drawing:
        """The chart with its words, the legend beneath; one of nothing says so in the
        middle. `said` is its subtitle, without which it is the day up to which it goes.
        """
        messages = self.words.messages
        if not self.marks:
            box = Box(0.5, 0.5, self.wide - 0.5, 119.5)
            empty = self.words.message(f"{self.kind}-empty")
            frame = svg.rect(box, "none", stroke=svg.MUTED, stroke_dasharray="3 4")
            look: Look = {"text_anchor": "middle", "fill": svg.MUTED, "class_": "empty"}
            self.add(frame, svg.text(empty, (self.wide / 2, 64), **look))
            self.bottom = box.bottom
        room, x, y, entries = self.wide - self.left, 0.0, 0.0, []
        for entry, symbol in self._legend:  # in rows that break where the room ends
            taken = _SYMBOL + 6 + svg.width(entry, _KEY_SIZE)
            if x > 0 and x + taken > room:
                x, y = 0.0, y + _KEY_ROW
            start, middle = self.left + x, self.bottom + y + _KEY_ROW / 2
            at, rest = (start + _SYMBOL + 6, middle + 4), room - _SYMBOL - 8
            named = svg.text(entry, at, _KEY_SIZE, rest, fill=svg.INK)
            entries.append(
                element("g", symbol((start + 12, middle)), named, class_="entry")
            )
            x += taken + 20
        legend = [element("g", *entries, class_="legend")] if entries else []
        hatches = [element("defs", *self._hatches.values())] if self._hatches else []
        height = y + _KEY_ROW if entries else 0.0
        size = (self.wide, self.bottom + height + 2)
        words = (self.title, self.description, messages.tag)
        body = (*hatches, *self.marks, *legend)
        drawn = svg.document(self.kind, size, words, self._prefix, body)
        said = said or self.words.message("up-to", day=self.words.on_day())
        described = messages.run_on([self.description, *remarks])
        about = (self.title, described, unique(claims), said, tuple(remarks))
        return Drawing(drawn, *about, messages.tag)


def dot(colour: str, spot: Spot, *, certain: bool = True) -> Element:
    """A round dot, hollow where it is only possible."""
    fill, dash = (colour, None) if certain else (svg.PAPER, "2.4 1.6")
    return svg.circle(
        spot, 4.8, fill, stroke=colour, stroke_width=1.6, stroke_dasharray=dash
    )


def stroke(colour: str, spot: Spot, *, certain: bool = True) -> Element:
    """A piece of line, dashed where it is only possible."""
    look: Look = {"stroke_width": 1.8, "stroke_dasharray": None if certain else "5 3.5"}
    return svg.line((spot[0] - 12, spot[1]), (spot[0] + 12, spot[1]), colour, **look)


def diamond(
    spot: Spot, reach: float, fill: str, edge: str, class_: str = ""
) -> Element:
    """A small square standing on its corner."""
    x, y = spot
    ring = [(x, y - reach), (x + reach, y), (x, y + reach), (x - reach, y)]
    return svg.path([ring], fill, stroke=edge, stroke_width=1.2, class_=class_ or None)


def arrow(
    base: Spot, high: float, towards: int, colour: str, *, certain: bool = False
) -> Element:
    """The open end of a bar so many pixels high, from the middle of its side, to the
    right (1) or left (-1).
    """
    (x, y), fill = base, colour if certain else svg.PAPER
    ring = [(x, y - high / 2), (x + towards * ARROW, y), (x, y + high / 2)]
    class_ = f"open {'certain' if certain else 'possible'}"
    return svg.path([ring], fill, stroke=colour, stroke_width=0.7, class_=class_)


ARROW = 6.0
"""How far an arrow stands out."""


def round_steps(most: float, number: int) -> list[float]:
    """Round values from 0 to the first at or above `most`, in so many steps at most;
    whole ones from 1 on.
    """
    if most <= 0:
        return [0.0, 1.0]
    rough = most / number
    power = 10.0 ** floor(log10(rough))
    step = next(
        power * factor for factor in (1, 2, 5, 10) if power * factor >= rough * 0.9999
    )
    if most >= 1:
        step = max(step, 1.0)
    return [step * index for index in range(ceil(most / step - 1e-9) + 1)]


def round_years(first: int, last: int, room: float, least: float = 40.0) -> list[int]:
    """The years from first to last that are labelled over so many pixels, at least
    `least` of them apart.
    """
    wide = room / max(last - first, 1)
    step = next((step for step in _YEAR_STEPS if step * wide >= least), _YEAR_STEPS[-1])
    return list(range(first + -first % step, last + 1, step))


def figure(value: float) -> str:
    """A number of 0 or more, with thin spaces between thousands (ISO 80000-1); four
    digits stay together.
    """
    return (
        svg.number(value) if value < 10_000 else f"{value:,.0f}".replace(",", "\u2009")
    )


def range_text(low: float | None, high: float | None) -> str:
    """`20–25`, `20`, `≥ 400` without an upper bound, `≤ 5` without a lower one, `–` for
    nothing known.
    """
    known = [figure(bound) for bound in dict.fromkeys((low, high)) if bound is not None]
    sign = "≥\u2009" if high is None else "≤\u2009" if low is None else ""
    return sign + "–".join(known) if known else "–"


def stairs(spots: Sequence[Spot]) -> list[Spot]:
    """The line that goes level from each spot to below the next one, and up to it;
    without the first spot.
    """
    return [
        corner for (_, y), spot in pairwise(spots) for corner in ((spot[0], y), spot)
    ]
