"""Holds what a map draws: places and the ties between them, as plain values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kizuna.publish.drawings.geometry import Line, Spot
from kizuna.values.points import Point, great_circle


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
        return way_between(places, (self.source, self.target), _FINE)


@dataclass(frozen=True, slots=True)
class Legs:
    """How finely a great circle is drawn: the length of a leg in kilometres, and the fewest and most legs."""

    km: float
    fewest: int
    most: int


_FINE = Legs(km=50.0, fewest=8, most=96)


def way_between(places: Mapping[str, MapPlace], ends: tuple[str, str], legs: Legs) -> Line:
    """The great circle between two places by ref, as (longitude, latitude) pairs.

    Raises ValueError when an end is not among the places.
    """
    for ref in ends:
        if ref not in places:
            raise ValueError(f"a tie to {ref!r}, which is not among the places of the map")
    start, end = (Point(places[ref].latitude, places[ref].longitude) for ref in ends)
    count = int(start.distance_km(end) / legs.km)
    way = great_circle(start, end, max(legs.fewest, min(legs.most, count)))
    return [(point.longitude, point.latitude) for point in way]
