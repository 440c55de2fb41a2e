"""Bad input: a message that quotes it, an exit code, no traceback, and nothing half-written."""

from __future__ import annotations

from pathlib import Path

import pytest

from .conftest import Run


@pytest.mark.parametrize(
    ("arguments", "code", "quoted"),
    [
        (("show", "tie/nothing-here"), 3, "'tie/nothing-here'"),
        (("evidence", "ffffffffffff"), 3, "'ffffffffffff'"),
        (("report", "kansai", "Atlantis"), 3, "'Atlantis'"),
        (("report", "kansai", "china", "--access", "cosmic"), 2, "'cosmic'"),
        (("report", "kansai", "china", "--lang", "tlh"), 2, "'tlh'"),
        (("sources", "add", "/nowhere/letter.txt"), 2, "/nowhere/letter.txt"),
        (("--db", "ftp://host/x", "ties"), 4, "'ftp://host/x'"),
        (("ties", "--bogus"), 2, "--bogus"),
        (("frobnicate",), 2, "frobnicate"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else None,
)
def test_bad_input_is_quoted(run: Run, arguments: tuple[str, ...], code: int, quoted: str) -> None:
    ran = run(*arguments)
    assert (ran.code, ran.out) == (code, "")
    assert quoted in ran.err
    assert "Traceback" not in ran.err


def test_a_note_under_a_name_of_no_format_is_refused(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "note.xlsx"
    ran = run("report", "kansai", "china", "--out", str(path))
    assert ran.code == 2
    assert "note.xlsx': end it in .html, .pdf, .docx, .md, .json" in ran.err
    assert not path.exists()


def test_an_error_inside_kizuna_is_told_without_a_traceback(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object) -> None:
        raise ZeroDivisionError("division by zero")

    monkeypatch.setattr("kizuna.workflows.list_ties.answer", fails)
    ran = run("ties")
    assert ran.code == 70
    assert "ZeroDivisionError: division by zero" in ran.err
    assert "Traceback" not in ran.err


def test_ctrl_c_leaves_with_130(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("kizuna.workflows.list_ties.answer", stopped)
    assert run("ties").code == 130
