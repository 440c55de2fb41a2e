"""Draws the marks of groups: each has a colour and a shape of its own, so that hue alone tells nothing."""

from __future__ import annotations

from math import cos, pi, sin

from kizuna.publish.drawings import svg
from kizuna.publish.drawings.legend import Mark
from kizuna.publish.drawings.palette import PAPER, SERIES, series_colour
from kizuna.publish.drawings.svg import Element, element

_STAR = 10
_CORNERS = ((0, 0.0), (4, pi / 4), (3, -pi / 2), (4, 0.0), (3, pi / 2), (_STAR, -pi / 2))
"""The corners of each group's shape and its turn; 0 corners is a circle."""
_REACHES = {3: 1.45, 4: 1.2, _STAR: 1.5}
"""How far the corners of a shape stand out, so that all shapes look as large as the circle."""
_INNER = 0.45


def group_mark(group: int, x: float, y: float, radius: float) -> Element:
    """The mark of a group (a number from 0) around a spot; groups past the last series are small grey circles."""
    colour = series_colour(group)
    corners, turn = _CORNERS[group] if group < len(SERIES) else (0, 0.0)
    if not corners:
        return element("circle", cx=x, cy=y, r=radius, fill=colour, stroke=PAPER, stroke_width=0.8)
    ring = []
    for corner in range(corners):
        reach = radius * _REACHES[corners] * (_INNER if corners == _STAR and corner % 2 else 1.0)
        angle = turn + 2 * pi * corner / corners
        ring.append((x + reach * cos(angle), y + reach * sin(angle)))
    path = svg.path_of([ring], closed=True)
    return element("path", d=path, fill=colour, stroke=PAPER, stroke_width=0.8)


def group_entry(group: int) -> Mark:
    """The same mark for a legend."""
    return lambda x, y: group_mark(group, x + 12, y, 5.0)
