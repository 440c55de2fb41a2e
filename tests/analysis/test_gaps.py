"""Gaps: what is undated, unsourced, unverified, told by one side only, or missing."""

from __future__ import annotations

import pytest

from builders import claim, document, government, milestone, prefer, register, status, tie
from kizuna.analysis.gaps import Gap, disputes, gaps
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


@pytest.mark.parametrize(
    ("holders", "is_one_sided"),
    [
        (["government/osaka"], True),
        (["government/osaka", "government/shanghai"], False),
        (["organisation/gazette"], False),
    ],
)
def test_a_tie_that_one_side_alone_speaks_of_is_one_sided(
    holders: list[str], is_one_sided: bool
) -> None:
    ties = [tie("osaka-shanghai", "osaka", "shanghai", holder=holder) for holder in holders]
    held = register(_cities(), *ties)
    assert (("one-sided", "") in _codes(held, "tie/osaka-shanghai")) is is_one_sided


def test_a_gap_carries_the_claims_that_leave_it() -> None:
    made = claim("programme/youth", "tie", "tie/osaka-shanghai")
    (gap, *_) = gaps(register(made))
    assert gap == Gap("undated", "programme/youth", "period", (made.id,))


_ONE = milestone("a-b", date="1974-04-18")
_OTHER = milestone("a-b", date="1974-05", document="document/list")


def test_rival_dates_are_one_dispute_with_the_preferred_one_first() -> None:
    (found,) = disputes(register(_ONE, _OTHER), ["tie/a-b"])
    assert (found.subject, found.property) == ("tie/a-b", "milestone")
    assert [str(fact.value.date) for fact in found.facts] == ["1974-04-18", "1974-05"]
    assert (found.claims, found.judgements) == ((_ONE.id, _OTHER.id), ())


def test_a_decided_dispute_tells_the_judgement_with_its_reason() -> None:
    decided = prefer(_OTHER, _ONE, reason="The list was drawn up by both.")
    (found,) = disputes(register(_ONE, _OTHER, judgements=[decided]), ["tie/a-b"])
    assert [j.reason for j in found.judgements] == ["The list was drawn up by both."]
    assert str(found.facts[0].value.date) == "1974-05"


def test_what_no_source_confirms_is_shown_as_a_rival_and_comes_last() -> None:
    rumour = milestone("a-b", date="1973-01-01", certainty=Certainty.UNVERIFIED)
    (found,) = disputes(register(_ONE, rumour), ["tie/a-b"])
    assert found.claims == (_ONE.id, rumour.id)


def test_claims_that_agree_are_no_dispute() -> None:
    same = milestone("a-b", date="1974-04-18", basis="signing", document="document/list")
    assert disputes(register(_ONE, same, status("a-b", "active")), ["tie/a-b"]) == []


def test_only_the_entities_asked_for_are_looked_at_in_their_order() -> None:
    held = register(
        _ONE,
        _OTHER,
        milestone("c-d", date="1980"),
        milestone("c-d", date="1981"),
        tie("e-f", "e", "f"),
    )
    found = disputes(held, ["tie/c-d", "tie/not-held", "tie/e-f", "tie/a-b"])
    assert [dispute.subject for dispute in found] == ["tie/c-d", "tie/a-b"]
