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


def _waiting(sheet: Run) -> int:
    return len(sheet("resolve", "--population", "0", "--format", "json").json["mentions"])


def test_what_is_decided_by_a_person_or_by_itself_leaves_the_queue_and_comes_back_undone(
    sheet: Run,
) -> None:
    sheet("resolve", _MENTION, "--same", "government/osaka", "--reason", "The sheet says so.")
    assert _waiting(sheet) == 0
    undone = sheet("resolve", _MENTION, "--undo", "--format", "json")
    assert undone.json["judgements"][0]["verdict"] == "same"
    assert _waiting(sheet) == 1
    done = sheet("resolve", "--auto", "--population", "0")
    assert f"{_MENTION} same government/osaka" in " ".join(done.out.split())
    assert "1 decided, 0 wait" in done.out


def test_a_verdict_without_a_mention_is_refused(sheet: Run) -> None:
    assert sheet("resolve", "--same", "government/osaka").code == 2


def test_a_walk_decides_by_number_takes_back_and_names_what_is_not_there(sheet: Run) -> None:
    lines = "d 9\nd 1\nu\nx\n99\n1\n"
    done = sheet("resolve", "--walk", "--population", "0", stdin=lines)
    for told in (
        *("1 of 1 · Осака JP", "Press one of", "1 decisions recorded; 0 mentions wait"),
        "'9' is the number of no candidate of 'Осака'",
    ):
        assert told in done.out
    judged = sheet("resolve", _MENTION, "--undo", "--format", "json").json["judgements"]
    assert [(j["verdict"], j["other"]) for j in judged] == [("same", "government/osaka")]
    assert _waiting(sheet) == 1
