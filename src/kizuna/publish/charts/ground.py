"""The ground of a map: a window on the world, with sea, land and the net of degrees
under what is drawn on it.

Mercator for regions and, for what is wider or higher, the cylindrical projection of
Patterson, Savric and Jenny (2014). A window is chosen from the data alone, so the same
places always give the same map.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from itertools import chain
from math import atan, ceil, degrees, exp, floor, pi, radians
from typing import Any

import numpy as np
import orjson

from kizuna.publish.charts import svg
from kizuna.publish.charts.plot import Chart
from kizuna.publish.charts.svg import Box, Line, Look, Spot, Spots

LEFT, WIDE = 46.5, 740.0
"""The left edge and the width of a window in pixels."""
_EDGES = {False: (-84.0, 84.0), True: (-60.0, 83.0)}
"""The latitudes beyond which regions, and the world, are not shown without need."""

_STEPS = (0.25, 0.5, 1.0, 2.0, 5.0, 10.0, 15.0, 30.0)
_SEEN, _LEAST_SPOTS = 0.5, 3
"""Spots of an outline that lie less than half a pixel from the one before are left
out.
"""


@dataclass(frozen=True, slots=True)
class MapFrame:
    """A window of a map: longitudes and latitudes in degrees land in the pixels of
    `box`.

    `middle` is the longitude in its middle, `equator` the pixel of the equator, `scale`
    the pixels of a radian.
    """

    box: Box
    middle: float
    equator: float
    scale: float
    is_world: bool

    def pixel(self, longitude: float, latitude: float) -> Spot:
        """The pixel of a place, at most half a turn from the middle."""
        turned = (longitude - self.middle + 180.0) % 360.0 - 180.0
        x = self.box.centre[0] + radians(turned) * self.scale
        return x, self.equator - float(_rise(latitude, self.is_world)) * self.scale

    def place(self, pixel: Spot) -> Spot:
        """The longitude and latitude of a pixel of a region."""
        up = (self.equator - pixel[1]) / self.scale
        across = degrees((pixel[0] - self.box.centre[0]) / self.scale)
        return self.middle + across, degrees(2 * atan(exp(up)) - pi / 2)

    def shows(self, place: Spot) -> bool:
        (x, y), box = self.pixel(*place), self.box
        return box.left <= x <= box.right and box.top <= y <= box.bottom

    def lines(self, ways: Sequence[Spots]) -> list[list[Line]]:
        """Lines in degrees, longitudes as they are, each as pieces in pixels: cut at
        the window's edges, and where it leaves the window on one side and comes back on
        the other.
        """
        found: list[list[Line]] = [[] for _ in ways]
        joined = [part for way in ways for part in (way, np.full((1, 2), np.nan))]
        for spots in self._turns(np.vstack(joined)) if joined else ():
            for number, piece in svg.cut_line(spots, self.box):
                found[number].append(piece)
        return found

    def areas(self, ring: Spots) -> Iterator[Spots]:
        """A ring in degrees, longitudes as they are, as rings in pixels cut to the
        window (Sutherland-Hodgman), of which some may be empty. Parts of a concave ring
        stay joined along the window's edge.
        """
        for spots in self._turns(ring):
            for axis, edge, sign in self.box.edges:
                within = (spots[:, axis] - edge) * sign
                before, came = np.roll(spots, 1, 0), np.roll(within, 1)
                crosses = (came < 0) != (within < 0)
                share = np.divide(
                    came, came - within, out=np.zeros_like(came), where=crosses
                )
                crossings = before + share[:, None] * (spots - before)
                crossings[:, axis] = edge
                # each spot comes after the crossing that leads to it
                spots = np.stack([crossings, spots], 1)[
                    np.stack([crosses, within >= 0], 1)
                ]
            yield spots

    def _turns(self, way: Spots) -> Iterator[Spots]:
        """The pixels of a way as often as they may be in the window, a whole turn
        apart.
        """
        half = degrees(self.box.width / 2 / self.scale)
        low, high = (
            np.nanmin(way[:, 0]) - self.middle,
            np.nanmax(way[:, 0]) - self.middle,
        )
        for turn in range(ceil((-half - high) / 360), floor((half - low) / 360) + 1):
            x = (
                self.box.centre[0]
                + np.radians(way[:, 0] + 360.0 * turn - self.middle) * self.scale
            )
            yield np.stack(
                [x, self.equator - _rise(way[:, 1], self.is_world) * self.scale], 1
            )


def unwrapped(way: Spots) -> Spots:
    """The way with longitudes that run on across the antimeridian: they may pass
    180.
    """
    return np.stack([np.unwrap(way[:, 0], period=360.0), way[:, 1]], 1)


def _rise(latitude: Any, is_world: bool) -> Any:
    """How far above the equator latitudes lie, in radians at the equator."""
    if not is_world:
        return np.log(np.tan(pi / 4 + np.radians(np.clip(latitude, -84.0, 84.0)) / 2))
    phi = np.radians(latitude)
    p2 = phi * phi
    return phi * (1.0148 + p2 * p2 * (0.23185 + p2 * (-0.14499 + p2 * 0.02406)))


def frame_for(
    extent: Box, top: float, heights: tuple[float, float], least: float
) -> MapFrame:
    """The frame that shows a part of the world in degrees with a margin, at least
    `least` degrees wide, from the pixel `top` down, within bounds of its height. The
    box of the part has the south as its smaller y.
    """
    wide, high = extent.width, extent.height
    is_world = wide > 130.0 or high > 75.0
    south, north = (
        _rise(latitude, is_world) for latitude in (extent.top, extent.bottom)
    )
    room = 0.08 * max(radians(wide), north - south)  # the margin on each side
    across = min(max(radians(wide) + 2 * room, radians(least)), 2 * pi)
    across = (
        2 * pi if wide > 210.0 else across
    )  # what is wider is shown with all the rest
    up = north - south + 2 * room
    height = max(heights[0], min(heights[1], WIDE * up / across))
    across = min(max(across, up * WIDE / height), 2 * pi)
    outer = _EDGES[is_world]
    low = _rise(max(-94.0, min(outer[0], extent.top - 4)), is_world)
    most = _rise(min(94.0, max(outer[1], extent.bottom + 4)), is_world)
    up = min(across * height / WIDE, most - low)
    centre = max(low + up / 2, min(most - up / 2, (north + south) / 2))
    scale = WIDE / across
    box = Box(LEFT, top, LEFT + WIDE, top + up * scale)
    return MapFrame(
        box, extent.centre[0], box.centre[1] + centre * scale, scale, is_world
    )


def extent_of(places: Spots, ways: Sequence[Spots]) -> Box:
    """The smallest part of the world that holds the places and the ways, cutting no
    more of these than it must.

    Its longitudes may pass 180, as those of the ways may. There is at least one place.
    """
    every = np.vstack([places, *ways])
    firsts = np.cumsum([len(places), *map(len, ways)])[:-1]
    low, high = (end.reduceat(every[:, 0], firsts) for end in (np.minimum, np.maximum))
    turns = np.unique(places[:, 0].round() % 360.0)
    cuts = (turns + np.append(turns[1:], turns[0] + 360.0)) / 2
    crossings = ((cuts[:, None] - low) % 360.0 < high - low).sum(1)
    ends = np.unique(np.concatenate([places[:, 0], low, high]).round(1))
    turned = (ends - cuts[:, None]) % 360.0
    spans = np.round(turned.max(1) - turned.min(1), 6)
    cut = cuts[np.lexsort((spans, crossings))[0]]
    longitudes = (every[:, 0] - cut) % 360.0 + cut
    longitudes -= 360.0 * round((longitudes.min() + longitudes.max()) / 720.0)
    south, north = every[:, 1].min(), every[:, 1].max()
    return Box(*map(float, (longitudes.min(), south, longitudes.max(), north)))


def draw_ground(chart: Chart, frame: MapFrame) -> None:
    """Sea, the net of degrees, told beneath and at the left, and land, cut to the
    frame.
    """
    box, across = frame.box, degrees(frame.box.width / frame.scale)
    chart.add(svg.rect(box, svg.SEA, class_="sea"))
    step = next((s for s in _STEPS if across / s <= 7), _STEPS[-1])
    net = [(d, f"{d:g}°".replace("-", "−")) for d in np.arange(step - 180, 181, step)]
    meridians = [(frame.pixel(degree, 0.0)[0], said) for degree, said in net]
    parallels = [
        (frame.pixel(0.0, degree)[1], said) for degree, said in net if abs(degree) < 84
    ]
    chart.grid(
        box, [at for at in meridians if box.left < at[0] < box.right], upright=True
    )
    chart.grid(
        box, [at for at in parallels if box.top < at[0] < box.bottom], upright=False
    )
    land: list[Line] = []
    for area in (
        area for ring in outlines(frame.is_world) for area in frame.areas(ring)
    ):
        kept: Line = []
        for x, y in area.tolist():
            if not kept or abs(x - kept[-1][0]) + abs(y - kept[-1][1]) >= _SEEN:
                kept.append((x, y))
        land += [kept] if len(kept) > _LEAST_SPOTS else []
    look: Look = {"stroke": svg.COAST, "stroke_width": 0.7, "stroke_linejoin": "round"}
    chart.add(svg.path(land, svg.LAND, fill_rule="evenodd", **look, class_="land"))


@lru_cache(maxsize=2)
def outlines(is_world: bool) -> tuple[Spots, ...]:
    """Every closed ring around land or a sea within land: at 1:110 million for maps of
    the world, else at 1:50 million. Longitudes run on across the antimeridian; the
    middle of a ring is within -180 to 180.
    """
    name = f"countries-{'110m' if is_world else '50m'}.json"
    file = resources.files("kizuna") / "data" / "world-atlas-2.0.2" / name
    topology = orjson.loads(file.read_bytes())
    (across, up), origin = (
        topology["transform"]["scale"],
        topology["transform"]["translate"],
    )
    # each spot of an arc is told by its steps from the one before
    arcs = [np.cumsum(arc, 0) * (across, up) + origin for arc in topology["arcs"]]
    # an arc is taken without its last spot, with which the next one begins; backwards
    # for -1 - its number
    rings = chain.from_iterable(
        chain(*geometry["arcs"])
        for geometry in topology["objects"]["land"]["geometries"]
    )
    found = []
    for ring in rings:
        way = unwrapped(
            np.vstack([arcs[i][:-1] if i >= 0 else arcs[~i][:0:-1] for i in ring])
        )
        if abs(way[-1, 0] - way[0, 0]) > 180:  # one around a pole takes the pole in
            pole = -90.0 if way[0, 1] < 0 else 90.0
            way = np.vstack([way, [(way[-1, 0], pole), (way[0, 0], pole)]])
        middle = (way[:, 0].min() + way[:, 0].max()) / 2
        found.append(way - (round(middle / 360) * 360.0, 0.0))
    return tuple(found)
