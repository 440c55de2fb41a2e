"""Finds room for the labels of a map: no label covers another, a dot or a leader line.

Greedy: each label takes the cheapest free spot around its dot, near before far; a far one gets a
leader line, and one without a spot is left to the caller.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import cos, inf, pi, sin
from typing import NamedTuple

from kizuna.publish.drawings.geometry import Box, Spot
from kizuna.publish.drawings.lettering import width
from kizuna.publish.drawings.room import Leader, Room

_ASCENT, _DESCENT = 0.86, 0.24
_BESIDE, _LEADER_GAP = 3.0, 1.5
_RINGS = (12.0, 20.0, 30.0, 42.0, 56.0, 72.0, 90.0)
_TURNS = 32
_CROWDED = 60.0
_RING_COST = 6.0
_TURN_COST = 0.4
_LINE_COST = 1.6
_STRANGER_COST = 8.0
"""A label that could be another dot's costs more than one on a leader in the first ring."""
_RIGHT = (1.0, 0.0)
_NEAR = tuple(
    (cos(turn), sin(turn))
    for turn in (0.0, pi, -pi / 4, pi / 4, -3 * pi / 4, 3 * pi / 4, -pi / 2, pi / 2)
)
_FAR = tuple((cos(2 * pi * step / _TURNS), sin(2 * pi * step / _TURNS)) for step in range(_TURNS))


@dataclass(frozen=True, slots=True)
class Request:
    """A label that asks for room beside its dot, in pixels; the heaviest is served first."""

    ref: str
    words: str
    spot: Spot
    radius: float
    weight: float
    size: float


class Placed(NamedTuple):
    """Where a label goes: its baseline start `at`, the `box` it fills and, for a far label, the
    `leader` line from the dot. `ring` is 0 beside the dot and grows with distance."""

    request: Request
    at: Spot
    box: Box
    leader: Leader | None
    ring: int


class _Choice(NamedTuple):
    """A spot that is free as far as the room goes: `cost` is without the lines, `full` with."""

    cost: float
    full: float
    placed: Placed


class _Choices:
    """The choices of one request, cheapest first, each looked for once however often asked."""

    def __init__(self, request: Request, room: Room, farthest: int) -> None:
        self._known: list[_Choice] = []
        self._unknown = _free_spots(request, room, farthest)

    def __iter__(self) -> Iterator[_Choice]:
        yield from self._known
        for choice in self._unknown:
            self._known.append(choice)
            yield choice


_Loss = tuple[float, float]
"""The weight of the labels without a place, and what the places of the others cost."""


def place(
    requests: Sequence[Request], room: Room, farthest: int = len(_RINGS)
) -> dict[str, Placed]:
    """The labels that found a place in the `farthest` ring or nearer, by ref; the room is marked
    as taken.

    Several orders of service are tried, the heaviest first before all others; the one that leaves
    the least weight without a label is taken, and among these the one whose labels are nearest
    and cover the least of lines.
    """
    choices = {request.ref: _Choices(request, room, farthest) for request in requests}
    best: dict[str, Placed] = {}
    least: _Loss = (inf, 0.0)
    for ordered in _orders(requests):
        served = _served(ordered, choices, room.bounds, least)
        if served:
            best, least = served
    for placed in best.values():
        room.take_label(placed.box, placed.leader)
    return best


def _orders(requests: Sequence[Request]) -> Iterator[list[Request]]:
    def crowding(request: Request) -> int:
        x, y = request.spot
        return sum(
            abs(other.spot[0] - x) < _CROWDED and abs(other.spot[1] - y) < _CROWDED / 2
            for other in requests
        )

    crowd = {request.ref: crowding(request) for request in requests}
    yield sorted(requests, key=lambda r: (-r.weight, -crowd[r.ref], r.ref))
    yield sorted(requests, key=lambda r: (-crowd[r.ref], -r.weight, r.ref))
    yield sorted(requests, key=lambda r: (r.spot[0], r.ref))
    yield sorted(requests, key=lambda r: (-r.spot[0], r.ref))
    yield sorted(requests, key=lambda r: (r.spot[1], r.ref))
    yield sorted(requests, key=lambda r: (-width(r.words, r.size), r.ref))


def _served(
    ordered: Sequence[Request], choices: Mapping[str, _Choices], bounds: Box, least: _Loss
) -> tuple[dict[str, Placed], _Loss] | None:
    """The labels placed in this order and their loss; None as soon as it reaches `least`."""
    taken = Room(bounds)
    found: dict[str, Placed] = {}
    lost, paid = 0.0, 0.0
    for request in ordered:
        best = _best(choices[request.ref], taken)
        if best:
            found[request.ref] = best.placed
            taken.take_label(best.placed.box, best.placed.leader)
            paid += best.full
        else:
            lost += 1.0 + request.weight
        if (lost, paid) >= least:
            return None
    return found, (lost, paid)


def _best(choices: _Choices, taken: Room) -> _Choice | None:
    best: _Choice | None = None
    for choice in choices:
        if best and choice.cost >= best.full:
            break
        if (best is None or choice.full < best.full) and _is_free(choice.placed, taken):
            best = choice
    return best


def _is_free(placed: Placed, taken: Room) -> bool:
    leader = placed.leader
    return taken.fits(placed.box) and (
        leader is None or taken.is_clear(leader, placed.request.spot)
    )


def beside(request: Request, bounds: Box) -> Placed:
    """The spot right of the dot, moved into the bounds, whatever it covers: the last resort."""
    box = _box(request, _BESIDE, _RIGHT)
    dx = min(0.0, bounds.right - box.right) + max(0.0, bounds.left - box.left)
    dy = min(0.0, bounds.bottom - box.bottom) + max(0.0, bounds.top - box.top)
    moved = Box(box.left + dx, box.top + dy, box.right + dx, box.bottom + dy)
    return _placed(request, moved, None, 0)


def _free_spots(request: Request, room: Room, farthest: int) -> Iterator[_Choice]:
    """Spots around the dot, near before far: a leader that is blocked stays so farther out, and
    one that is clear is looked at from there on only."""

    def choice(cost: float, placed: Placed) -> _Choice:
        doubt = _STRANGER_COST * room.strangers(placed.box, request.spot)
        return _Choice(cost, cost + doubt + _LINE_COST * room.crossings(placed.box), placed)

    for order, towards in enumerate(_NEAR):
        box = _box(request, _BESIDE, towards)
        if room.fits(box):
            yield choice(order * _TURN_COST, _placed(request, box, None, 0))
    turns, known = list(_FAR), 0.0
    for ring, reach in enumerate(_RINGS[:farthest], start=1):
        clear: list[Spot] = []
        end = reach - _LEADER_GAP
        for towards in turns:
            if room.is_clear(_leader(request, towards, known, end), request.spot):
                clear.append(towards)
                box = _box(request, reach, towards)
                if room.fits(box):
                    leader = _leader(request, towards, 0.0, end)
                    yield choice(ring * _RING_COST, _placed(request, box, leader, ring))
        turns, known = clear, end


def _placed(request: Request, box: Box, leader: Leader | None, ring: int) -> Placed:
    return Placed(request, (box.left, box.top + request.size * _ASCENT), box, leader, ring)


def _box(request: Request, reach: float, towards: Spot) -> Box:
    """The label's box with its nearest edge or corner `reach` from the dot."""
    across, down = towards
    reach += request.radius
    x, y = request.spot[0] + across * reach, request.spot[1] + down * reach
    wide, high = width(request.words, request.size), request.size * (_ASCENT + _DESCENT)
    left = x if across > 0.3 else x - wide if across < -0.3 else x - wide / 2
    top = y if down > 0.3 else y - high if down < -0.3 else y - high / 2
    return Box(left, top, left + wide, top + high)


def _leader(request: Request, towards: Spot, start: float, end: float) -> Leader:
    """The line that leads away from the dot, from `start` to `end` pixels off its edge."""
    (x, y), (across, down) = request.spot, towards
    start, end = request.radius + start, request.radius + end
    return (x + across * start, y + down * start), (x + across * end, y + down * end)
