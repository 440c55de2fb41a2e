"""The analyst's tutorial: its files are saved, its commands run as they stand, and they give what it says."""

from __future__ import annotations

import csv
import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

_PAGE = Path(__file__).parents[2] / "docs" / "tutorials" / "from-a-spreadsheet-to-a-regression.md"
_BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_KIZUNA = "from kizuna.cli import main; main()"


@dataclass(frozen=True)
class Journey:
    """The folder in which the page was followed, and what its commands wrote."""

    folder: Path
    out: str


def _blocks(language: str) -> list[str]:
    return [
        text for kind, text in _BLOCK.findall(_PAGE.read_text(encoding="utf-8")) if kind == language
    ]


def _programs(folder: Path) -> Path:
    """A folder with `kizuna` and `python`, which run this Python."""
    programs = folder / "bin"
    programs.mkdir()
    for name, start in (("kizuna", f"-c '{_KIZUNA}'"), ("python", "")):
        program = programs / name
        program.write_text(f'#!/bin/sh\nexec "{sys.executable}" {start} "$@"\n')
        program.chmod(0o755)
    return programs


@pytest.fixture(scope="module")
def journey(tmp_path_factory: pytest.TempPathFactory) -> Journey:
    folder = tmp_path_factory.mktemp("study")
    saved = zip(
        ("ties.csv", "ties.csv.map.toml", "figure.py", "regression.py"),
        (*_blocks("csv"), *_blocks("toml"), *_blocks("python")),
        strict=True,
    )
    for name, text in saved:
        assert f"`{name}`" in _PAGE.read_text(encoding="utf-8")
        (folder / name).write_text(text, encoding="utf-8")
    environment = {
        **os.environ,
        "PATH": f"{_programs(folder)}{os.pathsep}{os.environ['PATH']}",
        "HOME": str(folder),
        "COLUMNS": "120",
        "PYTHONUTF8": "1",
    }
    ran = subprocess.run(
        ["sh", "-e"],
        input="\n".join(_blocks("sh")),
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    return Journey(folder, ran.stdout)


def test_the_figure_is_a_picture_of_some_size(journey: Journey) -> None:
    picture = (journey.folder / "survival.png").read_bytes()
    assert picture.startswith(b"\x89PNG")
    width, height = (int.from_bytes(picture[at : at + 4], "big") for at in (16, 20))
    assert (width, height) == (1050, 630)


def test_what_was_planted_in_the_list_is_found(journey: Journey) -> None:
    with (journey.folder / "regression.csv").open(encoding="utf-8") as file:
        rows = {row["covariate"]: row for row in csv.DictReader(file)}
    assert float(rows["unlike tiers"]["exp(coef)"]) == pytest.approx(8.0, abs=0.2)
    assert float(rows["unlike tiers"]["p"]) < 0.05 < float(rows["log distance"]["p"])


def test_every_row_is_recorded_and_the_counts_and_the_table_are_those_of_the_page(
    journey: Journey,
) -> None:
    assert "40 good rows\n0 rejected rows" in journey.out
    said = " ".join(journey.out.split())
    assert "39 ties that went in 24 ended 15 still standing" in said
    assert "Median life: 23.8 years" in said
    (table,) = _blocks("text")
    assert table in journey.out
