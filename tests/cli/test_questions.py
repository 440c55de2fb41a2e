"""Questions at the command line: what each of them can do, whichever it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from .conftest import Run

CALENDAR = ("due", "--of", "osaka", "--as-of", "1987-04-01", "--within", "1000")


def test_an_answer_is_written_to_a_file_whose_ending_says_its_form(
    run: Run, tmp_path: Path
) -> None:
    path = tmp_path / "due.ics"
    ran = run(*CALENDAR, "-o", str(path))
    assert (ran.code, ran.out) == (0, "")
    assert f"The answer is in {path}" in ran.err
    assert path.read_bytes().startswith(b"BEGIN:VCALENDAR")
    assert run(*CALENDAR, "--format", "ics").out.encode() == path.read_bytes()


def test_a_form_that_an_answer_has_not_is_refused(run: Run, tmp_path: Path) -> None:
    ran = run("ties", "-o", str(tmp_path / "ties.ics"))
    assert ran.code == 2
    assert "ties.ics': end it in .html" in ran.err
    assert run("ties", "--format", "table", "-o", str(tmp_path / "ties.csv")).code == 2
    assert list(tmp_path.glob("ties*")) == []


@pytest.mark.parametrize("command", [("brief", "osaka-shanghai"), ("report", "kansai", "china")])
def test_a_document_is_opened_with_the_program_for_its_files(
    run: Run, command: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr("typer.launch", lambda path: opened.append(path) or 0)
    monkeypatch.chdir(tmp_path)
    assert run(*command, "--as-of", "1987-04-01", "--open").code == 0
    [path] = tmp_path.glob("*.html")
    assert opened == [path.name]
