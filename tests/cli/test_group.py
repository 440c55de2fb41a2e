"""The way in: global options anywhere, the version, help, and a start that costs little."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from kizuna import __version__
from kizuna.cli.app import globals_first

from .conftest import Run


@pytest.mark.parametrize(
    ("given", "arranged"),
    [
        (["ties", "--db", "x", "--all"], ["--db", "x", "ties", "--all"]),
        (["ties", "--db=x"], ["--db=x", "ties"]),
        (["search", "--", "--db", "x"], ["search", "--", "--db", "x"]),
        (["ties", "--lang", "ja"], ["--lang", "ja", "ties"]),
        (["ties", "--db"], ["ties", "--db"]),
    ],
)
def test_global_options_may_stand_anywhere(given: list[str], arranged: list[str]) -> None:
    assert globals_first(given) == arranged


def test_the_version_is_told(run: Run) -> None:
    assert run("--version").out == f"kizuna {__version__}\n"


def test_a_database_named_after_the_command_is_used(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "another.sqlite3"
    assert run("check", "--db", str(path)).code == 0
    assert path.exists()


def test_help_imports_nothing_heavy() -> None:
    script = (
        "import sys; from kizuna.cli.app import app\n"
        "try: app(['--help'])\n"
        "except SystemExit: pass\n"
        "heavy = {'django', 'lxml', 'jinja2', 'typst', 'docx', 'edtf'} & set(sys.modules)\n"
        "sys.exit(', '.join(heavy) or 0)"
    )
    ran = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=False
    )
    assert (ran.returncode, ran.stderr) == (0, "")


def test_a_reader_that_closes_the_pipe_is_no_error(built_in: Path) -> None:
    script = "from kizuna.cli import main; main()"
    command = f"{sys.executable} -c '{script}' --db {built_in} claims --format csv | head -1"
    ran = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False)
    assert (ran.stdout[:3], ran.stderr) == ("id,", "")
