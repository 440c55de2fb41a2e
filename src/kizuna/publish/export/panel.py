"""The dyad-year panel for gravity, event-history and actor-oriented models, with its codebook.

One row is a pair and a year. The rows are those of the pairs that a dated tie of the scope ever joined, tied in
the year or not, in every year from the first beginning that is known to the day of the export.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import BinaryIO

from kizuna.analysis.dyads import Dyads, Pair, UnitOf, by_country, by_government, dyads_of, is_dated
from kizuna.errors import BadQuestion
from kizuna.publish.export.columns import Column
from kizuna.publish.export.datapackage import described
from kizuna.publish.export.packing import pack
from kizuna.publish.export.panel_rows import Row, Side, dyad_id
from kizuna.publish.export.panel_variables import VARIABLES, Variable
from kizuna.publish.export.subject import ExportFormat, Subject
from kizuna.publish.export.tables import Table, Value
from kizuna.register.status import TieOnDay
from kizuna.values import OPEN_END, OPEN_START, day_text

MOST_UNITS = 300
"""A panel of all pairs of more governments than this is refused: it would have millions of rows."""

PairsOf = Callable[[Dyads], tuple[Pair, ...]]

_TIES = (
    Column("dyad", "dyad", "the pair; empty: the tie joins none", needed=False),
    Column("tie", "tie", "id of the tie", needed=True),
    Column("in_panel", "in panel", "1: the pair has rows; 0: no tie of it is dated", "integer"),
    Column("begins_earliest", "begins, earliest", "first day on which it may have begun"),
    Column("begins_latest", "begins, latest", "day by which it had begun"),
    Column("ends_earliest", "ends, earliest", "first day that may have been its last"),
    Column("ends_latest", "ends, latest", "last day that may have been its last"),
    Column("claims", "claims", "ids of the claims that this rests on", many=True),
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
    variables = [v for v in VARIABLES if unit is by_government or not v.of_governments]
    tables = (
        Table(
            "panel",
            "a pair in a year",
            tuple(Column(v.name, v.name, v.how, v.type, unit=v.unit) for v in variables),
            partial(_rows, subject, dyads, pairs, variables),
            keyed=False,
        ),
        Table(
            "ties", "a tie of a pair", _TIES, partial(_ties, dyads, frozenset(pairs)), keyed=False
        ),
    )
    pack(
        [
            *((f"{table.name}.csv", _csv(_header(table), table.rows())) for table in tables),
            ("codebook.csv", _csv(_CODEBOOK, map(_coded, variables))),
            ("codebook.md", _codebook(subject, dyads, pairs, variables).encode()),
            ("datapackage.json", described(tables, subject)),
        ],
        out,
    )


def _header(table: Table) -> Sequence[str]:
    return [column.name for column in table.columns]


def _rows(
    subject: Subject, dyads: Dyads, pairs: Sequence[Pair], variables: Sequence[Variable]
) -> Iterator[tuple[Value, ...]]:
    sides = {unit: Side(subject, unit) for pair in pairs for unit in pair}
    for dyad in dyads.rows(pairs):
        row = Row(dyad, sides[dyad.pair[0]], sides[dyad.pair[1]])
        yield tuple(variable.read(row) for variable in variables)


def _ties(dyads: Dyads, pairs: frozenset[Pair]) -> Iterator[tuple[Value, ...]]:
    for pair, held in dyads.ties.items():
        for scoped in held:
            yield (dyad_id(pair), *_tie(scoped, pair in pairs))
    for scoped in dyads.alone:
        yield (None, *_tie(scoped, False))


def _tie(scoped: TieOnDay, in_panel: bool) -> tuple[Value, ...]:
    span = scoped.span
    ends = (
        (span.start_earliest, span.start_latest, span.end_earliest, span.end_latest) if span else ()
    )
    return (scoped.tie.id, int(in_panel), *map(_day, ends), scoped.listed)


def _day(day: int) -> str | None:
    return None if day in (OPEN_START, OPEN_END) else day_text(day)


def _csv(header: Sequence[str], rows: Iterable[Sequence[Value]]) -> bytes:
    """CSV of RFC 4180 in UTF-8; an empty cell is missing, several ids are parted by spaces."""
    made = io.StringIO(newline="")
    writer = csv.writer(made)
    writer.writerow(header)
    writer.writerows(
        [" ".join(map(str, c)) if isinstance(c, tuple) else c for c in row] for row in rows
    )
    return made.getvalue().encode()


def _coded(variable: Variable) -> tuple[str, ...]:
    missing = f"empty: {variable.missing}" if variable.missing else "never"
    return (variable.name, variable.type, variable.unit, variable.values, missing, variable.how)


def _codebook(
    subject: Subject, dyads: Dyads, pairs: Sequence[Pair], variables: Sequence[Variable]
) -> str:
    lines = [
        "# Codebook of the dyad-year panel",
        "",
        f"As of {subject.as_of}, {f'as known at {subject.known_at}' if subject.known_at else 'as known now'}.",
        "",
        *(f"- {said}" for said in _told(dyads, pairs)),
        "- An empty cell is missing: no source says, or it does not apply. It is never zero.",
        "- `ties.csv` names the ties behind every pair, with the claims that they rest on.",
        "",
        "| " + " | ".join(_CODEBOOK) + " |",
        "|" + " --- |" * len(_CODEBOOK),
        *("| " + " | ".join(c.replace("|", "\\|") for c in _coded(v)) + " |" for v in variables),
    ]
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
    never = sum(scoped.span is None for scoped in dyads.scope.ties)
    if never:
        yield f"{never} ties of the scope were never in force, as far as a source that was read says."
    loose = sum(not is_dated(t) for pair in pairs for t in dyads.ties.get(pair, ()))
    if loose:
        yield f"{loose} undated ties of these pairs possibly stand in every year, and begin in none."


def _notes(unit: UnitOf, pairs_of: PairsOf, subject: Subject) -> Sequence[str]:
    dyads = dyads_of(subject.scope, unit)
    return tuple(_told(dyads, pairs_of(dyads)))


def _format(name: str, purpose: str, unit: UnitOf, pairs_of: PairsOf) -> ExportFormat:
    return ExportFormat(
        name, "zip", purpose, partial(_write, unit, pairs_of), partial(_notes, unit, pairs_of)
    )


PANEL = _format(
    "panel",
    "Gravity, SAOM and event-history models: a row a pair of governments and year, with codebook",
    by_government,
    _dated,
)
PANEL_ALL_PAIRS = _format(
    "panel-all-pairs",
    "The same for every pair of the scope's governments",
    by_government,
    _all_pairs,
)
PANEL_COUNTRIES = _format("panel-countries", "The same for pairs of countries", by_country, _dated)
