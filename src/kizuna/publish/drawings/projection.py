"""Turns longitudes and latitudes into pixels: Mercator for regions, Natural Earth for the world.

A frame is chosen from the data alone, so the same places always give the same map.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from math import atan, degrees, exp, log, pi, radians, tan

from kizuna.publish.drawings.geometry import Box, Line, Spot, cut_line, cut_ring, densified

_MERCATOR_LIMIT = 84.0
_WIDEST_REGION = 130.0
_TALLEST_REGION = 75.0
_WORLD_FROM = 210.0
_WORLD_LATITUDES = (-57.0, 79.0)
_WORLD_RIM = 7.0
_WORLD_SHAPE = 0.7


def _mercator(longitude: float, latitude: float) -> Spot:
    held = max(-_MERCATOR_LIMIT, min(_MERCATOR_LIMIT, latitude))
    return radians(longitude), log(tan(pi / 4 + radians(held) / 2))


def _natural_earth(longitude: float, latitude: float) -> Spot:
    """Natural Earth (Patterson), by the polynomial of Savric, Jenny, Patterson, Petrovic and
    Hurni (2011)."""
    phi = radians(latitude)
    p2 = phi * phi
    p4 = p2 * p2
    across = 0.8707 - 0.131979 * p2 - 0.013791 * p4 + p4 * p4 * p2 * (0.003971 - 0.001529 * p2)
    up = 1.007226 + 0.015085 * p2 + p4 * p2 * (-0.044475 + 0.028874 * p2 - 0.005916 * p4)
    return radians(longitude) * across, phi * up


@dataclass(frozen=True, slots=True)
class Extent:
    """A part of the world in degrees; west <= east <= west + 360, longitudes may pass 180."""

    west: float
    south: float
    east: float
    north: float

    @property
    def is_world(self) -> bool:
        """True when the part is too large for Mercator."""
        wide = self.east - self.west > _WIDEST_REGION
        return wide or self.north - self.south > _TALLEST_REGION

    @property
    def as_box(self) -> Box:
        """The same as a box whose x is longitude and y latitude."""
        return Box(self.west, self.south, self.east, self.north)


@dataclass(frozen=True, slots=True)
class Frame:
    """A map's window: degrees of `extent` land in the pixels of `box`."""

    extent: Extent
    box: Box
    world: bool
    scale: float
    origin: Spot

    def pixel(self, longitude: float, latitude: float) -> Spot:
        """The pixel of a place; longitudes are brought into the extent first."""
        x, y = self._flat(self.unwrapped(longitude), latitude)
        return self.origin[0] + x * self.scale, self.origin[1] - y * self.scale

    def unwrapped(self, longitude: float) -> float:
        """The longitude, plus or minus whole turns, that is nearest to the extent's middle."""
        middle = (self.extent.west + self.extent.east) / 2
        return middle + (longitude - middle + 180.0) % 360.0 - 180.0

    def shows(self, longitude: float, latitude: float) -> bool:
        """True when the place lies in the window."""
        return self.extent.as_box.holds((self.unwrapped(longitude), latitude))

    def line(self, degrees: Sequence[Spot]) -> list[Line]:
        """A line in degrees as pieces in pixels: cut at the window's edges, and where it leaves
        the window on one side and comes back on the other."""
        runs: list[Line] = []
        for longitude, latitude in degrees:
            spot = (self.unwrapped(longitude), latitude)
            if runs and abs(spot[0] - runs[-1][-1][0]) <= 180.0:
                runs[-1].append(spot)
            elif runs:
                before = runs[-1][-1]
                turn = 360.0 if spot[0] < before[0] else -360.0
                runs[-1].append((spot[0] + turn, latitude))
                runs.append([(before[0] - turn, before[1]), spot])
            else:
                runs.append([spot])
        pieces = [piece for run in runs for piece in cut_line(run, self.extent.as_box)]
        return [self._pixels(piece) for piece in pieces]

    def area(self, ring: Sequence[Spot]) -> Line:
        """A ring in degrees, longitudes as they are, as a ring in pixels cut to the window; empty
        when no part is inside."""
        kept = cut_ring(ring, self.extent.as_box)
        return self._pixels([*kept, kept[0]]) if kept else []

    def outline(self) -> Line:
        """The edge of the window in pixels."""
        corners = self.extent.as_box.corners()
        return self._pixels([*corners, corners[0]])

    def _pixels(self, degrees: Sequence[Spot]) -> Line:
        dense = densified(degrees, 3.0) if self.world else degrees
        flat = (self._flat(*spot) for spot in dense)
        return [(self.origin[0] + x * self.scale, self.origin[1] - y * self.scale) for x, y in flat]

    def _flat(self, longitude: float, latitude: float) -> Spot:
        middle = (self.extent.west + self.extent.east) / 2
        return (_natural_earth if self.world else _mercator)(longitude - middle, latitude)


@dataclass(frozen=True, slots=True)
class Window:
    """The pixels that a map may take: its left upper corner, its width and the bounds of its
    height."""

    left: float
    top: float
    width: float
    lowest: float
    highest: float


def frame_for(extent: Extent, window: Window, least: float, margin: float) -> Frame:
    """The frame that shows the extent with a margin (a share of its larger side), at least
    `least` degrees wide, filling the window's width."""
    if extent.is_world:
        return _world_frame(extent, window)
    return _region_frame(extent, window, least, margin)


def _region_frame(extent: Extent, window: Window, least: float, margin: float) -> Frame:
    middle = (extent.west + extent.east) / 2
    (left, bottom), (right, top) = (
        _mercator(extent.west - middle, extent.south),
        _mercator(extent.east - middle, extent.north),
    )
    room = margin * max(right - left, top - bottom)
    smallest = radians(least)
    across = max(right - left + 2 * room, smallest)
    up = max(top - bottom + 2 * room, smallest * window.lowest / window.width)
    height = max(window.lowest, min(window.highest, window.width * up / across))
    across = max(across, up * window.width / height)
    up = across * height / window.width
    limit = _mercator(0.0, _MERCATOR_LIMIT)[1]
    centre = max(up / 2 - limit, min(limit - up / 2, (top + bottom) / 2))
    scale = window.width / across
    box = Box(window.left, window.top, window.left + window.width, window.top + height)
    shown = Extent(
        middle - degrees(across / 2),
        _latitude_of(centre - up / 2),
        middle + degrees(across / 2),
        _latitude_of(centre + up / 2),
    )
    origin = (box.centre[0], box.centre[1] + centre * scale)
    return Frame(shown, box, False, scale, origin)


def _latitude_of(y: float) -> float:
    return degrees(2 * atan(exp(y)) - pi / 2)


def _world_frame(extent: Extent, window: Window) -> Frame:
    span = extent.east - extent.west
    middle = (extent.west + extent.east) / 2
    south, north = extent.south - 6.0, extent.north + 6.0
    half = min(180.0, max(span / 2 + 12.0, (north - south) * _WORLD_SHAPE))
    half = 180.0 if span > _WORLD_FROM else half
    if half == 180.0:
        south, north = min(south, _WORLD_LATITUDES[0]), max(north, _WORLD_LATITUDES[1])
    south, north = max(-90.0, south), min(90.0, north)
    shown = Extent(middle - half, south, middle + half, north)
    unscaled = Frame(shown, Box(0, 0, 1, 1), True, 1.0, (0.0, 0.0))
    bounds = Box.around(unscaled.outline())
    scale = min(window.width / bounds.width, (window.highest - 2 * _WORLD_RIM) / bounds.height)
    height = bounds.height * scale + 2 * _WORLD_RIM
    box = Box(window.left, window.top, window.left + window.width, window.top + height)
    flat = bounds.centre
    origin = (box.centre[0] - flat[0] * scale, box.centre[1] - flat[1] * scale)
    return Frame(shown, box, True, scale, origin)


def extent_of(places: Sequence[Spot], lines: Sequence[Sequence[Spot]]) -> Extent:
    """The smallest part of the world that holds the places and the lines, (longitude, latitude)
    in degrees, without cutting more lines than it must. There is at least one place."""
    arcs = [_arc(line) for line in lines]
    ends = [longitude for longitude, _ in places] + [end for arc in arcs for end in arc]
    turns = sorted({longitude % 360.0 for longitude, _ in places})
    gaps = zip(turns, [*turns[1:], turns[0] + 360.0], strict=True)
    cuts = [(a + b) / 2 for a, b in gaps]

    def cost(cut: float) -> tuple[int, float]:
        crossings = sum((cut - west) % 360.0 < east - west for west, east in arcs)
        turned = [(longitude - cut) % 360.0 for longitude in ends]
        return crossings, round(max(turned) - min(turned), 6)

    cut = min(cuts, key=cost)
    spots = [*places, *(spot for line in lines for spot in line)]
    turned = [(longitude - cut) % 360.0 + cut for longitude, _ in spots]
    west, east = min(turned), max(turned)
    if (west + east) / 2 > 200.0:
        west, east = west - 360.0, east - 360.0
    latitudes = [latitude for _, latitude in spots]
    return Extent(west, min(latitudes), east, max(latitudes))


def _arc(line: Sequence[Spot]) -> Spot:
    """The westernmost and the easternmost longitude of a line, followed across the antimeridian:
    east may pass 180."""
    legs = ((b[0] - a[0] + 180.0) % 360.0 - 180.0 for a, b in pairwise(line))
    passed = list(accumulate(legs, initial=line[0][0]))
    return min(passed), max(passed)
