"""XLSX: the tables as sheets of one workbook, for people who read and sort.

Law: what a source wrote is text and stays text: no cell is ever a formula, whatever it begins with.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any, BinaryIO

from kizuna.errors import BadQuestion
from kizuna.publish.export.columns import SEPARATOR, Column
from kizuna.publish.export.csv_tables import csv_tables
from kizuna.publish.export.packing import pack
from kizuna.publish.export.subject import ExportFormat, Subject
from kizuna.publish.export.tables import Row, Table, Value
from kizuna.values import escape_and_isolate

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a cell may begin with that spreadsheets, or what reads their CSV, take for a formula."""

_LONGEST = 32_767
"""Characters that a cell may hold."""

_MOST_ROWS = 1_048_576
"""Rows that a sheet may have, its head too."""

_NARROWEST, _WIDEST, _IDS = 9, 42, 24
_SAMPLE = 300
"""Rows that the width of a column is taken from."""

_BEGINNING = datetime(1980, 1, 1)
_A3 = 8
"""The number of the paper in the format."""

_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*(<)")


def _write(subject: Subject, out: BinaryIO) -> None:
    made = io.BytesIO()
    _workbook(subject).save(made)
    with zipfile.ZipFile(made) as packed:
        pack(((name, _timeless(name, packed.read(name))) for name in packed.namelist()), out)


def _timeless(name: str, content: bytes) -> bytes:
    """A part of the workbook without the time at which it was saved."""
    if name != "docProps/core.xml":
        return content
    fixed = f"{_BEGINNING.isoformat()}Z".encode()
    return _MODIFIED.sub(rb"\g<1>" + fixed + rb"\g<2>", content)


def _workbook(subject: Subject) -> Any:
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    book.properties.creator = "Kizuna"
    book.properties.created = _BEGINNING
    book.properties.title = f"Ties between local governments on {subject.as_of}"
    tables = [table for table in csv_tables(subject) if table.name != "claims"]
    held = [(table, list(table.rows())) for table in tables]
    filled = [(table, rows) for table, rows in held if rows]
    _about(book, subject, [table for table, _ in filled])
    for table, rows in filled:
        _sheet(book, table, rows)
    return book


def _about(book: Any, subject: Subject, tables: Sequence[Table]) -> None:
    """The first sheet: the question, and what a row of each other sheet is."""
    sheet = book.create_sheet("about")
    sheet.column_dimensions["A"].width = 16
    sheet.column_dimensions["B"].width = 100
    _on_paper(sheet)
    told = (
        ("as of", subject.as_of),
        ("known at", subject.known_at or "now"),
        (
            "dates",
            "EDTF text, as uncertain as the sources leave them; .earliest and .latest are days",
        ),
        ("empty cells", "no evidence, which is neither zero nor no"),
        ("several values", f"parted by '{SEPARATOR}'"),
    )
    for name, says in told:
        sheet.append([_head(sheet, name), says])
    sheet.append([])
    sheet.append([_head(sheet, "sheet"), _head(sheet, "one row is")])
    for table in tables:
        sheet.append([table.name, table.purpose.replace("`", "")])


def _sheet(book: Any, table: Table, rows: Sequence[Row]) -> None:
    from openpyxl.utils import get_column_letter

    if len(rows) >= _MOST_ROWS:
        raise BadQuestion(
            f"{table.name!r} has {len(rows)} rows and a sheet holds {_MOST_ROWS}: ask for fewer ties, or take csv"
        )
    sheet = book.create_sheet(table.name)
    widths = _widths(table.columns, rows)
    for at, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(at)].width = width
    sheet.freeze_panes = "C2" if table.keyed else "A2"
    filled = f"A1:{get_column_letter(len(table.columns))}{len(rows) + 1}"
    sheet.auto_filter.ref = sheet.print_area = filled
    _on_paper(sheet)
    sheet.print_title_rows = "1:1"
    sheet.append([_head(sheet, column.name) for column in table.columns])
    for row in rows:
        sheet.append([_cell(sheet, value) for value in row])


def _on_paper(sheet: Any) -> None:
    """Printed across, as wide as the paper."""
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = _A3
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True


def _widths(columns: Sequence[Column], rows: Sequence[Row]) -> Iterator[int]:
    """The width of each column in characters: of its longest cell, within what is pleasant to read."""
    for at, column in enumerate(columns):
        longest = max((len(_text(row[at])) for row in rows[:_SAMPLE]), default=0)
        most = _IDS if column.many and column.name.endswith("claims") else _WIDEST
        yield max(_NARROWEST, len(column.name) + 3, min(longest + 1, most))


def _head(sheet: Any, text: str) -> Any:
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font, PatternFill

    cell = WriteOnlyCell(sheet, text)
    cell.font = Font(name="Calibri", size=11, bold=True)
    cell.fill = PatternFill("solid", fgColor="E7EBF0")
    return cell


def _cell(sheet: Any, value: Value) -> Any:
    """A number or yes and no as such, everything else as text."""
    if value is None or isinstance(value, bool | int | float):
        return value
    text = _text(value)
    if not text.startswith(_FORMULA):
        return text
    from openpyxl.cell import WriteOnlyCell

    cell = WriteOnlyCell(sheet, text)
    cell.data_type = "s"
    cell.quotePrefix = True
    return cell


def _text(value: Value) -> str:
    if isinstance(value, tuple):
        return _joined([_text(item) for item in value])
    return escape_and_isolate("" if value is None else str(value))[:_LONGEST]


def _joined(values: Sequence[str]) -> str:
    """The values in one cell; where it cannot hold all of them, how many there are beyond it."""
    text = SEPARATOR.join(values)
    if len(text) <= _LONGEST:
        return text
    held = text[: _LONGEST - 20].rsplit(SEPARATOR, 1)[0]
    more = len(values) - held.count(SEPARATOR) - 1
    return f"{held}{SEPARATOR}and {more} more"


XLSX = ExportFormat(
    "xlsx",
    "xlsx",
    "Reading and sorting in a spreadsheet: a sheet a kind, with a data dictionary and the sources",
    _write,
)
