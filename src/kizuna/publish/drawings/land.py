"""The world's land in outline, from Natural Earth; for maps, not for measurement."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from importlib import resources
from itertools import accumulate, pairwise
from typing import Any, NamedTuple

import orjson

from kizuna.publish.drawings.geometry import Box, Line, Spot


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
