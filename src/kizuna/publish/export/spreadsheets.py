"""The tables of an export as files: CSV with its description (Frictionless Data Package
1.0) and Parquet in a ZIP, and a workbook for people who read and sort.

Law: a file of rows, its schema and its description are read off the same columns; in a
workbook what a source wrote is text and stays text: no cell is ever a formula, whatever
it begins with.
"""

import io
import tempfile
import zipfile
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from functools import partial
from itertools import chain, islice
from typing import Any, BinaryIO

from kizuna.errors import BadFile, BadQuestion
from kizuna.publish.export.subject import Subject
from kizuna.publish.export.tables import SEPARATOR, tables_of
from kizuna.publish.records import Records, cell_text, json_file, write_csv

Write = Callable[[BinaryIO], object]


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
    """Write a ZIP of files in the order given, that bear no time; the same files always
    give the same bytes.
    """
    # the usual level of 6 takes three times as long for a tenth to a quarter less
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=2) as packed:
        for name, write in files:
            with packed.open(name, "w", force_zip64=True) as file:
                write(file)  # type: ignore[arg-type]
            entry = packed.getinfo(name)
            entry.external_attr, entry.create_system = (
                0o644 << 16,
                3,
            )  # readable, of Unix


def package(tables: Iterable[Records], title: str, separator: str = SEPARATOR) -> bytes:
    """The datapackage.json of CSV files that lie beside it."""
    resources = [resource(table, separator=separator) for table in tables]
    about = {"name": "kizuna", "title": title, "profile": "tabular-data-package"}
    return json_file({**about, "resources": resources})


def resource(
    table: Records, folder: str = "", separator: str = SEPARATOR
) -> dict[str, Any]:
    """The description of a table (Table Schema 1.0) that is the CSV file of its name in
    a folder.
    """
    parted = f"; several values are parted by '{separator}'"
    fields = [
        {
            "name": column.name,
            "type": "string" if column.is_many else column.plain_type,
            "title": column.label,
            "description": column.definition + (parted if column.is_many else ""),
        }
        for column in table.columns
    ]
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


def write_csv_package(subject: Subject, out: BinaryIO) -> None:
    tables = tables_of(subject)
    described = package(tables, subject.title)
    pack(
        [("datapackage.json", lambda file: file.write(described)), *csv_files(tables)],
        out,
    )


def write_parquet(subject: Subject, out: BinaryIO) -> None:
    """Write a file a table, some rows at a time."""
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError:
        raise BadFile(
            "'parquet' needs an extra of Kizuna: pip install 'kizuna[research]'"
        ) from None

    types = {
        "string": "string",
        "integer": "int64",
        "number": "float64",
        "boolean": "bool",
    }

    def write(table: Records, file: BinaryIO) -> None:
        """The rows, under columns with their meaning and the question that the table
        answers.
        """
        fields, rows = [], iter(table.rows)
        for column in table.columns:
            held = pyarrow.type_for_alias(types[column.plain_type])
            kind = pyarrow.list_(held) if column.is_many else held
            says = (
                (n, getattr(column, n))
                for n in ("label", "definition", "unit", "scheme")
            )
            known = {name: words for name, words in says if words}
            fields.append(pyarrow.field(column.name, kind, metadata=known))
        about = {
            "one_row": table.purpose,
            "as_of": subject.as_of,
            "known_at": subject.known_at,
        }
        schema = pyarrow.schema(fields, metadata=about)
        with pyarrow.parquet.ParquetWriter(file, schema, compression="zstd") as writer:
            while part := [*islice(rows, 20_000)]:
                writer.write_table(pyarrow.Table.from_pylist(part, schema=schema))

    pack(
        (
            (f"{table.name}.parquet", partial(write, table))
            for table in tables_of(subject)
        ),
        out,
    )


_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a cell may begin with that spreadsheets, or what reads their CSV, take for a
formula.
"""

_LONGEST, _MOST_ROWS = 32_767, 1_048_576
"""Characters that a cell may hold, and rows that a sheet may have, its head too."""

_NARROWEST, _WIDEST, _IDS = 9, 42, 24


def write_xlsx(subject: Subject, out: BinaryIO) -> None:
    """Every table but the claims that has a record, a sheet each; rows go to disk as
    they are made.
    """
    from xlsxwriter import Workbook

    with tempfile.TemporaryDirectory() as folder:
        book = Workbook(
            out, {"constant_memory": True, "tmpdir": folder, "strings_to_urls": False}
        )
        told = {
            "title": subject.title,
            "author": "Kizuna",
            "created": datetime(1980, 1, 1),
        }
        book.set_properties(told)
        bold = book.add_format({"bold": True, "bg_color": "#E7EBF0"})
        about, filled = book.add_worksheet("about"), []
        for table in tables_of(subject):
            rows = table.flat_rows()
            first = [*islice(rows, 300)]  # from which the widths of columns are taken
            if first and table.name != "claims":
                filled.append(table)
                _sheet(book, bold, table, first, rows)
        # the question, and what a row of each other sheet is
        about.set_column(0, 0, 16)
        about.set_column(1, 1, 100)
        _on_paper(about)
        lines = {
            "as of": subject.as_of,
            "known at": subject.known_at or "now",
            "dates": (
                "EDTF text, as uncertain as the sources leave them; .earliest and"
                " .latest are days"
            ),
            "empty cells": "no evidence, which is neither zero nor no",
            "several values": f"parted by '{SEPARATOR}'",
            "": "",
            "sheet": "one row is",
        }
        names = {table.name: table.purpose.replace("`", "") for table in filled}
        for at, (name, says) in enumerate({**lines, **names}.items()):
            about.write_string(at, 0, name, None if name in {*names, ""} else bold)
            about.write_string(at, 1, says, bold if name == "sheet" else None)
        book.close()


def _sheet(
    book: Any,
    bold: Any,
    table: Records,
    first: Sequence[Sequence[Any]],
    rows: Iterable[Any],
) -> None:
    """A table: a number or yes and no as such, everything else as text."""
    sheet, quoted = (
        book.add_worksheet(table.name),
        book.add_format({"quote_prefix": True}),
    )
    for at, column in enumerate(
        table.columns
    ):  # as wide as its longest cell, within reason
        longest = max(len(_words(row[at])) for row in first)
        most = _IDS if column.is_many and column.name.endswith("claims") else _WIDEST
        wide = max(_NARROWEST, len(column.name) + 3, min(longest + 1, most))
        sheet.set_column(at, at, wide)
        sheet.write_string(0, at, column.name, bold)
    number, every = 0, chain(first, rows)
    for number, row in enumerate(every, 1):
        if number == _MOST_ROWS:
            count = number + sum(1 for _ in every)
            raise BadQuestion(
                f"{table.name!r} has {count} rows and a sheet holds {_MOST_ROWS}: ask"
                " for fewer ties, or take csv"
            )
        for at, value in enumerate(row):
            if isinstance(value, bool):
                sheet.write_boolean(number, at, value)
            elif isinstance(value, int | float):
                sheet.write_number(number, at, value)
            elif words := _words(value):
                style = quoted if words.startswith(_FORMULA) else None
                sheet.write_string(number, at, words, style)
    sheet.freeze_panes(1, 2 if table.is_keyed else 0)
    filled = (0, 0, number, len(table.columns) - 1)
    sheet.autofilter(*filled)
    sheet.print_area(*filled)
    sheet.repeat_rows(0)
    _on_paper(sheet)


def _on_paper(sheet: Any) -> None:
    sheet.set_landscape()
    sheet.set_paper(8)  # A3
    sheet.fit_to_pages(1, 0)


def _words(value: Any) -> str:
    """The text of a cell; where it cannot hold all of its values, how many there are
    beyond it.
    """
    words = cell_text(value, SEPARATOR)
    if len(words) <= _LONGEST or not isinstance(value, tuple):
        return words[:_LONGEST]
    held = words[: _LONGEST - 20].rsplit(SEPARATOR, 1)[0]
    return f"{held}{SEPARATOR}and {len(value) - held.count(SEPARATOR) - 1} more"
