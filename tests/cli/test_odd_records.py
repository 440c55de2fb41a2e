"""The command line on a register with one odd thing of every kind, and with odd values
of its options: an answer or a refusal in words, never a traceback.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from cli.conftest import Run
from kizuna.store import open_database
from kizuna.store.actions.ledger import add_register
from odd import odd_records


@pytest.fixture(scope="module")
def odd(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The path of the register of odd records, closed."""
    path = tmp_path_factory.mktemp("odd") / "odd.sqlite3"
    opened = open_database(path)
    add_register(claims=odd_records(), acting_user="tester")
    opened.close()
    return path


_QUESTIONS = (
    "report Japan China --as-of 1987-04-01 --format md",
    "report Japan China --as-of 1987-04-01 --format json",
    "report Japan nowhere --as-of 1987-04-01 --format html",
    "compare Japan China",
    "compare Japan China --format csv",
    "survival --by country",
    "network --by countries",
    "export csv",
    "export geojson",
    "export turtle",
    "export graphml",
    "plot years",
    "plot map",
    "plot network",
    "plot matrix",
    "verify",
)


@pytest.mark.parametrize("words", _QUESTIONS)
def test_odd_records_break_no_question_of_the_command_line(
    words: str,
    odd: Path,
    run: Run,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    monkeypatch.setenv("KIZUNA_DB", str(odd))
    monkeypatch.chdir(tmp_path)
    ran = run(*words.split())
    assert (ran.code, "Traceback" in ran.err) == (0, False), ran.err
