"""Holds what a map draws: places and the ties between them, as plain values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kizuna.publish.drawings.geometry import Line, Spot
from kizuna.values.points import Point, great_circle

_LEG_KM = 50.0
_FEWEST_LEGS, _MOST_LEGS = 8, 96


@dataclass(frozen=True, slots=True)
class MapPlace:
    """A place on the map, in degrees (WGS 84).

    `side` is "a", "b" or "" (neither) and settles the colour; `weight` (0 or more) the size of
    the dot and whose label is served first. `title` is read out and shown on hover, the label
    when empty; `claims` are the ids of the claims behind it.
    """

    ref: str
    label: str
    latitude: float
    longitude: float
    side: str = ""
    weight: float = 1.0
    title: str = ""
    claims: tuple[str, ...] = ()

    @property
    def degrees(self) -> Spot:
        """(longitude, latitude)."""
        return self.longitude, self.latitude


@dataclass(frozen=True, slots=True)
class MapTie:
    """A tie between two places, by their refs; drawn dashed when it is only possible."""

    source: str
    target: str
    certain: bool
    title: str
    claims: tuple[str, ...] = ()

    def line(self, places: Mapping[str, MapPlace]) -> Line:
        """The great circle from source to target as (longitude, latitude) pairs.

        Raises ValueError when an end is not among the places.
        """
        for ref in (self.source, self.target):
            if ref not in places:
                raise ValueError(f"a tie to {ref!r}, which is not among the places of the map")
        ends = (places[self.source], places[self.target])
        start, end = (Point(place.latitude, place.longitude) for place in ends)
        legs = int(start.distance_km(end) / _LEG_KM)
        way = great_circle(start, end, max(_FEWEST_LEGS, min(_MOST_LEGS, legs)))
        return [(point.longitude, point.latitude) for point in way]
