"""Gaps: what is undated, unsourced, unverified, told by one side only, or missing."""

from __future__ import annotations

import pytest

from builders import Claims, claim, document, government, milestone, prefer, register, status, tie
from kizuna.analysis.gaps import Gap, disputes, gaps
from kizuna.claims.claim import Certainty

_CITIES = [*government("osaka"), *government("shanghai", country="CN")]
_UNREAD = tie("a-b", "a", "b", certainty=Certainty.UNVERIFIED)
_YOUTH = claim("programme/youth", "tie", "tie/a-b")


def _told_by(*holders: str) -> list[Claims]:
    return [_CITIES, *(tie("a-b", "osaka", "shanghai", holder=holder) for holder in holders)]


@pytest.mark.parametrize(
    ("claims", "ref", "found"),
    [
        ([tie("a-b", "a", "b", date="")], "tie/a-b", {("undated", "milestone")}),
        ([_YOUTH], "programme/youth", {("undated", "period")}),
        ([claim("tie/a-b", "party", "government/a")], "tie/a-b", {("missing", "type")}),
        (
            [claim("document/gazette", "address", "https://example.org/"), _UNREAD],
            "tie/a-b",
            {("unverified", "milestone")},
        ),
        ([document("gazette"), _UNREAD], "tie/a-b", {("unsourced", "milestone")}),
        (_told_by("government/osaka"), "tie/a-b", {("one-sided", "")}),
        (_told_by("government/osaka", "government/shanghai"), "tie/a-b", set()),
        (_told_by("organisation/gazette"), "tie/a-b", set()),
    ],
    ids=[
        "a tie without a date",
        "a programme without a period",
        "a required property that nobody states",
        "an unread tie with an address",
        "an unread tie with nothing to look up, once",
        "a tie that one side alone tells of",
        "a tie that both sides tell of",
        "a tie that an outsider tells of",
    ],
)
def test_what_is_not_known_is_a_gap(claims, ref, found):
    told = {(gap.code, gap.property) for gap in gaps(register(*claims), [ref])}
    assert {one for one in told if one in found or one[0] != "missing"} == found


def test_a_gap_carries_the_claims_that_leave_it():
    (gap, *_) = gaps(register(_YOUTH))
    assert gap == Gap("undated", "programme/youth", "period", (_YOUTH.id,))


_ONE = milestone("a-b", date="1974-04-18")
_OTHER = milestone("a-b", date="1974-05", document="document/list")


def test_rival_dates_are_one_dispute_with_the_preferred_one_first_and_why_it_is():
    (found,) = disputes(register(_ONE, _OTHER), ["tie/a-b"])
    assert (found.subject, found.property) == ("tie/a-b", "milestone")
    assert [str(fact.value.date) for fact in found.facts] == ["1974-04-18", "1974-05"]
    assert (found.claims, found.judgements) == ((_ONE.id, _OTHER.id), ())
    decided = prefer(_OTHER, _ONE, reason="The list was drawn up by both.")
    (found,) = disputes(register(_ONE, _OTHER, judgements=[decided]), ["tie/a-b"])
    assert [j.reason for j in found.judgements] == ["The list was drawn up by both."]
    assert str(found.facts[0].value.date) == "1974-05"


def test_what_no_source_confirms_is_shown_as_a_rival_and_comes_last():
    rumour = milestone("a-b", date="1973-01-01", certainty=Certainty.UNVERIFIED)
    (found,) = disputes(register(_ONE, rumour), ["tie/a-b"])
    assert found.claims == (_ONE.id, rumour.id)


def test_only_disputes_of_the_entities_asked_for_are_told_in_their_order():
    others = [milestone("c-d", date=year) for year in ("1980", "1981")]
    same = [milestone("e-f", date="1974", document=f"document/{x}") for x in "ab"]
    held = register(_ONE, _OTHER, *others, *same, status("e-f", "active"))
    found = disputes(held, ["tie/c-d", "tie/not-held", "tie/e-f", "tie/a-b"])
    assert [dispute.subject for dispute in found] == ["tie/c-d", "tie/a-b"]
