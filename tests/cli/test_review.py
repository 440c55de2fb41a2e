"""kizuna review: a walk with keys, and ways without one for scripts."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path

import pytest

from kizuna.proposals.proposal import UNKNOWN, Page, Proposal
from kizuna.sources.reading import BlockedText
from kizuna.workflows import propose

from .conftest import Run

_TEXT = "Osaka and Aville have been sister cities since 1974.\n\nThey exchange youth groups.\n"
_QUOTES = (
    ("tie", "sister cities since 1974", {"type": "sister_city", "start": "1974"}, 0.9),
    ("field", "exchange youth groups", {"field": "youth"}, 0.6),
)


def _rules(text: BlockedText, page: Page = UNKNOWN) -> Sequence[Proposal]:
    found = []
    for kind, quote, props, sure in _QUOTES:
        at = text.text.index(quote)
        span = (at, at + len(quote))
        found.append(Proposal(kind, "Osaka", "Aville", quote, *span, props, confidence=sure))
    return found


@pytest.fixture(autouse=True)
def _proposed(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(propose, "own_rules", lambda: _rules)
    monkeypatch.setattr(propose, "rules_method", lambda: "rules@test")
    path = tmp_path / "page.txt"
    path.write_text(_TEXT, encoding="utf-8")
    run("propose", str(path), "--save")


def _walk(run: Run, monkeypatch: pytest.MonkeyPatch, *lines: str) -> str:
    """What a walk says in which these lines are typed."""
    monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{line}\n" for line in lines)))
    ran = run("review", "--document", "document/page")
    assert ran.code == 0
    return ran.out


def _waiting(run: Run) -> list[str]:
    return [r["subject"] for r in run("review", "--format", "json").json["readings"]]


def test_the_walk_shows_the_passage_and_what_would_change_and_asks_again_for_a_key(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = _walk(run, monkeypatch, "x", "q")
    for words in ("1 of ", "sister cities since 1974", "confidence 0.90", "new", "Press one of"):
        assert words in said
    assert "0 decisions recorded" in _walk(run, monkeypatch)


def test_what_is_accepted_is_gone_until_it_is_undone_and_what_is_skipped_stays(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = _waiting(run)
    _walk(run, monkeypatch, "a", "u", "q")
    assert _waiting(run) == before
    assert "1 decisions recorded" in _walk(run, monkeypatch, "a", *["s"] * len(before))
    left = _waiting(run)
    assert before[0] not in left
    assert before[-1] in left


def test_a_rejection_asks_why_and_a_correction_for_the_value(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = _waiting(run)
    at = before.index("field/osaka-aville-youth")
    assert at > 0
    typed = ("r", "misread", *["s"] * (at - 1), "c", "2", "sport", "q")
    assert "2 decisions recorded" in _walk(run, monkeypatch, *typed)
    assert before[0] not in _waiting(run)
    found = run("claims", "--property", "concept", "--document", "page", "--format", "json").json
    said = [claim["value"] for claim in found["claims"] if claim["method"] == "typed"]
    assert said == ["sport"]


def test_all_that_is_sure_can_be_accepted_at_once(run: Run) -> None:
    done = run("review", "--accept-all-above", "0.8", "--format", "json").json
    assert done["accepted"] > 0
    assert done["waiting"] == len(_waiting(run))
    assert "tie/osaka-aville" in run("ties", "--of", "osaka", "--all", "--format", "json").out


def test_decisions_of_a_file_are_carried_out_and_a_bad_row_leaves_with_2(
    run: Run, tmp_path: Path
) -> None:
    rows = run("review", "--format", "json").json["readings"]
    claims = [claim["id"] for reading in rows for claim in reading["claims"]]
    file = tmp_path / "decided.csv"
    decided = "".join(f"{c},reject,no\n" for c in claims)
    file.write_text(f"claim,verdict,reason\nffffffff,accept,\n{decided}")
    ran = run("review", "--decisions", str(file))
    assert (ran.code, "line 2" in ran.err) == (2, True)
    assert _waiting(run) == []


def test_past_decisions_are_shown_by_confidence(run: Run) -> None:
    run("review", "--accept-all-above", "0.8")
    assert "Decided so far" in run("review", "--list").out
