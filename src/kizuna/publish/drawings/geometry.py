"""Cuts lines and rings to a box, so that a drawing never holds a coordinate outside of itself.

Points are (x, y) pairs in any plane: pixels, or longitude and latitude.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

Spot = tuple[float, float]
Line = list[Spot]


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

    @classmethod
    def about(cls, spot: Spot, reach: float) -> Box:
        """The square whose edges are `reach` from the spot."""
        x, y = spot
        return cls(x - reach, y - reach, x + reach, y + reach)

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

    def encloses(self, other: Box) -> bool:
        """True when no part of `other` lies outside."""
        return self.holds((other.left, other.top)) and self.holds((other.right, other.bottom))

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
    (x, y), (to_x, to_y) = a, b
    left, top, right, bottom = box
    if (x < left and to_x < left) or (x > right and to_x > right):
        return None
    if (y < top and to_y < top) or (y > bottom and to_y > bottom):
        return None
    if (
        left <= x <= right
        and left <= to_x <= right
        and top <= y <= bottom
        and top <= to_y <= bottom
    ):
        return a, b
    dx, dy = to_x - x, to_y - y
    first, last = 0.0, 1.0
    for towards, room in ((-dx, x - left), (dx, right - x), (-dy, y - top), (dy, bottom - y)):
        if towards < 0:
            first = max(first, room / towards)
        elif towards > 0:
            last = min(last, room / towards)
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


def cut_ring(ring: Sequence[Spot], box: Box) -> Line:
    """The part of the ring's area inside the box as one ring (Sutherland-Hodgman); empty when
    there is none. Parts of a concave ring stay joined along the box's edge."""
    edges = ((0, box.left, 1.0), (0, box.right, -1.0), (1, box.top, 1.0), (1, box.bottom, -1.0))
    kept = list(ring)
    for axis, edge, sign in edges:
        kept = _half(kept, axis, edge, sign)
        if not kept:
            return []
    return kept


def _half(ring: Line, axis: int, edge: float, sign: float) -> Line:
    kept: Line = []
    for a, b in zip([ring[-1], *ring[:-1]], ring, strict=True):
        from_a, from_b = (a[axis] - edge) * sign, (b[axis] - edge) * sign
        if (from_a < 0) != (from_b < 0):
            share = from_a / (from_a - from_b)
            crossing = [a[0] + share * (b[0] - a[0]), a[1] + share * (b[1] - a[1])]
            crossing[axis] = edge
            kept.append((crossing[0], crossing[1]))
        if from_b >= 0:
            kept.append(b)
    return kept


def densified(line: Sequence[Spot], longest: float) -> Line:
    """The same line with spots added so that no leg is longer than `longest`."""
    dense: Line = list(line[:1])
    for a, b in pairwise(line):
        legs = int(max(abs(b[0] - a[0]), abs(b[1] - a[1])) / longest) + 1
        dense.extend(
            (a[0] + (b[0] - a[0]) * leg / legs, a[1] + (b[1] - a[1]) * leg / legs)
            for leg in range(1, legs + 1)
        )
    return dense
