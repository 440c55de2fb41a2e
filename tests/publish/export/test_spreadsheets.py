"""The tables as files: CSV valid by Frictionless, Parquet read by pyarrow, a workbook opened by openpyxl."""

from __future__ import annotations

import csv
import io
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from pyarrow import parquet

from builders import claim
from kizuna.errors import BadFile
from kizuna.publish.export.subject import Subject
from kizuna.publish.export.tables import tables_of
from subjects import built_in_subject, subject, written


def _unpacked(about: Subject, folder: Path) -> Path:
    zipfile.ZipFile(io.BytesIO(written("csv", about))).extractall(folder)
    return folder


@pytest.mark.parametrize("about", [subject(), built_in_subject()], ids=["small", "built-in"])
def test_the_package_is_valid(about: Subject, tmp_path: Path) -> None:
    from frictionless import validate

    report = validate(str(_unpacked(about, tmp_path) / "datapackage.json"))
    assert report.valid, report.flatten(["rowNumber", "fieldNumber", "type", "note"])
    assert len(report.tasks) > 20


def _row(folder: Path, ref: str) -> dict[str, str]:
    path = folder / f"{ref.partition('/')[0]}.csv"
    with path.open(encoding="utf-8", newline="") as file:
        [found] = [row for row in csv.DictReader(file) if row["id"] == ref]
    return found


def test_words_come_back_as_they_were_and_several_values_in_the_order_of_their_languages(
    tmp_path: Path,
) -> None:
    said = 'He said "no", twice;\nthen =1+1'
    folder = _unpacked(subject(claim("tie/osaka-shanghai", "motive", said)), tmp_path)
    assert _row(folder, "tie/osaka-shanghai")["motive"] == said
    osaka = _row(folder, "government/osaka")
    named = dict(zip(osaka["name.language"].split(" | "), osaka["name"].split(" | "), strict=True))
    assert (named["en"], named["ru"], named["ja"]) == ("Osaka", "Осака", "大阪市")


def _read_parquet(about: Subject) -> dict[str, Any]:
    packed = zipfile.ZipFile(io.BytesIO(written("parquet", about)))
    return {
        name.removesuffix(".parquet"): parquet.read_table(io.BytesIO(packed.read(name)))
        for name in packed.namelist()
    }


def test_every_table_is_there_with_as_many_rows() -> None:
    about = built_in_subject()
    rows = {table.name: len([*table.rows]) for table in tables_of(about)}
    assert {name: table.num_rows for name, table in _read_parquet(about).items()} == rows


def test_several_values_are_a_list_and_the_schema_says_what_a_column_means() -> None:
    tables = _read_parquet(subject())
    (osaka,) = [row for row in tables["parties"].to_pylist() if row["id"] == "government/osaka"]
    assert (osaka["latitude"], osaka["population.max"]) == (34.6937, 2_700_000)
    assert len(osaka["population.claims"]) == 3
    schema = tables["standing"].schema
    assert schema.metadata[b"as_of"] == b"1987-04-01"
    assert schema.field("type").metadata[b"scheme"] == b"tie-types"


def test_without_the_extra_the_error_says_how_to_install_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow.parquet", None)
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(BadFile, match=r"kizuna\[research\]"):
        written("parquet", subject())


def _book(about: Subject) -> Any:
    return load_workbook(io.BytesIO(written("xlsx", about)))


def _column(sheet: Any, name: str) -> list[Any]:
    head = [cell.value for cell in sheet[1]]
    return [row[head.index(name)] for row in sheet.iter_rows(min_row=2)]


def test_a_book_has_a_sheet_for_what_is_held_with_a_frozen_head_dates_as_text_and_numbers() -> None:
    book = _book(subject())
    assert book.sheetnames[0] == "about"
    assert {"standing", "government", "facts", "sources", "dictionary"} <= set(book.sheetnames)
    assert "agreement" not in book.sheetnames
    assert "agreement" in _book(built_in_subject()).sheetnames
    assert "1957-10" in [cell.value for cell in _column(book["standing"], "date")]
    assert 34.6937 in [cell.value for cell in _column(book["parties"], "latitude")]
    sheet = book["standing"]
    assert sheet.freeze_panes == "C2"
    assert sheet.auto_filter.ref.endswith(str(sheet.max_row))
    assert sheet.column_dimensions["A"].width > 20


@pytest.mark.parametrize("sign", ["=", "+", "-", "@"])
def test_no_words_of_a_source_become_a_formula(sign: str) -> None:
    said = f"{sign}HYPERLINK(A1)"
    sheet = _book(subject(claim("tie/osaka-shanghai", "motive", said)))["tie"]
    (cell,) = [cell for cell in _column(sheet, "motive") if cell.value]
    assert (cell.value, cell.data_type) == (said, "s")
    assert cell.quotePrefix


def test_signs_that_xml_does_not_know_are_escaped() -> None:
    sheet = _book(subject(claim("tie/osaka-shanghai", "motive", "a\x0bport")))["tie"]
    assert r"a\u000bport" in [cell.value for cell in _column(sheet, "motive")]


def test_a_list_that_a_cell_cannot_hold_says_how_many_more_there_are() -> None:
    many = [claim("tie/osaka-shanghai", "motive", f"{n:04} " + "x" * 1000) for n in range(40)]
    sheet = _book(subject(*many))["tie"]
    (cell,) = [cell.value for cell in _column(sheet, "motive") if cell.value]
    assert len(cell) <= 32_767
    held = cell.count(" | ")
    assert cell.endswith(f"and {40 - held} more")
