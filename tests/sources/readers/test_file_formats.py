"""Workbooks give the same texts in the same places in every form, and none of them harms its reader."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlwt

import hostile
from kizuna.claims.mapping import read_mapping
from kizuna.claims.statements import read_statements
from kizuna.errors import BadFile
from kizuna.sources.documents import read_description
from kizuna.sources.readers.file_formats import read_sheets
from kizuna.sources.reading import parse_toml

_CELL = '<table:table-cell office:value-type="{}" {}><text:p>{}</text:p></table:table-cell>'


def _ods() -> bytes:
    rows = (
        (("string", "", "Stadt"), ("string", "", "Datum")),
        (("string", "", "京都市"), ("date", 'office:date-value="1963-05-29"', "29.5.63")),
        (("string", "", "Köln"), ("float", 'office:value="1963"', "1963")),
    )
    filled = "".join(
        "<table:table-row><table:table-cell/>"
        + "".join(_CELL.format(*cell) for cell in row)
        + "</table:table-row>"
        for row in rows
    )
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "table", "text")
    )
    content = (
        f"<office:document-content {spaces}><office:body><office:spreadsheet>"
        '<table:table table:name="L"><table:table-row table:number-rows-repeated="2">'
        f"<table:table-cell/></table:table-row>{filled}</table:table>"
        "</office:spreadsheet></office:body></office:document-content>"
    )
    manifest = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
        archive.writestr("META-INF/manifest.xml", f'<m:manifest xmlns:m="{manifest}"/>')
    return held.getvalue()


_ROWS = (("Stadt", "Datum"), ("京都市", date(1963, 5, 29)), ("Köln", 1963))


def _xls() -> bytes:
    book = xlwt.Workbook()
    sheet = book.add_sheet("L")
    day = xlwt.easyxf(num_format_str="YYYY-MM-DD")
    for row, cells in enumerate(_ROWS, 2):
        for column, value in enumerate(cells, 1):
            sheet.write(row, column, value, *([day] if isinstance(value, date) else []))
    return _saved(book)


def _xlsx() -> bytes:
    book = openpyxl.Workbook()
    book.active.title = "L"
    for row in ((), (), *(("", *cells) for cells in _ROWS)):
        book.active.append(row)
    return _saved(book)


def _saved(book: Any) -> bytes:
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


@pytest.mark.parametrize("made", [_ods, _xls, _xlsx])
def test_rows_and_columns_are_counted_from_the_first_also_where_these_are_empty(
    made: Callable[[], bytes],
) -> None:
    rows = read_sheets(made(), "l")["L"]
    assert [any(row) for row in rows[:2]] == [False, False]
    assert rows[2:] == [["", "Stadt", "Datum"], ["", "京都市", "1963-05-29"], ["", "Köln", "1963"]]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (datetime(1974, 4, 18, 10, 30), "1974-04-18 10:30:00"),
        (1974.0, "1974"),
        (0.5, "0.5"),
        (123456789012, "123456789012"),
        (1e16, "10000000000000000"),
        (True, "True"),
        (" a\nb ", "a\nb"),
        ("=1+1", ""),
    ],
)
def test_a_cell_is_the_text_by_which_claims_have_always_cited_it(value: object, text: str) -> None:
    book = openpyxl.Workbook()
    book.active.append(["x", value, "x"])
    assert read_sheets(_saved(book), "l")["Sheet"] == [["x", text, "x"]]


def test_two_cells_at_the_ends_of_a_sheet_are_refused_and_end_nothing() -> None:
    book = openpyxl.Workbook()
    book.active["A1"] = book.active["XFD1048576"] = "x"
    with pytest.raises(BadFile, match="cells lie too far apart"):
        read_sheets(_saved(book), "l")


def test_an_encrypted_workbook_says_what_to_do() -> None:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", "<m:manifest><m:encryption-data/></m:manifest>")
    package = b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le")
    for content in (held.getvalue(), package):
        with pytest.raises(BadFile, match="is encrypted; save it without a password"):
            read_sheets(content, "l")


NOW = datetime(2026, 1, 1, tzinfo=UTC)


@pytest.mark.parametrize("content", hostile.toml().values(), ids=hostile.toml())
def test_hostile_toml_is_refused_by_every_reader(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "claims.toml"
    path.write_bytes(content)
    with pytest.raises(BadFile, match=r"claims\.toml: not a statement file: "):
        read_statements([path], NOW)
    with pytest.raises(BadFile, match=r"'claims\.toml' is not a description in TOML: "):
        read_description(path)
    if content.isascii():
        with pytest.raises(BadFile, match=r"claims\.toml: not a mapping: "):
            read_mapping(content.decode(), path.name)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("a=" + "[" * 60 + "]" * 60, "nested deeper than 50"),
        ("a=" + "[" * 5000, "nested deeper than 50"),
        (".".join("a" * 100) + "=1", "a key has more than 50 parts: 'a.a.a.a"),
        ('"a" . ' * 100 + "a=1", "a key has more than 50 parts"),
        ("a=" + "9" * 5000, r"it has a whole number of more than 4,300 digits"),
        ("a=0x" + "f" * 5000, "a whole number has 20,000 bits; at most 64 are read"),
        ("a=1" + " " * 1000, "it has 1,003 characters; at most 1,000 are read"),
    ],
)
def test_what_is_refused_is_said_with_a_count(text: str, why: str) -> None:
    with pytest.raises(BadFile, match=why):
        parse_toml(text, 1000 if "characters" in why else 10_000)


def test_what_a_hand_writes_is_read_with_dots_in_texts() -> None:
    leader = "." * 200
    text = f'"{leader}" = "a.b.c"\nb = """\n{" Two words." * 60}\n{leader}"""\nc.d = -9223372036854775808'
    held = parse_toml(text)
    assert held[leader] == "a.b.c"
    assert held["c"] == {"d": -(2**63)}
