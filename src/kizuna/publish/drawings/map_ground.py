"""Draws what lies under the facts of a map: sea, land and the net of degrees, quietly."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from importlib import resources
from itertools import accumulate, pairwise
from math import ceil, floor
from typing import Any, NamedTuple

import orjson

from kizuna.publish.drawings import svg
from kizuna.publish.drawings.geometry import Box, Line, Spot
from kizuna.publish.drawings.palette import COAST, LAND, MUTED, RULE, SEA
from kizuna.publish.drawings.projection import Frame
from kizuna.publish.drawings.svg import Element, element


class Outline(NamedTuple):
    """A closed ring of (longitude, latitude) pairs in degrees, around land or a sea within land.

    Longitudes may pass 180; the middle of the ring lies within -180 to 180.
    """

    ring: tuple[Spot, ...]
    bounds: Box


@lru_cache(maxsize=2)
def outlines(is_world: bool) -> tuple[Outline, ...]:
    """Every outline: at 1:110 million for maps of the world, else at 1:50 million."""
    name = f"countries-{'110m' if is_world else '50m'}.json"
    file = resources.files("kizuna") / "data" / "world-atlas-2.0.2" / name
    topology = orjson.loads(file.read_bytes())
    arcs = [_positions(arc, topology["transform"]) for arc in topology["arcs"]]
    return tuple(
        _outline([spot for index in ring for spot in _along(arcs, index)])
        for geometry in topology["objects"]["land"]["geometries"]
        for polygon in geometry["arcs"]
        for ring in polygon
    )


def _positions(arc: list[list[int]], transform: dict[str, Any]) -> Line:
    """The degrees of an arc, each spot of which is told by its steps from the one before."""
    (across, up), (west, south) = transform["scale"], transform["translate"]
    xs, ys = (accumulate(steps) for steps in zip(*arc, strict=True))
    return [(x * across + west, y * up + south) for x, y in zip(xs, ys, strict=True)]


def _along(arcs: list[Line], index: int) -> Iterator[Spot]:
    """An arc without its last spot, with which the next one begins; backwards for -1 - its number."""
    return iter(arcs[index][:-1] if index >= 0 else arcs[~index][:0:-1])


def _outline(ring: Line) -> Outline:
    """The outline, with longitudes that run on across the antimeridian; a ring around a pole takes the pole in."""
    turns = accumulate(
        (-round((after[0] - before[0]) / 360) * 360.0 for before, after in pairwise(ring)),
        initial=0.0,
    )
    found = [(x + turn, y) for (x, y), turn in zip(ring, turns, strict=True)]
    if abs(found[-1][0] - found[0][0]) > 180:
        pole = -90.0 if found[0][1] < 0 else 90.0
        found += [(found[-1][0], pole), (found[0][0], pole)]
    bounds = Box.around(found)
    shift = -round(bounds.centre[0] / 360) * 360.0
    moved = tuple((x + shift, y) for x, y in found)
    return Outline(moved, Box.around(moved))


_STEPS = (0.25, 0.5, 1.0, 2.0, 5.0, 10.0, 15.0, 30.0)
_LINES_ACROSS = 7
_DEGREE_SIZE = 9.0
_NET = "#d3dce2"
_SEEN = 0.5
_LEAST_SPOTS = 3


def ground(frame: Frame) -> Element:
    """Sea, land and the net of degrees, cut to the frame; says nothing to a reader."""
    edge = svg.path_of([frame.outline()], closed=True)
    return element(
        "g",
        element("path", d=edge, fill=SEA, class_="sea"),
        *_net(frame),
        *_surface(frame),
        class_="ground",
        aria_hidden="true",
    )


def edge(frame: Frame) -> Element:
    """The frame's border, to be drawn over everything else, and the degrees along it."""
    border = element(
        "path",
        d=svg.path_of([frame.outline()], closed=True),
        fill="none",
        stroke=RULE,
        stroke_width=1,
        class_="edge",
    )
    return element("g", border, *_degrees(frame), class_="edges", aria_hidden="true")


def degree_boxes(frame: Frame) -> list[Box]:
    """Where the degrees stand, so that labels stay clear of them."""
    size = _DEGREE_SIZE
    return [
        Box(x - 14, y - size, x + 14, y + 3) if middle else Box(x, y - size, x + 26, y + 3)
        for _, x, y, middle in _degree_marks(frame)
    ]


def _surface(frame: Frame) -> list[Element]:
    rings: list[Line] = []
    window = frame.extent.as_box
    for outline in outlines(frame.world):
        for turn in (-360.0, 0.0, 360.0):
            bounds = outline.bounds
            shifted = Box(bounds.left + turn, bounds.top, bounds.right + turn, bounds.bottom)
            if window.meets(shifted):
                rings.append(_thinned(frame.area([(x + turn, y) for x, y in outline.ring])))
    data = svg.path_of([ring for ring in rings if len(ring) > _LEAST_SPOTS], closed=True)
    if not data:
        return []
    land = element(
        "path",
        d=data,
        fill=LAND,
        fill_rule="evenodd",
        stroke=COAST,
        stroke_width=0.7,
        stroke_linejoin="round",
        class_="land",
    )
    return [land]


def _thinned(ring: Line) -> Line:
    """The ring without the spots that lie less than half a pixel from the one before."""
    kept: Line = ring[:1]
    for x, y in ring:
        if abs(x - kept[-1][0]) + abs(y - kept[-1][1]) >= _SEEN:
            kept.append((x, y))
    return kept


def _step(frame: Frame) -> float:
    span = frame.extent.east - frame.extent.west
    return next((step for step in _STEPS if span / step <= _LINES_ACROSS), _STEPS[-1])


def _multiples(low: float, high: float, step: float) -> list[float]:
    return [step * index for index in range(ceil(low / step), floor(high / step) + 1)]


def _net(frame: Frame) -> list[Element]:
    step, extent = _step(frame), frame.extent
    meridians = [
        [(longitude, extent.south), (longitude, extent.north)]
        for longitude in _multiples(extent.west, extent.east, step)
        if extent.west < longitude < extent.east
    ]
    # a parallel in two halves, since its ends may lie a whole turn apart
    middle = (extent.west + extent.east) / 2
    parallels = [
        [(start, latitude), (end, latitude)]
        for latitude in _multiples(extent.south, extent.north, step)
        for start, end in ((extent.west + 1e-6, middle), (middle, extent.east - 1e-6))
    ]
    lines = [piece for degrees in [*meridians, *parallels] for piece in frame.line(degrees)]
    net = svg.path_of(lines)
    return [element("path", d=net, fill="none", stroke=_NET, stroke_width=0.6, class_="net")]


def _degree_marks(frame: Frame) -> list[tuple[str, float, float, bool]]:
    """The degrees along the lower and the left edge of a region; a world map has none."""
    if frame.world:
        return []
    step, extent, box = _step(frame), frame.extent, frame.box
    marks = []
    for longitude in _multiples(extent.west, extent.east, step):
        x, _ = frame.pixel(longitude, extent.south)
        if box.left + 40 < x < box.right - 16:
            shown = 180.0 - (180.0 - longitude) % 360.0
            marks.append((_degree(shown), x, box.bottom - 5, True))
    for latitude in _multiples(extent.south, extent.north, step):
        _, y = frame.pixel(extent.west, latitude)
        if box.top + 12 < y < box.bottom - 20:
            marks.append((_degree(latitude), box.left + 5, y + 3, False))
    return marks


def _degrees(frame: Frame) -> list[Element]:
    return [
        svg.text(
            words,
            x,
            y,
            text_anchor="middle" if middle else None,
            font_size=_DEGREE_SIZE,
            fill=MUTED,
            fill_opacity=0.8,
        )
        for words, x, y, middle in _degree_marks(frame)
    ]


def _degree(value: float) -> str:
    return f"{svg.number(value).replace('-', '−')}°"
