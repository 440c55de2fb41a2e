"""kizuna resolve: the queue, a decision and its undoing."""

from __future__ import annotations

import pytest

from builders import claim
from cli.conftest import Run
from kizuna.store.actions import add_claims

_MENTION = "government/osaka-of-the-sheet"


@pytest.fixture
def sheet(run: Run) -> Run:
    """The built-in register and one government from a sheet."""
    run("resolve", "--population", "0")
    values = {"name": {"text": "Осака", "language": "ru"}, "level": "city", "country": "JP"}
    claims = [claim(_MENTION, name, value, method="imported") for name, value in values.items()]
    add_claims(claims=claims, acting_user="tester")
    return run


def test_a_decision_leaves_the_queue_and_comes_back_undone(sheet: Run) -> None:
    sheet("resolve", _MENTION, "--same", "government/osaka", "--reason", "The sheet says so.")
    assert sheet("resolve", "--population", "0", "--format", "json").json["mentions"] == []
    undone = sheet("resolve", _MENTION, "--undo", "--format", "json")
    assert undone.json["judgements"][0]["verdict"] == "same"
    assert len(sheet("resolve", "--population", "0", "--format", "json").json["mentions"]) == 1


def test_what_is_sure_is_decided_by_itself(sheet: Run) -> None:
    done = sheet("resolve", "--auto", "--population", "0")
    assert f"{_MENTION} same government/osaka" in " ".join(done.out.split())
    assert "1 decided, 0 wait" in done.out


def test_a_verdict_without_a_mention_is_refused(sheet: Run) -> None:
    assert sheet("resolve", "--same", "government/osaka").code == 2


def test_a_walk_decides_by_number_and_takes_back(sheet: Run) -> None:
    done = sheet("resolve", "--walk", "--population", "0", stdin="d 1\nu\nx\n99\n1\n")
    assert "1 of 1 · Осака JP" in done.out
    assert "Press one of" in done.out
    assert "1 decisions recorded; 0 mentions wait" in done.out
    judged = sheet("resolve", _MENTION, "--undo", "--format", "json").json["judgements"]
    assert [(j["verdict"], j["other"]) for j in judged] == [("same", "government/osaka")]
    assert len(sheet("resolve", "--population", "0", "--format", "json").json["mentions"]) == 1


def test_a_walk_names_a_candidate_that_is_not_there(sheet: Run) -> None:
    done = sheet("resolve", "--walk", "--population", "0", stdin="d 9\nq\n")
    assert "'9' is the number of no candidate of 'Осака'" in done.out
    assert "0 decisions recorded; 1 mentions wait" in done.out
