"""Disputes: what claims say differently, what is preferred, and why."""

from __future__ import annotations

from builders import milestone, prefer, register, status, tie
from kizuna.analysis.gaps import disputes
from kizuna.claims.claim import Certainty

_ONE = milestone("a-b", date="1974-04-18")
_OTHER = milestone("a-b", date="1974-05", document="document/list")


def test_rival_dates_are_one_dispute_with_the_preferred_one_first() -> None:
    (found,) = disputes(register(_ONE, _OTHER), ["tie/a-b"])
    assert (found.subject, found.property) == ("tie/a-b", "milestone")
    assert [str(fact.value.date) for fact in found.facts] == ["1974-04-18", "1974-05"]
    assert found.claims == (_ONE.id, _OTHER.id)


def test_a_dispute_that_nobody_has_decided_has_no_judgements() -> None:
    (found,) = disputes(register(_ONE, _OTHER), ["tie/a-b"])
    assert found.judgements == ()


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
