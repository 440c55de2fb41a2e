"""Draws the volume of exchange in both directions: out to the right, in to the left.

A range is solid up to its least and hatched up to its most; each unit has a scale of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kizuna.publish.drawings import legend, svg
from kizuna.publish.drawings.lettering import shorten, width
from kizuna.publish.drawings.palette import (
    BAND,
    GRID,
    MUTED,
    PAPER,
    RULE,
    SIDE_A,
    SIDE_B,
    SMALL_SIZE,
    TEXT_SIZE,
)
from kizuna.publish.drawings.scales import Scale, figure, range_text, rounded_up
from kizuna.publish.drawings.svg import Element, element

_ROW, _BAR = 26.0, 13.0
_HEAD, _UNIT, _AFTER = 26.0, 22.0, 24.0
_LABEL_SHARE = 0.34
_ARROW = 6.0


@dataclass(frozen=True, slots=True)
class VolumeRow:
    """What went out (a to b) and came in (b to a), each as least and most in `unit` (a word to
    print; rows of one unit share a scale).

    None as most means "or more", None as least "at most", both None that nothing is recorded,
    which is not zero. Titles are shown on hover; the label with the range when empty.
    """

    label: str
    out_min: float | None
    out_max: float | None
    in_min: float | None
    in_max: float | None
    unit: str
    out_title: str = ""
    in_title: str = ""
    out_claims: tuple[str, ...] = ()
    in_claims: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class VolumeLabels:
    """The words of the drawing. `title` and `description` are read out and not drawn; `out` and
    `in_` head the two directions; `certain` (at least) and `possible` (at most) stand in the
    legend; `empty` is all there is without a row. `language` is a BCP 47 tag."""

    title: str
    description: str
    empty: str
    out: str
    in_: str
    certain: str
    possible: str
    language: str = ""


@dataclass(frozen=True, slots=True)
class _Side:
    """One direction of a row: `sign` is 1 for out (rightwards) and -1 for in (leftwards)."""

    sign: int
    low: float | None
    high: float | None
    title: str
    claims: tuple[str, ...]
    colour: str
    pattern: str

    @property
    def name(self) -> str:
        return "out" if self.sign > 0 else "in"


@dataclass(frozen=True, slots=True)
class _Field:
    """Where bars go: the zero line and how far they reach on each side."""

    zero: float
    reach: float
    wide: float
    label_width: float


def draw_volume(rows: Sequence[VolumeRow], labels: VolumeLabels, wide: int = 760) -> str:
    """The drawing as an SVG document, `wide` pixels wide and as high as its rows.

    Raises ValueError for a negative number and for a least above its most.
    """
    prefix = svg.prefix_for("volume", rows, labels, wide)
    if not rows:
        sheet = svg.Sheet("volume", wide, 120, labels.title, labels.description, labels.language)
        return svg.empty_document(sheet, prefix, labels.empty)
    for row in rows:
        _check(row)
    field = _field(rows, wide)
    body = [
        element("defs", svg.hatch(f"{prefix}-out", SIDE_A), svg.hatch(f"{prefix}-in", SIDE_B)),
        *_headings(labels, field),
    ]
    top = _HEAD
    for unit in dict.fromkeys(row.unit for row in rows):
        members = [row for row in rows if row.unit == unit]
        body += _group(members, field, top, prefix)
        top += _UNIT + _ROW * len(members) + _AFTER
    entries = [
        legend.Entry(labels.certain, _pair(SIDE_B, SIDE_A)),
        legend.Entry(labels.possible, _pair(f"url(#{prefix}-in)", f"url(#{prefix}-out)")),
    ]
    key, height = legend.flow(entries, (0, top), wide)
    total = top + height + 2
    sheet = svg.Sheet("volume", wide, total, labels.title, labels.description, labels.language)
    return svg.document(sheet, prefix, [*body, key])


def _check(row: VolumeRow) -> None:
    for low, high in ((row.out_min, row.out_max), (row.in_min, row.in_max)):
        if min(low or 0, high or 0) < 0 or (low or 0) > (high if high is not None else low or 0):
            raise ValueError(f"{row.label!r}: from {low} to {high} is not a range of 0 or more")


def _field(rows: Sequence[VolumeRow], wide: float) -> _Field:
    widest = max(width(row.label, TEXT_SIZE) for row in rows) + 14
    label_width = min(widest, wide * _LABEL_SHARE)
    said = [
        range_text(low, high)
        for row in rows
        for low, high in ((row.out_min, row.out_max), (row.in_min, row.in_max))
    ]
    room = max(width(words, SMALL_SIZE) for words in said) + 10 + _ARROW
    half = (wide - label_width) / 2
    return _Field(label_width + half, max(half - room, 40.0), wide, label_width)


def _headings(labels: VolumeLabels, field: _Field) -> list[Element]:
    room = field.wide - field.zero - 16
    return [
        svg.text(
            shorten(words, TEXT_SIZE, room),
            field.zero + sign * 10,
            15,
            text_anchor=anchor,
            fill=colour,
            class_=f"heading {class_}",
        )
        for words, sign, anchor, colour, class_ in (
            (labels.in_, -1, "end", SIDE_B, "in"),
            (labels.out, 1, "start", SIDE_A, "out"),
        )
    ]


def _most(rows: Sequence[VolumeRow]) -> float:
    return max(
        bound or 0 for row in rows for bound in (row.out_min, row.out_max, row.in_min, row.in_max)
    )


def _group(rows: Sequence[VolumeRow], field: _Field, top: float, prefix: str) -> list[Element]:
    most, step = rounded_up(_most(rows), 3)
    scale = Scale(0, most, 0, field.reach)
    first, bottom = top + _UNIT, top + _UNIT + _ROW * len(rows)
    unit = shorten(rows[0].unit, SMALL_SIZE, field.label_width - 8)
    marks = [svg.text(unit, 6, first - 7, font_size=SMALL_SIZE, fill=MUTED, class_="unit")]
    for index in range(0, len(rows), 2):
        y = first + _ROW * index
        marks.append(element("rect", x=0, y=y, width=field.wide, height=_ROW, fill=BAND))
    marks += _ticks(scale, step, field, (first, bottom))
    for index, row in enumerate(rows):
        middle = first + _ROW * (index + 0.5)
        label = svg.text(
            shorten(row.label, TEXT_SIZE, field.label_width - 10), 6, middle + 4, class_="label"
        )
        marks.append(
            svg.fact("row", row.label, (), label, *_bars(row, scale, field, middle, prefix))
        )
    zero = field.zero
    marks.append(element("line", x1=zero, y1=first, x2=zero, y2=bottom, stroke=RULE))
    return marks


def _ticks(scale: Scale, step: float, field: _Field, ends: tuple[float, float]) -> list[Element]:
    marks = []
    for tick in range(round(scale.high / step) + 1):
        for sign in (1, -1) if tick else (1,):
            x = field.zero + sign * scale.at(tick * step)
            marks.append(element("line", x1=x, y1=ends[0], x2=x, y2=ends[1], stroke=GRID))
            marks.append(
                svg.text(
                    figure(tick * step),
                    x,
                    ends[1] + 12,
                    text_anchor="middle",
                    font_size=SMALL_SIZE - 1,
                    fill=MUTED,
                )
            )
    return marks


def _bars(row: VolumeRow, scale: Scale, field: _Field, middle: float, prefix: str) -> list[Element]:
    sides = (
        _Side(-1, row.in_min, row.in_max, row.in_title, row.in_claims, SIDE_B, f"{prefix}-in"),
        _Side(1, row.out_min, row.out_max, row.out_title, row.out_claims, SIDE_A, f"{prefix}-out"),
    )
    return [_bar(side, row.label, scale, field.zero, middle) for side in sides]


def _bar(side: _Side, label: str, scale: Scale, zero: float, middle: float) -> Element:
    said = range_text(side.low, side.high)
    low, high = scale.at(side.low or 0), scale.at(max(side.low or 0, side.high or 0))
    shapes = []
    if high > low:
        shapes.append(_rect(side, zero, (low, high), middle, certain=False))
    if low > 0:
        shapes.append(_rect(side, zero, (0, low), middle, certain=True))
    end = zero + side.sign * high
    if side.low is not None and side.high is None:
        shapes.append(_or_more(side, end, middle))
        end += side.sign * _ARROW
    anchor = "start" if side.sign > 0 else "end"
    shapes.append(
        svg.text(
            said,
            end + side.sign * 5,
            middle + 3.8,
            text_anchor=anchor,
            font_size=SMALL_SIZE,
            fill=None if said != "–" else MUTED,
        )
    )
    return svg.fact(side.name, side.title or f"{label}: {said}", side.claims, *shapes)


def _rect(
    side: _Side, zero: float, ends: tuple[float, float], middle: float, certain: bool
) -> Element:
    near, far = sorted(zero + side.sign * end for end in ends)
    return element(
        "rect",
        x=near,
        y=middle - _BAR / 2,
        width=far - near,
        height=_BAR,
        fill=side.colour if certain else f"url(#{side.pattern})",
        stroke=None if certain else side.colour,
        stroke_width=None if certain else 0.7,
        class_="certain" if certain else "possible",
    )


def _or_more(side: _Side, x: float, middle: float) -> Element:
    tip = x + side.sign * _ARROW
    ring = [(x, middle - _BAR / 2), (tip, middle), (x, middle + _BAR / 2)]
    return element(
        "path",
        d=svg.path_of([ring], closed=True),
        fill=PAPER,
        stroke=side.colour,
        stroke_width=0.8,
        class_="open possible",
    )


def _pair(left: str, right: str) -> legend.Mark:
    """A legend mark of two boxes, one for each direction."""

    def mark(x: float, y: float) -> Element:
        boxes = [
            element(
                "rect",
                x=x + at,
                y=y - 5,
                width=11,
                height=10,
                fill=fill,
                stroke=edge,
                stroke_width=0.7,
            )
            for at, fill, edge in ((0, left, SIDE_B), (12, right, SIDE_A))
        ]
        return element("g", *boxes)

    return mark
