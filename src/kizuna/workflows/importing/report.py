"""What an import did, or would do, as a file that a page and a spreadsheet can be made of."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import astuple, dataclass
from pathlib import Path
from typing import Any

from kizuna.claims.mapping import MappingQuestion
from kizuna.workflows.import_ import Imported, Rejected
from kizuna.workflows.importing.differences import Difference, Line, SampleTie


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row that does not go in: where it stands, why not, and its cells under the columns of its file.

    `is_tie` is False for a total, a heading and the like.
    """

    file: str
    sheet: str
    row: int
    reasons: tuple[str, ...]
    columns: tuple[str, ...]
    cells: tuple[str, ...]
    is_tie: bool = True

    @classmethod
    def of(cls, one: Rejected) -> BadRow:
        """A row that an import put aside."""
        sheet = one.row.sheet or one.table.sheet
        place = one.table.file, sheet, one.row.number
        return cls(*place, one.reasons, one.table.columns, one.row.texts, one.is_tie)


@dataclass(frozen=True, slots=True)
class ReasonCount:
    """How many rows did not go in for one reason, whatever text it quotes; the reason and the row of the first."""

    rows: int
    reason: str
    row: int
    is_tie: bool


@dataclass(frozen=True, slots=True)
class Report:
    """An import as its file tells it; the numbers are those of `Imported`."""

    told: dict[str, Any]
    rejected: tuple[BadRow, ...]
    differences: tuple[Line, ...]
    questions: tuple[MappingQuestion, ...] = ()
    samples: tuple[SampleTie, ...] = ()

    def reasons(self) -> list[ReasonCount]:
        """Why rows did not go in, the most frequent reason first."""
        return count_reasons((bad.row, bad.reasons, bad.is_tie) for bad in self.rejected)

    @property
    def refused(self) -> int:
        """How many rows that may be ties did not go in."""
        return sum(bad.is_tie for bad in self.rejected)

    def of_sort(self, sort: str) -> list[Line]:
        """The differences of one sort, in order."""
        return [line for line in self.differences if line.difference == sort]

    def counts(self) -> dict[str, int]:
        """How many differences there are of each sort, in the order of the sorts."""
        return {sort.value: len(self.of_sort(sort.value)) for sort in Difference}


_NUMBERS = ("rows", "good", "claims", "new", "known", "proposed", "places", "ties")
_SAID = ("document", "holder", "mapping", "is_trial", *_NUMBERS, "unknown", "names", "countries")
_QUOTED = re.compile(r"""'[^']*'|"[^"]*"|[0-9]+""")


def summary(done: Imported) -> dict[str, Any]:
    """The numbers of an import, None for what a trial does not know."""
    return {name: getattr(done, name) for name in _NUMBERS} | {"rejected": len(done.rejected)}


def written(done: Imported) -> bytes:
    """The report as JSON."""
    held = {name: getattr(done, name) for name in _SAID}
    columns: dict[tuple[str, ...], int] = {}
    for one in done.rejected:
        columns.setdefault(one.table.columns, len(columns))
    held["columns"] = list(columns)
    held["rejected"] = [
        [
            *(one.table.file, one.row.sheet or one.table.sheet, one.row.number, one.reasons),
            *(columns[one.table.columns], one.row.texts, one.is_tie),
        ]
        for one in done.rejected
    ]
    held["differences"] = [
        [d.difference, d.row, d.tie, d.parties, d.property, d.here, d.there]
        for d in done.differences
    ]
    held["questions"] = [astuple(question) for question in done.questions]
    held["samples"] = [astuple(sample) for sample in done.samples]
    return json.dumps(held, ensure_ascii=False).encode("utf-8", "replace")


def read_report(path: Path) -> Report:
    """The report in a file that `written` made, or made before it told of questions and samples."""
    held = json.loads(path.read_bytes())
    columns = [tuple(names) for names in held.pop("columns")]
    rejected = tuple(
        BadRow(file, sheet, row, tuple(reasons), columns[at], tuple(cells), *is_tie)
        for file, sheet, row, reasons, at, cells, *is_tie in held.pop("rejected")
    )
    differences = tuple(
        Line(Difference(sort), row, tie, tuple(parties), *rest)
        for sort, row, tie, parties, *rest in held.pop("differences")
    )
    questions = tuple(MappingQuestion(*map(_frozen, q)) for q in held.pop("questions", ()))
    samples = tuple(SampleTie(*map(_frozen, sample)) for sample in held.pop("samples", ()))
    return Report(held, rejected, differences, questions, samples)


def _frozen(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def reasons_of(done: Imported) -> list[ReasonCount]:
    """Why rows of an import did not go in, the most frequent reason first."""
    return count_reasons((one.row.number, one.reasons, one.is_tie) for one in done.rejected)


def count_reasons(rows: Iterable[tuple[int, Sequence[str], bool]]) -> list[ReasonCount]:
    """The reasons of rows, given by number, reasons and whether they may be ties, the most frequent first.

    Texts in quotes and numbers make no other reason; a row with several reasons counts for each.
    """
    found: dict[str, ReasonCount] = {}
    for number, reasons, is_tie in rows:
        for reason in reasons:
            key = _QUOTED.sub("…", reason)
            before = found.get(key)
            first = (before.reason, before.row) if before else (reason, number)
            found[key] = ReasonCount(before.rows + 1 if before else 1, *first, is_tie)
    return sorted(found.values(), key=lambda one: (-one.rows, one.row))


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
