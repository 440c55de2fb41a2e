"""GeoJSON (RFC 7946): the parties of ties as points, the ties as great circles between them.

Law: a party or a tie without a place on the map is a feature without a geometry, never left out in silence.
A property has the same type in every feature, or is null: GIS read a column of mixed types as text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations
from math import atan, ceil, degrees, radians, sin, tan
from typing import Any, BinaryIO

import orjson

from kizuna.claims.kinds import Document
from kizuna.publish.export.network import NAMES, PLACE, TIE, place_rows, sources_of, tie_rows
from kizuna.publish.export.subject import Subject, write_items
from kizuna.publish.records import Row
from kizuna.register.status import TieOnDay
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
            # where the great circle through both meets the antimeridian
            edge = 180.0 if here[0] > 0 else -180.0
            start, meridian, end = map(radians, (here[0], edge, there[0] + 2 * edge))
            rise = tan(radians(here[1])) * sin(end - meridian)
            rise += tan(radians(there[1])) * sin(meridian - start)
            latitude = round(degrees(atan(rise / sin(end - start))), _DECIMALS)
            pieces[-1].append((edge, latitude))
            pieces.append([(-edge, latitude)])
        pieces[-1].append(there)
    return pieces


def write_geojson(subject: Subject, out: BinaryIO) -> None:
    """Write one FeatureCollection: the places, then the ties that certainly or possibly stood on the day.

    A feature a line. The collection also holds `as_of`, `known_at` (null: now) and `sources`, the title and the
    addresses of every document that the features cite by id.
    """
    ties, sources = subject.scope.in_force(possible=True), {}
    for ref in sources_of(subject, ties):
        document = subject.scope.register.get(ref, Document)
        addresses = document.address.values if document else ()
        sources[ref] = {"title": subject.label(ref), "addresses": addresses}
    head = {
        "type": "FeatureCollection",
        "as_of": subject.as_of,
        "known_at": subject.known_at or None,
        "sources": sources,
    }
    write_items(out, orjson.dumps(head)[:-1] + b',"features":[', _features(subject, ties))


def _features(subject: Subject, ties: Sequence[TieOnDay]) -> Iterator[dict[str, Any]]:
    parties = subject.scope.parties
    for said in place_rows(subject, ties):
        yield _feature("place", said, PLACE, _way([parties[str(said["id"])].point]))
    for tie, said in tie_rows(subject, ties):
        spots = [parties[party].point for party in tie.parties]
        yield _feature("tie", said, TIE, _way(spots))


def _feature(kind: str, said: Row, names: Iterable[str], geometry: Any) -> dict[str, Any]:
    properties = {
        "id": said["id"],
        "feature": kind,
        "label": said["label"],
        "names": {code: said[f"name_{code}"] for code in NAMES},
        **{name: said[name] for name in names},
    }
    return {"type": "Feature", "id": said["id"], "geometry": geometry, "properties": properties}


def _way(spots: Sequence[Point | None]) -> dict[str, Any] | None:
    """The lines between every two spots that are known; a point where all of them are one; else None."""
    lines = [line for a, b in combinations(spots, 2) if a and b for line in lines_between(a, b)]
    if len(lines) == 1:
        return {"type": "LineString", "coordinates": lines[0]}
    if lines:
        return {"type": "MultiLineString", "coordinates": lines}
    spot = spots[0] if len({*spots}) == 1 else None
    return {"type": "Point", "coordinates": (spot.longitude, spot.latitude)} if spot else None
