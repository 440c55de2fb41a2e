"""The sheets of a workbook - XLSX, XLSB, XLS, ODS - as rows of texts, read by calamine; formulas give the values
last computed.

calamine lays a sheet out from its first cell to its last, so that two far cells ask for more memory than there is,
and the library then ends its process.
"""

from __future__ import annotations

import io
import re
import zipfile
from contextlib import suppress
from datetime import date, datetime, time
from typing import Any

from kizuna.errors import BadFile
from kizuna.sources.readers.file_formats import MAX_UNPACKED, OLD_OFFICE, ZIP_DAMAGE

_SHEETS = "xl/worksheets/"
_PLACE = re.compile(rb'<(?:row|c) r="([A-Z]{0,3})([0-9]{1,12})"')
_MOST_PLACES = 30_000_000
"""How many cells a sheet may have with the empty ones, of which calamine makes some thirty bytes each."""
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


def read_sheets(raw: bytes, name: str) -> dict[str, list[list[str]]]:
    """The rows of all sheets in order, from the first row and column on, whether or not these are empty.

    Raises BadFile for a workbook that is damaged, encrypted, or too large.
    """
    _check(raw, name)
    import python_calamine as calamine

    try:
        with calamine.load_workbook(io.BytesIO(raw)) as book:
            sheets = {
                sheet.name: [
                    [format_value(value) for value in row]
                    for row in book.get_sheet_by_name(sheet.name).to_python(skip_empty_area=False)
                ]
                for sheet in book.sheets_metadata
                if sheet.typ is calamine.SheetTypeEnum.WorkSheet
            }
    except (calamine.CalamineError, OSError, ValueError) as error:
        said = "it is damaged or encrypted" if "detect" in str(error) else str(error)[:200]
        raise BadFile(f"{name!r} is not a workbook that can be read: {said}") from None
    if not sheets:
        raise BadFile(f"{name!r} has no sheet")
    return sheets


def _check(raw: bytes, name: str) -> None:
    """Refuse a workbook that needs a password or is too large; one that is damaged is left to its reader."""
    encrypted, size = raw.startswith(OLD_OFFICE) and _ENCRYPTED in raw, 0
    with suppress(*ZIP_DAMAGE), zipfile.ZipFile(io.BytesIO(raw)) as archive:
        size = sum(entry.file_size for entry in archive.infolist())
        sheets = [entry for entry in archive.infolist() if entry.filename.startswith(_SHEETS)]
        if size <= MAX_UNPACKED:
            for sheet in sheets:
                _check_places(archive.read(sheet), name)
        with archive.open("META-INF/manifest.xml") as manifest:
            encrypted = b"encryption-data" in manifest.read(2**20)
    if encrypted:
        raise BadFile(f"{name!r} is encrypted; save it without a password")
    if size > MAX_UNPACKED:
        raise BadFile(f"{name!r} unpacks to {size} bytes; at most {MAX_UNPACKED} are read")


def _check_places(sheet: bytes, name: str) -> None:
    """Refuse a sheet of XLSX whose cells lie so far apart that what lies between them is too much."""
    rows = columns = 1
    for found in _PLACE.finditer(sheet):
        rows = max(rows, int(found[2]))
        number = 0
        for letter in found[1]:
            number = number * 26 + letter - 64
        columns = max(columns, number)
    if rows * columns > _MOST_PLACES:
        raise BadFile(
            f"{name!r} is not a workbook that can be read: its cells lie too far apart, over {rows:,} rows and"
            f" {columns:,} columns; delete what stands far from the list"
        )


def format_value(value: Any) -> str:
    """The text of a cell; a day is written as ISO 8601, a whole number without its point."""
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time(0) else value.isoformat(" ")
    if isinstance(value, date | time):
        return value.isoformat()
    return str(int(value) if isinstance(value, float) and value.is_integer() else value)
