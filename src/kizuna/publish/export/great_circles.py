"""Great circles as lines of longitudes and latitudes, cut where they cross the antimeridian (RFC 7946, 3.1.9)."""

from __future__ import annotations

from math import atan, ceil, degrees, radians, sin, tan

from kizuna.values import Point, great_circle

Position = tuple[float, float]
"""Longitude and latitude in degrees, in the order of GeoJSON."""

LEG_KM = 200.0
"""Legs are no longer than this: a straight line on a map then stays within a kilometre of the circle at 50°."""

_DECIMALS = 4


def lines_between(a: Point, b: Point) -> list[list[Position]]:
    """The shortest way from `a` to `b`: one line or, where it crosses the antimeridian, two.

    Each line has two positions or more and never crosses the antimeridian; a cut line ends on 180 or -180, and the
    next begins on the other. The ends are the points themselves (on the antimeridian by either name), what lies
    between is rounded to four decimals (some ten metres). Empty when the two points are one.
    """
    legs = max(1, ceil(a.distance_km(b) / LEG_KM))
    way = great_circle(a, b, legs)
    between = [(round(p.longitude, _DECIMALS), round(p.latitude, _DECIMALS)) for p in way[1:-1]]
    line = [(a.longitude, a.latitude), *between, (b.longitude, b.latitude)]
    return [piece for piece in _cut(line) if any(spot != piece[0] for spot in piece)]


def _cut(line: list[Position]) -> list[list[Position]]:
    pieces = [line[:1]]
    for there in line[1:]:
        here = pieces[-1][-1]
        if abs(there[0] - here[0]) == 360:
            there = (here[0], there[1])  # along the antimeridian, whose two names are one place
        elif abs(there[0] - here[0]) > 180:
            edge = 180.0 if here[0] > 0 else -180.0
            latitude = round(_latitude_at(edge, here, there), _DECIMALS)
            pieces[-1].append((edge, latitude))
            pieces.append([(-edge, latitude)])
        pieces[-1].append(there)
    return pieces


def _latitude_at(edge: float, here: Position, there: Position) -> float:
    """Where the great circle through two positions meets the meridian that lies between them."""
    start, meridian = radians(here[0]), radians(edge)
    end = radians(there[0] + 2 * edge)
    rise = tan(radians(here[1])) * sin(end - meridian)
    rise += tan(radians(there[1])) * sin(meridian - start)
    return degrees(atan(rise / sin(end - start)))
