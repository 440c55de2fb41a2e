"""CSV: one file a table in a ZIP, with a data dictionary and a Frictionless description of all of it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import BinaryIO

from kizuna.publish.export.columns import SEPARATOR
from kizuna.publish.export.datapackage import described
from kizuna.publish.export.dictionary import concepts, dictionary
from kizuna.publish.export.packing import pack
from kizuna.publish.export.subject import ExportFormat, Subject
from kizuna.publish.export.tables import Table, Tables, Value
from kizuna.values import escape_and_isolate


def csv_tables(subject: Subject) -> tuple[Table, ...]:
    """Every table that a CSV export has, the dictionary last."""
    held = tuple(Tables(subject).all())
    return (*held, concepts(held), dictionary((*held, concepts(held))))


def csv_files(subject: Subject) -> Iterator[tuple[str, bytes]]:
    """The files of a CSV export by name: RFC 4180, UTF-8; an empty cell is what nobody has said."""
    for table in csv_tables(subject):
        yield f"{table.name}.csv", _csv(table)


def _write(subject: Subject, out: BinaryIO) -> None:
    package = described(csv_tables(subject), subject)
    pack([("datapackage.json", package), *csv_files(subject)], out)


def _csv(table: Table) -> bytes:
    made = io.StringIO(newline="")
    writer = csv.writer(made)
    writer.writerow(column.name for column in table.columns)
    for row in table.rows():
        writer.writerow([text(value) for value in row])
    return made.getvalue().encode()


def text(value: Value) -> str | int | float:
    """A cell as it is written: several values parted by SEPARATOR, true and false, "" for what is unknown."""
    if isinstance(value, tuple):
        return SEPARATOR.join(str(text(item)) for item in value)
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return escape_and_isolate(value) if isinstance(value, str) else value


CSV = ExportFormat(
    "csv",
    "zip",
    "Spreadsheets and statistics: a CSV file a kind, the facts and claims behind them, a data dictionary",
    _write,
)
