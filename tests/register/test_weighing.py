"""Weighing: which rival comes first, what a judgement changes, and what is a dispute at all."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import claim, fold, milestone, prefer, register, rows
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


_MARKS: dict[str, dict[str, Any]] = {
    "~": {"certainty": Certainty.DOUBTFUL},
    "?": {"certainty": Certainty.UNVERIFIED},
    "+": {"stance": Stance.PLANNED},
    "!": {"stance": Stance.DENIED},
}
_ORDERS = """
the surer first | 1974-04-18~, 1975 | 1975, 1974-04-18
the sharper first of the equally sure
    | 1974, 1974-04, 1974-04-18, 197X | 1974-04-18, 1974-04, 1974, 197X
no date after the vaguest | none, 19XX | 19XX, none
what more documents say first of equals
    | 1974-04-18, 1974-04-19 b, 1974-04-19 c | 1974-04-19, 1974-04-18
the unverified last however sharp | 1974-04-18?, 1975~ | 1975, 1974-04-18
the planned after what is said to be so | 1974-04-18+, 1975 | 1975, 1974-04-18
none for a denial | 1974, 1975! | 1974
the preferred before the sharper and surer | 1974-04-18 < 1975~ | 1975, 1974-04-18
preferences in a row | 1973-01-01 < 1974-01-01 < 1975-01-01 | 1975-01-01, 1974-01-01, 1973-01-01
as without two judgements against each other
    | 1974-04-18 < 1975 < 1974-04-18, 1976? | 1974-04-18, 1975, 1976
one fact of two claims that are put one before the other | 1974 list < 1974 | 1974
"""
"""Dates, with the document where it is another; doubtful ~, unverified ?, planned +, denied !. A judgement prefers
what comes after < to what comes before."""


@pytest.mark.parametrize(("given_as", "dates"), [(g, d) for _, g, d in rows(_ORDERS)])
def test_the_dates_of_a_stage_come(given_as: str, dates: str) -> None:
    chains = [[_read(each) for each in chain.split(" < ")] for chain in given_as.split(", ")]
    judged = [prefer(after, before) for chain in chains for before, after in pairwise(chain)]
    claims = {c.id: c for chain in chains for c in chain}
    assert [date or "none" for date in _dates(*claims.values(), judgements=tuple(judged))] == (
        dates.split(", ")
    )


def _read(text: str) -> Claim:
    date, *source = text.rstrip("~?+!").replace("none", "").split(" ")
    return _formal(date, *source, **_MARKS.get(text[-1], {}))


def test_a_circle_leaves_judgements_outside_of_it_in_force() -> None:
    one, other, vague = (_formal(date) for date in ("1973-01-01", "1974-01-01", "1975"))
    judged = (prefer(one, other), prefer(other, one), prefer(vague, one))
    found = _dates(one, other, vague, judgements=judged)
    assert found.index("1975") < found.index("1973-01-01")


@given(st.permutations(range(5)))
def test_a_full_order_given_by_judgements_is_kept_whatever_it_is(order: list[int]) -> None:
    claims = [_formal(f"{1970 + year}-01-01") for year in order]
    judged = tuple(prefer(a, b) for a, b in pairwise(claims))
    assert _dates(*claims, judgements=judged) == [f"{1970 + year}-01-01" for year in order]


def test_the_fuller_value_comes_first_among_equally_sharp_dates() -> None:
    bare, full = _formal("1974-04-18"), _formal("1974-04-18", "list", basis="signing")
    assert _milestones(bare, full).value.basis == "signing"


def test_a_denial_stands_beside_the_fact_that_it_denies_and_states_nothing_alone() -> None:
    denial = _formal("1974", "list", stance=Stance.DENIED)
    assert not _milestones(denial)
    (fact,) = _milestones(_formal("1974"), denial).facts
    assert fact.denials == (denial,)
    assert denial not in fact.claims


@pytest.mark.parametrize(
    ("claims", "compete"),
    [
        ([_formal("1974-04-18"), _formal("1975")], True),
        ([_formal("1974"), milestone("a-b", "wish", "1972")], False),
        ([_formal("1974"), _formal("1974", "list", basis="signing")], False),
        ([_formal("1974", basis=basis) for basis in ("signing", "declaration")], True),
        ([claim("tie/a-b", "party", f"government/{slug}") for slug in "ab"], False),
        ([claim("tie/a-b", "type", kind) for kind in ("sister-city", "friendship-city")], True),
    ],
    ids=["two dates of a stage", "two stages", "one basis", "two bases", "parties", "types"],
)
def test_values_compete_where_one_alone_can_be_so(claims: list[Claim], compete: bool) -> None:
    held = fold(claims).entity("tie/a-b").stated(claims[0].property)
    assert [len(group) for group in held.conflicts] == [2] * compete
    assert len(held.facts) == 2


def test_values_that_stand_side_by_side_come_in_the_order_of_the_source() -> None:
    places = {"start": 0, "sha256": "a" * 64}
    late = claim("tie/a-b", "party", "government/a", **{**places, "start": 40, "end": 50})
    early = claim("tie/a-b", "party", "government/z", **places, end=10)
    held = fold([late, early]).entity("tie/a-b").stated("party")
    assert held.values == ("government/z", "government/a")


def test_dated_values_compete_where_they_hold_at_once_else_the_latest_comes_first() -> None:
    held = register(
        claim("government/a", "country", "SU", "1922/1991-12-25"),
        claim("government/a", "country", "RU", "1991-12-26/.."),
        claim("government/a", "level", "city", "1950/1990"),
        claim("government/a", "level", "town", "1980/.."),
    ).entity("government/a")
    assert held.stated("country").values == ("RU", "SU")
    assert not held.stated("country").conflicts
    assert len(held.stated("level").conflicts) == 1
