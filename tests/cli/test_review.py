"""kizuna review: a walk with keys, and ways without one for scripts."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any

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
    monkeypatch.setattr(propose, "RULES", "rules@test")
    path = tmp_path / "page.txt"
    path.write_text(_TEXT, encoding="utf-8")
    run("propose", str(path), "--save")


def _walk(run: Run, monkeypatch: pytest.MonkeyPatch, *lines: str) -> str:
    """What a walk says in which these lines are typed."""
    monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{line}\n" for line in lines)))
    ran = run("review", "--document", "document/page")
    assert ran.code == 0
    return ran.out


def _rows(run: Run) -> list[dict[str, Any]]:
    return list(run("review", "--format", "json").json["readings"])


def _waiting(run: Run) -> list[str]:
    return [row["subject"] for row in _rows(run)]


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


def test_decisions_of_a_file_are_carried_out_and_each_bad_row_is_named_and_leaves_with_2(
    run: Run, tmp_path: Path
) -> None:
    ids = {claim["property"]: claim["id"] for row in _rows(run) for claim in row["claims"]}
    concept, kind, date = ids["concept"], ids["type"], ids["milestone"]
    file = tmp_path / "decisions.csv"
    lines = (
        *("claim,verdict,reason,value", f"{concept},perhaps,,", "ffffffff,accept,,"),
        *(f"{kind},reject,,", f"{concept},correct,,dragons", "", f"{concept[:8]},correct,,Sport"),
        *(f"{kind},reject,misread,", f"{date},accept,,", f"{date},accept,,"),
    )
    file.write_text("\n".join(lines))
    ran = run("review", "--decisions", str(file), "--format", "json")
    made = ran.json
    told = made.pop("problems")
    assert (ran.code, made) == (2, {"accepted": 1, "rejected": 1, "corrected": 1})
    begins = (
        *("row 2: 'perhaps'", "row 3: no claim has an id that begins with 'ffffffff'"),
        *("row 4: 'reject' of", "row 5: 'dragons'", "row 10: "),
    )
    assert [line for line, begin in zip(told, begins, strict=True) if begin not in line] == []
    typed = run("claims", "--property", "concept", "--document", "page", "--format", "json").json
    assert "sport" in [claim["value"] for claim in typed["claims"] if claim["method"] == "typed"]
    assert not {kind, concept, date} & {c["id"] for r in _rows(run) for c in r["claims"]}


@pytest.mark.parametrize("content", [b"id,what\n1,2\n", b"\xff\xfe\x00", b"", None])
def test_a_file_of_decisions_that_is_none_is_named(
    run: Run, tmp_path: Path, content: bytes | None
) -> None:
    path = tmp_path / "decisions.csv"
    if content is not None:
        path.write_bytes(content)
    ran = run("review", "--decisions", str(path))
    assert (ran.code, "decisions.csv" in ran.err) == (2, True)


def test_past_decisions_are_shown_by_confidence(run: Run) -> None:
    run("review", "--accept-all-above", "0.8")
    assert "Decided so far" in run("review", "--list").out
