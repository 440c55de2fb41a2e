"""Sorts ties by whom they are with: by partner country, by pair of countries, or by area of home.

Where one country has a part in every tie it is home, and ties are told apart by the partner's country;
where that is one too, by the area of home (the prefecture or province of the party). Else by the pair of
countries.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

from kizuna.analysis.scope import Scope
from kizuna.claims.kinds import LocalGovernment
from kizuna.publish.charts.plot import Words
from kizuna.register.places import PREFECTURE, on_day, tier_on
from kizuna.register.register import Register
from kizuna.register.status import TieOnDay

OTHERS = "others"
"""The key of what is not told apart."""


@dataclass(frozen=True, slots=True)
class Sorting:
    """How ties are told apart: `by` is "country", "pair" or "area", and `key` the key of a tie."""

    by: str
    key: Callable[[TieOnDay], str]

    def label(self, words: Words, key: str) -> str:
        """What a key is called."""
        if self.by == "area" and not key:
            return words.message("no-area")
        if self.by == "pair" and key and key != OTHERS and "+" not in key:
            return words.message("within", country=words.country(key))
        return label(words, key)


def label(words: Words, key: str) -> str:
    """What a key of one place, of countries, or of others is called."""
    if key == OTHERS:
        return words.message("others")
    return words.name(key) if "/" in key else " – ".join(map(words.country, key.split("+")))


def sorting_of(scope: Scope, ties: Sequence[TieOnDay], home: str) -> Sorting:
    """The sorting that tells the most of these ties of the scope, which share `home` ("": no country)."""
    if not home:
        return Sorting("pair", lambda tie: _pair_key(scope, tie))
    if len({partner_country(scope, tie, home) for tie in ties}) > 1:
        return Sorting("country", lambda tie: partner_country(scope, tie, home))
    return Sorting("area", lambda tie: _area(scope, tie, home))


def home_of(scope: Scope, ties: Sequence[TieOnDay]) -> str:
    """The country that has a part in every tie, "" when none has; of two the one with more places, since the
    smaller number is the more telling to sort by."""
    shared = set.intersection(*(set(_countries(scope, tie)) for tie in ties)) if ties else set()
    shared.discard("")
    parties = Counter(scope.parties[ref].country for ref in {p for t in ties for p in t.parties})
    return max(sorted(shared), key=lambda code: parties[code], default="")


def partner_country(scope: Scope, tie: TieOnDay, home: str) -> str:
    """The country of the tie that is not home; home itself for a tie within it, "" when not recorded."""
    codes = [scope.parties[ref].country for ref in tie.parties]
    return next((code for code in codes if code != home), home)


def area_of(register: Register, ref: str, day: int) -> str:
    """The prefecture or province that a government is, or is part of, on a day; where there is none, the outermost
    municipality."""
    held: list[str] = []
    above: str | None = ref
    while above is not None and above not in held:
        government = register.get(above, LocalGovernment)
        tier = tier_on(government, day) if government else None
        if tier == PREFECTURE:
            return above
        if held and tier is None:
            break
        held.append(above)
        above = on_day(government.part_of, day) if government else None
    return held[-1]


def most_frequent(keys: Iterable[str], most: int) -> list[str]:
    """The most frequent keys, at most so many and the most frequent first, and OTHERS for more."""
    counted = Counter(keys)
    order = sorted(counted, key=lambda key: (-counted[key], key))
    return [*order[:most], *([OTHERS] if len(order) > most else [])]


def pairs(scope: Scope, tie: TieOnDay, *, governments: bool) -> list[tuple[str, str]]:
    """Every pair of the tie's parties across countries or, where it stays in one, every pair at all.

    With `governments` each party is the government that it is or belongs to, as far as that is known.
    """
    ends: dict[str, str] = {}
    for ref in tie.parties:
        party = scope.parties[ref]
        ends[party.government or ref if governments else ref] = party.country
    every = list(combinations(ends, 2))
    across = [(a, b) for a, b in every if ends[a] != ends[b]]
    return across or every


def _countries(scope: Scope, tie: TieOnDay) -> list[str]:
    return sorted({scope.parties[ref].country for ref in tie.parties})


def _area(scope: Scope, tie: TieOnDay, home: str) -> str:
    at_home = [ref for ref in tie.parties if scope.parties[ref].country == home]
    government = scope.parties[(at_home or list(tie.parties))[0]].government
    return area_of(scope.register, government, scope.day) if government else ""


def _pair_key(scope: Scope, tie: TieOnDay) -> str:
    codes = _countries(scope, tie)
    return "+".join(codes) if all(codes) else ""
