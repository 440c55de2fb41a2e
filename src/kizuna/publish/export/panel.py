"""The dyad-year panel for gravity, event-history and actor-oriented models, with its codebook.

One row is a pair and a year. The rows are those of the pairs that a dated tie of the scope ever joined, tied in
the year or not, in every year from the first beginning that is known to the day of the export.

Law: a variable is defined once, so that the panel and its codebook cannot differ. An empty cell is what no source
says, or what does not apply; never zero.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, partial
from typing import Any, BinaryIO, NamedTuple

from kizuna.analysis.dyads import (
    Ages,
    Dyads,
    DyadYear,
    Pair,
    UnitOf,
    by_country,
    by_government,
    dyads_of,
    is_dated,
)
from kizuna.analysis.figures import Measure
from kizuna.analysis.tie_map import Count
from kizuna.claims import vocabulary
from kizuna.claims.kinds import LocalGovernment
from kizuna.errors import BadQuestion
from kizuna.publish.export.spreadsheets import csv_files, pack, package
from kizuna.publish.export.subject import FileFormat, Subject
from kizuna.publish.records import TIES, Column, Records, Row, RowStream, tie_record
from kizuna.register.places import level_on, on_day
from kizuna.register.status import TieOnDay
from kizuna.values import Point


class _Side(NamedTuple):
    """One of the two of a dyad: a government of the register or, by its code, a country."""

    ref: str
    name: str
    government: LocalGovernment | None
    population: Measure | None

    @classmethod
    def of(cls, subject: Subject, ref: str, population: Measure | None) -> _Side:
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


class _Row(NamedTuple):
    """A dyad-year with its two sides, in the dyad's order."""

    dyad: DyadYear
    a: _Side
    b: _Side


def _dyad_id(pair: tuple[str, str]) -> str:
    """The id of a pair: both, parted by a bar."""
    return "|".join(pair)


_FLAG, _MANY = "0 or 1", "0, 1, 2, ..."
_READINGS = {
    "certain": "on every reading of the evidence",
    "possible": "on at least one reading of the evidence",
}
_ID = "id of the government, or code of the country"


@dataclass(frozen=True, slots=True)
class _Variable:
    """A variable of the panel. `missing` says when its cell is empty, "" when it never is; a variable
    `of_governments` is not in a panel of countries."""

    name: str
    how: str
    read: Callable[[_Row], Any]
    type: str = "integer"
    unit: str = ""
    values: str = _FLAG
    missing: str = ""
    of_governments: bool = False

    @property
    def column(self) -> Column:
        """Its column."""
        return Column(self.name, self.type, definition=self.how, unit=self.unit, title=self.name)


def _counts(
    name: str, unit: str, how: str, read: Callable[[DyadYear], Count]
) -> Iterator[_Variable]:
    """A count by its two bounds."""
    for bound, reading in _READINGS.items():
        told = f"{how}, {reading}"
        read_bound = partial(_of_count, read, bound)
        yield _Variable(f"{name}_{bound}", told, read_bound, unit=unit, values=_MANY)


def _of_count(read: Callable[[DyadYear], Count], bound: str, row: _Row) -> Any:
    return int(getattr(read(row.dyad), bound))


def _both(
    name: str, how: str, read: Callable[[_Side, int], Any], values: str = "", **said: Any
) -> Iterator[_Variable]:
    """What is said of each of the two sides; unless said otherwise, not of countries."""
    told = {"type": "text", "missing": "no source says", "of_governments": True, **said}
    for side in ("a", "b"):
        read_side = partial(_of_side, read, side)
        yield _Variable(f"{side}_{name}", how.format(side), read_side, values=values, **told)


def _of_side(read: Callable[[_Side, int], Any], side: str, row: _Row) -> Any:
    return read(getattr(row, side), row.dyad.last_day)


def _age(name: str, how: str, read: Callable[[Ages], Any], **said: str) -> _Variable:
    """What is said of the spell of the year, where there is one."""
    told: dict[str, Any] = {"type": "number", "unit": "years", "values": "0 or more", **said}
    return _Variable(
        name,
        f"{how} (by midpoints)",
        lambda row: read(row.dyad.ages) if row.dyad.ages else None,
        missing="by midpoints no dated tie is in force in the year",
        **told,
    )


def _people(part: str, side: _Side, _: int) -> Any:
    people = side.population
    return getattr(people.quantity, part) if people else None


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)


def _alike(a: str | None, b: str | None) -> int | None:
    """1 where both are the same, 0 where they differ, None where one is unknown."""
    return None if a is None or b is None else int(a == b)


def _same_language(row: _Row) -> int | None:
    """1 where the two countries share an official language; None where one has none that is known."""
    one, other = (_languages(side.country(row.dyad.last_day) or "") for side in (row.a, row.b))
    return int(bool(one & other)) if one and other else None


def _distance(row: _Row) -> float | None:
    """Kilometres along the great circle; None where a point is unknown."""
    one, other = row.a.point, row.b.point
    return round(one.distance_km(other), 1) if one and other else None


@cache
def _languages(country: str) -> frozenset[str]:
    """The official languages of a country by CLDR, those that are so in fact too."""
    from babel.languages import get_official_languages

    return frozenset(get_official_languages(country, de_facto=True))


_VARIABLES: tuple[_Variable, ...] = (
    _Variable(
        "dyad",
        "both ids, the lesser first",
        lambda row: _dyad_id(row.dyad.pair),
        "text",
        "",
        "a|b",
    ),
    _Variable("year", "calendar year", lambda row: row.dyad.year, unit="year", values=""),
    _Variable("a", _ID, lambda row: row.a.ref, "text", values=""),
    _Variable("b", _ID, lambda row: row.b.ref, "text", values=""),
    *_both(
        "name",
        "English label of {} on the day of the export",
        lambda side, _: side.name,
        missing="",
        of_governments=False,
    ),
    _Variable(
        "in_force_certain",
        "a tie certainly stood on the last day of the year, or on the day of the export",
        lambda row: int(row.dyad.standing.certain > 0),
    ),
    _Variable(
        "in_force_possible",
        "a tie certainly or possibly stood then; one that nobody dates may always have",
        lambda row: int(row.dyad.standing.possible > 0),
    ),
    *_counts("ties", "ties", "how many stood then", lambda dyad: dyad.standing),
    *_counts("begun", "ties", "how many began in the year", lambda dyad: dyad.begun),
    *_counts("ended", "ties", "how many ended in the year", lambda dyad: dyad.ended),
    _Variable(
        "duration_least",
        "age of the oldest tie that certainly stood then, from the last day on which it may have begun",
        lambda row: _rounded(row.dyad.least),
        *("number", "years", "0 or more", "none certainly stood"),
    ),
    _Variable(
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
    _Variable(
        "left_truncated",
        "a tie of the dyad has no known beginning: it may have begun before the panel does",
        lambda row: int(row.dyad.truncated),
    ),
    _Variable(
        "right_censored",
        "a tie of the dyad may stand on the day of the export: its end is not observed",
        lambda row: int(row.dyad.censored),
    ),
    *_both("country", "country of {} in the year", _Side.country, "ISO 3166-1 alpha-2"),
    *_both("level", "level of {} in the year", _Side.level, "the scheme of levels"),
    *_both("tier", "tier of that level of {}", _Side.tier, "municipality, prefecture"),
    *(
        variable
        for bound, part in (("least", "min"), ("most", "max"))
        for variable in _both(
            f"population_{bound}",
            f"latest population of {{}} that a source gives, of any year; {bound} of its range",
            partial(_people, part),
            type="integer",
            unit="persons",
        )
    ),
    _Variable(
        "same_country",
        "both are of one country",
        lambda row: _alike(*(side.country(row.dyad.last_day) for side in row[1:])),
        missing="unknown",
    ),
    _Variable(
        "same_language",
        "their countries share an official language (CLDR, of today)",
        _same_language,
        missing="a country, or its languages, are unknown",
    ),
    _Variable(
        "level_match",
        "both are of one tier",
        lambda row: _alike(*(side.tier(row.dyad.last_day) for side in row[1:])),
        missing="a tier is unknown",
        of_governments=True,
    ),
    _Variable(
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

MOST_UNITS = 300
"""A panel of all pairs of more governments than this is refused: it would have millions of rows."""

PairsOf = Callable[[Dyads], tuple[Pair, ...]]

_TIES = (
    Column("dyad", definition="the pair; empty: the tie joins none"),
    Column("tie", definition="id of the tie", needed=True),
    Column("in_panel", "integer", definition="1: the pair has rows; 0: no tie of it is dated"),
    *(c for c in TIES if c.name.startswith(("begins_", "ends_")) or c.name == "claims"),
)
_CODEBOOK = ("variable", "type", "unit", "values", "missing", "how")


def _dated(dyads: Dyads) -> tuple[Pair, ...]:
    return dyads.dated


def _all_pairs(dyads: Dyads) -> tuple[Pair, ...]:
    units = {dyads.unit(party) for party in dyads.scope.parties.values()} - {""}
    if len(units) > MOST_UNITS:
        raise BadQuestion(
            f"a panel of all pairs of {len(units)} governments: at most {MOST_UNITS}; "
            "narrow it by --of, --between or --kind, or take the format panel"
        )
    return dyads.all_pairs


def _write(unit: UnitOf, pairs_of: PairsOf, subject: Subject, out: BinaryIO) -> None:
    dyads = dyads_of(subject.scope, unit)
    pairs = pairs_of(dyads)
    variables = [v for v in _VARIABLES if unit is by_government or not v.of_governments]
    columns = tuple(variable.column for variable in variables)
    rows = RowStream(partial(_rows, subject, dyads, pairs, variables))
    ties = RowStream(partial(_ties, subject, dyads, frozenset(pairs)))
    tables = (
        Records("panel", columns, rows, purpose="a pair in a year"),
        Records("ties", _TIES, ties, purpose="a tie of a pair"),
    )
    coded = [_coded(variable) for variable in variables]
    codebook = Records("codebook", tuple(map(Column, _CODEBOOK)), coded)
    words = _codebook(subject, [*_told(dyads, pairs)], coded).encode()
    described = package(tables, subject.title, " ")
    pack(
        [
            *csv_files((*tables, codebook), separator=" "),
            ("codebook.md", lambda file: file.write(words)),
            ("datapackage.json", lambda file: file.write(described)),
        ],
        out,
    )


def _rows(
    subject: Subject, dyads: Dyads, pairs: Sequence[Pair], variables: Sequence[_Variable]
) -> Iterator[Row]:
    people = {p.government: p.population for p in subject.scope.parties.values() if p.population}
    sides = {ref: _Side.of(subject, ref, people.get(ref)) for pair in pairs for ref in pair}
    for dyad in dyads.rows(pairs):
        row = _Row(dyad, sides[dyad.pair[0]], sides[dyad.pair[1]])
        yield {variable.name: variable.read(row) for variable in variables}


def _ties(subject: Subject, dyads: Dyads, pairs: frozenset[Pair]) -> Iterator[Row]:
    def record(dyad: str | None, tie: TieOnDay, in_panel: bool) -> Row:
        said = tie_record(tie, subject.scope.register, subject.label)
        return said | {"dyad": dyad, "tie": tie.id, "in_panel": int(in_panel)}

    for pair, held in dyads.ties.items():
        yield from (record(_dyad_id(pair), tie, pair in pairs) for tie in held)
    yield from (record(None, tie, False) for tie in dyads.alone)


def _coded(variable: _Variable) -> dict[str, str]:
    missing = f"empty: {variable.missing}" if variable.missing else "never"
    said = {name: getattr(variable, name) for name in ("unit", "values", "how")}
    kind = variable.column.plain_type
    return {"variable": variable.name, "type": kind, "missing": missing, **said}


def _codebook(subject: Subject, told: Sequence[str], coded: Sequence[dict[str, str]]) -> str:
    known = f"as known at {subject.known_at}" if subject.known_at else "as known now"
    lines = [
        "# Codebook of the dyad-year panel",
        "",
        f"As of {subject.as_of}, {known}.",
        "",
        *(f"- {said}" for said in told),
        "- An empty cell is missing: no source says, or it does not apply. It is never zero.",
        "- `ties.csv` names the ties behind every pair, with the claims that they rest on.",
        "",
        "| " + " | ".join(_CODEBOOK) + " |",
        "|" + " --- |" * len(_CODEBOOK),
    ]
    for variable in coded:
        cells = (variable[name].replace("|", "\\|") for name in _CODEBOOK)
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines) + "\n"


def _told(dyads: Dyads, pairs: Sequence[Pair]) -> Iterator[str]:
    """What a person should know of the panel: its rows, and what is not in them."""
    years = f"{dyads.years[0]}-{dyads.years[-1]}" if dyads.years else "no year, as no tie is dated"
    yield f"{len(pairs)} pairs in {years}: {len(pairs) * len(dyads.years)} rows."
    undated = len(dyads.ties.keys() - set(pairs))
    if undated:
        yield f"{undated} pairs are left out: nobody dates a tie of theirs. They are in ties.csv."
    if dyads.alone:
        yield f"{len(dyads.alone)} ties join no pair: a side is unknown, or both sides are one."
    never = sum(tie.span is None for tie in dyads.scope.ties)
    if never:
        yield f"{never} ties of the scope were never in force, as far as a source that was read says."
    loose = sum(not is_dated(tie) for pair in pairs for tie in dyads.ties.get(pair, ()))
    if loose:
        yield f"{loose} undated ties of these pairs possibly stand in every year, and begin in none."


def _notes(unit: UnitOf, pairs_of: PairsOf, subject: Subject) -> Sequence[str]:
    dyads = dyads_of(subject.scope, unit)
    return tuple(_told(dyads, pairs_of(dyads)))


def _format(name: str, purpose: str, unit: UnitOf, pairs_of: PairsOf) -> FileFormat:
    write, notes = partial(_write, unit, pairs_of), partial(_notes, unit, pairs_of)
    return FileFormat(name, "zip", "application/zip", purpose, write, notes)


PANELS = (
    _format(
        "panel",
        "Gravity, SAOM and event-history models: a row a pair of governments and year, with codebook",
        by_government,
        _dated,
    ),
    _format("panel-countries", "The same for pairs of countries", by_country, _dated),
    _format(
        "panel-all-pairs",
        "The same for every pair of the scope's governments",
        by_government,
        _all_pairs,
    ),
)
