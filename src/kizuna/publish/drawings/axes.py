"""Draws the axes of bars: a scale of counts with its grid, and the years beneath."""

from __future__ import annotations

from collections.abc import Sequence

from kizuna.publish.drawings import svg
from kizuna.publish.drawings.geometry import Box
from kizuna.publish.drawings.lettering import shorten
from kizuna.publish.drawings.palette import GRID, INK, MUTED, RULE, SMALL_SIZE
from kizuna.publish.drawings.scales import Scale, figure, rounded_up, year_step
from kizuna.publish.drawings.svg import Element, element


def slots(number: int, box: Box) -> list[tuple[float, float]]:
    """The left edge and the width of each of so many slots side by side."""
    wide = box.width / number
    return [(box.left + wide * index, wide) for index in range(number)]


def axis(box: Box, most: float, words: str) -> tuple[Scale, list[Element]]:
    """The scale of counts up to `most` over the height of the box, and its grid under the heading."""
    top, step = rounded_up(most, 4)
    scale = Scale(0, top, box.bottom, box.top)
    heading = shorten(words, SMALL_SIZE, box.right - 4)
    marks = [svg.text(heading, 4, box.top - 20, font_size=SMALL_SIZE, fill=INK, class_="heading")]
    for tick in range(round(top / step) + 1):
        y = scale.at(tick * step)
        colour = RULE if tick == 0 else GRID
        marks.append(element("line", x1=box.left, y1=y, x2=box.right, y2=y, stroke=colour))
        marks.append(
            svg.text(
                figure(tick * step),
                box.left - 7,
                y + 3.5,
                text_anchor="end",
                font_size=SMALL_SIZE,
                fill=MUTED,
            )
        )
    return scale, marks


def year_labels(years: Sequence[int], box: Box) -> list[Element]:
    """The years of the slots of a box, as many as have room beneath it."""
    step = year_step(len(years), box.width, 36)
    return [
        svg.text(
            str(year),
            left + wide / 2,
            box.bottom + 15,
            text_anchor="middle",
            font_size=SMALL_SIZE,
            fill=MUTED,
        )
        for year, (left, wide) in zip(years, slots(len(years), box), strict=True)
        if year % step == 0
    ]
