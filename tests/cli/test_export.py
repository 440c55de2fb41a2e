"""kizuna export and kizuna release: files, stdout, and what is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from kizuna.publish.export import FORMATS

from .conftest import Run


def test_the_formats_are_listed_with_what_they_are_for(run: Run) -> None:
    told = run("export", "--list").out
    assert all(name in told for name in FORMATS)


def test_the_file_is_named_after_the_format_and_the_day(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    ran = run("export", "ical", "--between", "kansai", "china", "--as-of", "1987-04-01")
    assert "kizuna-ical-1987-04-01.ics" in ran.out
    assert (tmp_path / "kizuna-ical-1987-04-01.ics").read_bytes().startswith(b"BEGIN:VCALENDAR")


def test_what_was_left_out_is_told_on_stderr(run: Run, tmp_path: Path) -> None:
    ran = run("export", "quickstatements", "--out", str(tmp_path / "q.txt"))
    assert "left out, the rights noted of its sources do not allow it" in ran.err


def test_without_a_format_the_error_says_how_to_list_them(run: Run) -> None:
    ran = run("export")
    assert (ran.code, "--list" in ran.err) == (2, True)


def test_a_folder_that_does_not_exist_leaves_no_file(run: Run, tmp_path: Path) -> None:
    ran = run("export", "ical", "--out", str(tmp_path / "none" / "x.ics"))
    assert (ran.code, "cannot be written" in ran.err) == (4, True)
