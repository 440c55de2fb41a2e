"""Keeps account of what is taken on a map, so that a label can ask whether a spot is free.

An answer looks only at what shares a cell of a coarse grid with the spot, however full the map.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Generic, TypeVar

from kizuna.publish.drawings.geometry import Box, Line, Spot, cut_segment

Leader = tuple[Spot, Spot]
"""A thin line from a dot to its label."""

_WIDE, _HIGH = 48.0, 24.0
_FINE = 6.0
_APART = 4.0
_MINE = 7.0

_Cell = tuple[int, int]
_Thing = TypeVar("_Thing")


class _Nearby(Generic[_Thing]):
    """Things by the cells that the boxes around them touch."""

    def __init__(self) -> None:
        self._cells: dict[_Cell, list[_Thing]] = {}

    def add(self, thing: _Thing, box: Box) -> None:
        for cell in _touched(box):
            self._cells.setdefault(cell, []).append(thing)

    def at(self, cells: Iterable[_Cell]) -> list[_Thing]:
        """All that touches the cells; what touches several of them comes several times."""
        known = self._cells
        return [thing for cell in cells if cell in known for thing in known[cell]]


def _touched(box: Box) -> list[_Cell]:
    left, top, right, bottom = box
    rows = range(int(top // _HIGH), int(bottom // _HIGH) + 1)
    return [(c, r) for c in range(int(left // _WIDE), int(right // _WIDE) + 1) for r in rows]


@dataclass(slots=True)
class Room:
    """What is taken on a map, in pixels: nothing may cover a dot, a label or a leader; a label
    may cover a line, and rather does not."""

    bounds: Box
    _dots: _Nearby[Box] = field(default_factory=_Nearby)
    _labels: _Nearby[Box] = field(default_factory=_Nearby)
    _leaders: _Nearby[Leader] = field(default_factory=_Nearby)
    _lines: dict[int, int] = field(default_factory=dict)

    def take(self, boxes: Iterable[Box]) -> None:
        """Boxes that no label and no leader may cover."""
        for box in boxes:
            self._dots.add(box, box)

    def take_label(self, box: Box, leader: Leader | None) -> None:
        """A label, from which other labels keep a little apart, and its leader."""
        self._labels.add(box, box)
        if leader:
            self._leaders.add(leader, Box.around(leader))

    def take_lines(self, lines: Iterable[Line]) -> None:
        """Lines that a label should not cover when it can be helped."""
        for line in lines:
            for (x, y), (to_x, to_y) in pairwise(line):
                legs = int(max(abs(to_x - x), abs(to_y - y)) / _FINE) + 1
                for leg in range(legs + 1):
                    share = leg / legs
                    self._cross(x + (to_x - x) * share, y + (to_y - y) * share)

    def _cross(self, x: float, y: float) -> None:
        """Each row of fine cells is one number with a bit for each cell that a line crosses."""
        row, column = int(y // _FINE), int(x // _FINE)
        if column >= 0:
            self._lines[row] = self._lines.get(row, 0) | 1 << column

    def crossings(self, box: Box) -> int:
        """How much of the lines a box would cover, in fine cells."""
        first, last = max(0, int(box.left // _FINE)), int(box.right // _FINE)
        across = (1 << last + 1 - first) - 1 if last >= first else 0
        rows = range(int(box.top // _FINE), int(box.bottom // _FINE) + 1)
        return sum((self._lines.get(row, 0) >> first & across).bit_count() for row in rows)

    def fits(self, box: Box) -> bool:
        """True when a label in the box covers nothing that is taken."""
        if not self.bounds.encloses(box):
            return False
        apart = Box(box.left - _APART, box.top, box.right + _APART, box.bottom)
        cells = _touched(apart)
        if any(map(box.meets, self._dots.at(cells))):
            return False
        if any(map(apart.meets, self._labels.at(cells))):
            return False
        return not any(cut_segment(*leader, box) for leader in self._leaders.at(cells))

    def strangers(self, box: Box, own: Spot) -> int:
        """How many dots beside the one at `own` a label in the box would stand so near that it could be theirs."""
        wide = Box(box.left - _MINE, box.top - _MINE, box.right + _MINE, box.bottom + _MINE)
        near = {dot for dot in self._dots.at(_touched(wide)) if wide.meets(dot)}
        return sum(not dot.holds(own) for dot in near)

    def is_clear(self, leader: Leader, own: Spot) -> bool:
        """True when the leader of the dot at `own` covers nothing that is taken."""
        cells = _touched(Box.around(leader))
        start, end = leader
        for nearby in (self._dots, self._labels):
            for taken in nearby.at(cells):
                if cut_segment(start, end, taken) and not taken.holds(own):
                    return False
        return not any(_cross(leader, other) for other in self._leaders.at(cells))


def _cross(a: Leader, b: Leader) -> bool:
    return _between(a, b) and _between(b, a)


def _between(line: Leader, other: Leader) -> bool:
    """True when the ends of `other` lie on different sides of the line."""
    (x, y), (to_x, to_y) = line
    dx, dy = to_x - x, to_y - y
    (x1, y1), (x2, y2) = other
    return (dx * (y1 - y) - dy * (x1 - x)) * (dx * (y2 - y) - dy * (x2 - x)) < 0
