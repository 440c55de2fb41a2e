"""The reader's journey: a paper in prose is proposed, reviewed, and answers as typed claims do once accepted."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kizuna.cli import app

Ask = Callable[..., Any]
_MAIN_TIES = {
    "tie/osaka-shanghai": "1974-04-18",
    "tie/kyoto-xian": "1974-05",
    "tie/kobe-tianjin": "1973-06",
}


@pytest.fixture
def asked(built_in: Path, capsys: pytest.CaptureFixture[str]) -> Ask:
    """A function that asks kizuna and gives the JSON of its answer."""

    def ask(*arguments: str) -> Any:
        capsys.readouterr()
        with pytest.raises(SystemExit) as left:
            app([*arguments, "--db", str(built_in), "--format", "json"], prog_name="kizuna")
        assert left.value.code in (0, None)
        return json.loads(capsys.readouterr().out)

    return ask


@pytest.fixture
def proposed(asked: Ask, shared: Path) -> Ask:
    """The note of 1987, proposed on top of the built-in register."""
    asked("propose", str(shared / "documents" / "kansai-1987.txt"), "--save")
    return asked


def _dates(asked: Ask, tie: str) -> set[str]:
    claims = asked("claims", "--subject", tie, "--property", "milestone")
    proposals = (c for c in claims if c["method"].startswith("rules@"))
    return {c["value"]["date"] for c in proposals if c["value"]["stage"] == "formal"}


def test_the_rules_date_the_main_ties_as_editors_did(proposed: Ask) -> None:
    assert {tie: date for tie, date in _MAIN_TIES.items() if date in _dates(proposed, tie)} == (
        _MAIN_TIES
    )


def test_nothing_changes_until_proposals_are_accepted(asked: Ask, shared: Path) -> None:
    question = ("ties", "--between", "kansai", "china", "--as-of", "1987-04-01")
    before = asked(*question)
    asked("propose", str(shared / "documents" / "kansai-1987.txt"), "--save")
    assert asked(*question) == before


def test_accepted_proposals_leave_the_count_of_ties_as_it_was(proposed: Ask) -> None:
    question = ("ties", "--between", "kansai", "china", "--as-of", "1987-04-01")
    before = proposed(*question)["count"]
    accepted = proposed("review", "--accept-all-above", "0")
    assert accepted["waiting"] == 0
    after = proposed(*question)["count"]
    assert (after["certain"], after["possible"]) == (before["certain"], before["possible"])


def test_every_proposal_cites_a_passage_of_the_paper(proposed: Ask, shared: Path) -> None:
    text = (shared / "documents" / "kansai-1987.txt").read_text(encoding="utf-8")
    for reading in proposed("review", "--list")["readings"]:
        for claim in reading["claims"]:
            assert text[claim["start"] : claim["end"]].strip()


def test_a_walk_with_keys_records_each_decision(
    proposed: Ask, built_in: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    waiting = len(proposed("review", "--list")["readings"])
    monkeypatch.setattr("sys.stdin", io.StringIO("a\nr\nmisread\nq\n"))
    with pytest.raises(SystemExit):
        app(["review", "--db", str(built_in)], prog_name="kizuna")
    assert len(proposed("review", "--list")["readings"]) <= waiting - 2
