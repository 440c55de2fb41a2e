"""kizuna search, timeline, gaps, check, rebuild and documents: their JSON and their tables."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from .conftest import Run


def test_a_timeline_is_in_order(run: Run) -> None:
    moments = run("timeline", "Osaka - Shanghai", "--format", "json").json["moments"]
    years = [moment["date"][:4] for moment in moments if moment["date"]]
    assert years == sorted(years)
    assert all(moment["claims"] for moment in moments)


def test_the_parties_of_a_tie_are_named_one_after_the_other(run: Run) -> None:
    joined = run("timeline", "shanghai", "osaka", "--format", "json").json
    assert joined["tie"] == "tie/osaka-shanghai"


@pytest.mark.parametrize(
    "command",
    [
        ("show", "Osaka", "Shanghai"),
        ("measure", "Osaka Shanghai"),
        ("compare", "Osaka Shanghai", "Tianjin-Kobe"),
        ("gaps", "--of", "Shanghai, Osaka"),
        ("suggest", "--tie", "大阪 上海"),
        ("claims", "--subject", "Osaka – Shanghai"),
        ("plot", "timeline", "Osaka Shanghai"),
    ],
)
def test_every_command_takes_the_parties_of_a_tie(
    run: Run, tmp_path: Path, command: tuple[str, ...]
) -> None:
    out = ("--out", str(tmp_path / "plot.svg")) if command[0] == "plot" else ()
    assert run(*command, *out).code == 0


def test_gaps_name_the_tie_without_a_date(run: Run) -> None:
    gaps = run("gaps", "--code", "undated", "--format", "json").json["gaps"]
    assert any("settsu" in gap["subject"] for gap in gaps)


def test_gaps_name_the_tie_without_a_source(run: Run) -> None:
    gaps = run("gaps", "--format", "json").json["gaps"]
    codes = {gap["code"] for gap in gaps if "muko" in gap["subject"]}
    assert codes & {"unsourced", "unverified"}


def test_a_check_tells_what_the_seventh_agreement_implies(run: Run) -> None:
    findings = run("check", "--format", "json").json["findings"]
    (start,) = [f for f in findings if f["code"] == "series-start"]
    assert (start["details"]["year"], start["problem"]) == ("1980", False)
    assert start["claims"]


def test_a_rebuild_leaves_the_answers_as_they_were(run: Run) -> None:
    asked = ("ties", "--of", "Osaka", "--as-of", "1987-04-01", "--format", "json")
    before = run(*asked).json
    assert run("rebuild", "--format", "json").json["ties"] > 0
    assert run(*asked).json == before


def test_the_list_of_sources_is_that_of_documents_and_says_so(run: Run) -> None:
    listed = run("sources", "list", "--format", "json")
    assert listed.json == run("documents", "--format", "json").json
    assert "kizuna documents" in listed.err


@pytest.mark.parametrize(
    "command",
    [
        ("ties",),
        ("show", "Osaka"),
        ("search", "Osaka"),
        ("timeline", "osaka-shanghai"),
        ("claims", "--limit", "3"),
        ("gaps", "--of", "Osaka"),
        ("check",),
        ("documents",),
    ],
    ids=lambda command: " ".join(command),
)
@pytest.mark.parametrize("form", ["table", "json", "csv"])
def test_every_question_is_answered_in_every_format(
    run: Run, command: tuple[str, ...], form: str
) -> None:
    ran = run(*command, "--format", form)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out


def test_a_check_names_damage_and_leaves_with_4(run: Run, built_in: Path) -> None:
    pages = bytearray(built_in.read_bytes())
    pages[100 * 8192 : 110 * 8192] = bytes(10 * 8192)
    built_in.write_bytes(pages)
    for deep in ((), ("--deep",)):
        ran = run("check", *deep)
        assert (ran.code, ran.out) == (4, "")
        assert "damaged" in ran.err


def test_a_sound_database_passes_the_deep_check(run: Run) -> None:
    assert run("check", "--deep").code == 0


def test_a_database_that_may_only_be_read_can_be_asked(built_in: Path) -> None:
    command = [sys.executable, "-m", "kizuna", "--db", str(built_in)]
    if os.geteuid() == 0:  # who may write everywhere else
        command = ["setpriv", "--bounding-set=-dac_override", "--inh-caps=-dac_override", *command]
    built_in.chmod(0o444)
    built_in.parent.chmod(0o555)
    asked = subprocess.run(
        [*command, "ties", "--format", "csv"], capture_output=True, text=True, check=False
    )
    written = subprocess.run([*command, "rebuild"], capture_output=True, text=True, check=False)
    built_in.parent.chmod(0o755)
    assert (asked.returncode, written.returncode) == (0, 4)
    assert "tie/osaka-shanghai" in asked.stdout
    assert "it may only be read; nothing was written" in written.stderr
