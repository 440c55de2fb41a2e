"""XLSX: opened by openpyxl, with its sheets, its head frozen, and nothing that would be computed."""

from __future__ import annotations

import io
from typing import Any

import pytest
from openpyxl import load_workbook

from builders import claim
from kizuna.publish.export.subject import Subject
from kizuna.publish.export.xlsx import XLSX
from subjects import built_in_subject, subject, written


def _book(about: Subject) -> Any:
    return load_workbook(io.BytesIO(written(XLSX, about)))


def _column(sheet: Any, name: str) -> list[Any]:
    head = [cell.value for cell in sheet[1]]
    return [row[head.index(name)] for row in sheet.iter_rows(min_row=2)]


def test_there_is_a_sheet_a_kind_and_the_dictionary_and_the_sources() -> None:
    names = _book(built_in_subject()).sheetnames
    assert names[0] == "about"
    assert {"standing", "government", "tie", "agreement", "programme", "document"} <= set(names)
    assert {"facts", "sources", "concepts", "dictionary"} <= set(names)


def test_kinds_of_which_nothing_is_held_have_no_sheet() -> None:
    assert "agreement" not in _book(subject()).sheetnames


def test_the_head_is_frozen_and_filters_all_rows() -> None:
    sheet = _book(built_in_subject())["standing"]
    assert sheet.freeze_panes == "C2"
    assert sheet.auto_filter.ref.endswith(str(sheet.max_row))
    assert sheet.column_dimensions["B"].width > 20


@pytest.mark.parametrize("sign", ["=", "+", "-", "@"])
def test_no_words_of_a_source_become_a_formula(sign: str) -> None:
    said = f"{sign}HYPERLINK(A1)"
    sheet = _book(subject(claim("tie/osaka-shanghai", "motive", said)))["tie"]
    (cell,) = [cell for cell in _column(sheet, "motive") if cell.value]
    assert (cell.value, cell.data_type) == (said, "s")
    assert cell.quotePrefix


def test_dates_are_text_as_uncertain_as_they_are() -> None:
    dates = [cell.value for cell in _column(_book(subject())["standing"], "date")]
    assert "1957-10" in dates


def test_numbers_are_numbers() -> None:
    latitudes = {cell.value for cell in _column(_book(subject())["parties"], "latitude")}
    assert 34.6937 in latitudes


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
