"""The newcomer's journey: one command on an empty machine, in a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

_KANSAI = ("report", "kansai", "china", "--as-of", "1987-04-01")


def _kizuna(home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run kizuna in `home` with nothing configured but the user's data folder."""
    kept = {key: os.environ[key] for key in ("PATH", "LANG", "SYSTEMROOT") if key in os.environ}
    environment = {
        **kept,
        "HOME": str(home),
        "XDG_DATA_HOME": str(home / "data"),
        "PYTHONUTF8": "1",
    }
    return subprocess.run(
        [sys.executable, "-c", "from kizuna.cli import main; main()", *arguments],
        cwd=home,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


def _claims_in(value: Any) -> set[str]:
    """Every claim id that a JSON value carries, however deep."""
    if isinstance(value, dict):
        own = {c for c in value.get("claims", ()) if isinstance(c, str)}
        return own.union(*(_claims_in(part) for part in value.values()))
    if isinstance(value, list):
        return set().union(*(_claims_in(part) for part in value))
    return set()


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("home")


def test_the_first_command_prints_a_summary_and_writes_one_html_file_that_needs_no_other(
    home: Path,
) -> None:
    first = _kizuna(home, *_KANSAI)
    assert (first.returncode, first.stderr) == (0, "")
    assert "18, possibly 19" in first.stdout
    page = (home / "kizuna-kansai-china-1987-04-01.html").read_text(encoding="utf-8")
    assert page.lstrip().lower().startswith("<!doctype html>")
    assert 'src="http' not in page
    assert '<link rel="stylesheet" href' not in page


def test_every_claim_of_the_note_is_in_the_ledger_and_before_the_load_it_is_empty_and_says_so(
    home: Path,
) -> None:
    note = json.loads(_kizuna(home, *_KANSAI, "--format", "json").stdout)
    ledger = json.loads(_kizuna(home, "claims", "--format", "json").stdout)["claims"]
    cited = _claims_in(note)
    assert cited
    assert cited <= {claim["id"] for claim in ledger}
    ran = _kizuna(home, *_KANSAI, "--known-at", "2000-01-01", "--format", "json")
    assert (ran.returncode, json.loads(ran.stdout)["ties"]) == (0, [])
    assert "the register was empty" in ran.stderr
