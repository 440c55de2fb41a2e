"""Conflicts: the same as those of the whole register, in pages, as known at a time."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from builders import (
    LATER,
    THEN,
    Filled,
    claim,
    document,
    flat,
    judgement,
    milestone,
    prefer,
    reject,
    tie,
)
from kizuna.analysis.disputes import disputes
from kizuna.claims.claim import Claim
from kizuna.claims.judgement import Verdict
from kizuna.errors import BadQuestion, NotFound
from kizuna.workflows import ask, conflicts
from kizuna.workflows.conflicts import ConflictsQuestion, all_conflicts, list_conflicts

_SHARP = milestone("a-b", date="1974-04-18")
_WIDE = milestone("a-b", date="1975", document="document/other", recorded_at=LATER)


def _claims() -> list[Claim]:
    return flat(
        tie("a-b", "a", "b"),
        _WIDE,
        claim("government/a", "country", "JP"),
        claim("government/a", "name", "Aville"),
        claim("government/a-of-the-list", "country", "CN"),
        claim("government/b", "level", "town", "1950/1980"),
        claim("government/b", "level", "city", "1981/.."),
        document("gazette", "1974"),
    )


def _found() -> list[tuple[str, str]]:
    return [(dispute.subject, dispute.property) for dispute in all_conflicts()]


def test_they_are_those_of_the_whole_register(filled: Filled) -> None:
    filled(_claims(), [judgement(Verdict.SAME, "government/a", "government/a-of-the-list")])
    whole = ask.known_register()
    assert list(all_conflicts()) == disputes(whole, whole.entities)
    assert _found() == [("government/a", "country"), ("tie/a-b", "milestone")]


def test_what_follows_in_time_or_is_rejected_is_no_conflict(filled: Filled) -> None:
    filled(_claims(), [reject(_WIDE)])
    assert _found() == []


def test_nothing_is_in_conflict_before_the_second_claim_is_recorded(filled: Filled) -> None:
    filled(_claims())
    assert all_conflicts(datetime(2020, 6, 1, tzinfo=UTC)) == ()
    assert len(all_conflicts()) == 1


def test_they_are_settled_once_somebody_puts_one_before_the_other(filled: Filled) -> None:
    filled(_claims(), [prefer(_SHARP, _WIDE, judged_at=THEN)])
    assert list_conflicts(ConflictsQuestion(state="open")).total == 0
    page = list_conflicts(ConflictsQuestion(state="settled", kind="tie", of="Aville"))
    assert (page.total, page.settled, page.open, page.pages) == (1, 1, 0, 1)


@pytest.mark.parametrize(
    "asked", [{"kind": "boat"}, {"property": "party"}, {"state": "lost"}], ids=str
)
def test_what_there_cannot_be_is_quoted(filled: Filled, asked: dict[str, str]) -> None:
    filled(_claims())
    with pytest.raises(BadQuestion, match=next(iter(asked.values()))):
        list_conflicts(ConflictsQuestion(**asked))


def test_a_page_that_there_is_not_is_refused(filled: Filled) -> None:
    filled(_claims())
    with pytest.raises(NotFound, match="page 2"):
        list_conflicts(ConflictsQuestion(page=2))


def test_of_a_ledger_too_large_for_a_page_something_has_to_be_named(
    filled: Filled, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled(_claims())
    monkeypatch.setattr(conflicts, "MOST", 2)
    assert list_conflicts(ConflictsQuestion()).is_too_large
    assert list_conflicts(ConflictsQuestion(of="Aville")).total == 1
