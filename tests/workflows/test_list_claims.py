"""Listing claims: by document, subject and property, each with how it is weighed."""

from __future__ import annotations

import pytest

from builders import LATER, THEN, Filled, claim, judgement, milestone, reject
from kizuna.claims.claim import Certainty
from kizuna.claims.judgement import Verdict
from kizuna.errors import NotFound
from kizuna.workflows.list_claims import ClaimsQuestion, list_claims

_ONE = milestone("a-b", date="1974")
_TWO = milestone("a-b", date="1975", document="document/press")
_PROPOSED = milestone("a-b", date="1976", method="rules@1")


def _statuses(**question: object) -> dict[str, str]:
    found = list_claims(ClaimsQuestion(**question))  # type: ignore[arg-type]
    return {weighed.claim.id: weighed.status for weighed in found}


def test_a_claim_is_accepted_rejected_or_proposed(filled: Filled) -> None:
    filled([_ONE, _TWO, _PROPOSED], [reject(_TWO)])
    assert _statuses() == {_ONE.id: "accepted", _TWO.id: "rejected", _PROPOSED.id: "proposed"}


def test_a_proposal_that_somebody_accepted_is_accepted(filled: Filled) -> None:
    filled([_PROPOSED], [judgement(Verdict.ACCEPT, _PROPOSED.id)])
    assert _statuses() == {_PROPOSED.id: "accepted"}


def test_an_unverified_claim_is_accepted_and_does_not_count(filled: Filled) -> None:
    filled([milestone("a-b", certainty=Certainty.UNVERIFIED)])
    (weighed,) = list_claims(ClaimsQuestion())
    assert (weighed.status, weighed.counts) == ("accepted", False)


def test_claims_are_chosen_by_their_document(filled: Filled) -> None:
    filled([_ONE, _TWO, claim("document/press", "title", "Press")])
    assert list(_statuses(document="Press", property="milestone")) == [_TWO.id]


def test_a_judgement_made_later_is_not_known(filled: Filled) -> None:
    filled([_ONE], [reject(_ONE, judged_at=LATER)])
    assert (_statuses(known_at=THEN), _statuses()) == ({_ONE.id: "accepted"}, {_ONE.id: "rejected"})


def test_a_property_that_no_kind_has_is_an_error_with_near_ones(filled: Filled) -> None:
    filled([_ONE])
    with pytest.raises(NotFound, match=r"'milestnoe'; did you mean milestone"):
        _statuses(property="milestnoe")
