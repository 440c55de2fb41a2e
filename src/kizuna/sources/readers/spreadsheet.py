"""Lists as tables: CSV, XLSX and JSON, packed by gzip or not, read into rows of texts that know their place.

Law: no row is lost. What cannot be a table at all is refused with a reason; a ragged row keeps its cells.
"""

from __future__ import annotations

import csv
import gzip
import hashlib
import io
import json
import zlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kizuna.errors import BadFile
from kizuna.sources.readers.encodings import decode_table

MAX_BYTES = 64 * 2**20
MAX_UNPACKED = 512 * 2**20
_DELIMITERS = (",", ";", "\t", "|")
_SAMPLE_LINES = 30
_HEADER_WITHIN = 20
_FIELD_LIMIT = 2**24
_OLD_EXCEL = b"\xd0\xcf\x11\xe0"


@dataclass(frozen=True, slots=True)
class Reading:
    """How a table is to be read, where its form does not tell.

    `sheet` is the name of a sheet, "" for the first; `encoding` that of a CSV or JSON, "" to find it;
    `delimiter` of a CSV, "" to find it. `header` is the row of the headers: 1 and up, 0 to find it, -1 where
    there is none and columns are called #1, #2. A `form` has one sheet for each row, with the headers down
    its first column.
    """

    sheet: str = ""
    encoding: str = ""
    delimiter: str = ""
    header: int = 0
    form: bool = False


WHOLE = Reading()
"""The first sheet, with encoding, delimiter and headers found."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its number in the file (1 and up), its texts in the order of the columns ("" for an empty cell).

    A ragged row has fewer or more texts than the table has columns. In a form `sheet` is the sheet that the row
    was read from and `lines` the line of each text there.
    """

    number: int
    texts: tuple[str, ...]
    sheet: str = ""
    lines: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """A list: the file's name, the sheet ("" where the file has none), the columns and the rows that are not
    blank.

    `sha256` is the digest of the file's bytes, 64 hex digits. `keyed` is True where columns are keys and not
    letters (JSON).
    """

    file: str
    sheet: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    sha256: str
    keyed: bool = False

    def locator(self, row: Row, column: int | None = None) -> str:
        """Where a row or one of its cells stands: "ties.xlsx, sheet List, row 5, column D"."""
        sheet = row.sheet or self.sheet
        parts = [self.file, *([f"sheet {sheet}"] if sheet else [])]
        if row.lines:
            if column is not None:
                parts.append(f"row {row.lines[column]}, column B")
            return ", ".join(parts)
        parts.append(f"row {row.number}")
        if column is not None:
            parts.append(f"column {self.columns[column] if self.keyed else letter(column)}")
        return ", ".join(parts)


def letter(column: int) -> str:
    """The letters of a column as spreadsheets name it: A for 0, AA for 26."""
    text = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(65 + rest) + text
    return text


def read_table(path: Path, reading: Reading = WHOLE, name: str = "") -> Table:
    """The table in a file, by what the file holds rather than by its ending.

    `name` is what the file is called, "" for the name that it has. Raises BadFile, which names the file, for
    what is missing, too large, damaged, in an encoding nobody can tell, without a row, or an old binary
    spreadsheet.
    """
    name = name or path.name
    packed = _bytes_of(path, name)
    sha256 = hashlib.sha256(packed).hexdigest()
    raw = _unpacked(packed, name)
    if raw.startswith(b"PK\x03\x04"):
        from kizuna.sources.readers import workbook

        sheets = workbook.read_sheets(raw, name, "" if reading.form else reading.sheet)
        if reading.form:
            return _from_forms(name, sheets, sha256)
        filled = [title for title, grid in sheets.items() if any(map(any, grid))]
        sheet = filled[0] if filled else next(iter(sheets))
        return _from_grid(name, sheet, sheets[sheet], sha256, reading)
    if raw.startswith(_OLD_EXCEL):
        raise BadFile(f"{name!r} is an old Excel file (.xls); save it as .xlsx or CSV")
    text = decode_table(raw, name, reading.encoding)
    if text.lstrip()[:1] in ("[", "{"):
        return _from_json(name, text, sha256)
    return _from_csv(name, text, sha256, reading)


def _bytes_of(path: Path, name: str) -> bytes:
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise BadFile(f"{name!r} has {size} bytes; at most {MAX_BYTES} are read")
        raw = path.read_bytes()
    except OSError as error:
        raise BadFile(f"{str(path)!r} cannot be read: {error.strerror or error}") from None
    if not raw.strip():
        raise BadFile(f"{name!r} is empty")
    return raw


def _unpacked(raw: bytes, name: str) -> bytes:
    if not raw.startswith(b"\x1f\x8b"):
        return raw
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(raw)) as file:
            held = file.read(MAX_UNPACKED + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise BadFile(f"{name!r} is a damaged gzip file: {error}") from None
    if len(held) > MAX_UNPACKED:
        raise BadFile(f"{name!r} unpacks to more than {MAX_UNPACKED} bytes")
    return held


def _from_csv(name: str, text: str, sha256: str, reading: Reading) -> Table:
    limit = csv.field_size_limit(_FIELD_LIMIT)
    try:
        delimiter = reading.delimiter or _delimiter(text, reading.header)
        rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
        grid = [[cell.strip() for cell in row] for row in rows]
    except (csv.Error, TypeError, ValueError) as error:
        raise BadFile(f"{name!r} is not a CSV file: {error}") from None
    finally:
        csv.field_size_limit(limit)
    return _from_grid(name, "", grid, sha256, reading)


def _delimiter(text: str, header: int) -> str:
    """The sign that parts the header, else the first lines, into equally many cells, and into most of them."""
    lines = text.splitlines()
    lines = lines[header - 1 : header] if header > 0 else lines[:_SAMPLE_LINES]
    best, most = ",", (0.0, 0)
    for sign in _DELIMITERS:
        widths = [len(row) for row in csv.reader(lines, delimiter=sign) if row]
        if not widths or max(widths) < 2:
            continue
        width, times = Counter(width for width in widths if width > 1).most_common(1)[0]
        found = (times / len(widths), width)
        if found > most:
            best, most = sign, found
    return best


def _from_grid(
    name: str, sheet: str, grid: Sequence[Sequence[str]], sha256: str, reading: Reading
) -> Table:
    filled = [(number, row) for number, row in enumerate(grid, 1) if any(row)]
    if not filled:
        raise BadFile(f"{name!r} has no row with anything in it")
    if reading.header < 0:
        width = max(len(row) for _, row in filled)
        columns = tuple(f"#{at}" for at in range(1, width + 1))
        return Table(name, sheet, columns, _rows(filled), sha256)
    header = reading.header or _header_row(filled)
    heads = next((row for number, row in filled if number == header), None)
    if heads is None:
        raise BadFile(f"{name!r} has no headers in row {header}")
    columns = _named(heads)
    rows = _rows((number, row) for number, row in filled if number > header)
    return Table(name, sheet, columns, rows, sha256)


def _rows(numbered: Iterable[tuple[int, Sequence[str]]]) -> tuple[Row, ...]:
    return tuple(Row(number, tuple(row)) for number, row in numbered)


def _header_row(filled: Sequence[tuple[int, Sequence[str]]]) -> int:
    """The first row that is as full as the list's rows are; titles above it have fewer cells."""
    first = filled[:_HEADER_WITHIN]
    widest = max(sum(map(bool, row)) for _, row in first)
    return next(number for number, row in first if sum(map(bool, row)) * 2 > widest)


def _named(heads: Sequence[str]) -> tuple[str, ...]:
    """The columns by their headers; an unnamed one by its letter, the second of a name with " (2)"."""
    last = max(at for at, head in enumerate(heads) if head) + 1
    names: list[str] = []
    for at, head in enumerate(heads[:last]):
        wanted = " ".join(head.split()) or f"column {letter(at)}"
        name, times = wanted, 1
        while name in names:
            times += 1
            name = f"{wanted} ({times})"
        names.append(name)
    return tuple(names)


def _from_forms(name: str, sheets: dict[str, list[list[str]]], sha256: str) -> Table:
    """One row for each sheet: what stands right of a label in the first column belongs under that label."""
    labelled = {
        sheet: [(line, row) for line, row in enumerate(grid, 1) if len(row) > 1 and row[0]]
        for sheet, grid in sheets.items()
    }
    labels = {" ".join(row[0].split()): None for rows in labelled.values() for _, row in rows}
    columns = tuple(labels)
    made = []
    for number, (sheet, rows) in enumerate(labelled.items(), 1):
        if not any(any(row) for row in sheets[sheet]):
            continue
        held: dict[str, tuple[int, str]] = {}
        for line, row in rows:
            held.setdefault(" ".join(row[0].split()), (line, row[1]))
        cells = [held.get(label, (0, "")) for label in columns]
        made.append(
            Row(number, tuple(text for _, text in cells), sheet, tuple(at for at, _ in cells))
        )
    if not columns:
        raise BadFile(f"{name!r} has no sheet with labels in column A and values in column B")
    return Table(name, "", columns, tuple(made), sha256)


def _from_json(name: str, text: str, sha256: str) -> Table:
    entries = _entries(name, text)
    keys = {key: None for entry in entries if isinstance(entry, dict) for key in entry}
    if not keys:
        raise BadFile(f"{name!r} is JSON without a list of objects")
    columns = tuple(key.encode("utf-8", "replace").decode() for key in keys)
    rows = []
    for number, entry in enumerate(entries, 1):
        if isinstance(entry, dict):
            texts = tuple(_text(entry.get(key)) for key in keys)
        else:
            texts = (*("",) * len(columns), _text(entry) or "null")
        if any(texts):
            rows.append(Row(number, texts))
    return Table(name, "", columns, tuple(rows), sha256, keyed=True)


def _entries(name: str, text: str) -> list[Any]:
    """The list itself, the one list of objects inside an object, or one entry a line."""
    try:
        held = json.loads(text)
    except (ValueError, RecursionError) as error:
        lines = [line for line in text.splitlines() if line.strip()]
        try:
            return [json.loads(line) for line in lines]
        except (ValueError, RecursionError):
            raise BadFile(f"{name!r} is damaged JSON: {error}") from None
    if isinstance(held, list):
        return held
    lists = [value for value in held.values() if _is_list_of_objects(value)]
    if len(lists) > 1:
        raise BadFile(f"{name!r} holds {len(lists)} lists of objects; give a file with one")
    return list(lists[0]) if lists else [held]


def _is_list_of_objects(value: Any) -> bool:
    return isinstance(value, list) and any(isinstance(entry, dict) for entry in value)


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return json.dumps(value, ensure_ascii=False)
