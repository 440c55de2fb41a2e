"""The map of ties as columns of small numbers, which compress to a fraction of GeoJSON.

Law: whoever reads the columns gets back every place, tie, year and concept of the map; nothing is left out, and
what cannot be drawn stands in them too, to be counted.

The columns, as JSON:

    day, first, last      the day asked about (ISO 8601), the first and the last year
    countries             codes (ISO 3166-1), the first one "" (unknown); `places.country` points into them
    kinds                 each kind with the wider ones after it, the first [""]; `ties.kind` points into them
    statuses              the first one "" (none); `ties.status` points into them
    places.at             latitude and longitude in 1/1000 degrees, by turns, as differences from the place before;
                          only of places that have a point, which come first (`placed` of them), in belts of one
                          degree from west to east
    ties.a, ties.b        the two places of a line by where they stand in the columns: `a` as the difference from
                          the line before, `b` from the line before where `a` is the same, else from `a`
    ties.from             the first year from which it may have stood, less `first`
    ties.sure             by how many years later it certainly stood
    ties.to               how many years before `last` it may have ended
    ties.until            by how many years earlier than that it certainly stood for the last time
    same                  pairs of lines of one tie (of one spell, where it was interrupted): a tie of three
                          parties has three lines, and counts once
    fields                by field of exchange, the lines of the ties lived in it, as differences
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from itertools import combinations, pairwise
from math import floor
from typing import Any, NamedTuple

from kizuna.analysis.tie_map import Days, TiedPlace, TieMap, spells_apart, status_of
from kizuna.claims import vocabulary
from kizuna.register.status import TieOnDay
from kizuna.values import day_text

SCALE = 1000
"""Parts of a degree: a point is kept to some 100 metres."""


class _Line(NamedTuple):
    """Two places of a tie by where they stand in the columns, the smaller first, and the days of one of the spells
    in which it was in force, with the number of that spell, from 0 on."""

    a: int
    b: int
    ref: str
    number: int
    days: Days
    tie: TieOnDay


def tie_columns(found: TieMap) -> dict[str, Any]:
    """The columns of a map, ready for JSON."""
    places = places_in_order(found)
    at = {place.ref: i for i, place in enumerate(places)}
    # a tie of which one place is known joins it to itself
    lines = sorted(
        _Line(min(at[a], at[b]), max(at[a], at[b]), tie.id, spell, days, tie)
        for tie in found.ties
        for homes in (found.homes[tie.id],)
        for a, b in combinations(homes * 2 if len(homes) == 1 else homes, 2)
        for spell, days in enumerate(spells_apart(tie.intervals))
    )
    points = [[round(degree * SCALE) for degree in place.point] for place in places if place.point]
    latitudes, longitudes = (_differences([point[axis] for point in points]) for axis in (0, 1))
    countries, scheme = ["", *found.countries], vocabulary.scheme("tie-types")
    first: dict[tuple[str, int], int] = {}
    firsts = [first.setdefault((line.ref, line.number), i) for i, line in enumerate(lines)]
    return {
        "day": day_text(found.years.day),
        "first": found.years.first,
        "last": found.years.last,
        "countries": countries,
        "kinds": [[""], *(list(scheme.wider(kind)) for kind in found.kinds)],
        "statuses": ["", *found.statuses],
        "placed": len(points),
        "places": {
            "at": [degree for pair in zip(latitudes, longitudes, strict=True) for degree in pair],
            "country": [countries.index(place.country) for place in places],
        },
        "ties": _ties(lines, found),
        "same": [(i, held) for i, held in enumerate(firsts) if held != i],
        "fields": _fields(lines, found.fields),
    }


def places_in_order(found: TieMap) -> list[TiedPlace]:
    """The places as they stand in the columns: those that have a point, belt by belt, then the others."""

    def belt(place: TiedPlace) -> tuple[float, ...]:
        if place.point is None:
            return (1, place.key)
        latitude, longitude = place.point
        return (0, floor(latitude), longitude, latitude, place.key)

    return sorted(found.places.values(), key=belt)


def keys_in_order(found: TieMap) -> list[int]:
    """The keys of the places in that order, as differences from the place before."""
    return _differences([place.key for place in places_in_order(found)])


def _ties(lines: Sequence[_Line], found: TieMap) -> dict[str, list[int]]:
    kinds, statuses = ("", *found.kinds), ("", *found.statuses)
    begun, ended = cache(found.years.begun), cache(found.years.ended)  # many begin on one day
    held = (line.days for line in lines)
    spans = [(begun(a), begun(b), ended(c), ended(d)) for a, b, c, d in held]
    pairs = pairwise([(-1, 0), *(line[:2] for line in lines)])
    return {
        "a": _differences([line.a for line in lines]),
        "b": [b - (before[1] if a == before[0] else a) for before, (a, b) in pairs],
        "kind": [kinds.index(line.tie.tie.type.value or "") for line in lines],
        "status": [statuses.index(status_of(line.tie)) for line in lines],
        "from": [first - found.years.first for first, _, _, _ in spans],
        "sure": [sure - first for first, sure, _, _ in spans],
        "to": [found.years.last - last for _, _, _, last in spans],
        "until": [last - until for _, _, until, last in spans],
    }


def _fields(lines: Sequence[_Line], fields: Mapping[str, frozenset[str]]) -> dict[str, list[int]]:
    """The lines of the ties that are active in each field."""
    lines_of: dict[str, list[int]] = {}
    for i, line in enumerate(lines):
        lines_of.setdefault(line.ref, []).append(i)
    return {
        field: _differences(sorted(i for tie in ties for i in lines_of.get(tie, ())))
        for field, ties in sorted(fields.items())
    }


def _differences(numbers: Sequence[int]) -> list[int]:
    return [number - before for before, number in pairwise([0, *numbers])]
