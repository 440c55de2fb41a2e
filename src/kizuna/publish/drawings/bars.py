"""Draws how many ties began in each year, and how many there were in all, certain and possible.

The lower bars are the years' counts, the upper line their running total; the possible part is
hatched. A year without a count is a count of zero.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kizuna.publish.drawings import legend, svg
from kizuna.publish.drawings.axes import axis, slots, year_labels
from kizuna.publish.drawings.geometry import Box, Line
from kizuna.publish.drawings.lettering import width
from kizuna.publish.drawings.palette import (
    SIDE_A,
    SIDE_B,
    SMALL_SIZE,
    TEXT_SIZE,
)
from kizuna.publish.drawings.scales import Scale, range_text
from kizuna.publish.drawings.svg import Element, element

_LEFT, _TOP = 40.0, 32.0
_BETWEEN = 44.0
_UPPER_SHARE = 0.5
_YEARS = 20.0
_WIDEST_BAR = 26.0


@dataclass(frozen=True, slots=True)
class YearCount:
    """The ties that began in a year: `certain` on every reading of their dates, `possible` on at
    least one; 0 <= certain <= possible.

    `total` is the (certain, possible) count up to the year's end; without it the running sums of
    the counts are drawn, whose possible side is an upper bound. `title` is shown on hover; the
    year and the count when empty.
    """

    year: int
    certain: int
    possible: int
    title: str = ""
    claims: tuple[str, ...] = ()
    total: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class BarsLabels:
    """The words of the bars. `title` and `description` are read out and not drawn; `total` and
    `yearly` head the two parts; `certain` and `possible` stand in the legend; `empty` is all
    there is without a count. `language` is a BCP 47 tag."""

    title: str
    description: str
    empty: str
    total: str
    yearly: str
    certain: str
    possible: str
    language: str = ""


def draw_ties_by_year(
    counts: Sequence[YearCount], labels: BarsLabels, size: tuple[int, int] = (760, 380)
) -> str:
    """The bars as an SVG document of `size` pixels; the legend adds to the height.

    Raises ValueError for a year given twice, and for counts out of order.
    """
    prefix = svg.prefix_for("ties-by-year", counts, labels, size)
    wide, high = size
    sheet = svg.Sheet("ties-by-year", wide, 120, labels.title, labels.description, labels.language)
    if not counts:
        return svg.empty_document(sheet, prefix, labels.empty)
    filled = _filled(counts)
    pattern = f"{prefix}-possible"
    split = _TOP + (high - _TOP - _YEARS - _BETWEEN) * _UPPER_SHARE
    right = wide - width(range_text(*(filled[-1].total or (0, 0))), TEXT_SIZE) - 12
    upper = Box(_LEFT, _TOP, right, split)
    lower = Box(_LEFT, split + _BETWEEN, right, high - _YEARS)
    body = [
        element("defs", svg.hatch(pattern, SIDE_A)),
        *_totals(filled, upper, labels.total),
        *_yearly(filled, lower, labels.yearly, pattern),
        *year_labels([count.year for count in filled], lower),
    ]
    entries = [
        legend.Entry(labels.certain, legend.swatch(SIDE_A)),
        legend.Entry(labels.possible, legend.swatch(f"url(#{pattern})", SIDE_A)),
    ]
    key, height = legend.flow(entries, (_LEFT, high + 8), wide - _LEFT)
    whole = svg.Sheet(
        sheet.kind, wide, high + 8 + height + 2, sheet.title, sheet.description, sheet.language
    )
    return svg.document(whole, prefix, [*body, key])


def _filled(counts: Sequence[YearCount]) -> list[YearCount]:
    """Every year from the first to the last, with its running total."""
    given = {count.year: count for count in counts}
    if len(given) < len(counts):
        raise ValueError(f"a year is given twice: {sorted(count.year for count in counts)}")
    for count in counts:
        if not 0 <= count.certain <= count.possible:
            raise ValueError(f"{count.certain} certain of {count.possible} in {count.year}")
    filled = []
    certain = possible = 0
    for year in range(min(given), max(given) + 1):
        count = given.get(year, YearCount(year, 0, 0))
        if count.total:
            certain, possible = count.total
        else:
            certain, possible = certain + count.certain, possible + count.possible
        title = count.title or f"{year}: {range_text(count.certain, count.possible)}"
        filled.append(
            YearCount(year, count.certain, count.possible, title, count.claims, (certain, possible))
        )
    return filled


def _totals(counts: Sequence[YearCount], box: Box, words: str) -> list[Element]:
    totals = [count.total or (0, 0) for count in counts]
    scale, marks = axis(box, max(possible for _, possible in totals), words)
    certain, possible = (_stairs(counts, box, scale, side) for side in (0, 1))
    band = svg.path_of([[*certain, *reversed(possible)]], closed=True)
    marks.append(element("path", d=band, fill=SIDE_B, fill_opacity=0.16, class_="possible"))
    for line, class_ in ((possible, "possible"), (certain, "certain")):
        if class_ == "possible" and possible == certain:
            continue
        marks.append(
            element(
                "path",
                d=svg.path_of([line]),
                fill="none",
                stroke=SIDE_B,
                stroke_width=2 if class_ == "certain" else 1.4,
                stroke_dasharray=None if class_ == "certain" else "4 3",
                stroke_linejoin="round",
                class_=f"total {class_}",
            )
        )
    last = range_text(*totals[-1])
    y = (certain[-1][1] + possible[-1][1]) / 2 + 4
    marks.append(svg.text(last, box.right + 5, y, fill=SIDE_B, class_="last"))
    return marks


def _stairs(counts: Sequence[YearCount], box: Box, scale: Scale, side: int) -> Line:
    """The running total as a line that steps up in the middle of each year's slot."""
    first = counts[0]
    before = (first.total or (0, 0))[side] - (first.certain, first.possible)[side]
    line: Line = [(box.left, scale.at(before))]
    for count, (left, wide) in zip(counts, slots(len(counts), box), strict=True):
        y = scale.at((count.total or (0, 0))[side])
        line += [(left + wide / 2, line[-1][1]), (left + wide / 2, y)]
    line.append((box.right, line[-1][1]))
    return line


def _yearly(counts: Sequence[YearCount], box: Box, words: str, pattern: str) -> list[Element]:
    scale, marks = axis(box, max(count.possible for count in counts), words)
    marks += [
        svg.fact("year", count.title, count.claims, *_bar(count, slot, scale, pattern))
        for count, slot in zip(counts, slots(len(counts), box), strict=True)
        if count.possible
    ]
    return marks


def _bar(count: YearCount, slot: tuple[float, float], scale: Scale, pattern: str) -> list[Element]:
    left, room = slot
    wide = min(room * 0.72, _WIDEST_BAR)
    x = left + (room - wide) / 2
    solid, whole = scale.at(count.certain), scale.at(count.possible)
    shapes = []
    if count.possible > count.certain:
        hatched = _rect(x, wide, (whole, solid), f"url(#{pattern})", "possible")
        shapes.append(hatched)
    if count.certain:
        shapes.append(_rect(x, wide, (solid, scale.at(0)), SIDE_A, "certain"))
    said = range_text(count.certain, count.possible)
    if width(said, SMALL_SIZE) <= room:
        middle = left + room / 2
        shapes.append(svg.text(said, middle, whole - 4, text_anchor="middle", font_size=SMALL_SIZE))
    return shapes


def _rect(x: float, wide: float, ends: tuple[float, float], fill: str, class_: str) -> Element:
    top, bottom = ends
    edge = SIDE_A if class_ == "possible" else None
    return element(
        "rect",
        x=x,
        y=top,
        width=wide,
        height=bottom - top,
        fill=fill,
        stroke=edge,
        stroke_width=0.7 if edge else None,
        class_=class_,
    )
