"""The variables of the dyad-year panel: what the codebook says of each, and how it is read from a row.

Law: a variable is defined once, here, so that the panel and its codebook cannot differ. An empty cell is what no
source says, or what does not apply; never zero.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cache, partial
from typing import Any, NamedTuple

from kizuna.analysis.dyads import Ages, Count, DyadYear
from kizuna.analysis.figures import Measure
from kizuna.claims import vocabulary
from kizuna.claims.kinds import LocalGovernment
from kizuna.publish.export.records import Cell
from kizuna.publish.export.subject import Subject
from kizuna.register.places import level_on, on_day
from kizuna.values import Point


class Side(NamedTuple):
    """One of the two of a dyad: a government of the register or, by its code, a country."""

    ref: str
    name: str
    government: LocalGovernment | None
    population: Measure | None

    @classmethod
    def of(cls, subject: Subject, ref: str, population: Measure | None) -> Side:
        """The side of that id, with its English label, or of that code."""
        government = subject.scope.register.get(ref, LocalGovernment)
        return cls(ref, subject.label(ref) if government else ref, government, population)

    @property
    def point(self) -> Point | None:
        """Where a government lies."""
        return self.government.point.value if self.government else None

    def country(self, day: int) -> str | None:
        """The country of a government on a day; a country's own code."""
        return on_day(self.government.country, day) if self.government else self.ref

    def level(self, day: int) -> str | None:
        """The level of a government on a day."""
        found = level_on(self.government, day) if self.government else None
        return found.value if found else None

    def tier(self, day: int) -> str | None:
        """The tier of its level on a day."""
        level = self.level(day)
        return vocabulary.scheme("levels")[level].tier if level else None


class Row(NamedTuple):
    """A dyad-year with its two sides, in the dyad's order."""

    dyad: DyadYear
    a: Side
    b: Side


def dyad_id(pair: tuple[str, str]) -> str:
    """The id of a pair: both, parted by a bar."""
    return "|".join(pair)


_FLAG, _MANY = "0 or 1", "0, 1, 2, ..."
_ID = "id of the government, or code of the country"


@dataclass(frozen=True, slots=True)
class Variable:
    """A variable of the panel. `missing` says when its cell is empty, "" when it never is; a variable
    `of_governments` is not in a panel of countries."""

    name: str
    how: str
    read: Callable[[Row], Cell]
    type: str = "integer"
    unit: str = ""
    values: str = _FLAG
    missing: str = ""
    of_governments: bool = False


def _counts(
    name: str, unit: str, how: str, read: Callable[[DyadYear], Count]
) -> Iterator[Variable]:
    """A count by its two bounds."""
    certain = f"{how}, on every reading of the evidence"
    possible = f"{how}, on at least one reading of the evidence"
    counted = Variable(
        f"{name}_certain", certain, lambda row: read(row.dyad).certain, unit=unit, values=_MANY
    )
    yield counted
    yield replace(
        counted, name=f"{name}_possible", how=possible, read=lambda row: read(row.dyad).possible
    )


def _both(
    name: str, how: str, read: Callable[[Side, int], Cell], values: str = "", **said: str
) -> Iterator[Variable]:
    """What is said of each of the two governments; not of countries."""
    told: dict[str, Any] = {"type": "string", "missing": "no source says", **said}
    for side in ("a", "b"):
        read_side = partial(_of_side, read, side)
        yield Variable(
            f"{side}_{name}",
            how.format(side),
            read_side,
            values=values,
            of_governments=True,
            **told,
        )


def _of_side(read: Callable[[Side, int], Cell], side: str, row: Row) -> Cell:
    return read(getattr(row, side), row.dyad.last_day)


def _age(name: str, how: str, read: Callable[[Ages], Cell], **said: str) -> Variable:
    """What is said of the spell of the year, where there is one."""
    told: dict[str, Any] = {"type": "number", "unit": "years", "values": "0 or more", **said}
    return Variable(
        name,
        f"{how} (by midpoints)",
        lambda row: read(row.dyad.ages) if row.dyad.ages else None,
        missing="by midpoints no dated tie is in force in the year",
        **told,
    )


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)


def _alike(a: str | None, b: str | None) -> int | None:
    """1 where both are the same, 0 where they differ, None where one is unknown."""
    return None if a is None or b is None else int(a == b)


def _same_language(row: Row) -> int | None:
    """1 where the two countries share an official language; None where one has none that is known."""
    one, other = (_languages(side.country(row.dyad.last_day) or "") for side in (row.a, row.b))
    return int(bool(one & other)) if one and other else None


def _distance(row: Row) -> float | None:
    """Kilometres along the great circle; None where a point is unknown."""
    one, other = row.a.point, row.b.point
    return round(one.distance_km(other), 1) if one and other else None


@cache
def _languages(country: str) -> frozenset[str]:
    """The official languages of a country by CLDR, those that are so in fact too."""
    from babel.languages import get_official_languages

    return frozenset(get_official_languages(country, de_facto=True))


VARIABLES: tuple[Variable, ...] = (
    Variable(
        "dyad",
        "both ids, the lesser first",
        lambda row: dyad_id(row.dyad.pair),
        "string",
        "",
        "a|b",
    ),
    Variable("year", "calendar year", lambda row: row.dyad.year, unit="year", values=""),
    Variable("a", _ID, lambda row: row.a.ref, "string", values=""),
    Variable("b", _ID, lambda row: row.b.ref, "string", values=""),
    *(
        replace(variable, of_governments=False)
        for variable in _both(
            "name", "English label of {} on the day of the export", lambda s, _: s.name, missing=""
        )
    ),
    Variable(
        "in_force_certain",
        "a tie certainly stood on the last day of the year, or on the day of the export",
        lambda row: int(row.dyad.standing.certain > 0),
    ),
    Variable(
        "in_force_possible",
        "a tie certainly or possibly stood then; one that nobody dates may always have",
        lambda row: int(row.dyad.standing.possible > 0),
    ),
    *_counts("ties", "ties", "how many stood then", lambda dyad: dyad.standing),
    *_counts("begun", "ties", "how many began in the year", lambda dyad: dyad.begun),
    *_counts("ended", "ties", "how many ended in the year", lambda dyad: dyad.ended),
    Variable(
        "duration_least",
        "age of the oldest tie that certainly stood then, from the last day on which it may have begun",
        lambda row: _rounded(row.dyad.least),
        *("number", "years", "0 or more", "none certainly stood"),
    ),
    Variable(
        "duration_most",
        "age of the oldest tie that possibly stood then, from the first day on which it may have begun",
        lambda row: _rounded(row.dyad.most),
        *("number", "years", "0 or more"),
        "none possibly stood, or one that may have has no known beginning",
    ),
    _age(
        "spell",
        "which time in force of the dyad it is; ties that touch or overlap make one",
        lambda ages: ages.spell,
        type="integer",
        unit="",
        values="1, 2, ...",
    ),
    _age("age_start", "age of the spell when the year, or it, begins", lambda a: _rounded(a.start)),
    _age("age_stop", "age of the spell when the year, or it, ends", lambda a: _rounded(a.stop)),
    _age(
        "event",
        "the last day of the spell is in the year, and before the day of the export",
        lambda ages: int(ages.ends),
        type="integer",
        unit="",
        values=_FLAG,
    ),
    Variable(
        "left_truncated",
        "a tie of the dyad has no known beginning: it may have begun before the panel does",
        lambda row: int(row.dyad.truncated),
    ),
    Variable(
        "right_censored",
        "a tie of the dyad may stand on the day of the export: its end is not observed",
        lambda row: int(row.dyad.censored),
    ),
    *_both("country", "country of {} in the year", Side.country, "ISO 3166-1 alpha-2"),
    *_both("level", "level of {} in the year", Side.level, "the scheme of levels"),
    *_both("tier", "tier of that level of {}", Side.tier, "municipality, prefecture"),
    *_both(
        "population_least",
        "latest population of {} that a source gives, of any year; least of its range",
        lambda side, _: side.population.quantity.min if side.population else None,
        type="integer",
        unit="persons",
    ),
    *_both(
        "population_most",
        "latest population of {} that a source gives, of any year; most of its range",
        lambda side, _: side.population.quantity.max if side.population else None,
        type="integer",
        unit="persons",
    ),
    Variable(
        "same_country",
        "both are of one country",
        lambda row: _alike(*(side.country(row.dyad.last_day) for side in row[1:])),
        missing="unknown",
    ),
    Variable(
        "same_language",
        "their countries share an official language (CLDR, of today)",
        _same_language,
        missing="a country, or its languages, are unknown",
    ),
    Variable(
        "level_match",
        "both are of one tier",
        lambda row: _alike(*(side.tier(row.dyad.last_day) for side in row[1:])),
        missing="a tier is unknown",
        of_governments=True,
    ),
    Variable(
        "distance_km",
        "along the great circle between their points",
        _distance,
        *("number", "km", "0 to 20 015", "a point is unknown", True),
    ),
    *_counts(
        "a_ties", "ties", "ties of a in the scope that stood then", lambda dyad: dyad.all_of[0]
    ),
    *_counts(
        "b_ties", "ties", "ties of b in the scope that stood then", lambda dyad: dyad.all_of[1]
    ),
    *_counts(
        "common_partners",
        "partners",
        "to how many third sides both were tied then, in the scope",
        lambda dyad: dyad.partners,
    ),
)
"""Every variable of a panel of governments, in order."""
