"""Sorts the ties of a scope by whom they are with, for the charts that tell groups of them apart.

Where one country has a part in every tie it is home, and ties are told apart by the partner's country; where that
is one too, by the area of home (the prefecture or province of the party). Else by the pair of countries.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import combinations

from kizuna.analysis.scope import Scope
from kizuna.claims.kinds import LocalGovernment
from kizuna.publish.charts.plot import PlotWords
from kizuna.register.places import PREFECTURE, above, tier_on
from kizuna.register.register import Register
from kizuna.register.status import TieOnDay

OTHERS = "others"
"""The key of what is not told apart."""


class Sorting:
    """What tells the most of these ties of a scope.

    `home` is the country that has a part in every tie, "" when none has; of two the one with more places, since
    the smaller number is the more telling to sort by. `partners` are the countries that it is tied to. `by` is
    "country", "area" or "pair".
    """

    def __init__(self, scope: Scope, ties: Sequence[TieOnDay]) -> None:
        self.scope = scope
        shared = set.intersection(*(set(self.countries(tie)) for tie in ties)) if ties else set()
        refs = {ref for tie in ties for ref in tie.parties}
        places = Counter(scope.parties[ref].country for ref in refs)
        self.home = max(sorted(shared - {""}), key=lambda code: places[code], default="")
        self.partners = {self._partner(tie) for tie in ties}
        told_apart = "country" if len(self.partners) > 1 else "area"
        self.by = told_apart if self.home else "pair"

    def countries(self, tie: TieOnDay) -> tuple[str, ...]:
        """The codes of the countries of a tie, sorted, "" for one that is not recorded."""
        return tuple(sorted({self.scope.parties[ref].country for ref in tie.parties}))

    def _partner(self, tie: TieOnDay) -> str:
        """The country of the tie that is not home; home itself for a tie within it, "" when not recorded."""
        codes = (self.scope.parties[ref].country for ref in tie.parties)
        return next((code for code in codes if code != self.home), self.home)

    def key(self, tie: TieOnDay) -> str:
        """The key of a tie: a code, two of them with "+" between, or the id of an area; "" when not recorded."""
        if self.by == "country":
            return self._partner(tie)
        if self.by == "pair":
            codes = self.countries(tie)
            return "+".join(codes) if all(codes) else ""
        parties = (self.scope.parties[ref] for ref in tie.parties)
        return self._area(next(p.government for p in parties if p.country == self.home))

    def cells(self, tie: TieOnDay) -> set[tuple[str, str]]:
        """The cells of a matrix that a tie counts in, as keys of a row and a column: areas of home by countries or
        areas or, without a home, countries by countries; none when a key is not recorded."""
        found = set()
        for pair in pairs(self.scope, tie, governments=False):
            # home goes before abroad; a tie inside home stands as its parties do
            parties = (self.scope.parties[ref] for ref in pair)
            held = sorted(parties, key=lambda party: party.country != self.home)
            one, other = (party.country for party in held)
            if self.home:
                areas = [self._area(party.government) for party in held]
                found.add((areas[0], other if self.by == "country" else areas[1]))
            else:
                found |= {(one, other), (other, one)}
        return {keys for keys in found if all(keys)}

    def _area(self, ref: str) -> str:
        return area_of(self.scope.register, ref, self.scope.day)


def area_of(register: Register, ref: str, day: int) -> str:
    """The prefecture or province that a government is, or is part of, on a day; where there is none, the outermost
    municipality; "" of no government ("")."""
    outermost = ref
    for at in (ref, *(fact.value for fact in above(register, ref, day))):
        government = register.get(at, LocalGovernment)
        tier = tier_on(government, day) if government else None
        if at != ref and tier is None:
            break
        outermost = at
        if tier == PREFECTURE:
            break
    return outermost


def label_of(words: PlotWords, key: str, by: str = "") -> str:
    """What a key of one place, of countries, or of others is called, where ties are told apart `by` something."""
    if key == OTHERS:
        return words.message("others")
    if by == "pair" and key and "+" not in key:
        return words.message("within", country=words.country(key))
    return words.name(key) if "/" in key else " – ".join(map(words.country, key.split("+")))


def most_frequent(keys: Iterable[str], most: int) -> list[str]:
    """The most frequent keys, at most so many and the most frequent first, and OTHERS for more."""
    counted = Counter(keys)
    order = sorted(counted, key=lambda key: (-counted[key], key))
    return [*order[:most], *([OTHERS] if len(order) > most else [])]


def pairs(scope: Scope, tie: TieOnDay, *, governments: bool) -> list[tuple[str, str]]:
    """Every pair of the tie's parties across countries or, where it stays in one, every pair at all.

    With `governments` each party is the government that it is or belongs to, as far as that is known.
    """
    held = (scope.parties[ref] for ref in tie.parties)
    ends = {(governments and p.government) or p.ref: p.country for p in held}
    every = list(combinations(ends, 2))
    return [(a, b) for a, b in every if ends[a] != ends[b]] or every
