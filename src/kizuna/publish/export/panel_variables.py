"""The variables of the dyad-year panel: what the codebook says of each, and how it is read from a row.

Law: a variable is defined once, here, so that the panel and its codebook cannot differ.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from kizuna.analysis.dyads import Ages, Count, DyadYear
from kizuna.publish.export.columns import Cell
from kizuna.publish.export.panel_rows import Row, Side, alike

MISSING = ""
"""The missing code: an empty cell is what no source says, or what does not apply; never zero."""


@dataclass(frozen=True, slots=True)
class Variable:
    """A variable of the panel. `missing` says when its cell is empty, "" when it never is; a variable
    `of_governments` is not in a panel of countries."""

    name: str
    type: str
    unit: str
    values: str
    how: str
    read: Callable[[Row], Cell]
    missing: str = ""
    of_governments: bool = False


_FLAG, _MANY = "0 or 1", "0, 1, 2, ..."
_BOUNDS = {
    "certain": "on every reading of the evidence",
    "possible": "on at least one reading of the evidence",
}
_NO_SPELL = "by midpoints no dated tie is in force in the year"


def _flag(name: str, how: str, read: Callable[[Row], int | None], missing: str = "") -> Variable:
    return Variable(name, "integer", "", _FLAG, how, read, missing)


def _counts(name: str, unit: str, how: str, read: Callable[[Row], Count]) -> Iterator[Variable]:
    """A count by its two bounds."""
    for bound, reading in _BOUNDS.items():
        told = f"{how}, {reading}"
        yield Variable(f"{name}_{bound}", "integer", unit, _MANY, told, _bound(read, bound))


def _bound(read: Callable[[Row], Count], bound: str) -> Callable[[Row], int]:
    return lambda row: int(getattr(read(row), bound))


def _both(
    name: str, how: str, read: Callable[[Side, int], Cell], **said: Any
) -> Iterator[Variable]:
    """What is said of each of the two governments, or countries."""
    for side in ("a", "b"):
        told = {"type": "string", "unit": "", "values": "", "missing": "no source says", **said}
        reads = _side(side, read)
        yield Variable(name=f"{side}_{name}", how=how.format(side), read=reads, **told)


def _side(side: str, read: Callable[[Side, int], Cell]) -> Callable[[Row], Cell]:
    return lambda row: read(getattr(row, side), row.dyad.last_day)


def _age(name: str, how: str, read: Callable[[Ages], Cell], **said: Any) -> Variable:
    """What is said of the spell of the year, where there is one."""
    told: dict[str, Any] = {"type": "number", "unit": "years", "values": "0 or more", **said}

    def of_row(row: Row) -> Cell:
        return read(row.dyad.ages) if row.dyad.ages else None

    return Variable(name=name, how=f"{how} (by midpoints)", read=of_row, missing=_NO_SPELL, **told)


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)


def _of_dyad(read: Callable[[DyadYear], Count]) -> Callable[[Row], Count]:
    return lambda row: read(row.dyad)


_IDENTITY = (
    Variable("dyad", "string", "", "a|b", "both ids, the lesser first", lambda row: row.id),
    Variable("year", "integer", "year", "", "calendar year", lambda row: row.dyad.year),
    Variable(
        "a", "string", "", "", "id of the government, or code of the country", lambda r: r.a.ref
    ),
    Variable(
        "b", "string", "", "", "id of the government, or code of the country", lambda r: r.b.ref
    ),
    *_both("name", "English label of {} on the day of the export", lambda s, _: s.name, missing=""),
)
_TIES = (
    _flag(
        "in_force_certain",
        "a tie certainly stood on the last day of the year, or on the day of the export",
        lambda row: int(row.dyad.standing.certain > 0),
    ),
    _flag(
        "in_force_possible",
        "a tie certainly or possibly stood then; one that nobody dates may always have",
        lambda row: int(row.dyad.standing.possible > 0),
    ),
    *_counts("ties", "ties", "how many stood then", _of_dyad(lambda d: d.standing)),
    *_counts("begun", "ties", "how many began in the year", _of_dyad(lambda d: d.begun)),
    *_counts("ended", "ties", "how many ended in the year", _of_dyad(lambda d: d.ended)),
)
_TIME = (
    Variable(
        *("duration_least", "number", "years", "0 or more"),
        how="age of the oldest tie that certainly stood then, from the last day on which it may have begun",
        read=lambda row: _rounded(row.dyad.least),
        missing="none certainly stood",
    ),
    Variable(
        *("duration_most", "number", "years", "0 or more"),
        how="age of the oldest tie that possibly stood then, from the first day on which it may have begun",
        read=lambda row: _rounded(row.dyad.most),
        missing="none possibly stood, or one that may have has no known beginning",
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
    _flag(
        "left_truncated",
        "a tie of the dyad has no known beginning: it may have begun before the panel does",
        lambda row: int(row.dyad.truncated),
    ),
    _flag(
        "right_censored",
        "a tie of the dyad may stand on the day of the export: its end is not observed",
        lambda row: int(row.dyad.censored),
    ),
)
_SIDES = (
    *_both(
        "country",
        "country of {} in the year",
        lambda side, day: side.country(day),
        values="ISO 3166-1 alpha-2",
        of_governments=True,
    ),
    *_both(
        "level",
        "level of {} in the year",
        lambda side, day: side.level(day),
        values="the scheme of levels",
        of_governments=True,
    ),
    *_both(
        "tier",
        "tier of that level of {}",
        lambda side, day: side.tier(day),
        values="municipality, prefecture",
        of_governments=True,
    ),
    *(
        variable
        for at, bound in enumerate(("least", "most"))
        for variable in _both(
            f"population_{bound}",
            f"latest population of {{}} that a source gives, of any year; {bound} of its range",
            lambda side, _, at=at: side.population[at],  # type: ignore[misc]
            type="integer",
            unit="persons",
            of_governments=True,
        )
    ),
)
_PAIR = (
    _flag("same_country", "both are of one country", lambda row: alike(row.countries), "unknown"),
    _flag(
        "same_language",
        "their countries share an official language (CLDR, of today)",
        lambda row: row.same_language,
        "a country, or its languages, are unknown",
    ),
    Variable(
        *("level_match", "integer", "", _FLAG, "both are of one tier"),
        read=lambda row: alike(row.tiers),
        missing="a tier is unknown",
        of_governments=True,
    ),
    Variable(
        *(
            "distance_km",
            "number",
            "km",
            "0 to 20 015",
            "along the great circle between their points",
        ),
        read=lambda row: row.distance,
        missing="a point is unknown",
        of_governments=True,
    ),
)
_NETWORK = (
    *_counts(
        "a_ties", "ties", "ties of a in the scope that stood then", _of_dyad(lambda d: d.all_of[0])
    ),
    *_counts(
        "b_ties", "ties", "ties of b in the scope that stood then", _of_dyad(lambda d: d.all_of[1])
    ),
    *_counts(
        "common_partners",
        "partners",
        "to how many third sides both were tied then, in the scope",
        _of_dyad(lambda d: d.partners),
    ),
)

VARIABLES: tuple[Variable, ...] = (*_IDENTITY, *_TIES, *_TIME, *_SIDES, *_PAIR, *_NETWORK)
"""Every variable of a panel of governments, in order."""
