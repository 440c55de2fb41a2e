"""A conflict: why one side goes first, and decisions on what was seen alone."""

from __future__ import annotations

import pytest

from builders import Filled, claim, flat, milestone, tie
from kizuna.claims.claim import Certainty, Claim
from kizuna.claims.judgement import Verdict
from kizuna.errors import BadJudgement, NotFound
from kizuna.register.fold import strength
from kizuna.store.queries.accounts import Account, Role
from kizuna.workflows.entering.hand import Choice
from kizuna.workflows.history import take_back
from kizuna.workflows.open_conflict import (
    STRENGTHS,
    OpenConflict,
    choose,
    open_conflict,
)

_REVIEWER = Account(1, "anna", role=Role.REVIEWER)
_OTHER = Account(2, "ben", role=Role.REVIEWER)
_SHARP = milestone("a-b", date="1974-04-18")
_WIDE = milestone("a-b", date="1975", document="document/other")
_THIRD = milestone("a-b", date="1976", document="document/third")


def _open() -> OpenConflict:
    return open_conflict("tie/a-b", "milestone")


def _order() -> list[str]:
    return [side.fact.claims[0].id for side in _open().groups[0]]


def _choice(claim: Claim, verdict: Verdict = Verdict.PREFER, reason: str = "seen") -> Choice:
    return Choice(verdict, claim.id, reason, _open().seen)


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
    assert _open().groups[0][1].why == why


def test_every_strength_has_its_word(three: None) -> None:
    assert len(strength(_open().groups[0][0].fact)) == len(STRENGTHS)


def test_what_is_preferred_goes_first_whatever_stood_before(three: None) -> None:
    for chosen in (_WIDE, _SHARP, _THIRD, _WIDE):
        choose("tie/a-b", "milestone", _choice(chosen), _REVIEWER)
        assert _order()[0] == chosen.id


def test_taking_a_choice_back_restores_what_stood_once(three: None) -> None:
    choose("tie/a-b", "milestone", _choice(_WIDE), _REVIEWER)
    before = _order()
    made = choose("tie/a-b", "milestone", _choice(_THIRD), _REVIEWER)
    assert _order()[0] == _THIRD.id
    ids = [j.id for j in made]
    take_back(ids, "undone", _OTHER)
    assert _order() == before
    for refused, told in ((ids, "already"), ([], "at least one")):
        with pytest.raises(BadJudgement, match=told):
            take_back(refused, "undone", _REVIEWER)


def test_a_decision_without_a_reason_or_on_another_claim_is_refused(three: None) -> None:
    with pytest.raises(BadJudgement, match="needs a reason"):
        choose("tie/a-b", "milestone", _choice(_WIDE, reason=" "), _REVIEWER)
    elsewhere = claim("tie/a-b", "party", "government/a")
    with pytest.raises(BadJudgement, match="in no conflict"):
        choose("tie/a-b", "milestone", _choice(elsewhere), _REVIEWER)


def test_what_is_not_recorded_is_not_found(three: None) -> None:
    for ref, name in (("tie/a-b", "type"), ("tie/nobody", "type"), ("tie/a-b", "colour")):
        with pytest.raises(NotFound):
            open_conflict(ref, name)
