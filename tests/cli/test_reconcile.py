"""kizuna reconcile: one-sided and disagreeing ties, for people and for programs."""

from __future__ import annotations

import shutil
from pathlib import Path

from .conftest import Run

_TABLES = Path(__file__).parents[1] / "data" / "tables"


def test_the_registers_of_two_countries_are_laid_side_by_side(run: Run, tmp_path: Path) -> None:
    for name, mapping in (("clair.xlsx", "clair"), ("cpaffc.json", "cpaffc")):
        shutil.copy(_TABLES / name, tmp_path / name)
        run("import", str(tmp_path / name), "--map", mapping)
    found = run("reconcile", "--between", "japan", "china", "--format", "json").json
    sides = {
        (f["tie"], f["missing_from"]) for f in found["findings"] if f["finding"] == "one-sided"
    }
    assert ("tie/himeji-taiyuan", "government/taiyuan") in sides
    assert ("tie/osaka-shanghai", "government/shanghai") not in sides
    assert found["counts"]["one_sided"] == len(sides)


def test_dates_that_differ_are_told_with_their_holders(run: Run) -> None:
    ran = run("reconcile", "--of", "Hyogo Prefecture")
    assert ran.code == 0
    assert "23 March 1983" in ran.out
    assert "Hyogo Prefecture" in ran.out


def test_ties_without_an_answer_are_counted_and_shown_on_request(run: Run) -> None:
    short = run("reconcile", "--format", "json").json
    full = run("reconcile", "--all", "--format", "json").json
    more = [f for f in full["findings"] if f["finding"] == "unanswered"]
    assert len(more) == short["counts"]["unanswered"] > 0
    assert not [f for f in short["findings"] if f["finding"] == "unanswered"]


def test_an_unknown_place_is_told(run: Run) -> None:
    ran = run("reconcile", "--of", "Atlantis")
    assert ran.code == 3
    assert "'Atlantis'" in ran.err
