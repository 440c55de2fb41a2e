"""Generated mentions of places, the same for every run: clean, misspelt once or twice,
some under a withheld name.

Frozen by their seed before the linker was tuned; a change of anything here makes
another measure.
"""

from __future__ import annotations

import random
from bisect import bisect
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from kizuna.identity.folding import fold_fresh
from kizuna.identity.gazetteer import GazetteerPlace
from kizuna.identity.mentions import Mention

SEED = 1987
CLEAN, ONCE = 0.4, 0.8
WITHHELD = 0.02
_BY_PEOPLE = 0.25
"""A place is named as often as the fourth root of its people: one of a million four
times as one of 4,000.
"""
_LONG_ENOUGH = (0, 5, 8)
"""Letters that a name has at least, by the number of its edits."""
_LATIN = "abcdefghijklmnopqrstuvwxyz"
_CYRILLIC = "абвгдежзийклмнопрстуфхцчшыьэюя"


@dataclass(frozen=True, slots=True)
class Asked:
    """A mention and the number of the place that it is made of."""

    mention: Mention
    truth: int


def make(
    places: Sequence[GazetteerPlace], count: int, seed: int | None = None
) -> tuple[list[Asked], list[GazetteerPlace]]:
    """So many mentions, and the places without the names that are withheld from the
    gazetteer.

    40% are clean, 40% have one edit, 20% two. Only names in Latin or Cyrillic letters
    are misspelt, of five letters and more once and of eight and more twice: nobody
    mistypes one Han character for another.
    """
    rng = random.Random(SEED if seed is None else seed)
    weights = list(accumulate((place.population + 1) ** _BY_PEOPLE for place in places))
    without: dict[int, set[str]] = {}
    asked = []
    while len(asked) < count:
        number = bisect(weights, rng.random() * weights[-1])
        place, share = places[number], rng.random()
        edits = 0 if share < CLEAN else 1 if share < ONCE else 2
        name = _drawn(rng, place, edits)
        if not name or not place.country:
            continue
        if rng.random() < WITHHELD and len(place.names) > 1:
            without.setdefault(number, set()).add(fold_fresh(name))
        for _ in range(edits):
            name = _misspelt(rng, name)
        asked.append(Asked(Mention(name, country=place.country), number))
    kept = [
        _less(place, without.get(number, set())) for number, place in enumerate(places)
    ]
    return asked, kept


def _less(place: GazetteerPlace, without: set[str]) -> GazetteerPlace:
    names = tuple(name for name in place.names if fold_fresh(name) not in without)
    return replace(place, names=names) if without and names else place


def _drawn(rng: random.Random, place: GazetteerPlace, edits: int) -> str:
    name = rng.choice(place.names)
    if edits and (len(name) < _LONG_ENOUGH[edits] or not _alphabet(name)):
        return ""
    return name


def _alphabet(name: str) -> str:
    letter = next((c for c in name.lower() if c.isalpha()), "")
    if "a" <= letter <= "z" or "à" <= letter <= "ž":
        return _LATIN
    return _CYRILLIC if "а" <= letter <= "я" else ""


def _misspelt(rng: random.Random, name: str) -> str:
    """The name with one letter replaced, left out, put in, or changed with its
    neighbour.
    """
    at = rng.randrange(len(name))
    letter = rng.choice(_alphabet(name) or _LATIN)
    kind = rng.randrange(4)
    if kind == 0:
        return name[:at] + letter + name[at + 1 :]
    if kind == 1:
        return name[:at] + name[at + 1 :]
    if kind == 2:
        return name[:at] + letter + name[at:]
    swap = min(at, len(name) - 2)
    return name[:swap] + name[swap + 1] + name[swap] + name[swap + 2 :]
