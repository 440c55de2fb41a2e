"""Survival of the ties of a question: the window, the groups, and what cannot be asked."""

from __future__ import annotations

import pytest

from builders import Filled, claim, status, tie, two_sides
from kizuna.claims.claim import Claim
from kizuna.errors import BadQuestion
from kizuna.values import day_number
from kizuna.workflows.scoping import ScopeQuestion
from kizuna.workflows.survival import Observed, SurvivalQuestion, observe

_DAY = day_number("2000-12-31")


def _held() -> list[Claim]:
    return [
        *two_sides(),
        claim("government/osaka", "name", "Osaka"),
        *tie("a", "osaka", "shanghai", date="1980-01-01"),
        status("a", "ended", "1990-01-01/.."),
        *tie("b", "osaka", "sakai", date="1985-01-01"),
        *tie("c", "sakai", "lianyungang", date=""),
    ]


def _observed(**question: object) -> Observed:
    scope = ScopeQuestion(_DAY, of=str(question.pop("of", "")))
    return observe(SurvivalQuestion(scope, **question))  # type: ignore[arg-type]


def test_the_ties_of_a_place_are_observed_to_the_day_of_the_question(filled: Filled) -> None:
    filled(_held())
    observed = _observed(of="Osaka")
    assert {spell.scoped.tie.id for spell in observed.spells.seen} == {"tie/a", "tie/b"}
    assert observed.spells.window.last == _DAY


def test_a_curve_is_made_for_each_group_that_has_a_dated_tie(filled: Filled) -> None:
    filled(_held())
    curves = _observed(by="country").curves()
    assert [(curve.group, curve.ended.certain) for curve in curves] == [("CN-JP", 1), ("JP-JP", 0)]


def test_an_earlier_end_of_observation_censors_what_ended_later(filled: Filled) -> None:
    filled(_held())
    (curve,) = _observed(of="Osaka", last=day_number("1989-06-30")).curves()
    assert (curve.ended.possible, curve.standing.certain) == (0, 2)


def test_what_was_made_and_ended_is_told_by_year(filled: Filled) -> None:
    filled(_held())
    flows = _observed().flows()
    assert [(f.year, f.established.certain, f.ended.certain) for f in flows] == [
        (1980, 1, 0),
        (1985, 1, 0),
        (1990, 0, 1),
    ]


def test_nobody_observes_beyond_the_day_asked_about(filled: Filled) -> None:
    filled(_held())
    with pytest.raises(BadQuestion, match=r"2001-01-01.*cannot end after.*2000-12-31"):
        _observed(last=_DAY + 1)


def test_a_question_without_a_dated_tie_says_what_there_is_instead(filled: Filled) -> None:
    filled(_held())
    with pytest.raises(BadQuestion, match="undated: 1"):
        _observed(of="government/lianyungang").curves()
