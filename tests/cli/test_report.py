"""kizuna report: the format of a note is that of its file's name, unless it is said."""

from __future__ import annotations

from pathlib import Path

import pytest

from .conftest import Run


@pytest.mark.parametrize(
    ("name", "options", "begins"),
    [
        ("note.docx", (), b"PK"),
        ("NOTE.JSON", (), b"{"),
        ("note.txt", ("--format", "md"), b"# "),
    ],
)
def test_a_note_is_of_the_format_that_is_said_or_that_its_name_ends_in(
    run: Run, tmp_path: Path, name: str, options: tuple[str, ...], begins: bytes
) -> None:
    path = tmp_path / name
    assert run("report", "osaka", "shanghai", *options, "--out", str(path)).code == 0
    assert path.read_bytes().startswith(begins)


def test_without_a_name_and_a_format_a_note_is_html(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("report", "osaka", "shanghai", "--as-of", "1987-04-01").code == 0
    (made,) = tmp_path.glob("*.html")
    assert made.name == "kizuna-osaka-shanghai-1987-04-01.html"
