"""The rows of the dyad-year panel: a dyad in a year, with what is known of its two sides."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property

from kizuna.analysis.dyads import DyadYear
from kizuna.claims import vocabulary
from kizuna.claims.kinds import LocalGovernment
from kizuna.publish.export.columns import Cell
from kizuna.publish.export.subject import Subject
from kizuna.register.places import level_on, on_day
from kizuna.values import Point


class Side:
    """One of the two of a dyad: a government of the register or, by its code, a country."""

    def __init__(self, subject: Subject, ref: str) -> None:
        self.ref = ref
        self._government = subject.scope.register.get(ref, LocalGovernment)
        self._subject = subject

    @cached_property
    def name(self) -> str:
        """The English label of a government, the code of a country."""
        return self._subject.label(self.ref) if self._government else self.ref

    @cached_property
    def point(self) -> Point | None:
        """Where a government lies."""
        return self._government.point.value if self._government else None

    @cached_property
    def population(self) -> tuple[Cell, Cell]:
        """The least and the most of the latest population that a source gives."""
        parties = self._subject.scope.parties.values()
        held = (p.population for p in parties if p.government == self.ref and p.population)
        found = next(held, None)
        return (found.quantity.min, found.quantity.max) if found else (None, None)

    def country(self, day: int) -> str | None:
        """The country of a government on a day; a country's own code."""
        return on_day(self._government.country, day) if self._government else self.ref

    def level(self, day: int) -> str | None:
        """The level of a government on a day."""
        found = level_on(self._government, day) if self._government else None
        return found.value if found else None

    def tier(self, day: int) -> str | None:
        """The tier of its level on a day."""
        level = self.level(day)
        return vocabulary.scheme("levels")[level].tier if level else None


@dataclass(frozen=True, slots=True)
class Row:
    """A dyad-year with its two sides, in the dyad's order."""

    dyad: DyadYear
    a: Side
    b: Side

    @property
    def id(self) -> str:
        """The id of the dyad: both of its sides, parted by a bar."""
        return dyad_id(self.dyad.pair)

    @property
    def countries(self) -> tuple[str | None, str | None]:
        """The countries of both in the year."""
        return self.a.country(self.dyad.last_day), self.b.country(self.dyad.last_day)

    @property
    def tiers(self) -> tuple[str | None, str | None]:
        """The tiers of both in the year."""
        return self.a.tier(self.dyad.last_day), self.b.tier(self.dyad.last_day)

    @property
    def distance(self) -> float | None:
        """Kilometres along the great circle; None where a point is unknown."""
        one, other = self.a.point, self.b.point
        return round(one.distance_km(other), 1) if one and other else None

    @property
    def same_language(self) -> int | None:
        """1 where the two countries share an official language; None where one has none that is known."""
        one, other = (_languages(country or "") for country in self.countries)
        return int(bool(one & other)) if one and other else None


def dyad_id(pair: tuple[str, str]) -> str:
    """The id of a pair: both, parted by a bar."""
    return "|".join(pair)


def alike(both: tuple[str | None, str | None]) -> int | None:
    """1 where both are the same, 0 where they differ, None where one is unknown."""
    return None if None in both else int(both[0] == both[1])


@cache
def _languages(country: str) -> frozenset[str]:
    """The official languages of a country by CLDR, those that are so in fact too."""
    from babel.languages import get_official_languages

    return frozenset(get_official_languages(country, de_facto=True))
