"""CSV: valid by Frictionless, and the same text back."""

from __future__ import annotations

import csv
import io
import zipfile
from pathlib import Path

import pytest

from builders import claim
from kizuna.publish.export.csv_tables import CSV
from kizuna.publish.export.subject import Subject
from subjects import built_in_subject, subject, written


def _unpacked(about: Subject, folder: Path) -> Path:
    zipfile.ZipFile(io.BytesIO(written(CSV, about))).extractall(folder)
    return folder


@pytest.mark.parametrize("about", [subject(), built_in_subject()], ids=["small", "built-in"])
def test_the_package_is_valid(about: Subject, tmp_path: Path) -> None:
    from frictionless import validate

    report = validate(str(_unpacked(about, tmp_path) / "datapackage.json"))
    assert report.valid, report.flatten(["rowNumber", "fieldNumber", "type", "note"])
    assert len(report.tasks) > 20


def test_words_come_back_as_they_were_written(tmp_path: Path) -> None:
    said = 'He said "no", twice;\nthen =1+1'
    folder = _unpacked(subject(claim("tie/osaka-shanghai", "motive", said)), tmp_path)
    with open(folder / "tie.csv", encoding="utf-8", newline="") as file:
        rows = {row["id"]: row for row in csv.DictReader(file)}
    assert rows["tie/osaka-shanghai"]["motive"] == said


def test_several_values_stand_in_one_cell_in_the_same_order_as_their_languages(
    tmp_path: Path,
) -> None:
    folder = _unpacked(subject(), tmp_path)
    with open(folder / "government.csv", encoding="utf-8", newline="") as file:
        (osaka,) = [row for row in csv.DictReader(file) if row["id"] == "government/osaka"]
    said = dict(zip(osaka["name.language"].split(" | "), osaka["name"].split(" | "), strict=True))
    assert (said["en"], said["ru"], said["ja"]) == ("Osaka", "Осака", "大阪市")
