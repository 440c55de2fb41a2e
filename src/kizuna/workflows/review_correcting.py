"""Correcting a proposal with what a reviewer typed, in plain words or as parts of a value."""

from __future__ import annotations

from kizuna.claims.claim import Claim
from kizuna.claims.kinds import property_of
from kizuna.errors import BadClaim, BadEntry, BadQuestion
from kizuna.store.queries.accounts import Account
from kizuna.workflows import ask, review
from kizuna.workflows.entering.hand import hand_of
from kizuna.workflows.entering.values import BESIDE, Inputs, Reading
from kizuna.workflows.review import Decided, Instead
from kizuna.workflows.review_desk import check_allowed


def correct_typed(claim: Claim, typed: Inputs, account: Account) -> Decided:
    """Put what was typed in the place of a proposed claim: the inputs of its value, with what stands BESIDE it.

    Raises BadEntry, which names every wrong field by its path ("milestone.0.date"), NotAllowed for what the
    account does not decide about, and Overtaken; then nothing is recorded.
    """
    check_allowed(claim, account)
    path, is_dated = f"{claim.property}.0", property_of(claim.subject, claim.property).dated
    if not typed.keys() - BESIDE:
        raise BadEntry({path: BadQuestion("a corrected claim needs a value")})
    reading = Reading(ask.resolver())
    usual = {"stance": claim.stance, "certainty": claim.certainty}
    given = usual | {name: said for name, said in typed.items() if is_dated or name != "valid"}
    fact = reading.fact(claim.subject, claim.property, given, path)
    if reading.problems or fact is None:
        raise BadEntry(reading.problems)
    valid = fact.valid if is_dated else claim.valid
    right = Instead(fact.value, valid, fact.stance, fact.certainty)
    hand = hand_of(account)
    try:
        return review.correct(claim, right, acting_user=hand.user, judge=hand.recorder)
    except (BadClaim, BadQuestion) as error:
        raise BadEntry({path: error}) from None
