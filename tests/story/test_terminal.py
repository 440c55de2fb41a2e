"""Journeys at a terminal, each on an empty machine in processes of its own: the
newcomer's one command, and the analyst's tutorial, whose files are saved, whose
commands run as they stand, and which give what it says.
"""

from __future__ import annotations

import csv
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any, NamedTuple

import pytest

_KANSAI = ("report", "kansai", "china", "--as-of", "1987-04-01")
_PAGE = (
    Path(__file__).parents[2]
    / "docs"
    / "tutorials"
    / "from-a-spreadsheet-to-a-regression.md"
)
_BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_KIZUNA = "from kizuna.cli import main; main()"


def _run(
    home: Path, *command: str, given: str = "", path: str = "", **more: str
) -> subprocess.CompletedProcess[str]:
    """Run a command in `home`, with nothing configured but the folder of the user and
    `more`.
    """
    kept = {key: os.environ[key] for key in ("LANG", "SYSTEMROOT") if key in os.environ}
    path = path + os.environ["PATH"]
    own = {
        "PATH": path,
        "HOME": str(home),
        "XDG_DATA_HOME": str(home / "data"),
        "PYTHONUTF8": "1",
    }
    return subprocess.run(
        command,
        cwd=home,
        env={**kept, **own, **more},
        input=given,
        capture_output=True,
        text=True,
        check=False,
    )


def _kizuna(home: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return _run(home, sys.executable, "-c", _KIZUNA, *words)


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


class Study(NamedTuple):
    """The folder in which the tutorial was followed, and what its commands wrote."""

    folder: Path
    out: str


def _blocks(language: str) -> list[str]:
    held = _BLOCK.findall(_PAGE.read_text(encoding="utf-8"))
    return [text for kind, text in held if kind == language]


def _programs(folder: Path) -> str:
    """A folder with `kizuna` and `python`, which run this Python, to begin the path
    with.
    """
    programs = folder / "bin"
    programs.mkdir()
    for name, start in (("kizuna", f"-c '{_KIZUNA}'"), ("python", "")):
        program = programs / name
        program.write_text(f'#!/bin/sh\nexec "{sys.executable}" {start} "$@"\n')
        program.chmod(0o755)
    return f"{programs}{os.pathsep}"


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> Study:
    folder = tmp_path_factory.mktemp("study")
    names = ("ties.csv", "ties.csv.map.toml", "figure.py", "regression.py")
    held = (*_blocks("csv"), *_blocks("toml"), *_blocks("python"))
    for name, text in zip(names, held, strict=True):
        assert f"`{name}`" in _PAGE.read_text(encoding="utf-8")
        (folder / name).write_text(text, encoding="utf-8")
    commands = "\n".join(_blocks("sh"))
    ran = _run(
        folder, "sh", "-e", given=commands, path=_programs(folder), COLUMNS="120"
    )
    assert ran.returncode == 0, ran.stderr
    return Study(folder, ran.stdout)


def test_the_figure_is_a_picture_of_some_size(study: Study) -> None:
    picture = (study.folder / "survival.png").read_bytes()
    assert picture.startswith(b"\x89PNG")
    width, height = (int.from_bytes(picture[at : at + 4], "big") for at in (16, 20))
    assert (width, height) == (1050, 630)


def test_what_was_planted_in_the_list_is_found(study: Study) -> None:
    with (study.folder / "regression.csv").open(encoding="utf-8") as file:
        rows = {row["covariate"]: row for row in csv.DictReader(file)}
    assert float(rows["unlike tiers"]["exp(coef)"]) == pytest.approx(8.0, abs=0.2)
    assert float(rows["unlike tiers"]["p"]) < 0.05 < float(rows["log distance"]["p"])


def test_every_row_is_recorded_and_the_counts_and_the_table_are_those_of_the_page(
    study: Study,
) -> None:
    assert "40 good rows\n0 rejected rows" in study.out
    said = " ".join(study.out.split())
    assert "39 ties that went in 24 ended 15 still standing" in said
    assert "Median life: 23.8 years" in said
    (table,) = _blocks("text")
    assert table in study.out
