"""Gaps: what is undated, unsourced, unverified, told by one side only, or missing."""

from __future__ import annotations

from builders import claim, document, government, milestone, register, tie
from kizuna.analysis.gaps import Gap, gaps
from kizuna.claims.claim import Certainty, Claim
from kizuna.register.register import Register


def _codes(held: Register, ref: str) -> list[tuple[str, str]]:
    return [(gap.code, gap.property) for gap in gaps(held, [ref])]


def _cities() -> list[Claim]:
    return [*government("osaka"), *government("shanghai", country="CN")]


def test_a_tie_without_a_date_is_undated() -> None:
    held = register(_cities(), tie("osaka-shanghai", "osaka", "shanghai", date=""))
    assert ("undated", "milestone") in _codes(held, "tie/osaka-shanghai")


def test_a_programme_without_a_period_is_undated() -> None:
    held = register(claim("programme/youth", "tie", "tie/osaka-shanghai"))
    assert ("undated", "period") in _codes(held, "programme/youth")


def test_a_required_property_that_nobody_states_is_missing() -> None:
    held = register(claim("tie/osaka-shanghai", "party", "government/osaka"))
    assert ("missing", "type") in _codes(held, "tie/osaka-shanghai")


def test_an_unverified_tie_with_an_address_is_unverified() -> None:
    cited = [*document("gazette"), claim("document/gazette", "address", "https://example.org/")]
    unread = tie("a-b", "a", "b", certainty=Certainty.UNVERIFIED)
    assert ("unverified", "milestone") in _codes(register(cited, unread), "tie/a-b")


def test_an_unverified_tie_that_rests_on_nothing_to_look_up_is_unsourced() -> None:
    unread = tie("a-b", "a", "b", certainty=Certainty.UNVERIFIED)
    assert ("unsourced", "milestone") in _codes(register(document("gazette"), unread), "tie/a-b")


def test_a_whole_tie_that_nobody_verified_is_one_gap() -> None:
    held = register(tie("a-b", "a", "b", certainty=Certainty.UNVERIFIED))
    assert [c for c, _ in _codes(held, "tie/a-b") if c in ("unsourced", "unverified")] == [
        "unsourced"
    ]


def test_a_tie_that_only_one_side_speaks_of_is_one_sided() -> None:
    held = register(
        _cities(), tie("osaka-shanghai", "osaka", "shanghai", holder="government/osaka")
    )
    assert ("one-sided", "") in _codes(held, "tie/osaka-shanghai")


def test_a_tie_that_both_sides_speak_of_is_not() -> None:
    held = register(
        _cities(),
        tie("osaka-shanghai", "osaka", "shanghai", holder="government/osaka"),
        milestone("osaka-shanghai", date="1974-04-18", holder="government/shanghai"),
    )
    assert ("one-sided", "") not in _codes(held, "tie/osaka-shanghai")


def test_a_tie_that_an_outsider_speaks_of_is_not_one_sided() -> None:
    held = register(_cities(), tie("osaka-shanghai", "osaka", "shanghai"))
    assert ("one-sided", "") not in _codes(held, "tie/osaka-shanghai")


def test_a_gap_carries_the_claims_that_leave_it() -> None:
    made = claim("programme/youth", "tie", "tie/osaka-shanghai")
    (gap, *_) = gaps(register(made))
    assert gap == Gap("undated", "programme/youth", "period", (made.id,))
