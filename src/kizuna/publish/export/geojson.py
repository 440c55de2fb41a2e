"""GeoJSON (RFC 7946): the parties of ties as points, the ties as great circles between them.

Law: a party or a tie without a place on the map is a feature without a geometry, never left out in silence.
A property has the same type in every feature, or is null: GIS read a column of mixed types as text.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, BinaryIO

import orjson

from kizuna.claims.kinds import Document
from kizuna.publish.export.attributes import BOUNDS
from kizuna.publish.export.great_circles import Position, lines_between
from kizuna.publish.export.network import NAMES, Link, Place, network_of
from kizuna.publish.export.subject import ExportFormat, Subject
from kizuna.values import Point


def write(subject: Subject, out: BinaryIO) -> None:
    """Write one FeatureCollection: the places, then the ties that certainly or possibly stood on the day.

    A feature a line. The collection also holds `as_of`, `known_at` (null: now) and `sources`, the title and the
    addresses of every document that the features cite by id.
    """
    network = network_of(subject, subject.scope.in_force(possible=True))
    points = {place.id: place.point for place in network.places}
    head = {
        "type": "FeatureCollection",
        "as_of": subject.as_of,
        "known_at": subject.known_at or None,
        "sources": {ref: _source(subject, ref) for ref in network.sources},
    }
    out.write(orjson.dumps(head)[:-1] + b',"features":[')
    sign = b"\n"
    for feature in (
        *map(_place, network.places),
        *(_tie(link, points) for link in network.links),
    ):
        out.write(sign + orjson.dumps(feature))
        sign = b",\n"
    out.write(b"\n]}\n")


def _source(subject: Subject, ref: str) -> dict[str, Any]:
    document = subject.scope.register.get(ref, Document)
    addresses = document.address.values if document else ()
    return {"title": subject.label(ref), "addresses": list(addresses)}


def _place(place: Place) -> dict[str, Any]:
    population = place.population
    return _feature(
        place.id,
        _point(place.point) if place.point else None,
        {
            "feature": "place",
            "label": place.label,
            "names": _names(place.names),
            "kind": place.kind,
            "type": place.type or None,
            "level": place.level or None,
            "country": place.country or None,
            "government": place.government or None,
            "population_min": population.min if population else None,
            "population_max": population.max if population else None,
            "claims": place.claims,
            "sources": place.sources,
        },
    )


def _tie(link: Link, points: dict[str, Point | None]) -> dict[str, Any]:
    return _feature(
        link.id,
        _way(link, points),
        {
            "feature": "tie",
            "label": link.label,
            "names": _names(link.names),
            "type": link.type or None,
            "parties": link.parties,
            "countries": link.countries,
            "in_force": link.in_force,
            "date": link.date or None,
            "date_basis": link.date_basis or None,
            "status": link.status or None,
            **{bound.name: bound.read(link) for bound in BOUNDS},
            "claims": link.claims,
            "sources": link.sources,
        },
    )


def _feature(
    ref: str, geometry: dict[str, Any] | None, properties: dict[str, Any]
) -> dict[str, Any]:
    return {
        "type": "Feature",
        "id": ref,
        "geometry": geometry,
        "properties": {"id": ref, **properties},
    }


def _names(names: Any) -> dict[str, str | None]:
    return {code: names.get(code) for code in NAMES}


def _point(point: Point) -> dict[str, Any]:
    return {"type": "Point", "coordinates": (point.longitude, point.latitude)}


def _way(link: Link, points: dict[str, Point | None]) -> dict[str, Any] | None:
    """The lines between every two parties that have a point; a point where all stand on one; else None."""
    lines = list(_lines(link, points))
    if not lines:
        spots = {points[party] for party in link.parties}
        spot = spots.pop() if len(spots) == 1 else None
        return _point(spot) if spot else None
    if len(lines) == 1:
        return {"type": "LineString", "coordinates": lines[0]}
    return {"type": "MultiLineString", "coordinates": lines}


def _lines(link: Link, points: dict[str, Point | None]) -> Iterator[list[Position]]:
    for _, one, other in link.pairs:
        a, b = points[one], points[other]
        if a and b:
            yield from lines_between(a, b)


GEOJSON = ExportFormat(
    name="geojson",
    suffix="geojson",
    purpose="Maps: places as points, ties as great circles (RFC 7946; QGIS, Leaflet, MapLibre)",
    write=write,
)
