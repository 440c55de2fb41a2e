"""What a table is, and what a file is by its first bytes: unpacks gzip, bzip2, xz and
ZIP, and names what is no table.

Law: nothing unpacks to more than its limit, and whatever cannot be read is named for
what it is.

Of separated values (CSV and its like) the sign that parts the cells is found where
nobody says it. The sheets of a workbook - XLSX, XLSB, XLS, ODS - are read by calamine,
formulas with the values last computed. It lays a sheet out from its first cell to its
last: two far cells ask for more memory than there is, and then it ends its process.
"""

import bz2
import csv
import gzip
import io
import lzma
import re
import zipfile
import zlib
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import reduce
from pathlib import PurePosixPath
from typing import IO, Any

from kizuna.errors import BadFile, name_some
from kizuna.sources.reading import foreign_format, reading_limits

MAX_UNPACKED = 512 * 2**20
ZIP_DAMAGE: tuple[type[Exception], ...] = (
    *(
        zipfile.BadZipFile,
        zlib.error,
        OSError,
        EOFError,
        ValueError,
        KeyError,
        RuntimeError,
    ),
)
"""What reading a ZIP raises that is damaged, encrypted, or packed in a way that Python
does not know.
"""
_STREAMS: dict[bytes, tuple[str, Callable[[IO[bytes]], Any]]] = {
    b"\x1f\x8b": ("gzip", gzip.open),
    b"BZh": ("bzip2", bz2.open),
    b"\xfd7zXZ\x00": ("xz", lzma.open),
}
TABLES = (
    *(
        ".csv",
        ".tsv",
        ".tab",
        ".txt",
        ".json",
        ".jsonl",
        ".ndjson",
        ".geojson",
        ".xlsx",
        ".xlsm",
    ),
    *(".xlsb", ".xls", ".ods", ".html", ".htm", ".xhtml", ".xml", ".wiki", ".wikitext"),
    *(".mediawiki", ".gexf", ".graphml", ".parquet", ".gz", ".bz2", ".xz"),
)
"""The endings of files from which a list is read, packed or not."""
_ZIP = b"PK\x03\x04"
_OFFICE = {
    "xl/": "workbook",
    "word/": "a Word document",
    "ppt/": "a presentation",
    "application/vnd.oasis.opendocument.spreadsheet": "workbook",
    "application/vnd.oasis.opendocument.text": "a text document (ODT)",
    "application/vnd.oasis.opendocument.presentation": "a presentation",
    "application/vnd.oasis.opendocument.graphics": "a drawing",
}
"""What a ZIP of an office is by what it says of itself, or by its folders."""
OLD_OFFICE = b"\xd0\xcf\x11\xe0"
READS = (
    "CSV, XLSX, XLSB, XLS, ODS, JSON, HTML, wikitext, GEXF, GraphML and Parquet, as"
    " they are or in ZIP or gzip"
)
_READ_AS_DOCUMENT = (
    "'kizuna propose' and 'kizuna sources add' read documents; a list is read from"
    f" {READS}"
)


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its number in the file (1 and up), its texts in the order of the columns
    ("" for an empty cell).

    A ragged row has fewer or more texts than the table has columns. `sheet` is the
    sheet or table that the row was read from where the list was put together of
    several; in a form `lines` are the line of each text there.
    """

    number: int
    texts: tuple[str, ...]
    sheet: str = ""
    lines: tuple[int, ...] = ()

    def text(self, column: int) -> str:
        """The text under a column, "" where the row has none."""
        return self.texts[column] if column < len(self.texts) else ""


@dataclass(frozen=True, slots=True)
class Table:
    """A list: the file's name, the sheet ("" where the file has none), the columns and
    the rows but blank ones.

    `sha256` is the digest of the file's bytes, 64 hex digits. `keyed` is True where
    columns are keys and not letters (JSON, pages, graphs). `part` is what `sheet`
    names, a sheet, table, list or file, which `Reading.sheet` chooses. `title` is the
    caption of a table on a page or the heading over it, "" for none. `alone` are the
    nodes of a graph that no row joins.
    """

    file: str
    sheet: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    sha256: str = ""
    keyed: bool = False
    part: str = "sheet"
    title: str = ""
    alone: tuple[str, ...] = ()

    def locator(self, row: Row, column: int | None = None) -> str:
        """Where a row or one of its cells stands: "ties.xlsx, sheet List, row 5, column
        D".
        """
        sheet = row.sheet or self.sheet
        parts = [self.file, f"{self.part} {sheet}" if sheet else ""]
        if row.lines:
            parts.append("" if column is None else f"row {row.lines[column]}, column B")
        else:
            parts.append(f"row {row.number}")
            named = (
                ""
                if column is None
                else self.columns[column]
                if self.keyed
                else letter(column)
            )
            parts.append(named and f"column {named}")
        return ", ".join(filter(None, parts))


def letter(column: int) -> str:
    """The letters of a column as spreadsheets name it: A for 0, AA for 26."""
    before = letter(column // 26 - 1) if column > 25 else ""
    return before + chr(65 + column % 26)


def make_rows(numbered: Iterable[tuple[int, Sequence[str]]]) -> tuple[Row, ...]:
    """Rows of their numbers and texts."""
    return tuple(Row(number, tuple(row)) for number, row in numbered)


def is_packed(raw: bytes) -> bool:
    """Whether some bytes are packed by gzip, bzip2, xz or ZIP."""
    return raw.startswith((*_STREAMS, _ZIP))


def unpack(raw: bytes, name: str, member: str = "") -> tuple[bytes, str]:
    """The bytes of the table in some bytes, and which file was taken out of several (""
    for none); `member` names the file in a ZIP that holds several.

    Raises BadFile for what is damaged, encrypted or too large, and for what is no
    table, which it names.
    """
    taken = ""
    for _ in range(3):  # layers at the most
        if opener := next(
            (o for mark, o in _STREAMS.items() if raw.startswith(mark)), None
        ):
            kind, opened = opener
            try:
                with opened(io.BytesIO(raw)) as file:
                    raw = _bounded(file, name)
            except (OSError, EOFError, zlib.error, lzma.LZMAError) as error:
                raise BadFile(f"{name!r} is a damaged {kind} file: {error}") from None
        elif raw.startswith(_ZIP) and not _is_workbook(raw, name):
            raw, taken = _from_zip(raw, name, member)
        else:
            break
    is_old_word = (
        raw.startswith(OLD_OFFICE) and "WordDocument".encode("utf-16-le") in raw
    )
    if what := "an old Word document" if is_old_word else foreign_format(raw):
        raise not_a_table(name, what)
    return raw, taken


def not_a_table(name: str, what: str) -> BadFile:
    """The error that says what a file is instead of a table."""
    if re.search("document|presentation", what):
        return BadFile(f"{name!r} is {what}: {_READ_AS_DOCUMENT}")
    return BadFile(
        f"{name!r} is {what}, from which no list is read; save it as one of {READS}"
    )


def _bounded(file: IO[bytes], name: str) -> bytes:
    held = file.read(MAX_UNPACKED + 1)
    if len(held) > MAX_UNPACKED:
        raise BadFile(f"{name!r} unpacks to more than {MAX_UNPACKED} bytes")
    if not held.strip():
        raise BadFile(f"{name!r} is empty")
    return held


def _is_workbook(raw: bytes, name: str) -> bool:
    """Whether a ZIP is a workbook; raises BadFile where it is a document of another
    kind.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            marks = archive.namelist()
            if "mimetype" in marks:
                with archive.open("mimetype") as file:
                    marks = [file.read(100).decode("latin-1")]
            elif "[Content_Types].xml" not in marks:
                return False
    except ZIP_DAMAGE:
        return True
    kinds = (
        what for key, what in _OFFICE.items() if any(m.startswith(key) for m in marks)
    )
    if (found := next(kinds, "")) not in ("", "workbook"):
        raise not_a_table(name, found)
    return bool(found)


def _from_zip(raw: bytes, name: str, member: str) -> tuple[bytes, str]:
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        held = []
        for entry in archive.infolist():
            path = PurePosixPath(entry.filename)
            is_hidden = any(part.startswith((".", "__MACOSX")) for part in path.parts)
            is_note = path.stem.casefold() in ("readme", "license", "licence")
            if path.suffix.lower() in TABLES and not (
                entry.is_dir() or is_hidden or is_note
            ):
                held.append(entry)
        named = [
            e for e in held if member in (e.filename, PurePosixPath(e.filename).name)
        ]
        wanted = named if len(held) > 1 else held
        if not held:
            raise BadFile(
                f"{name!r} is a ZIP without a table in it; Kizuna reads {READS}"
            )
        if len(wanted) != 1:
            asked = (
                "give one of them as the sheet:"
                f" {name_some(entry.filename for entry in held)}"
            )
            raise BadFile(f"{name!r} holds {len(held)} files; {asked}")
        (entry,) = wanted
        if entry.flag_bits & 1:
            raise BadFile(f"{name!r} is encrypted; save it without a password")
        try:
            with archive.open(entry) as file:
                content = _bounded(file, name)
        except ZIP_DAMAGE as error:
            raise BadFile(f"{name!r} is a damaged ZIP file: {error}") from None
    return content, entry.filename if len(held) > 1 else ""


_DELIMITERS = (",", ";", "\t", "|")
_SAMPLE_LINES = 30
HEAD = 64 * 2**10
"""How much of a file is looked at to tell what it is: bytes, or characters of a
text.
"""
_SENTENCE_END = re.compile(r"[.!?]['\")]?(?:\s|$)|。")


def read_grid(text: str, name: str, delimiter: str, header: int) -> list[list[str]]:
    """The cells of each line; `delimiter` is "" to find it, `header` the row of the
    headers, 0 to find it.

    Raises BadFile for running text, for what is no CSV, and for too many cells.
    """
    if not (delimiter or header) and _is_prose(text):
        raise BadFile(f"{name!r} is running text, not a table: {_READ_AS_DOCUMENT}")
    limit = csv.field_size_limit(2**24)
    try:
        delimiter = delimiter or _delimiter(text, header)
        reading_limits().check_cells(text.count(delimiter), name)
        rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
        return [[cell.strip() for cell in row] for row in rows]
    except (csv.Error, TypeError, ValueError) as error:
        raise BadFile(f"{name!r} is not a CSV file: {error}") from None
    finally:
        csv.field_size_limit(limit)


def _delimiter(text: str, header: int) -> str:
    """The sign that parts the header, else the first lines, into equally many cells,
    and into most of them.
    """
    lines = text.splitlines()
    lines = lines[header - 1 : header] if header > 0 else lines[:_SAMPLE_LINES]
    found = {",": (0.0, 0)}
    for sign in _DELIMITERS:
        widths = [len(row) for row in csv.reader(lines, delimiter=sign) if row]
        if max(widths, default=0) > 1:
            width, times = Counter(width for width in widths if width > 1).most_common(
                1
            )[0]
            found[sign] = (times / len(widths), width)
    return max(found, key=found.__getitem__)


def _is_prose(text: str) -> bool:
    """Whether the first lines are long, end in sentences, and share no sign that parts
    them into cells.
    """
    lines = [line for line in text[:HEAD].splitlines() if line.strip()][:_SAMPLE_LINES]
    ends = sum(bool(_SENTENCE_END.search(line)) for line in lines)
    if sum(map(len, lines)) < 40 * len(lines) or ends * 4 < len(lines):
        return False
    shared = Counter((sign, line.count(sign)) for line in lines for sign in _DELIMITERS)
    return not any(
        count and times * 2 > len(lines) for (_, count), times in shared.items()
    )


_PLACE = re.compile(rb'<(?:row|c) r="([A-Z]{0,3})([0-9]{1,12})"')
_MOST_PLACES = 30_000_000
"""How many cells a sheet may have with the empty ones, of which calamine makes some
thirty bytes each.
"""


def read_sheets(raw: bytes, name: str) -> dict[str, list[list[str]]]:
    """The rows of all sheets in order, from the first row and column on, whether or not
    these are empty.

    Raises BadFile for a workbook that is damaged, encrypted, or too large.
    """
    _check(raw, name)
    import python_calamine as calamine

    try:
        with calamine.load_workbook(io.BytesIO(raw)) as book:
            sheets = {}
            for sheet in book.sheets_metadata:
                if sheet.typ is calamine.SheetTypeEnum.WorkSheet:
                    rows = book.get_sheet_by_name(sheet.name).to_python(
                        skip_empty_area=False
                    )
                    sheets[sheet.name] = [[*map(format_value, row)] for row in rows]
    except (calamine.CalamineError, OSError, ValueError) as error:
        said = (
            "it is damaged or encrypted" if "detect" in str(error) else str(error)[:200]
        )
        raise BadFile(f"{name!r} is not a workbook that can be read: {said}") from None
    if not sheets:
        raise BadFile(f"{name!r} has no sheet")
    return sheets


def _check(raw: bytes, name: str) -> None:
    """Refuse a workbook that needs a password or is too large; one that is damaged is
    left to its reader.
    """
    encrypted = (
        raw.startswith(OLD_OFFICE) and "EncryptedPackage".encode("utf-16-le") in raw
    )
    size = 0
    with suppress(*ZIP_DAMAGE), zipfile.ZipFile(io.BytesIO(raw)) as archive:
        size = sum(entry.file_size for entry in archive.infolist())
        for entry in archive.infolist() if size <= MAX_UNPACKED else ():
            if entry.filename.startswith("xl/worksheets/"):
                _check_places(archive.read(entry), name)
        with archive.open("META-INF/manifest.xml") as manifest:
            encrypted = b"encryption-data" in manifest.read(2**20)
    if encrypted:
        raise BadFile(f"{name!r} is encrypted; save it without a password")
    if size > MAX_UNPACKED:
        raise BadFile(
            f"{name!r} unpacks to {size} bytes; at most {MAX_UNPACKED} are read"
        )


def _check_places(sheet: bytes, name: str) -> None:
    """Refuse a sheet of XLSX whose cells lie so far apart that what lies between them
    is too much.
    """
    rows = columns = 1
    for found in _PLACE.finditer(sheet):
        rows = max(rows, int(found[2]))
        columns = max(
            columns, reduce(lambda number, sign: number * 26 + sign - 64, found[1], 0)
        )
    if rows * columns > _MOST_PLACES:
        raise BadFile(
            f"{name!r} is not a workbook that can be read: its cells lie too far apart,"
            f" over {rows:,} rows and"
            f" {columns:,} columns; delete what stands far from the list"
        )


def format_value(value: Any) -> str:
    """The text of a cell; a day is written as ISO 8601, a whole number without its
    point.
    """
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, datetime):
        return (
            value.date().isoformat()
            if value.time() == time(0)
            else value.isoformat(" ")
        )
    if isinstance(value, date | time):
        return value.isoformat()
    return str(int(value) if isinstance(value, float) and value.is_integer() else value)
