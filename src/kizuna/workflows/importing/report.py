"""What an import did, or would do; and the same as a file that a page and a spreadsheet can be made of."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import astuple, dataclass, field
from pathlib import Path
from typing import Any

from kizuna.claims.mapping import MappingQuestion
from kizuna.workflows.importing.differences import Difference, Line, SampleTie

_QUOTED = re.compile(r"""'[^']*'|"[^"]*"|[0-9]+""")


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row that does not go in: where it stands, why not, and its cells under the columns of its file.

    `is_tie` is False for a total, a heading and the like, which no correction would make a tie.
    """

    file: str
    sheet: str
    row: int
    reasons: tuple[str, ...]
    columns: tuple[str, ...]
    cells: tuple[str, ...]
    is_tie: bool = True


@dataclass(frozen=True, slots=True)
class ReasonCount:
    """How many rows did not go in for one reason, whatever text it quotes; the reason and the row of the first."""

    rows: int
    reason: str
    row: int
    is_tie: bool


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did, or would do when `is_trial`.

    `rows` is how many rows the list has (with those of a second list of places), `good` how many went in.
    `claims` is how many claims the good rows make, `new` and `known` how many of these the ledger did not and
    did hold (None in a trial). `proposed` is how many wait for a reviewer. `places` and `ties` are new ones,
    `names` and `countries` those of the new places by id. `guessed` is the TOML of a guessed mapping, "" when
    there was one. `questions` are what the list leaves open, `samples` a few ties as they would be recorded.
    """

    document: str
    holder: str
    mapping: str
    is_trial: bool
    rows: int
    good: int
    rejected: tuple[BadRow, ...]
    differences: tuple[Line, ...]
    claims: int
    new: int | None
    known: int | None
    places: int
    ties: int
    guessed: str = ""
    unknown: tuple[str, ...] = ()
    proposed: int = 0
    names: Mapping[str, str] = field(default_factory=dict)
    countries: Mapping[str, str] = field(default_factory=dict)
    questions: tuple[MappingQuestion, ...] = ()
    samples: tuple[SampleTie, ...] = ()

    @property
    def refused(self) -> int:
        """How many rows that may be ties did not go in."""
        return sum(one.is_tie for one in self.rejected)

    def of_sort(self, sort: str) -> list[Line]:
        """The differences of one sort, in order."""
        return [line for line in self.differences if line.difference == sort]

    def count(self) -> dict[str, int]:
        """How many differences there are of each sort, in the order of the sorts."""
        return {sort.value: len(self.of_sort(sort.value)) for sort in Difference}

    def reasons(self) -> list[ReasonCount]:
        """Why rows did not go in, the most frequent reason first.

        Texts in quotes and numbers make no other reason; a row with several reasons counts for each.
        """
        found: dict[str, ReasonCount] = {}
        for one in self.rejected:
            for reason in one.reasons:
                key = _QUOTED.sub("…", reason)
                before = found.get(key)
                first = (before.reason, before.row) if before else (reason, one.row)
                found[key] = ReasonCount(before.rows + 1 if before else 1, *first, one.is_tie)
        return sorted(found.values(), key=lambda one: (-one.rows, one.row))


_NUMBERS = ("rows", "good", "claims", "new", "known", "proposed", "places", "ties")
_SAID = ("document", "holder", "mapping", "is_trial", *_NUMBERS, "unknown", "names", "countries")


def summary(done: Imported) -> dict[str, Any]:
    """The numbers of an import, None for what a trial does not know."""
    return {name: getattr(done, name) for name in _NUMBERS} | {"rejected": len(done.rejected)}


def written(done: Imported) -> bytes:
    """The report as JSON."""
    held = {name: getattr(done, name) for name in _SAID}
    columns = list(dict.fromkeys(one.columns for one in done.rejected))
    places = {names: at for at, names in enumerate(columns)}
    held["columns"] = columns
    held["rejected"] = [
        [one.file, one.sheet, one.row, one.reasons, places[one.columns], one.cells, one.is_tie]
        for one in done.rejected
    ]
    for name in ("differences", "questions", "samples"):
        held[name] = [astuple(one) for one in getattr(done, name)]
    return json.dumps(held, ensure_ascii=False).encode("utf-8", "replace")


def read_report(path: Path) -> Imported:
    """The report in a file that `written` made, or made before it told of questions and samples."""
    held = json.loads(path.read_bytes())
    columns = [tuple(names) for names in held.pop("columns")]
    held["rejected"] = tuple(
        BadRow(file, sheet, row, tuple(reasons), columns[at], tuple(cells), *is_tie)
        for file, sheet, row, reasons, at, cells, *is_tie in held["rejected"]
    )
    held["differences"] = tuple(
        Line(Difference(sort), *map(_frozen, rest)) for sort, *rest in held["differences"]
    )
    for name, made in (("questions", MappingQuestion), ("samples", SampleTie)):
        held[name] = tuple(made(*map(_frozen, one)) for one in held.get(name, ()))
    return Imported(**held)


def _frozen(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def rejected_csv(rejected: Iterable[BadRow]) -> str:
    """The rejected rows with file, sheet, row and reasons before their cells."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    seen: tuple[str, tuple[str, ...]] | None = None
    for one in rejected:
        if seen != (one.file, one.columns):
            seen = one.file, one.columns
            writer.writerow(["file", "sheet", "row", "reasons", *one.columns])
        writer.writerow([one.file, one.sheet, one.row, "; ".join(one.reasons), *one.cells])
    return out.getvalue()


def differences_csv(differences: Iterable[Line]) -> str:
    """The differences, one a row; the parties of a tie stand in one cell."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(["difference", "row", "tie", "parties", "property", "here", "there"])
    for d in differences:
        parties = " ".join(d.parties)
        row = [d.difference.value, d.row or "", d.tie, parties, d.property, d.here, d.there]
        writer.writerow(row)
    return out.getvalue()
