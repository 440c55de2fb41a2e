"""kizuna report: the format of a note is that of its file's name, unless it is said."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from .conftest import Run

BEGINNINGS = {"pdf": b"%PDF-", "docx": b"PK", "html": b"<!doctype html>", "md": b"# "}


@pytest.mark.parametrize("ending", BEGINNINGS)
def test_a_note_is_of_the_format_that_its_name_ends_in(
    run: Run, tmp_path: Path, ending: str
) -> None:
    path = tmp_path / f"note.{ending}"
    assert run("report", "osaka", "shanghai", "--out", str(path)).code == 0
    assert path.read_bytes().lower().startswith(BEGINNINGS[ending].lower())


def test_a_note_under_the_name_of_json_is_json(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "NOTE.JSON"
    assert run("report", "osaka", "shanghai", "--out", str(path)).code == 0
    assert json.loads(path.read_text(encoding="utf-8"))


def test_a_format_that_is_said_comes_before_the_name(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "note.txt"
    assert run("report", "osaka", "shanghai", "--format", "md", "--out", str(path)).code == 0
    assert path.read_bytes().startswith(b"# ")


def test_without_a_name_and_a_format_a_note_is_html(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("report", "osaka", "shanghai", "--as-of", "1987-04-01").code == 0
    (made,) = tmp_path.glob("*.html")
    assert made.name == "kizuna-osaka-shanghai-1987-04-01.html"
