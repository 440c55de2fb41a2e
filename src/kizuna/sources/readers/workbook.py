"""The sheets of a workbook - XLSX, XLSB, XLS, ODS - as rows of texts, read by calamine in a process of its own;
formulas give the values last computed.

Law: no workbook ends or fills the process that asks for it. calamine lays a sheet out from its first cell to its
last, so that two far cells ask for more memory than there is, and the library then ends its process.
"""

from __future__ import annotations

import io
import os
import subprocess
import sys
import zipfile
from contextlib import suppress
from datetime import date, datetime, time, timedelta
from typing import Any

import orjson

from kizuna.errors import BadFile
from kizuna.sources.readers.file_formats import MAX_UNPACKED, OLD_OFFICE, ZIP_DAMAGE

_MEMORY = 4 * 2**30
"""How much memory the reading process may ask for, in bytes, where the system knows such a limit."""
_SECONDS = 600
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


def read_sheets(raw: bytes, name: str) -> dict[str, list[list[str]]]:
    """The rows of all sheets in order, from the first row and column on, whether or not these are empty.

    Raises BadFile for a workbook that is damaged, encrypted, or too large.
    """
    _check(raw, name)
    try:
        done = subprocess.run(
            (sys.executable, "-c", f"from {__name__} import _serve; _serve()"),
            input=raw,
            capture_output=True,
            timeout=_SECONDS,
            check=False,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        )
    except subprocess.TimeoutExpired:
        raise BadFile(f"{name!r} is not a workbook that can be read: it takes too long") from None
    if done.returncode:
        raise BadFile(f"{name!r} is not a workbook that can be read: its cells lie too far apart")
    sheets: dict[str, list[list[str]]] | str = orjson.loads(done.stdout)
    if isinstance(sheets, str):
        raise BadFile(f"{name!r} is not a workbook that can be read: {sheets}")
    if not sheets:
        raise BadFile(f"{name!r} has no sheet")
    return sheets


def _check(raw: bytes, name: str) -> None:
    """Refuse a workbook that needs a password or is too large; one that is damaged is left to its reader."""
    encrypted, size = raw.startswith(OLD_OFFICE) and _ENCRYPTED in raw, 0
    with suppress(*ZIP_DAMAGE), zipfile.ZipFile(io.BytesIO(raw)) as archive:
        size = sum(entry.file_size for entry in archive.infolist())
        with archive.open("META-INF/manifest.xml") as manifest:
            encrypted = b"encryption-data" in manifest.read(2**20)
    if encrypted:
        raise BadFile(f"{name!r} is encrypted; save it without a password")
    if size > MAX_UNPACKED:
        raise BadFile(f"{name!r} unpacks to {size} bytes; at most {MAX_UNPACKED} are read")


def _serve() -> None:
    """Read a workbook from the standard input and write its sheets, or what is wrong, as JSON."""
    with suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    sys.stdout.buffer.write(orjson.dumps(_sheets(sys.stdin.buffer.read())))


def _sheets(raw: bytes) -> dict[str, list[list[str]]] | str:
    import python_calamine as calamine

    try:
        with calamine.load_workbook(io.BytesIO(raw)) as book:
            return {
                sheet.name: _grid(book.get_sheet_by_name(sheet.name))
                for sheet in book.sheets_metadata
                if sheet.typ is calamine.SheetTypeEnum.WorkSheet
            }
    except (calamine.CalamineError, OSError, ValueError) as error:
        return "it is damaged or encrypted" if "detect" in str(error) else str(error)[:200]


def _grid(sheet: Any) -> list[list[str]]:
    return [
        [format_value(value) for value in row] for row in sheet.to_python(skip_empty_area=False)
    ]


def format_value(value: Any) -> str:
    """The text of a cell; a day is written as ISO 8601, a whole number without its point."""
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time(0) else value.isoformat(" ")
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, timedelta):
        return str(value)
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip().encode("utf-8", "replace").decode()
