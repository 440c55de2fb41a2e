"""The tables as files: CSV valid by Frictionless, Parquet read by pyarrow, a workbook
opened by openpyxl.
"""

from __future__ import annotations

import csv
import io
import sys
import zipfile
from typing import Any

import pytest
from openpyxl import load_workbook
from pyarrow import parquet

from builders import claim, tie
from kizuna.errors import BadFile
from kizuna.publish.export.subject import Subject
from kizuna.publish.export.tables import tables_of
from subjects import built_in_subject, subject, written


@pytest.mark.parametrize(
    "about", [subject(), built_in_subject()], ids=["small", "built-in"]
)
def test_the_package_is_valid(about, tmp_path) -> None:
    from frictionless import validate

    zipfile.ZipFile(io.BytesIO(written("csv", about))).extractall(tmp_path)
    report = validate(str(tmp_path / "datapackage.json"))
    assert report.valid, report.flatten(["rowNumber", "fieldNumber", "type", "note"])
    assert len(report.tasks) > 20


def test_words_come_back_as_they_were_and_several_values_in_the_order_of_their_languages() -> (
    None
):
    said = 'He said "no", twice;\nthen =1+1'
    about = subject(claim("tie/osaka-shanghai", "motive", said))
    packed, rows = zipfile.ZipFile(io.BytesIO(written("csv", about))), {}
    for kind in ("tie", "government"):
        text = packed.read(f"{kind}.csv").decode("utf-8")
        rows |= {
            row["id"]: row for row in csv.DictReader(io.StringIO(text, newline=""))
        }
    assert rows["tie/osaka-shanghai"]["motive"] == said
    osaka = rows["government/osaka"]
    named = dict(
        zip(
            osaka["name.language"].split(" | "), osaka["name"].split(" | "), strict=True
        )
    )
    assert (named["en"], named["ru"], named["ja"]) == ("Osaka", "Осака", "大阪市")


def test_parquet_has_every_row_lists_and_a_schema_that_says_what_a_column_means(
    monkeypatch,
) -> None:
    """Without the extra the error says how to install it."""
    about = subject()
    packed = zipfile.ZipFile(io.BytesIO(written("parquet", about)))
    files = ((name, io.BytesIO(packed.read(name))) for name in packed.namelist())
    tables = {
        name.removesuffix(".parquet"): parquet.read_table(file) for name, file in files
    }
    rows = {table.name: len([*table.rows]) for table in tables_of(about)}
    assert {name: table.num_rows for name, table in tables.items()} == rows
    (osaka,) = [
        row for row in tables["parties"].to_pylist() if row["id"] == "government/osaka"
    ]
    assert (osaka["latitude"], osaka["population.max"]) == (34.6937, 2_700_000)
    assert len(osaka["population.claims"]) == 3
    schema = tables["standing"].schema
    assert schema.metadata[b"as_of"] == b"1987-04-01"
    assert schema.field("type").metadata[b"scheme"] == b"tie-types"
    monkeypatch.setitem(sys.modules, "pyarrow.parquet", None)
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(BadFile, match=r"kizuna\[research\]"):
        written("parquet", about)


def _book(about: Subject) -> Any:
    return load_workbook(io.BytesIO(written("xlsx", about)))


def _column(sheet: Any, name: str) -> list[Any]:
    head = [cell.value for cell in sheet[1]]
    return [row[head.index(name)] for row in sheet.iter_rows(min_row=2)]


def test_a_book_has_a_sheet_for_what_is_held_with_a_frozen_head_dates_as_text_and_numbers() -> (
    None
):
    book = _book(subject())
    assert book.sheetnames[0] == "about"
    assert {"standing", "government", "facts", "sources", "dictionary"} <= set(
        book.sheetnames
    )
    assert "agreement" not in book.sheetnames
    assert "agreement" in _book(built_in_subject("government/tianjin")).sheetnames
    assert "1957-10" in [cell.value for cell in _column(book["standing"], "date")]
    assert 34.6937 in [cell.value for cell in _column(book["parties"], "latitude")]
    sheet = book["standing"]
    assert sheet.freeze_panes == "C2"
    assert sheet.auto_filter.ref.endswith(str(sheet.max_row))
    assert sheet.column_dimensions["A"].width > 20


def test_no_words_of_a_source_become_a_formula_and_what_xml_or_a_cell_cannot_hold_is_told() -> (
    None
):
    given = [*(f"{sign}HYPERLINK(A1)" for sign in "=+-@"), "a\x0bport"]
    claims = [claim(f"tie/t{n}", "motive", words) for n, words in enumerate(given)]
    long = [claim("tie/long", "motive", f"{n:04} " + "x" * 1000) for n in range(40)]
    pairs = [
        tie(slug, "osaka", "shanghai")
        for slug in ("t0", "t1", "t2", "t3", "t4", "long")
    ]
    sheet = _book(subject(*pairs, *claims, *long))["tie"]
    held = dict(
        zip(
            (c.value for c in _column(sheet, "id")),
            _column(sheet, "motive"),
            strict=True,
        )
    )
    for n, words in enumerate(given[:4]):
        cell = held[f"tie/t{n}"]
        assert (cell.value, cell.data_type, cell.quotePrefix) == (words, "s", True)
    assert held["tie/t4"].value == r"a\u000bport"
    text = held["tie/long"].value
    assert len(text) <= 32_767
    assert text.endswith(f"and {40 - text.count(' | ')} more")
