"""The dyad-year panel for gravity, event-history and actor-oriented models, with its codebook.

One row is a pair and a year. The rows are those of the pairs that a dated tie of the scope ever joined, tied in
the year or not, in every year from the first beginning that is known to the day of the export.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import BinaryIO

from kizuna.analysis.dyads import Dyads, Pair, UnitOf, by_country, by_government, dyads_of, is_dated
from kizuna.errors import BadQuestion
from kizuna.publish.export.panel_variables import VARIABLES, Row, Side, Variable, dyad_id
from kizuna.publish.export.records import Column, Record, Table, csv_files, pack, package
from kizuna.publish.export.subject import ExportFormat, Subject
from kizuna.publish.export.tables import tie_record
from kizuna.register.status import TieOnDay

MOST_UNITS = 300
"""A panel of all pairs of more governments than this is refused: it would have millions of rows."""

PairsOf = Callable[[Dyads], tuple[Pair, ...]]

_TIES = (
    Column("dyad", "the pair; empty: the tie joins none"),
    Column("tie", "id of the tie", needed=True),
    Column("in_panel", "1: the pair has rows; 0: no tie of it is dated", "integer"),
    Column("begins_earliest", "first day on which it may have begun", title="begins, earliest"),
    Column("begins_latest", "day by which it had begun", title="begins, latest"),
    Column("ends_earliest", "first day that may have been its last", title="ends, earliest"),
    Column("ends_latest", "last day that may have been its last", title="ends, latest"),
    Column("claims", "ids of the claims that this rests on", many=True),
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
    columns = [Column(v.name, v.how, v.type, unit=v.unit, title=v.name) for v in variables]
    rows = partial(_rows, subject, dyads, pairs, variables)
    ties = partial(_ties, subject, dyads, frozenset(pairs))
    tables = (
        Table("panel", "a pair in a year", columns, rows, keyed=False, separator=" "),
        Table("ties", "a tie of a pair", _TIES, ties, keyed=False, separator=" "),
    )
    coded = [_coded(variable) for variable in variables]
    names = [Column(name, "") for name in _CODEBOOK]
    codebook = Table("codebook", "a variable", names, lambda: coded)
    words = _codebook(subject, [*_told(dyads, pairs)], coded).encode()
    described = package(tables, subject.title)
    pack(
        [
            *csv_files((*tables, codebook)),
            ("codebook.md", lambda file: file.write(words)),
            ("datapackage.json", lambda file: file.write(described)),
        ],
        out,
    )


def _rows(
    subject: Subject, dyads: Dyads, pairs: Sequence[Pair], variables: Sequence[Variable]
) -> Iterator[Record]:
    people = {p.government: p.population for p in subject.scope.parties.values() if p.population}
    sides = {ref: Side.of(subject, ref, people.get(ref)) for pair in pairs for ref in pair}
    for dyad in dyads.rows(pairs):
        row = Row(dyad, sides[dyad.pair[0]], sides[dyad.pair[1]])
        yield {variable.name: variable.read(row) for variable in variables}


def _ties(subject: Subject, dyads: Dyads, pairs: frozenset[Pair]) -> Iterator[Record]:
    def record(dyad: str | None, tie: TieOnDay, in_panel: bool) -> Record:
        said = tie_record(subject, tie)
        return said | {"dyad": dyad, "tie": tie.id, "in_panel": int(in_panel)}

    for pair, held in dyads.ties.items():
        yield from (record(dyad_id(pair), tie, pair in pairs) for tie in held)
    yield from (record(None, tie, False) for tie in dyads.alone)


def _coded(variable: Variable) -> dict[str, str]:
    missing = f"empty: {variable.missing}" if variable.missing else "never"
    said = {name: getattr(variable, name) for name in ("type", "unit", "values", "how")}
    return {"variable": variable.name, "missing": missing, **said}


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


def _format(name: str, purpose: str, unit: UnitOf, pairs_of: PairsOf) -> ExportFormat:
    write, notes = partial(_write, unit, pairs_of), partial(_notes, unit, pairs_of)
    return ExportFormat(name, "zip", purpose, write, notes)


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
