"""Weighing: which rival comes first, what a judgement changes, and what is a dispute at all."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import claim, fold, milestone, prefer
from kizuna.claims.claim import Certainty, Claim, Stance
from kizuna.claims.judgement import Judgement
from kizuna.claims.kinds import Stated


def _dates(*claims: Claim, judgements: tuple[Judgement, ...] = ()) -> list[str]:
    """The dates of the milestones of a tie, best first."""
    return [str(m.date or "") for m in _milestones(*claims, judgements=judgements).values]


def _milestones(*claims: Claim, judgements: tuple[Judgement, ...] = ()) -> Stated[Any]:
    return fold(claims, judgements).entity("tie/a-b").stated("milestone")


def _formal(date: str, source: str = "gazette", **given_as: Any) -> Claim:
    return milestone("a-b", date=date, document=f"document/{source}", **given_as)


def test_what_a_judgement_prefers_goes_before_what_is_sharper_and_surer() -> None:
    sharp = _formal("1974-04-18")
    vague = _formal("1975", certainty=Certainty.DOUBTFUL)
    assert _dates(sharp, vague) == ["1974-04-18", "1975"]
    assert _dates(sharp, vague, judgements=(prefer(vague, sharp),)) == ["1975", "1974-04-18"]


def test_preferences_in_a_row_order_all_three() -> None:
    a, b, c = (_formal(date) for date in ("1973-01-01", "1974-01-01", "1975-01-01"))
    assert _dates(a, b, c, judgements=(prefer(c, b), prefer(b, a))) == [
        "1975-01-01",
        "1974-01-01",
        "1973-01-01",
    ]


def test_two_judgements_against_each_other_cancel_out() -> None:
    sharp, vague = _formal("1974-04-18"), _formal("1975")
    circle = (prefer(vague, sharp), prefer(sharp, vague))
    assert _dates(sharp, vague, judgements=circle) == _dates(sharp, vague)


def test_judgements_in_a_circle_do_not_lift_a_third_that_nobody_prefers() -> None:
    sharp, vague = _formal("1974-04-18"), _formal("1975")
    weak = _formal("1976", certainty=Certainty.UNVERIFIED)
    circle = (prefer(vague, sharp), prefer(sharp, vague))
    assert _dates(sharp, vague, weak, judgements=circle) == ["1974-04-18", "1975", "1976"]


def test_a_circle_leaves_judgements_outside_of_it_in_force() -> None:
    a, b, c = _formal("1973-01-01"), _formal("1974-01-01"), _formal("1975")
    judged = (prefer(a, b), prefer(b, a), prefer(c, a))
    found = _dates(a, b, c, judgements=judged)
    assert found.index("1975") < found.index("1973-01-01")


@given(st.permutations(range(5)))
def test_a_full_order_given_by_judgements_is_kept_whatever_it_is(order: list[int]) -> None:
    claims = [_formal(f"{1970 + year}-01-01") for year in order]
    judged = tuple(prefer(a, b) for a, b in pairwise(claims))
    assert _dates(*claims, judgements=judged) == [f"{1970 + year}-01-01" for year in order]


def test_a_preference_over_a_claim_of_the_same_fact_changes_nothing() -> None:
    one, other = _formal("1974"), _formal("1974", "list")
    assert _dates(one, other, judgements=(prefer(one, other),)) == ["1974"]


def test_the_surer_claim_comes_first() -> None:
    doubtful = _formal("1974-04-18", certainty=Certainty.DOUBTFUL)
    assert _dates(doubtful, _formal("1975")) == ["1975", "1974-04-18"]


def test_the_sharper_date_comes_first_among_the_equally_sure() -> None:
    dates = [_formal("1974"), _formal("1974-04"), _formal("1974-04-18"), _formal("197X")]
    assert _dates(*dates) == ["1974-04-18", "1974-04", "1974", "197X"]


def test_a_stage_without_a_date_comes_after_one_with_the_vaguest() -> None:
    assert _dates(_formal(""), _formal("19XX")) == ["19XX", ""]


def test_the_fuller_value_comes_first_among_equally_sharp_dates() -> None:
    bare, full = _formal("1974-04-18"), _formal("1974-04-18", "list", basis="signing")
    assert _milestones(bare, full).value.basis == "signing"


def test_what_more_documents_say_comes_first_among_equals() -> None:
    alone = _formal("1974-04-18", "a")
    shared = [_formal("1974-04-19", "b"), _formal("1974-04-19", "c")]
    assert _dates(alone, *shared)[0] == "1974-04-19"


def test_unverified_claims_come_last_however_sharp() -> None:
    unverified = _formal("1974-04-18", certainty=Certainty.UNVERIFIED)
    assert _dates(unverified, _formal("1975", certainty=Certainty.DOUBTFUL))[-1] == "1974-04-18"


def test_what_is_planned_comes_after_what_is_said_to_be_so() -> None:
    planned = _formal("1974-04-18", stance=Stance.PLANNED)
    assert _dates(planned, _formal("1975")) == ["1975", "1974-04-18"]


def test_a_claim_that_denies_makes_no_fact() -> None:
    assert _dates(_formal("1974"), _formal("1975", stance=Stance.DENIED)) == ["1974"]


def test_what_is_only_denied_is_not_stated_at_all() -> None:
    assert not _milestones(_formal("1975", stance=Stance.DENIED))


def test_a_denial_stands_beside_the_fact_that_it_denies() -> None:
    denial = _formal("1974", "list", stance=Stance.DENIED)
    fact = _milestones(_formal("1974"), denial).best
    assert fact is not None
    assert fact.denials == (denial,)
    assert denial not in fact.claims


def test_two_dates_of_one_stage_are_in_dispute() -> None:
    (group,) = _milestones(_formal("1974-04-18"), _formal("1975")).conflicts
    assert [str(fact.value.date) for fact in group] == ["1974-04-18", "1975"]


@pytest.mark.parametrize(
    ("claims", "compete"),
    [
        ([_formal("1974"), milestone("a-b", "wish", "1972")], False),
        ([_formal("1974"), _formal("1974", "list", basis="signing")], False),
        ([_formal("1974", basis=basis) for basis in ("signing", "declaration")], True),
        ([claim("tie/a-b", "party", f"government/{slug}") for slug in "ab"], False),
        ([claim("tie/a-b", "type", kind) for kind in ("sister-city", "friendship-city")], True),
    ],
    ids=["two stages", "one basis", "two bases", "parties", "types"],
)
def test_values_compete_where_one_alone_can_be_so(claims: list[Claim], compete: bool) -> None:
    held = fold(claims).entity("tie/a-b").stated(claims[0].property)
    assert (len(held.facts), bool(held.conflicts)) == (2, compete)


def test_values_that_stand_side_by_side_come_in_the_order_of_the_source() -> None:
    places = {"start": 0, "sha256": "a" * 64}
    late = claim("tie/a-b", "party", "government/a", **{**places, "start": 40, "end": 50})
    early = claim("tie/a-b", "party", "government/z", **places, end=10)
    held = fold([late, early]).entity("tie/a-b").stated("party")
    assert held.values == ("government/z", "government/a")


def test_dated_values_of_different_spans_do_not_compete_and_the_latest_comes_first() -> None:
    before = claim("government/a", "country", "SU", "1922/1991-12-25")
    after = claim("government/a", "country", "RU", "1991-12-26/..")
    held = fold([before, after]).entity("government/a").stated("country")
    assert held.values == ("RU", "SU")
    assert not held.conflicts


def test_dated_values_that_hold_at_the_same_time_compete() -> None:
    one = claim("government/a", "level", "city", "1950/1990")
    other = claim("government/a", "level", "town", "1980/..")
    assert len(fold([one, other]).entity("government/a").stated("level").conflicts) == 1
