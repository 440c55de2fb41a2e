"""The sheets of an XLSX workbook as rows of texts, through openpyxl; formulas give the values last computed."""

from __future__ import annotations

import io
import zipfile
import zlib
from datetime import date, datetime, time, timedelta
from typing import Any

from kizuna.errors import BadFile

_MAX_UNPACKED = 512 * 2**20
_DAMAGE: tuple[type[Exception], ...] = (
    *(
        zipfile.BadZipFile,
        zlib.error,
        OSError,
        EOFError,
        SyntaxError,
        ValueError,
        TypeError,
        KeyError,
    ),
    *(IndexError, AttributeError, AssertionError, NotImplementedError, RuntimeError, OverflowError),
)
"""What openpyxl and the standard library raise on a damaged workbook (openpyxl has no one root for its
errors).
"""


def read_sheets(raw: bytes, name: str, sheet: str = "") -> dict[str, list[list[str]]]:
    """The rows of the sheet of that name, or of all sheets in order when it is "".

    Raises BadFile for a damaged workbook, one that unpacks to more than 512 MiB, and an unknown sheet.
    """
    import openpyxl

    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            size = sum(entry.file_size for entry in archive.infolist())
        if size > _MAX_UNPACKED:
            raise BadFile(f"{name!r} unpacks to {size} bytes; at most {_MAX_UNPACKED} are read")
        book = openpyxl.load_workbook(io.BytesIO(raw), read_only=True, data_only=True)
        if sheet and sheet not in book.sheetnames:
            raise BadFile(f"{name!r} has no sheet {sheet!r}; it has {', '.join(book.sheetnames)}")
        wanted = [sheet] if sheet else book.sheetnames
        read = {title: _grid(book[title]) for title in wanted}
    except _DAMAGE as error:
        raise BadFile(f"{name!r} is not a workbook that can be read: {error}") from None
    if not read:
        raise BadFile(f"{name!r} has no sheet")
    return read


def _grid(sheet: Any) -> list[list[str]]:
    if not hasattr(sheet, "iter_rows"):
        return []
    if hasattr(sheet, "reset_dimensions"):
        sheet.reset_dimensions()
    return [[_text(value) for value in row] for row in sheet.iter_rows(values_only=True)]


def _text(value: Any) -> str:
    """The text of a cell; a day is written as ISO 8601, a whole number without its point."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time(0) else value.isoformat(" ")
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, timedelta):
        return str(value)
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()
