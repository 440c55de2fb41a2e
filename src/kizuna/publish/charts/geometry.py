"""Cuts lines and rings to a box, so that a drawing never holds a coordinate outside of itself.

Points are (x, y) pairs in any plane: pixels, or longitude and latitude.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Spot = tuple[float, float]
Line = list[Spot]
Spots = NDArray[np.float64]
"""Spots in an array, one a row."""


class Box(NamedTuple):
    """A rectangle with left <= right and top <= bottom (top is the smaller y)."""

    left: float
    top: float
    right: float
    bottom: float

    @classmethod
    def around(cls, spots: Iterable[Spot]) -> Box:
        """The smallest box that holds all spots; there is at least one."""
        xs, ys = zip(*spots, strict=True)
        return cls(min(xs), min(ys), max(xs), max(ys))

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def height(self) -> float:
        return self.bottom - self.top

    @property
    def centre(self) -> Spot:
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2

    def holds(self, spot: Spot) -> bool:
        """True for a spot inside or on the edge."""
        return self.left <= spot[0] <= self.right and self.top <= spot[1] <= self.bottom

    def meets(self, other: Box) -> bool:
        """True when the two share more than an edge."""
        across = self.left < other.right and other.left < self.right
        return across and self.top < other.bottom and other.top < self.bottom

    def grown(self, by: float) -> Box:
        """Larger by that much on every side (smaller when negative)."""
        return Box(self.left - by, self.top - by, self.right + by, self.bottom + by)

    def corners(self) -> Line:
        """The four corners, in the order of a ring."""
        return [
            (self.left, self.top),
            (self.right, self.top),
            (self.right, self.bottom),
            (self.left, self.bottom),
        ]


def cut_segment(a: Spot, b: Spot, box: Box) -> tuple[Spot, Spot] | None:
    """The part of the segment inside the box (Liang-Barsky), or None when there is none."""
    if box.holds(a) and box.holds(b):
        return a, b
    (x, y), (dx, dy) = a, (b[0] - a[0], b[1] - a[1])
    left, top, right, bottom = box
    first, last = 0.0, 1.0
    for towards, room in ((-dx, x - left), (dx, right - x), (-dy, y - top), (dy, bottom - y)):
        if towards < 0:
            first = max(first, room / towards)
        elif towards > 0:
            last = min(last, room / towards)
        elif room < 0:
            return None
    if first > last:
        return None
    return (x + first * dx, y + first * dy), (x + last * dx, y + last * dy)


def cut_line(line: Sequence[Spot], box: Box) -> list[Line]:
    """The pieces of the line inside the box, in order; none when it stays outside."""
    pieces: list[Line] = []
    for a, b in pairwise(line):
        inside = cut_segment(a, b, box)
        if inside is None:
            continue
        if pieces and pieces[-1][-1] == inside[0]:
            pieces[-1].append(inside[1])
        else:
            pieces.append(list(inside))
    return pieces


def cut_ring(ring: Spots, box: Box) -> Spots:
    """The part of the ring's area inside the box as one ring (Sutherland-Hodgman); empty when
    there is none. Parts of a concave ring stay joined along the box's edge."""
    for axis, edge, sign in (
        (0, box.left, 1),
        (0, box.right, -1),
        (1, box.top, 1),
        (1, box.bottom, -1),
    ):
        within = (ring[:, axis] - edge) * sign
        before, came = np.roll(ring, 1, 0), np.roll(within, 1)
        crosses = (came < 0) != (within < 0)
        share = np.divide(came, came - within, out=np.zeros_like(came), where=crosses)
        crossings = before + share[:, None] * (ring - before)
        crossings[:, axis] = edge
        # each spot comes after the crossing that leads to it
        ring = np.stack([crossings, ring], 1)[np.stack([crosses, within >= 0], 1)]
    return ring
