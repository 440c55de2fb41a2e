"""Parquet: read by pyarrow, with types, lists, and the meaning of each column in the schema."""

from __future__ import annotations

import io
import sys
import zipfile
from typing import Any

import pytest
from pyarrow import parquet

from kizuna.errors import BadFile
from kizuna.publish.export.csv_tables import csv_tables
from kizuna.publish.export.parquet import PARQUET
from kizuna.publish.export.subject import Subject
from subjects import built_in_subject, subject, written


def _read(about: Subject) -> dict[str, Any]:
    packed = zipfile.ZipFile(io.BytesIO(written(PARQUET, about)))
    return {
        name.removesuffix(".parquet"): parquet.read_table(io.BytesIO(packed.read(name)))
        for name in packed.namelist()
    }


def test_every_table_is_there_with_as_many_rows() -> None:
    about = built_in_subject()
    rows = {table.name: len(list(table.rows())) for table in csv_tables(about)}
    assert {name: table.num_rows for name, table in _read(about).items()} == rows


def test_several_values_are_a_list_and_numbers_are_numbers() -> None:
    parties = _read(subject())["parties"].to_pylist()
    (osaka,) = [row for row in parties if row["id"] == "government/osaka"]
    assert (osaka["latitude"], osaka["population.max"]) == (34.6937, 2_700_000)
    assert len(osaka["population.claims"]) == 3


def test_the_schema_says_what_a_column_means_and_what_was_asked() -> None:
    schema = _read(subject())["standing"].schema
    assert schema.metadata[b"as_of"] == b"1987-04-01"
    assert schema.field("type").metadata[b"scheme"] == b"tie-types"


def test_without_the_extra_the_error_says_how_to_install_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow.parquet", None)
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(BadFile, match=r"kizuna\[research\]"):
        written(PARQUET, subject())
