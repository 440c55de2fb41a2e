"""Draws the fields of ties side by side: a row a field, a column a tie, a dot where the tie has the field.

A full dot is certain, a hollow one possible; the year beside it is the start. A place without a dot is no
evidence that the field is lacking.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kizuna.publish.drawings import legend, svg
from kizuna.publish.drawings.lettering import shorten, width, wrapped
from kizuna.publish.drawings.palette import (
    BAND,
    GRID,
    INK,
    MUTED,
    PAPER,
    RULE,
    SIDE_A,
    SMALL_SIZE,
    TEXT_SIZE,
)
from kizuna.publish.drawings.svg import Element, element

_ROW, _LINE, _DOT = 26.0, 16.0, 5.6
_LABEL_SHARE = 0.36
_HEAD_LINES = 3


@dataclass(frozen=True, slots=True)
class FieldDot:
    """That the tie of a column has the field of a row (their indexes); `since` stands beside the dot, "" when the
    start is not known. `title` is read out and shown on hover, `claims` are behind it."""

    row: int
    column: int
    certain: bool
    since: str
    title: str
    claims: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FieldsLabels:
    """The words of the drawing. `title` and `description` are read out and not drawn; `ties` head the columns and
    `sums` stand at their feet under `sum_of`; `certain` and `possible` stand in the legend; `empty` is all
    there is without a dot. `language` is a BCP 47 tag."""

    title: str
    description: str
    empty: str
    fields: tuple[str, ...]
    ties: tuple[str, ...]
    sum_of: str
    sums: tuple[str, ...]
    certain: str
    possible: str
    language: str = ""


def draw_fields(dots: Sequence[FieldDot], labels: FieldsLabels, wide: int = 760) -> str:
    """The fields as an SVG document, `wide` pixels wide and as high as its rows.

    Raises ValueError for a dot outside of the rows and columns.
    """
    prefix = svg.prefix_for("fields", dots, labels, wide)
    sheet = svg.Sheet("fields", wide, 120, labels.title, labels.description, labels.language)
    if not dots:
        return svg.empty_document(sheet, prefix, labels.empty)
    rows, columns = len(labels.fields), len(labels.ties)
    for dot in dots:
        if not (0 <= dot.row < rows and 0 <= dot.column < columns):
            raise ValueError(f"row {dot.row}, column {dot.column}: {dot.title!r} lies outside")
    left = min(max(width(f, TEXT_SIZE) for f in labels.fields) + 22, wide * _LABEL_SHARE)
    each = (wide - left) / columns
    heads = [wrapped(tie, TEXT_SIZE, each - 14)[:_HEAD_LINES] for tie in labels.ties]
    top = max(map(len, heads)) * _LINE + 12
    bottom = top + _ROW * rows
    body = [
        *_rows(labels, left, top, wide),
        *_heads(heads, left, each, top),
        *(_dot(dot, left + each * dot.column, top + _ROW * (dot.row + 0.5)) for dot in dots),
        *_sums(labels, left, each, bottom),
    ]
    entries = [
        legend.Entry(labels.certain, legend.dot(SIDE_A)),
        legend.Entry(labels.possible, _hollow),
    ]
    certain = {dot.certain for dot in dots}
    kept = [entry for entry, kind in zip(entries, (True, False), strict=True) if kind in certain]
    key, height = legend.flow(kept, (left, bottom + _ROW + 6), wide - left)
    total = bottom + _ROW + 8 + height
    whole = svg.Sheet(sheet.kind, wide, total, sheet.title, sheet.description, sheet.language)
    return svg.document(whole, prefix, [*body, key])


def _rows(labels: FieldsLabels, left: float, top: float, wide: float) -> list[Element]:
    marks = []
    for index, words in enumerate(labels.fields):
        y = top + _ROW * index
        if index % 2 == 0:
            marks.append(element("rect", x=0, y=y, width=wide, height=_ROW, fill=BAND))
        label = shorten(words, TEXT_SIZE, left - 12)
        marks.append(svg.text(label, 6, y + _ROW / 2 + 4, class_="field"))
    y = top + _ROW * len(labels.fields)
    marks.append(element("line", x1=0, y1=top, x2=wide, y2=top, stroke=RULE))
    marks.append(element("line", x1=0, y1=y, x2=wide, y2=y, stroke=RULE))
    return marks


def _heads(heads: Sequence[Sequence[str]], left: float, each: float, top: float) -> list[Element]:
    marks = []
    for column, lines in enumerate(heads):
        x = left + each * column
        marks.append(element("line", x1=x, y1=4, x2=x, y2=top, stroke=GRID))
        for index, line in enumerate(lines):
            y = top - 10 - _LINE * (len(lines) - 1 - index)
            marks.append(svg.text(line, x + 8, y, font_weight="600", class_="tie"))
    return marks


def _dot(dot: FieldDot, x: float, middle: float) -> Element:
    circle = element(
        "circle",
        cx=x + 8 + _DOT,
        cy=middle,
        r=_DOT - 0.8,
        fill=SIDE_A if dot.certain else PAPER,
        stroke=SIDE_A,
        stroke_width=1.6,
        stroke_dasharray=None if dot.certain else "2.4 1.6",
    )
    words = svg.text(dot.since, x + 8 + 2 * _DOT + 6, middle + 4, font_size=SMALL_SIZE, fill=MUTED)
    class_ = f"has {'certain' if dot.certain else 'possible'}"
    shapes = [circle, words] if dot.since else [circle]
    return svg.fact(class_, dot.title, dot.claims, *shapes)


def _sums(labels: FieldsLabels, left: float, each: float, bottom: float) -> list[Element]:
    y = bottom + _ROW / 2 + 5
    heading = shorten(labels.sum_of, TEXT_SIZE, left - 12)
    sums = [
        svg.text(words, left + each * column + 8, y, font_weight="600", class_="sum")
        for column, words in enumerate(labels.sums)
    ]
    return [svg.text(heading, 6, y, font_weight="600", fill=INK), *sums]


def _hollow(x: float, y: float) -> Element:
    return element(
        "circle",
        cx=x + 12,
        cy=y,
        r=4.4,
        fill=PAPER,
        stroke=SIDE_A,
        stroke_width=1.6,
        stroke_dasharray="2.4 1.6",
    )
