"""Tables packed as files: CSV and the description of it (Frictionless Data Package 1.0), in a ZIP.

Law: a file of rows, its schema and its description are read off the same columns.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterable
from functools import partial
from typing import Any, BinaryIO

from kizuna.publish.records import Column, Records, json_file, write_csv

Write = Callable[[BinaryIO], object]

SEPARATOR = " | "
"""What parts the values of one cell."""

_NO_TIME = (1980, 1, 1, 0, 0, 0)
"""The first moment that a ZIP can hold: its files bear no time of their own."""


def csv_files(
    tables: Iterable[Records], folder: str = "", separator: str = SEPARATOR
) -> Iterable[tuple[str, Write]]:
    """The names of the CSV files of tables, and what writes each."""

    def write(table: Records, out: BinaryIO) -> None:
        file = io.TextIOWrapper(out, "utf-8", newline="")
        write_csv(table.flat_names(), table.flat_rows(), file, separator)
        file.detach()

    return ((f"{folder}{table.name}.csv", partial(write, table)) for table in tables)


def pack(files: Iterable[tuple[str, Write]], out: BinaryIO) -> None:
    """Write a ZIP of files in the order given; the same files always give the same bytes."""
    with zipfile.ZipFile(out, "w") as packed:
        for name, write in files:
            entry = zipfile.ZipInfo(name, _NO_TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr, entry.create_system = 0o644 << 16, 3  # readable, of Unix
            with packed.open(entry, "w", force_zip64=True) as file:
                write(file)  # type: ignore[arg-type]


def package(tables: Iterable[Records], title: str, separator: str = SEPARATOR) -> bytes:
    """The datapackage.json of CSV files that lie beside it."""
    return json_file(
        {
            "name": "kizuna",
            "title": title,
            "profile": "tabular-data-package",
            "resources": [resource(table, separator=separator) for table in tables],
        }
    )


def resource(table: Records, folder: str = "", separator: str = SEPARATOR) -> dict[str, Any]:
    """The description of a table (Table Schema 1.0) that is the CSV file of its name in a folder."""
    fields = [_field(column, separator) for column in table.columns]
    schema: dict[str, Any] = {"fields": fields, "missingValues": [""]}
    if table.is_keyed:
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


def _field(column: Column, separator: str) -> dict[str, Any]:
    several = f"; several values are parted by '{separator}'" if column.is_many else ""
    return {
        "name": column.name,
        "type": "string" if column.is_many else column.plain_type,
        "title": column.label,
        "description": f"{column.definition}{several}",
    }
