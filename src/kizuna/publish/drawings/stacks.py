"""Draws how many ties began in each year, stacked by whom they are with; what is possible is hatched.

The solid parts of all series stand at the bottom and the hatched ones on top, so that a bar's solid height is
what is certain and its whole height what is possible.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kizuna.publish.drawings import legend, svg
from kizuna.publish.drawings.axes import axis, slots, year_labels
from kizuna.publish.drawings.geometry import Box
from kizuna.publish.drawings.lettering import width
from kizuna.publish.drawings.palette import OTHERS, PAPER, SMALL_SIZE, series_colour
from kizuna.publish.drawings.scales import Scale, range_text
from kizuna.publish.drawings.svg import Element, element

_LEFT, _TOP, _YEARS = 40.0, 30.0, 22.0
_WIDEST_BAR = 30.0


@dataclass(frozen=True, slots=True)
class Slice:
    """What began in a year of one series (the index of its label): 0 <= certain <= possible.

    `title` is read out and shown on hover; of `claims` and `ties` (ids) the drawing carries what is given.
    """

    year: int
    series: int
    certain: int
    possible: int
    title: str
    claims: tuple[str, ...] = ()
    ties: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StackLabels:
    """The words of the stacks. `title` and `description` are read out and not drawn; `axis` heads the scale;
    `series` are named in the legend in order, the first at the bottom of each bar; `possible` stands there too,
    `empty` is all there is without a slice. `language` is a BCP 47 tag."""

    title: str
    description: str
    empty: str
    axis: str
    series: tuple[str, ...]
    possible: str
    language: str = ""


@dataclass(frozen=True, slots=True)
class _Bar:
    """Where a year's bar stands: its left edge and width, and the scale of its height."""

    left: float
    wide: float
    scale: Scale
    prefix: str


def draw_stacked_years(
    slices: Sequence[Slice], labels: StackLabels, size: tuple[int, int] = (760, 360)
) -> str:
    """The bars as an SVG document of `size` pixels; the legend adds to the height.

    Raises ValueError for counts out of order and for a series without a label.
    """
    prefix = svg.prefix_for("stacked-years", slices, labels, size)
    wide, high = size
    sheet = svg.Sheet("stacked-years", wide, 120, labels.title, labels.description, labels.language)
    held = [piece for piece in slices if piece.possible]
    if not held:
        return svg.empty_document(sheet, prefix, labels.empty)
    for piece in held:
        _check(piece, labels)
    years = list(range(min(p.year for p in held), max(p.year for p in held) + 1))
    by_year = {year: [p for p in held if p.year == year] for year in years}
    box = Box(_LEFT, _TOP, wide - 6, high - _YEARS)
    scale, marks = axis(
        box, max(sum(p.possible for p in row) for row in by_year.values()), labels.axis
    )
    for year, slot in zip(years, slots(len(years), box), strict=True):
        marks += _year(sorted(by_year[year], key=lambda p: p.series), slot, scale, prefix)
    key, height = legend.flow(_entries(held, labels, prefix), (_LEFT, high + 8), wide - _LEFT)
    whole = svg.Sheet(
        sheet.kind, wide, high + 8 + height + 2, sheet.title, sheet.description, sheet.language
    )
    hatches = [svg.hatch(f"{prefix}-{n}", series_colour(n)) for n in range(len(labels.series))]
    defs = element("defs", *hatches, svg.hatch(f"{prefix}-any", OTHERS))
    return svg.document(whole, prefix, [defs, *marks, *year_labels(years, box), key])


def _check(piece: Slice, labels: StackLabels) -> None:
    if not 0 <= piece.certain <= piece.possible:
        raise ValueError(f"{piece.certain} certain of {piece.possible} in {piece.year}")
    if not 0 <= piece.series < len(labels.series):
        raise ValueError(f"series {piece.series} has no label among {labels.series}")


def _year(
    pieces: Sequence[Slice], slot: tuple[float, float], scale: Scale, prefix: str
) -> list[Element]:
    wide = min(slot[1] * 0.78, _WIDEST_BAR)
    bar = _Bar(slot[0] + (slot[1] - wide) / 2, wide, scale, prefix)
    certain, possible = sum(p.certain for p in pieces), sum(p.possible for p in pieces)
    marks = []
    solid, hatched = 0, certain
    for piece in pieces:
        shapes = []
        if piece.certain:
            shapes.append(_part(bar, piece.series, (solid, solid + piece.certain), certain=True))
        if piece.possible > piece.certain:
            ends = (hatched, hatched + piece.possible - piece.certain)
            shapes.append(_part(bar, piece.series, ends, certain=False))
        solid, hatched = solid + piece.certain, hatched + piece.possible - piece.certain
        class_ = f"slice series-{piece.series}"
        marks.append(svg.fact(class_, piece.title, piece.claims, *shapes, ties=piece.ties))
    said = range_text(certain, possible)
    if pieces and width(said, SMALL_SIZE) <= slot[1]:
        middle, top = slot[0] + slot[1] / 2, scale.at(possible) - 4
        marks.append(
            svg.text(said, middle, top, text_anchor="middle", font_size=SMALL_SIZE, class_="sum")
        )
    return marks


def _part(bar: _Bar, series: int, ends: tuple[int, int], *, certain: bool) -> Element:
    colour = series_colour(series)
    top, bottom = bar.scale.at(ends[1]), bar.scale.at(ends[0])
    return element(
        "rect",
        x=bar.left,
        y=top,
        width=bar.wide,
        height=bottom - top,
        fill=colour if certain else f"url(#{bar.prefix}-{series})",
        stroke=PAPER if certain else colour,
        stroke_width=0.6,
        class_="certain" if certain else "possible",
    )


def _entries(held: Sequence[Slice], labels: StackLabels, prefix: str) -> list[legend.Entry]:
    shown = {piece.series for piece in held}
    entries = [
        legend.Entry(words, legend.swatch(series_colour(index)))
        for index, words in enumerate(labels.series)
        if index in shown
    ]
    if any(piece.possible > piece.certain for piece in held):
        entries.append(legend.Entry(labels.possible, legend.swatch(f"url(#{prefix}-any)", OTHERS)))
    return entries
