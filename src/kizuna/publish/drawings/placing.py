"""Finds room for the labels of a map: no label covers another, a dot or a leader line.

Greedy: each label takes the cheapest free spot around its dot, near before far; a far one gets a
leader line, and one without a spot is left to the caller.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from math import cos, pi, sin

from kizuna.publish.drawings.geometry import Box, Line, Spot, cut_segment
from kizuna.publish.drawings.lettering import width

_CELL = 6.0
_ASCENT, _DESCENT = 0.86, 0.24
_RINGS = (12.0, 20.0, 30.0, 42.0, 56.0, 72.0, 90.0)
_TURNS = 32
_APART = 4.0
_CROWDED = 60.0
_RING_COST = 6.0
_LINE_COST = 1.6
_NEAR = (0.0, pi, -pi / 4, pi / 4, -3 * pi / 4, 3 * pi / 4, -pi / 2, pi / 2)


@dataclass(frozen=True, slots=True)
class Request:
    """A label that asks for room beside its dot, in pixels; the heaviest is served first."""

    ref: str
    words: str
    spot: Spot
    radius: float
    weight: float
    size: float


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a label goes: its baseline start `at`, the `box` it fills and, for a far label, the
    `leader` line from the dot. `ring` is 0 beside the dot and grows with distance."""

    request: Request
    at: Spot
    box: Box
    leader: tuple[Spot, Spot] | None
    ring: int


@dataclass(slots=True)
class Room:
    """What is taken on a map: boxes that nothing may cover, and lines that labels rather avoid."""

    bounds: Box
    boxes: list[Box] = field(default_factory=list)
    labels: list[Box] = field(default_factory=list)
    leaders: list[tuple[Spot, Spot]] = field(default_factory=list)
    cells: set[tuple[int, int]] = field(default_factory=set)

    def take_lines(self, lines: Iterable[Line]) -> None:
        """Lines that a label should not cross when it can be helped."""
        for line in lines:
            for a, b in pairwise(line):
                legs = int(max(abs(b[0] - a[0]), abs(b[1] - a[1])) / _CELL) + 1
                for leg in range(legs + 1):
                    x = a[0] + (b[0] - a[0]) * leg / legs
                    y = a[1] + (b[1] - a[1]) * leg / legs
                    self.cells.add((int(x // _CELL), int(y // _CELL)))

    def crossings(self, box: Box) -> int:
        """How much of the lines a box would cover, in cells."""
        return sum(
            (column, row) in self.cells
            for column in range(int(box.left // _CELL), int(box.right // _CELL) + 1)
            for row in range(int(box.top // _CELL), int(box.bottom // _CELL) + 1)
        )

    def is_free(self, placed: Placed) -> bool:
        """True when label and leader cover nothing that is taken."""
        if not self.bounds.encloses(placed.box):
            return False
        wide = Box(
            placed.box.left - _APART, placed.box.top, placed.box.right + _APART, placed.box.bottom
        )
        if any(wide.meets(taken) for taken in self.labels):
            return False
        if any(placed.box.meets(taken) for taken in self.boxes):
            return False
        if any(cut_segment(*leader, placed.box) for leader in self.leaders):
            return False
        return placed.leader is None or self._leader_is_free(placed.leader, placed.request.spot)

    def _leader_is_free(self, leader: tuple[Spot, Spot], own: Spot) -> bool:
        for taken in [*self.boxes, *self.labels]:
            if not taken.holds(own) and cut_segment(*leader, taken):
                return False
        return not any(_cross(leader, other) for other in self.leaders)

    def take(self, placed: Placed) -> None:
        """Marks the label's place as taken."""
        self.labels.append(placed.box)
        if placed.leader:
            self.leaders.append(placed.leader)


def place(requests: Sequence[Request], room: Room) -> dict[str, Placed]:
    """The labels that found a place, by ref; the room is marked as taken.

    Several orders of service are tried, the heaviest first before all others; the one that leaves
    the least weight without a label is taken, and among these the one with the nearest labels.
    """
    tries = [_served(ordered, room) for ordered in _orders(requests)]
    best = min(tries, key=lambda found: _loss(requests, found))
    for placed in best.values():
        room.take(placed)
    return best


def _orders(requests: Sequence[Request]) -> list[list[Request]]:
    def crowding(request: Request) -> int:
        x, y = request.spot
        return sum(
            abs(other.spot[0] - x) < _CROWDED and abs(other.spot[1] - y) < _CROWDED / 2
            for other in requests
        )

    return [
        sorted(requests, key=lambda r: (-r.weight, -crowding(r), r.ref)),
        sorted(requests, key=lambda r: (-crowding(r), -r.weight, r.ref)),
        sorted(requests, key=lambda r: (r.spot[0], r.ref)),
        sorted(requests, key=lambda r: (-r.spot[0], r.ref)),
        sorted(requests, key=lambda r: (r.spot[1], r.ref)),
        sorted(requests, key=lambda r: (-width(r.words, r.size), r.ref)),
    ]


def _served(ordered: Sequence[Request], room: Room) -> dict[str, Placed]:
    trial = replace(room, labels=list(room.labels), leaders=list(room.leaders))
    found: dict[str, Placed] = {}
    for request in ordered:
        best = _best(request, trial)
        if best:
            trial.take(best)
            found[request.ref] = best
    return found


def _loss(requests: Sequence[Request], found: dict[str, Placed]) -> tuple[float, int]:
    lost = sum(1.0 + request.weight for request in requests if request.ref not in found)
    return lost, sum(placed.ring**2 for placed in found.values())


def beside(request: Request, bounds: Box) -> Placed:
    """The spot right of the dot, moved into the bounds, whatever it covers: the last resort."""
    placed = _candidate(request, 0, 0.0)
    dx = min(0.0, bounds.right - placed.box.right) + max(0.0, bounds.left - placed.box.left)
    dy = min(0.0, bounds.bottom - placed.box.bottom) + max(0.0, bounds.top - placed.box.top)
    box = placed.box
    moved = Box(box.left + dx, box.top + dy, box.right + dx, box.bottom + dy)
    return Placed(request, (placed.at[0] + dx, placed.at[1] + dy), moved, None, 0)


def _best(request: Request, room: Room) -> Placed | None:
    best: tuple[float, Placed] | None = None
    for cost, candidate in _candidates(request):
        if best and cost >= best[0]:
            break
        if room.is_free(candidate):
            full = cost + _LINE_COST * room.crossings(candidate.box)
            if best is None or full < best[0]:
                best = (full, candidate)
    return best[1] if best else None


def _candidates(request: Request) -> Iterator[tuple[float, Placed]]:
    """Spots around the dot with what they cost, cheapest first."""
    for order, turn in enumerate(_NEAR):
        yield order * 0.4, _candidate(request, 0, turn)
    for ring in range(1, len(_RINGS) + 1):
        for step in range(_TURNS):
            yield ring * _RING_COST, _candidate(request, ring, 2 * pi * step / _TURNS)


def _candidate(request: Request, ring: int, turn: float) -> Placed:
    """The label with its nearest edge or corner at that turn from the dot (0 is right)."""
    reach = request.radius + (_RINGS[ring - 1] if ring else 3.0)
    across, down = cos(turn), sin(turn)
    x, y = request.spot[0] + across * reach, request.spot[1] + down * reach
    wide, high = width(request.words, request.size), request.size * (_ASCENT + _DESCENT)
    left = x if across > 0.3 else x - wide if across < -0.3 else x - wide / 2
    top = y if down > 0.3 else y - high if down < -0.3 else y - high / 2
    box = Box(left, top, left + wide, top + high)
    leader = None
    if ring:
        start = (
            request.spot[0] + across * request.radius,
            request.spot[1] + down * request.radius,
        )
        leader = (start, (x - across * 1.5, y - down * 1.5))
    return Placed(request, (left, top + request.size * _ASCENT), box, leader, ring)


def _cross(a: tuple[Spot, Spot], b: tuple[Spot, Spot]) -> bool:
    def side(line: tuple[Spot, Spot], spot: Spot) -> float:
        (x, y), (to_x, to_y) = line
        return (to_x - x) * (spot[1] - y) - (to_y - y) * (spot[0] - x)

    apart_a = side(a, b[0]) * side(a, b[1]) < 0
    return apart_a and side(b, a[0]) * side(b, a[1]) < 0
