"""Finds room for labels beside their dots: no label covers another, a dot or a leader
line.

Each label takes the cheapest free spot around its dot, near before far; a far one gets
a leader line. Those that find none are served first in another try; the try that leaves
the least weight without a label is taken.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from math import pi
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from kizuna.publish.charts import svg
from kizuna.publish.charts.svg import Box, Element, Look, Spot

Boxes = NDArray[np.float64]
"""Boxes (left, top, right, bottom), one a row."""

_REACHES = (12.0, 20.0, 30.0, 42.0, 56.0, 72.0, 90.0)
"""How far out the rings are in which a label may stand."""
_BESIDE = 3.0
_NEAR = tuple(pi * eighth / 4 for eighth in (0, 4, -1, 1, -3, 3, -2, 2))
_FAR = tuple(pi * part / 16 for part in range(32))
_TURN_COST, _RING_COST, _LINE_COST, _STRANGER_COST = 0.4, 6.0, 1.6, 8.0
"""A label that could be another dot's costs more than one on a leader in the first
ring.
"""
_TURNS = np.array(
    [(turn, _BESIDE, _TURN_COST * at) for at, turn in enumerate(_NEAR)]
    + [
        (turn, reach, _RING_COST * at)
        for at, reach in enumerate(_REACHES, 1)
        for turn in _FAR
    ]
)
_SPOTS = np.column_stack([np.cos(_TURNS[:, 0]), np.sin(_TURNS[:, 0]), _TURNS[:, 1:]])
"""Where a label may stand: which way (two columns), how far from the edge of the dot,
and the cost.
"""

_ASCENT, _DESCENT = 0.86, 0.24
_OUT = np.array((-1.0, -1.0, 1.0, 1.0))
_SIDES = np.array((-4.0, 0.0, 4.0, 0.0))
"""How far labels keep apart from labels beside them."""
_MINE = 7.0
"""A label nearer than this to a dot could be its own."""
_BEAD = 4.0
"""A leader is looked at as boxes of so many pixels in a row."""
_FINE = 6.0


@dataclass(frozen=True, slots=True)
class Request:
    """A label that asks for room beside its dot, in pixels; the heaviest is served
    first.
    """

    ref: str
    words: str
    spot: Spot
    radius: float
    weight: float
    size: float = svg.TEXT_SIZE


class PlacedLabel(NamedTuple):
    """Where a label goes: the `box` it fills and, for a far label, where the `leader`
    from its dot ends.
    """

    request: Request
    box: Box
    leader: tuple[Spot, Spot] | None = None

    def drawn(self) -> Element:
        """The label, with a light rim that makes it readable over lines, and its
        leader.
        """
        rim: Look = {"stroke": svg.PAPER, "stroke_width": 3, "stroke_opacity": 0.85}
        rim |= {"stroke_linejoin": "round", "paint_order": "stroke", "class_": "label"}
        at = (self.box.left, self.box.top + self.request.size * _ASCENT)
        words = svg.text(self.request.words, at, self.request.size, fill=svg.INK, **rim)
        if self.leader is None:
            return words
        return svg.element(
            "g", svg.line(*self.leader, svg.MUTED, stroke_width=0.7), words
        )


FirstFree = Callable[[Boxes], tuple[PlacedLabel, Boxes] | None]


class Room:
    """What is taken in a picture: nothing may cover a box; a label may cover a line,
    and rather does not.
    """

    def __init__(self, bounds: Box, lines: Iterable[Sequence[Spot]] = ()) -> None:
        self.bounds = bounds
        self.boxes: Boxes = np.empty((0, 4))
        crossed = np.zeros(
            (int(bounds.bottom / _FINE) + 2, int(bounds.right / _FINE) + 2), int
        )
        for line in lines:
            spots = np.array(line)
            passed = np.append(0.0, np.hypot(*np.diff(spots, axis=0).T).cumsum())
            steps = np.arange(0.0, passed[-1] + _FINE, _FINE / 2)
            columns, rows = (np.interp(steps, passed, along) for along in spots.T)
            rows, columns = rows.clip(0, bounds.bottom), columns.clip(0, bounds.right)
            crossed[(rows // _FINE).astype(int), (columns // _FINE).astype(int)] = 1
        self.sums = np.pad(crossed.cumsum(0).cumsum(1), ((1, 0), (1, 0)))
        """How much of the lines lies above and left of each corner of cells of 6 by 6
        pixels, in cells.
        """

    def take(self, boxes: Iterable[Box]) -> None:
        """Boxes that no label and no leader may cover."""
        self.boxes = np.vstack([self.boxes, *([box] for box in boxes)])


def place(
    requests: Sequence[Request],
    room: Room,
    farthest: int = len(_REACHES),
    tries: int = 3,
) -> dict[str, PlacedLabel]:
    """The labels that found a place in the ring `farthest` or nearer, by ref; the room
    is marked as taken.
    """
    choices = {request.ref: _choices(request, room, farthest) for request in requests}
    order = sorted(requests, key=lambda request: (-request.weight, request.ref))
    attempts = []
    for _ in range(tries):
        found, boxes = dict[str, PlacedLabel](), room.boxes
        for request in order:
            if served := choices[request.ref](boxes):
                found[request.ref], more = served
                boxes = np.vstack([boxes, more])
        lost = [request for request in order if request.ref not in found]
        attempts.append((sum(1 + request.weight for request in lost), found, boxes))
        if not lost:
            break
        order = [*lost, *(request for request in order if request.ref in found)]
    _, found, room.boxes = min(attempts, key=lambda attempt: attempt[0])
    return found


def place_all(
    requests: Sequence[Request], room: Room, after: int
) -> tuple[list[PlacedLabel], dict[str, int]]:
    """A place for every label: those without room show a number after `after`, which is
    given by ref.
    """
    placed = place(requests, room)
    left = [request for request in requests if request.ref not in placed]
    numbers = {
        request.ref: number for number, request in enumerate(left, start=after + 1)
    }
    digits = [replace(r, words=str(numbers[r.ref]), size=svg.SMALL_SIZE) for r in left]
    placed |= place(digits, room)
    for digit in digits:
        if digit.ref not in placed:
            # the last resort covers what it may, inside of the bounds
            first, bounds = _boxes(digit, _SPOTS[:1])[0], np.array(room.bounds)
            moved = first + np.tile(np.maximum(bounds[:2] - first[:2], 0), 2)
            moved += np.tile(np.minimum(bounds[2:] - moved[2:], 0), 2)
            placed[digit.ref] = PlacedLabel(digit, Box(*moved.tolist()))
    return list(placed.values()), numbers


def _choices(request: Request, room: Room, farthest: int) -> FirstFree:
    """Where a label may go inside of the bounds, cheapest first: gives the first that
    covers nothing of what is taken, nor does its leader, and the boxes that it takes.
    """
    spots = _SPOTS[: len(_NEAR) + len(_FAR) * farthest]
    boxes, bounds = _boxes(request, spots), np.array(room.bounds)
    inside = (boxes[:, :2] >= bounds[:2]).all(1) & (boxes[:, 2:] <= bounds[2:]).all(1)
    boxes, spots = boxes[inside], spots[inside]
    strangers = _meet(boxes + _MINE * _OUT, _others(room.boxes, request)).sum(1)
    left, top, right, bottom = (boxes.T // _FINE).astype(int)
    sums, right, bottom = room.sums, right + 1, bottom + 1
    crossed = (
        sums[bottom, right] - sums[top, right] - sums[bottom, left] + sums[top, left]
    )
    costs = spots[:, 3] + _STRANGER_COST * strangers + _LINE_COST * crossed
    order = np.argsort(costs, kind="stable")
    boxes, spots = boxes[order], spots[order]

    def first_free(taken: Boxes) -> tuple[PlacedLabel, Boxes] | None:
        others = _others(taken, request)
        for index in np.flatnonzero(~_meet(boxes, others).any(1)).tolist():
            box, way, reach = boxes[index], spots[index, :2], spots[index, 2]
            starts = request.spot + way * request.radius
            beads = starts + way * np.arange(_BESIDE, reach - 1, _BEAD)[:, None]
            leader = np.hstack([beads, beads]) + _BEAD / 2 * _OUT
            if not _meet(leader, others).any():
                ends = np.array([starts, starts + way * (reach - 1.5)]).tolist()
                line = (tuple(ends[0]), tuple(ends[1])) if len(leader) else None
                placed = PlacedLabel(request, Box(*box.tolist()), line)
                return placed, np.vstack([box + _SIDES, leader])
        return None

    return first_free


def _boxes(request: Request, spots: Boxes) -> Boxes:
    """The label's box at each spot, with its nearest edge or corner there."""
    size = np.array(
        (svg.width(request.words, request.size), request.size * (_ASCENT + _DESCENT))
    )
    towards = spots[:, :2]
    at = request.spot + towards * (spots[:, 2:3] + request.radius)
    first = at - size * np.select([towards > 0.3, towards < -0.3], [0.0, 1.0], 0.5)
    return np.hstack([first, first + size])


def _others(boxes: Boxes, request: Request) -> Boxes:
    """The boxes near enough to matter to a label, but for that of its own dot."""
    size = np.array((svg.width(request.words, request.size), request.size))
    reach = size + _REACHES[-1] + request.radius + _MINE
    near = np.hstack([request.spot - reach, request.spot + reach])
    own = (
        np.abs(boxes[:, :2] + boxes[:, 2:] - np.multiply(request.spot, 2)).max(1) < 0.01
    )
    return np.asarray(boxes[_meet(near[None], boxes)[0] & ~own])


def _meet(some: Boxes, others: Boxes) -> NDArray[np.bool_]:
    """Which of some boxes share more than an edge with which of the others."""
    a, b = some.T[:, :, None], others.T[:, None]
    return np.asarray((a[0] < b[2]) & (b[0] < a[2]) & (a[1] < b[3]) & (b[1] < a[3]))
