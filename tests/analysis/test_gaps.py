"""Gaps: what is undated, unsourced, unverified, told by one side only, or missing."""

from __future__ import annotations

import pytest

from builders import (
    Claims,
    claim,
    document,
    government,
    milestone,
    prefer,
    register,
    status,
    tie,
)
from kizuna.analysis.gaps import Gap, disputes, gaps
from kizuna.claims.claim import Certainty

_CITIES = [*government("osaka"), *government("shanghai", country="CN")]
_UNREAD = tie("a-b", "a", "b", certainty=Certainty.UNVERIFIED)
_YOUTH = claim("programme/youth", "tie", "tie/a-b")


def _told_by(*holders: str) -> list[Claims]:
    return [
        _CITIES,
        *(tie("a-b", "osaka", "shanghai", holder=holder) for holder in holders),
    ]


_ONLINE = claim("document/gazette", "address", "https://example.org/")
_GAPS = {
    "no date": ([tie("a-b", "a", "b", date="")], {("undated", "milestone")}),
    "no period": ([_YOUTH], {("undated", "period")}),
    "nobody states it": (
        [claim("tie/a-b", "party", "government/a")],
        {("missing", "type")},
    ),
    "unread with an address": ([_ONLINE, _UNREAD], {("unverified", "milestone")}),
    "with nothing to look up": (
        [document("gazette"), _UNREAD],
        {("unsourced", "milestone")},
    ),
    "one side alone tells of it": (_told_by("government/osaka"), {("one-sided", "")}),
    "both sides do": (_told_by("government/osaka", "government/shanghai"), set()),
    "an outsider does": (_told_by("organisation/gazette"), set()),
}


@pytest.mark.parametrize(("claims", "found"), _GAPS.values(), ids=_GAPS)
def test_what_is_not_known_is_a_gap(claims, found) -> None:
    ref = "programme/youth" if _YOUTH in claims else "tie/a-b"
    told = {(gap.code, gap.property) for gap in gaps(register(*claims), [ref])}
    assert {one for one in told if one in found or one[0] != "missing"} == found


def test_a_gap_carries_the_claims_that_leave_it() -> None:
    (gap, *_) = gaps(register(_YOUTH))
    assert gap == Gap("undated", "programme/youth", "period", (_YOUTH.id,))


_ONE = milestone("a-b", date="1974-04-18")
_OTHER = milestone("a-b", date="1974-05", document="document/list")


def test_rival_dates_are_one_dispute_with_the_preferred_one_first_and_why_it_is() -> (
    None
):
    (found,) = disputes(register(_ONE, _OTHER), ["tie/a-b"])
    assert (found.subject, found.property) == ("tie/a-b", "milestone")
    assert [str(fact.value.date) for fact in found.facts] == ["1974-04-18", "1974-05"]
    assert (found.claims, found.judgements) == ((_ONE.id, _OTHER.id), ())
    decided = prefer(_OTHER, _ONE, reason="The list was drawn up by both.")
    (found,) = disputes(register(_ONE, _OTHER, judgements=[decided]), ["tie/a-b"])
    assert [j.reason for j in found.judgements] == ["The list was drawn up by both."]
    assert str(found.facts[0].value.date) == "1974-05"


def test_what_no_source_confirms_is_shown_as_a_rival_and_comes_last() -> None:
    rumour = milestone("a-b", date="1973-01-01", certainty=Certainty.UNVERIFIED)
    (found,) = disputes(register(_ONE, rumour), ["tie/a-b"])
    assert found.claims == (_ONE.id, rumour.id)


def test_only_disputes_of_the_entities_asked_for_are_told_in_their_order() -> None:
    others = [milestone("c-d", date=year) for year in ("1980", "1981")]
    same = [milestone("e-f", date="1974", document=f"document/{x}") for x in "ab"]
    held = register(_ONE, _OTHER, *others, *same, status("e-f", "active"))
    found = disputes(held, ["tie/c-d", "tie/not-held", "tie/e-f", "tie/a-b"])
    assert [dispute.subject for dispute in found] == ["tie/c-d", "tie/a-b"]
