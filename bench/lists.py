"""Measures what `kizuna resolve --auto` decides: `python -m bench.lists FILE [--far N]
[--points]`.

FILE is a CSV (or .csv.gz) with the columns city1, country1, lat1, lng1 and the same
with 2: a list of ties whose places somebody has geocoded. Every place, by name and
country, is linked to the gazetteer as a mention is; what is decided is compared with
the geocoder's point. The points are hidden from the decisions unless `--points` is
given. What lies more than 25 km from the geocoder's point is printed (`--far` lines at
most), with the place of the gazetteer nearest to that point and in which country: by
hand it is to be told which of the two is wrong.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from bench.measuring import Measure, peak_memory, print_table, shown
from kizuna.identity.features import NEAR_KM, called, called_alone, decided
from kizuna.identity.folding import fold_name
from kizuna.identity.gazetteer import GazetteerPlace, gazetteer, geonames_places
from kizuna.identity.linker import Linker
from kizuna.identity.mentions import Mention
from kizuna.values import Point
from kizuna.values.countries import country_code

DECIDED, NEAR = 0.45, 0.998
"""The share that was decided when any likeness sufficed, and the share of the decided
that is to lie near.
"""


@dataclass(frozen=True, slots=True)
class Decided:
    """A mention with its place, and the kilometres from the geocoder's point."""

    mention: Mention
    place: GazetteerPlace
    distance: float


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("list", type=Path, help="the geocoded list")
    parser.add_argument("--far", type=int, default=0, help="print so many that lie far")
    parser.add_argument(
        "--points", action="store_true", help="let the points of the list decide"
    )
    given = parser.parse_args()
    mentions = list(read(given.list))
    began = time.perf_counter()
    found = apart(list(link(mentions, with_points=given.points)))
    spent = time.perf_counter() - began
    far = sorted(
        (one for one in found if one.distance > NEAR_KM), key=lambda one: -one.distance
    )
    for one in far[: given.far]:
        print(words_of(one))
    print_table(
        f"{len(mentions):,} places of {given.list.name}",
        measures(mentions, found, spent),
    )


def read(path: Path) -> Iterator[Mention]:
    """The places of a list, each once by its name and country, with the point that the
    geocoder gave it.
    """
    seen: set[tuple[str, str]] = set()
    opening = gzip.open if path.suffix == ".gz" else open
    with opening(path, "rt", encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            for side in "12":
                name, country = (
                    row[f"city{side}"].strip(),
                    country_code(row[f"country{side}"]),
                )
                if name and (name, country) not in seen:
                    seen.add((name, country))
                    here = Point(float(row[f"lat{side}"]), float(row[f"lng{side}"]))
                    yield replace(
                        Mention(name, country=country),
                        latitude=here.latitude,
                        longitude=here.longitude,
                    )


def link(mentions: Sequence[Mention], *, with_points: bool) -> Iterator[Decided]:
    """What is decided of the mentions, country by country."""
    by_country: defaultdict[str, list[Mention]] = defaultdict(list)
    for mention in mentions:
        by_country[mention.country].append(mention)
    by_country.pop("", None)
    for country, mine in by_country.items():
        linker = Linker(gazetteer().places(country))
        asked = (
            mine
            if with_points
            else [replace(m, latitude=None, longitude=None) for m in mine]
        )
        for mention, candidates in zip(mine, linker.link(asked), strict=True):
            sure = decided(candidates)
            if sure is not None:
                distance = _point(mention).distance_km(_point(sure.place))
                yield Decided(mention, sure.place, distance)


def apart(found: Sequence[Decided]) -> list[Decided]:
    """What is decided, less the mentions of different names on one place of which none
    alone is its own.
    """
    stands = called_alone(((one.place, called(one.mention)) for one in found), {})
    return [one for one in found if stands.get(one.place.ref) == called(one.mention)]


def measures(
    mentions: Sequence[Mention], found: Sequence[Decided], spent: float
) -> list[Measure]:
    """The table: how many are decided, how many of these lie near, and on how many ids
    names meet.
    """
    near = sum(one.distance <= NEAR_KM for one in found) / max(len(found), 1)
    share = len(found) / max(len(mentions), 1)
    names: defaultdict[str, set[str]] = defaultdict(set)
    for one in found:
        names[one.place.ref].add(fold_name(one.mention.text))
    meeting = sum(len(held) > 1 for held in names.values())
    memory = peak_memory()[0]
    far = [one for one in found if one.distance > NEAR_KM]
    abroad = sum(nearest(one.mention).country != one.mention.country for one in far)
    return [
        Measure("decided", f"{len(found):,} ({share:.1%})", "", "", f"> {DECIDED:.0%}", share > DECIDED),
        Measure("of these within 25 km", f"{near:.2%}", "", "", f">= {NEAR:.1%}", near >= NEAR),
        Measure("farther, geocoder in another country", f"{abroad:,}", "", "", "", True),
        Measure("farther, geocoder in the country", f"{len(far) - abroad:,}", "", "", "", True),
        Measure("ids with two names", f"{meeting:,}", "", "", "0", not meeting),
        Measure("seconds", shown(spent), "", "", "", True),
        Measure("MiB at most", f"{memory:,.0f}", "", "", "", True),
    ]  # fmt: skip


def words_of(one: Decided) -> str:
    """What is far, in a line: mention, place, distance, and what lies nearest to the
    geocoder's point.
    """
    near = nearest(one.mention)
    return (
        f"{one.mention.text}, {one.mention.country} -> {one.place.names[0]} ({one.place.population:,} people),"
        f" {one.distance:,.0f} km; the geocoder is near {near.names[0]}, {near.country}"
    )


def nearest(mention: Mention) -> GazetteerPlace:
    """The place of the gazetteer nearest to the geocoder's point."""
    places, vectors = _everywhere()
    return places[int((vectors @ _vectors([mention])[0]).argmax())]


@cache
def _everywhere() -> tuple[list[GazetteerPlace], Any]:
    places = list(geonames_places())
    return places, _vectors(places)


def _vectors(things: Sequence[Mention | GazetteerPlace]) -> Any:
    """The points as unit vectors: of two with the greatest product the angle is the
    smallest.
    """
    north, east = np.radians(
        [(t.latitude or 0.0, t.longitude or 0.0) for t in things]
    ).T
    return np.array(
        [np.cos(north) * np.cos(east), np.cos(north) * np.sin(east), np.sin(north)]
    ).T


def _point(thing: Mention | GazetteerPlace) -> Point:
    return Point(thing.latitude or 0.0, thing.longitude or 0.0)


if __name__ == "__main__":
    main()
