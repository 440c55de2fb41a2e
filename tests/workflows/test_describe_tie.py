"""Describing a tie by its id: how it stood, what runs beside it, what is disputed."""

from __future__ import annotations

from datetime import timedelta

import pytest

from builders import DAY, THEN, Filled, claim, milestone, prefer, tie, two_sides
from kizuna.errors import NotFound
from kizuna.values import Answer, day_number
from kizuna.workflows.describe_tie import TieDescribed, describe_tie


def _describe(ref: str, day: int = DAY, *, as_of: bool = False) -> TieDescribed:
    found = describe_tie(ref, day, as_of=as_of)
    assert found is not None
    return found


@pytest.fixture
def sides(filled: Filled) -> None:
    filled(
        [
            *two_sides(),
            *tie("city", "osaka", "shanghai"),
            *tie("prefecture", "osaka-prefecture", "shanghai", date="1980-11-21"),
            *tie("other", "sakai", "lianyungang", date="1983"),
            claim("programme/doctors", "tie", "tie/city"),
            claim("programme/doctors", "period", "1981/.."),
        ]
    )


@pytest.mark.usefixtures("sides")
def test_a_tie_stands_as_it_did_on_the_day() -> None:
    assert _describe("tie/city").standing.answer is Answer.CERTAIN
    assert _describe("tie/city", day_number("1970-01-01")).standing.answer is Answer.NO


@pytest.mark.usefixtures("sides")
@pytest.mark.parametrize("ref", ["tie/city", "tie/prefecture"])
def test_a_tie_of_the_place_around_runs_beside_it(ref: str) -> None:
    (parallel,) = _describe(ref).parallels
    assert (parallel.inner.tie.id, parallel.outer.tie.id) == ("tie/city", "tie/prefecture")


@pytest.mark.usefixtures("sides")
def test_a_tie_of_other_places_runs_not_beside_it() -> None:
    assert _describe("tie/other").parallels == ()


@pytest.mark.usefixtures("sides")
def test_before_the_other_tie_began_nothing_ran_beside_it() -> None:
    assert _describe("tie/city", day_number("1979-01-01")).parallels == ()


@pytest.mark.usefixtures("sides")
def test_moments_after_the_day_asked_about_are_left_out() -> None:
    day = day_number("1979-01-01")
    assert [m.ref for m in _describe("tie/city", day, as_of=True).timeline] == ["tie/city"]
    assert len(_describe("tie/city", day).timeline) == 2


def test_competing_claims_are_disputes(filled: Filled) -> None:
    first, second = milestone("a-b", date="1974"), milestone("a-b", date="1975")
    filled([*tie("a-b", "a", "b")[:2], first, second], [prefer(second, first)])
    (dispute,) = _describe("tie/a-b").disputes
    assert [str(fact.value.date) for fact in dispute.facts] == ["1975", "1974"]


def test_what_was_recorded_later_was_not_known_then(filled: Filled) -> None:
    filled(tie("a-b", "a", "b"))
    assert describe_tie("tie/a-b", DAY, THEN - timedelta(days=1)) is None


def test_an_unknown_id_is_an_error(filled: Filled) -> None:
    filled(tie("a-b", "a", "b"))
    with pytest.raises(NotFound, match="tie/nobody"):
        describe_tie("tie/nobody", DAY)
