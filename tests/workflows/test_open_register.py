"""Seeding: once, again when the data changed, and never against other people's judgements."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from builders import claim, judgement, prefer
from kizuna.claims.claim import Claim
from kizuna.claims.judgement import Judgement, Verdict, in_force
from kizuna.claims.statements import Statements
from kizuna.store import open_database
from kizuna.store.actions import add_register
from kizuna.store.queries import claims, documents, judgements, ledger
from kizuna.workflows import open_register as opening

_EDITORS = {"recorder": opening.EDITORS}
_ONE = claim("government/osaka", "country", "JP", **_EDITORS)
_TWO = claim("government/osaka", "level", "city", **_EDITORS)


@pytest.fixture(autouse=True)
def _database(tmp_path: Path) -> None:
    open_database(tmp_path / "kizuna.sqlite3")


def _seed(
    monkeypatch: pytest.MonkeyPatch, edition: str, *said: Claim, judged: tuple[Judgement, ...] = ()
) -> None:
    """Seed with data that say this and no more."""
    monkeypatch.setattr(opening, "edition", lambda: edition)
    monkeypatch.setattr(
        "kizuna.claims.statements.read_statements", lambda files, now: Statements(said, judged)
    )
    opening.seed_builtin()


def _rejected() -> set[str]:
    return {j.target for j in in_force(judgements.judgements()) if j.verdict is Verdict.REJECT}


def test_the_built_in_data_are_loaded_whole_with_their_texts_and_once() -> None:
    assert not opening.is_seeded()
    opening.seed_builtin()
    head = ledger.counts()
    assert (opening.is_seeded(), head.claims > 0) == (True, True)
    (text,) = documents.document_texts("document/kansai-1987-abstract")
    stated = claims.claims(subjects=[text.document], property="digest")
    assert [c.value for c in stated] == [f'"{text.sha256}"']
    opening.seed_builtin()
    assert ledger.counts() == head


def test_what_a_new_edition_no_longer_says_is_rejected_once_until_a_later_one_says_it_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for edition in ("aaa", "bbb", "ccc"):
        _seed(monkeypatch, edition, _ONE, *((_TWO,) if edition == "aaa" else ()))
    (rejection,) = judgements.judgements(targets=[_TWO.id])
    assert rejection.reason == "withdrawn in edition bbb"
    _seed(monkeypatch, "ddd", _ONE, _TWO)
    assert _rejected() == set()


def test_a_preference_that_a_new_edition_drops_is_taken_back_and_what_others_recorded_left_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    mine = claim("government/kobe", "country", "JP", recorder="person/anna")
    theirs = judgement(Verdict.REJECT, _ONE.id, judge="person/anna")
    preferred = prefer(_ONE, _TWO, judge=opening.EDITORS)
    _seed(monkeypatch, "aaa", _ONE, _TWO, judged=(preferred,))
    add_register(claims=[mine], judgements=[theirs], acting_user="anna")
    _seed(monkeypatch, "bbb", _ONE, _TWO)
    assert in_force(judgements.judgements()) == (theirs,)
    assert mine.id in {c.id for c in claims.claims()}


def test_two_first_uses_at_once_load_the_register_once(tmp_path: Path) -> None:
    path = tmp_path / "shared.sqlite3"
    script = "from kizuna.cli import main; main()"
    command = [sys.executable, "-c", script, "--db", str(path), "rebuild", "--format", "json"]
    both = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    said = [json.loads(process.communicate(timeout=120)[0]) for process in both]
    open_database(path)
    rejudged = [(j.verdict, j.target, j.other) for j in judgements.judgements()]
    assert said[0]["claims"] == said[1]["claims"] == ledger.counts().claims
    assert len(rejudged) == len(set(rejudged))
