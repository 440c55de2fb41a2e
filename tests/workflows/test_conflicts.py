"""Conflicts: the same as those of the whole register, in pages, as known at a time."""

from __future__ import annotations

from typing import Any

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
from kizuna.analysis.gaps import disputes
from kizuna.claims.claim import Certainty, Claim
from kizuna.claims.judgement import Verdict
from kizuna.errors import BadJudgement, BadQuestion, NotFound
from kizuna.languages import Messages
from kizuna.register.fold import strength
from kizuna.values import day_number
from kizuna.workflows import ask, conflicts
from kizuna.workflows.acting import Choice, Hand
from kizuna.workflows.clocks import Times
from kizuna.workflows.conflicts import STRENGTHS, OpenConflict, all_conflicts, open_conflict
from kizuna.workflows.history import take_back
from kizuna.workflows.question import ask as ask_question

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


def test_they_are_those_of_the_whole_register_and_what_follows_in_time_or_is_rejected_is_none(
    filled: Filled,
) -> None:
    filled(_claims(), [judgement(Verdict.SAME, "government/a", "government/a-of-the-list")])
    found, whole = all_conflicts(), ask.known_register()
    assert list(found) == disputes(whole, whole.entities)
    named = [(one.subject, one.property) for one in found]
    assert named == [("government/a", "country"), ("tie/a-b", "milestone")]
    filled([], [reject(_WIDE)])
    assert [one.property for one in all_conflicts()] == ["country"]


def _listed(day: int | None = None, **asked: str) -> list[dict[str, Any]]:
    times = Times.of(None) if day is None else Times.on(day)
    found, wording = ask_question(conflicts, conflicts.Question(**asked), times, Messages("en"))
    return list(conflicts.records(found, wording).rows)


def test_they_are_settled_once_somebody_puts_one_before_the_other(filled: Filled) -> None:
    filled(_claims(), [prefer(_SHARP, _WIDE, judged_at=THEN)])
    assert _listed(state="open") == []
    (row,) = _listed(state="settled", kind="tie", of="Aville")
    assert (row["subject"], row["property"], row["state"]) == ("tie/a-b", "milestone", "settled")
    assert [fact["claims"] for fact in row["facts"]] == [[_SHARP.id], [_WIDE.id]]


def test_facts_that_do_not_hold_on_the_day_are_left_out(filled: Filled) -> None:
    filled(claim("government/b", "level", level, "1950/1980") for level in ("town", "city"))
    assert len(_listed(day_number("1960-01-01"))) == 1
    assert _listed(day_number("1990-01-01")) == []


def test_the_one_that_goes_first_stands_first_and_says_why(filled: Filled) -> None:
    filled(_claims(), [prefer(_SHARP, _WIDE, reason="the day is printed")])
    found, wording = ask_question(conflicts, conflicts.Question(), Times.of(None), Messages("en"))
    figures, table = conflicts.document(found, wording).sections[0].blocks
    assert [key.figure.text for key in figures.figures] == ["0", "1"]
    first, second = table.rows
    assert first[0].pieces[-1].page == "conflict/tie/a-b/milestone"
    assert first[0] == second[0]
    assert first[1].text == "formal tie, 18 April 1974"
    assert (first[3].text, second[3].text) == ("Preferred: the day is printed", "Kept beside it.")


def test_of_a_ledger_too_large_for_a_page_something_has_to_be_named_that_may_be_in_conflict(
    filled: Filled,
) -> None:
    filled(_claims())
    with ask.reading_at_most(2):
        for asked, told in (({}, "name a place"), ({"property": "party"}, "'party' is never")):
            with pytest.raises(BadQuestion, match=told):
                _listed(**asked)
        assert len(_listed(of="Aville")) == 1


_THIRD = milestone("a-b", date="1976", document="document/third")


def _open() -> OpenConflict:
    return open_conflict("tie/a-b", "milestone")


def _order() -> list[str]:
    return [fact.claims[0].id for fact in _open().disputes[0].facts]


def _put_first(claim: Claim, reason: str = "seen") -> list[str]:
    """The ids of the judgements that put a claim before the others."""
    choice = Choice("prefer", claim.id, reason, _open().seen)
    made = conflicts.decide_conflict("tie/a-b", "milestone", choice, Hand("anna"))
    return [one.id for one in made]


@pytest.fixture
def three(filled: Filled) -> None:
    """Three sources with three dates."""
    filled(flat(tie("a-b", "a", "b"), _WIDE, _THIRD))


@pytest.mark.parametrize(
    ("other", "why"),
    [
        ({"date": "1975", "certainty": Certainty.DOUBTFUL}, "surer"),
        ({"date": "1975"}, "sharper"),
        ({"date": "1975-04-18"}, "arbitrary"),
    ],
)
def test_why_one_goes_first_is_the_first_strength_in_which_they_differ(
    filled: Filled, other: dict[str, str], why: str
) -> None:
    filled(flat(tie("a-b", "a", "b"), milestone("a-b", document="document/other", **other)))
    (dispute,) = _open().disputes
    assert conflicts.why_behind(dispute.facts[1], dispute) == (why, None)
    assert len(strength(dispute.facts[0])) == len(STRENGTHS)


def test_what_is_preferred_goes_first_whatever_stood_before(three: None) -> None:
    for chosen in (_WIDE, _SHARP, _THIRD, _WIDE):
        _put_first(chosen)
        assert _order()[0] == chosen.id


def test_taking_a_choice_back_restores_what_stood_once(three: None) -> None:
    _put_first(_WIDE)
    before = _order()
    ids = _put_first(_THIRD)
    assert _order()[0] == _THIRD.id
    take_back(ids, "undone", Hand("ben"))
    assert _order() == before
    for refused, told in ((ids, "already"), ([], "at least one")):
        with pytest.raises(BadJudgement, match=told):
            take_back(refused, "undone", Hand("anna"))


def test_a_decision_without_a_reason_or_on_what_is_in_no_conflict_or_not_recorded_is_refused(
    three: None,
) -> None:
    with pytest.raises(BadJudgement, match="needs a reason"):
        _put_first(_WIDE, reason=" ")
    with pytest.raises(BadJudgement, match="in no conflict"):
        _put_first(claim("tie/a-b", "party", "government/a"))
    for ref, name in (("tie/a-b", "type"), ("tie/nobody", "type"), ("tie/a-b", "colour")):
        with pytest.raises(NotFound):
            open_conflict(ref, name)
