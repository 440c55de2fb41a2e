"""Tables: named and typed columns with what they mean, and records that are made while they are written.

Law: a file of records, its dictionary, its schema and its description are read off the same columns.
"""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, BinaryIO

from kizuna.publish.records import cell_text

Cell = str | int | float | bool | None
Value = Cell | tuple[Cell, ...]
Record = Mapping[str, Value]
Write = Callable[[BinaryIO], object]

SEPARATOR = " | "
"""What parts the values of one cell."""

_NO_TIME = (1980, 1, 1, 0, 0, 0)
"""The first moment that a ZIP can hold: its files bear no time of their own."""


@dataclass(frozen=True, slots=True)
class FieldColumn:
    """A column: its name, what a value means, and the type of its cells (string, integer, number or boolean).

    `many`: a cell holds several values; columns of one property hold them in the same order. `unit` and `scheme`
    are "" where the values have none of their own. `needed`: an empty cell is a gap. `title` is what readers call
    it, where that is not its name.
    """

    name: str
    definition: str
    type: str = "string"
    many: bool = False
    unit: str = ""
    scheme: str = ""
    needed: bool = False
    title: str = ""

    @property
    def label(self) -> str:
        """What readers call it."""
        return self.title or self.name.replace("_", " ")


@dataclass(frozen=True, slots=True)
class FieldTable:
    """A table: its name, what one record is, its columns (the first is the key where `keyed`), and its records.

    A value that a record lacks is unknown. `separator` parts several values in a cell of text.
    """

    name: str
    purpose: str
    columns: Sequence[FieldColumn]
    records: Callable[[], Iterable[Record]]
    keyed: bool = True
    separator: str = SEPARATOR

    def rows(self) -> Iterable[list[Value]]:
        """The records as lists, in the order of the columns."""
        names = [column.name for column in self.columns]
        return ([record.get(name) for name in names] for record in self.records())


def write_csv(table: FieldTable, out: BinaryIO) -> None:
    """Write a table as CSV (RFC 4180, UTF-8); an empty cell is what nobody has said."""
    file = io.TextIOWrapper(out, "utf-8", newline="")
    writer = csv.writer(file)
    writer.writerow(column.name for column in table.columns)
    for row in table.rows():
        writer.writerow([cell_text(value, table.separator) for value in row])
    file.detach()


def csv_files(tables: Iterable[FieldTable], folder: str = "") -> Iterable[tuple[str, Write]]:
    """The names of the CSV files of tables, and what writes each."""
    return ((f"{folder}{table.name}.csv", partial(write_csv, table)) for table in tables)


def pack(files: Iterable[tuple[str, Write]], out: BinaryIO) -> None:
    """Write a ZIP of files in the order given; the same files always give the same bytes."""
    with zipfile.ZipFile(out, "w") as packed:
        for name, write in files:
            entry = zipfile.ZipInfo(name, _NO_TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr, entry.create_system = 0o644 << 16, 3  # readable, of Unix
            with packed.open(entry, "w", force_zip64=True) as file:
                write(file)  # type: ignore[arg-type]


def as_json(value: Any) -> bytes:
    """A description as JSON for people and programs."""
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode()


def package(tables: Iterable[FieldTable], title: str) -> bytes:
    """The datapackage.json of CSV files that lie beside it (Frictionless Data Package 1.0)."""
    return as_json(
        {
            "name": "kizuna",
            "title": title,
            "profile": "tabular-data-package",
            "resources": [resource(table) for table in tables],
        }
    )


def resource(table: FieldTable, folder: str = "") -> dict[str, Any]:
    """The description of a table (Table Schema 1.0) that is the CSV file of its name in a folder."""
    fields = [_field(column, table.separator) for column in table.columns]
    schema: dict[str, Any] = {"fields": fields, "missingValues": [""]}
    if table.keyed:
        schema["primaryKey"] = [table.columns[0].name]
    return {
        "name": table.name,
        "path": f"{folder}{table.name}.csv",
        "title": f"One row: {table.purpose}",
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": schema,
    }


def _field(column: FieldColumn, separator: str) -> dict[str, Any]:
    several = f"; several values are parted by '{separator}'" if column.many else ""
    return {
        "name": column.name,
        "type": "string" if column.many else column.type,
        "title": column.label,
        "description": f"{column.definition}{several}",
    }
