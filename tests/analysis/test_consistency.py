"""Consistency: what cannot all be true together, and what the ordinals of a series imply."""

from __future__ import annotations

import pytest

from builders import claim, facts, government, milestone, register, status, tie
from kizuna.analysis.consistency import Finding, check
from kizuna.claims.claim import Claim

_TIE = "tie/osaka-shanghai"


def _agreement(slug: str, signed: str, ordinal: int = 0, **more: object) -> list[Claim]:
    ref = f"agreement/{slug}"
    stated = {"tie": _TIE, "signed": signed, **more}
    if ordinal:
        stated |= {"ordinal": ordinal, "series": "annual talks", "recurrence": "annual"}
    return facts(ref, **stated)


def _check(*claims: Claim | list[Claim], date: str = "1980-11-21") -> dict[str, Finding]:
    held = register(tie("osaka-shanghai", "osaka", "shanghai", date=date), *claims)
    return {finding.code: finding for finding in check(held)}


def test_a_seventh_annual_agreement_in_1986_implies_a_first_in_1980() -> None:
    found = _check(_agreement("seventh", "1986-09", 7))["series-start"]
    assert dict(found.details)["year"] == "1980"
    assert not found.is_problem


def test_a_series_that_would_have_begun_before_the_tie_is_a_problem() -> None:
    assert _check(_agreement("ninth", "1986-09", 9))["series-start"].is_problem


def test_ordinals_that_do_not_grow_with_their_dates_are_a_problem() -> None:
    found = _check(_agreement("second", "1983", 2), _agreement("third", "1982", 3))
    assert found["ordinal-order"].subject == "agreement/third"


def test_ordinals_whose_dates_may_be_in_order_are_taken_to_be_so() -> None:
    found = _check(_agreement("second", "1983", 2), _agreement("third", "1983-05", 3))
    assert "ordinal-order" not in found


@pytest.mark.parametrize(
    ("existence", "code"),
    [("1990/..", "before-party-exists"), ("1900/1970", "after-party-ends")],
)
def test_a_tie_made_while_a_party_did_not_exist_is_a_problem(existence: str, code: str) -> None:
    found = _check(government("osaka"), claim("government/osaka", "existence", existence))
    assert code in found


def test_a_tie_taken_over_from_a_predecessor_that_is_a_party_is_none() -> None:
    held = register(
        tie("osaka-shanghai", "osaka", "old-osaka", "shanghai"),
        claim("government/osaka", "existence", "1990/.."),
        claim("government/osaka", "predecessor", "government/old-osaka"),
    )
    assert check(held) == []


def test_an_event_before_every_stage_of_its_tie_is_a_problem() -> None:
    event = facts("exchange/visit", tie=_TIE, date="1975")
    assert "event-before-tie" in _check(event)


def test_an_event_after_an_early_stage_of_its_tie_is_none() -> None:
    event = facts("exchange/visit", tie=_TIE, date="1975")
    assert "event-before-tie" not in _check(event, milestone("osaka-shanghai", "contact", "1974"))


def test_an_office_that_closed_before_it_opened_is_a_problem() -> None:
    office = facts("office/o", opened="1985", closed="1980")
    assert "end-before-start" in _check(office)


def test_a_tie_that_ended_before_it_was_made_is_a_problem() -> None:
    assert "end-before-start" in _check(status("osaka-shanghai", "ended", "1970/.."))


def _share(slug: str, share: str) -> list[Claim]:
    paid = {"of": "programme/youth", "payer": f"organisation/{slug}", "share": share}
    return [claim("programme/youth", "activity", "visits"), *facts(f"funding/{slug}", **paid)]


def test_shares_over_the_whole_are_a_problem() -> None:
    found = _check(_share("a", "3/4 share"), _share("b", "1/2 share"))
    assert found["share-over-one"].details == (("total", "1.25"),)


def test_shares_that_make_the_whole_are_none() -> None:
    found = _check(_share("a", "2/3 share"), _share("b", "1/3 share"))
    assert "share-over-one" not in found


def test_a_tie_under_one_that_its_parties_do_not_belong_to_is_a_problem() -> None:
    found = _check(
        government("osaka"),
        government("kobe"),
        tie("kobe-shanghai", "kobe", "shanghai"),
        claim("tie/kobe-shanghai", "parent", _TIE),
    )
    assert dict(found["parent-parties"].details)["party"] == "government/kobe"


def test_a_tie_of_one_party_is_a_problem() -> None:
    held = register(tie("osaka-shanghai", "osaka"))
    assert [finding.code for finding in check(held)] == ["too-few-parties"]


def test_an_agreement_that_renews_a_later_one_is_a_problem() -> None:
    first = _agreement("first", "1981", renews="agreement/second")
    assert "renews-later" in _check(first, _agreement("second", "1984"))


@pytest.mark.parametrize(
    ("in_force", "term", "apart"),
    [
        ("1991-05/2027-03-31", "5 years", True),
        ("2022-04-01/2027-03-31", "5 years", False),
        ("2022-05/2027-03", "5 years", False),
        ("2022-05/2027-03", "~5 years", False),
        ("2022-05/..", "5 years", False),
        ("/2027-03-31", "5 years", True),
        ("2027-03-31", "5 years", False),
    ],
)
def test_an_end_that_the_term_cannot_come_to_is_a_problem(
    in_force: str, term: str, apart: bool
) -> None:
    found = _check(_agreement("first", "1991-05", in_force=in_force, term=term))
    assert ("term-apart" in found) == apart


def test_a_signing_outside_of_its_visit_is_a_problem() -> None:
    visit = facts("exchange/visit", date="1982-05", tie=_TIE)
    signed = _agreement("first", "1981-05-01", visit="exchange/visit")
    assert "visit-apart" in _check(visit, signed)


def test_every_finding_carries_claims() -> None:
    found = _check(_agreement("second", "1983", 2), _agreement("third", "1982", 3))
    assert all(finding.claims for finding in found.values())
