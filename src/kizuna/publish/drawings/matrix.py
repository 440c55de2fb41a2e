"""Draws a matrix of counts as a heat table: the number in each cell, the deeper the more.

Shade is told by lightness of one hue. What of a cell is only possible is a hatched band along its foot, as
long as its share; an empty cell is no evidence, and no zero is written.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

from kizuna.publish.drawings import legend, svg
from kizuna.publish.drawings.lettering import shorten, width
from kizuna.publish.drawings.palette import (
    BAND,
    FAINTEST,
    FULLEST,
    INK,
    PAPER,
    SMALL_SIZE,
    TEXT_SIZE,
    between,
    readable_on,
)
from kizuna.publish.drawings.scales import range_text
from kizuna.publish.drawings.svg import Element, element

_ROW, _WIDEST, _NARROWEST = 26.0, 64.0, 20.0
_LABEL_SHARE, _LONGEST_HEAD = 0.3, 160.0
_TURN = 50.0
_SINE, _COSINE = 0.766, 0.643
_FOOT = 4.0


@dataclass(frozen=True, slots=True)
class MatrixCell:
    """The count of a row and a column (their indexes): 0 <= certain <= possible.

    `title` is read out and shown on hover; of `claims` and `ties` (ids) the drawing carries what is given.
    """

    row: int
    column: int
    certain: int
    possible: int
    title: str
    claims: tuple[str, ...] = ()
    ties: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MatrixLabels:
    """The words of a matrix. `title` and `description` are read out and not drawn; `possible` stands in
    the legend; `empty` is all there is without a cell. `language` is a BCP 47 tag."""

    title: str
    description: str
    empty: str
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    possible: str
    language: str = ""


@dataclass(frozen=True, slots=True)
class _Grid:
    """Where cells go: the left upper corner of the first, and the width of each."""

    left: float
    top: float
    wide: float
    most: int
    prefix: str

    def corner(self, row: int, column: int) -> tuple[float, float]:
        return self.left + column * self.wide, self.top + row * _ROW


def draw_matrix(cells: Sequence[MatrixCell], labels: MatrixLabels, wide: int = 760) -> str:
    """The matrix as an SVG document, `wide` pixels wide and as high as its rows.

    Raises ValueError for counts out of order and for a cell outside of the rows and columns.
    """
    prefix = svg.prefix_for("matrix", cells, labels, wide)
    held = [cell for cell in cells if cell.possible]
    sheet = svg.Sheet("matrix", wide, 120, labels.title, labels.description, labels.language)
    if not held:
        return svg.empty_document(sheet, prefix, labels.empty)
    for cell in held:
        _check(cell, labels)
    grid = _grid(held, labels, wide, prefix)
    bottom = grid.top + _ROW * len(labels.rows)
    pattern = svg.hatch(f"{prefix}-possible", INK)
    body = [
        element("defs", pattern),
        *_heads(labels, grid),
        *(_cell(cell, grid) for cell in held),
    ]
    height = 0.0
    if any(cell.certain < cell.possible for cell in held):
        entry = legend.Entry(labels.possible, legend.swatch(f"url(#{prefix}-possible)", INK))
        key, height = legend.flow([entry], (grid.left, bottom + 8), wide - grid.left)
        body.append(key)
    whole = svg.Sheet(
        sheet.kind, wide, bottom + 10 + height, sheet.title, sheet.description, sheet.language
    )
    return svg.document(whole, prefix, body)


def _check(cell: MatrixCell, labels: MatrixLabels) -> None:
    if not 0 <= cell.certain <= cell.possible:
        raise ValueError(f"{cell.certain} certain of {cell.possible} in {cell.title!r}")
    if not (0 <= cell.row < len(labels.rows) and 0 <= cell.column < len(labels.columns)):
        raise ValueError(f"row {cell.row}, column {cell.column}: {cell.title!r} lies outside")


def _grid(cells: Sequence[MatrixCell], labels: MatrixLabels, wide: float, prefix: str) -> _Grid:
    widest = max(width(row, TEXT_SIZE) for row in labels.rows) + 12
    left = min(widest, wide * _LABEL_SHARE)
    head = max(min(width(column, TEXT_SIZE), _LONGEST_HEAD) for column in labels.columns)
    # the last heading leans out to the right
    room = wide - left - head * _COSINE - 6
    each = max(_NARROWEST, min(_WIDEST, room / len(labels.columns)))
    most = max(cell.possible for cell in cells)
    return _Grid(left, head * _SINE + 16, each, most, prefix)


def _heads(labels: MatrixLabels, grid: _Grid) -> list[Element]:
    marks = []
    for row, words in enumerate(labels.rows):
        x, y = grid.corner(row, 0)
        across = grid.wide * len(labels.columns)
        if row % 2 == 0:
            marks.append(
                element("rect", x=0, y=y, width=grid.left + across, height=_ROW, fill=BAND)
            )
        label = shorten(words, TEXT_SIZE, grid.left - 12)
        marks.append(svg.text(label, x - 8, y + _ROW / 2 + 4, text_anchor="end", class_="row"))
    for column, words in enumerate(labels.columns):
        x, y = grid.corner(0, column)
        at = (x + grid.wide / 2 + 3, y - 7)
        turned = f"rotate(-{_TURN:g} {svg.number(at[0])} {svg.number(at[1])})"
        label = shorten(words, TEXT_SIZE, _LONGEST_HEAD)
        marks.append(svg.text(label, *at, transform=turned, class_="column"))
    return marks


def _cell(cell: MatrixCell, grid: _Grid) -> Element:
    x, y = grid.corner(cell.row, cell.column)
    fill = between(FAINTEST, FULLEST, sqrt(cell.possible / grid.most))
    wide = grid.wide - 1.5
    ground = element(
        "rect",
        x=x + 0.75,
        y=y + 0.75,
        width=wide,
        height=_ROW - 1.5,
        fill=fill,
        class_="certain" if cell.certain == cell.possible else "possible",
    )
    shapes = [ground]
    doubt = (cell.possible - cell.certain) / cell.possible
    if doubt:
        foot = y + _ROW - 0.75 - _FOOT
        for strip_fill in (PAPER, f"url(#{grid.prefix}-possible)"):
            strip = element(
                "rect", x=x + 0.75, y=foot, width=wide * doubt, height=_FOOT, fill=strip_fill
            )
            shapes.append(strip)
    said = range_text(cell.certain or None, cell.possible)
    size = SMALL_SIZE if width(said, SMALL_SIZE) <= wide else SMALL_SIZE * 0.8
    shapes.append(
        svg.text(
            said,
            x + grid.wide / 2,
            y + _ROW / 2 + (2.5 if doubt else 4),
            text_anchor="middle",
            font_size=size,
            fill=readable_on(fill),
        )
    )
    return svg.fact("cell", cell.title, cell.claims, *shapes, ties=cell.ties)
