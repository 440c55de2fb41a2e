"""Names that a proposer may count on: what the register or a gazetteer knows about a name in a text."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from functools import lru_cache

from kizuna.values.countries import country_code, former_state, is_widely_named

EASTERN = re.compile(r"[ァ-ヴー\u3400-\u9fff々ヶ가-힣]")
_TOWN = re.compile(
    r"(?<=.)[市시]$|^(?:city|town|stadt|ville|commune|ciudad|comune|город|miasto|město) (?:of |de |di |d')?"
    r"| (?:city|town)$",
    re.IGNORECASE,
)
LONGEST_HAN = 9
"""The longest name in Han characters that is looked for."""
_OWN = 100_000_000


@dataclass(frozen=True)
class NameBook:
    """What is known about names before a text is read: names that count before any other, then a gazetteer.

    `gazetteer` tells how many live in the largest place of a name, 0 where it holds none.
    """

    names: Collection[str] = ()
    gazetteer: Callable[[str], int] = lambda _: 0

    def population(self, name: str) -> int:
        """A hundred million for a name of the book, else what the gazetteer says."""
        return _OWN if name in self.names else self.gazetteer(name)

    def is_place(self, name: str) -> bool:
        """Whether the book or the gazetteer holds a local government of that name."""
        return self.population(name) > 0


EMPTY = NameBook()
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
    if len(text) < 3 and text not in ("UK", "US", "GB") and not EASTERN.match(text):
        return False
    known = text.isupper() or is_widely_named(text)
    return bool(known and country_code(text)) or former_state(text) is not None


def bare(name: str) -> str:
    """A name without its word for a town, for comparing."""
    return _TOWN.sub("", name).casefold()


def is_same(name: str, other: str) -> bool:
    """Whether two names are of one town as far as their words go ("Issy", "Issy-les-Moulineaux")."""
    if not name or not other:
        return False
    short, long = sorted((bare(name), bare(other)), key=len)
    is_part = len(short) > 3 and long.startswith(short) and long[len(short) :][:1] in " -"
    return short == long or is_part
