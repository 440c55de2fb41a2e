"""Correcting a proposal with what a reviewer typed, in plain words or as parts of a value."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from kizuna.claims.claim import Certainty, Claim, Stance
from kizuna.claims.kinds import property_of
from kizuna.errors import BadClaim, BadEntry, BadQuestion
from kizuna.store.queries.accounts import Account
from kizuna.workflows import ask, review
from kizuna.workflows.entering.hand import hand_of
from kizuna.workflows.entering.values import Reading
from kizuna.workflows.review import Decided, Instead
from kizuna.workflows.review_desk import check_allowed


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed instead of a claim: plain words or the parts of a value (None: nothing), and its span in EDTF
    or plain words. `path` names its field in errors."""

    value: Any
    valid: str
    stance: Stance
    certainty: Certainty
    path: str


def correct_typed(claim: Claim, typed: Typed, account: Account) -> Decided:
    """Put what was typed in the place of a proposed claim.

    Raises BadEntry, which names every wrong field, NotAllowed for what the account does not decide about, and
    Overtaken; then nothing is recorded.
    """
    check_allowed(claim, account)
    definition = property_of(claim.subject, claim.property)
    if typed.value is None:
        raise BadEntry({typed.path: BadQuestion("a corrected claim needs a value")})
    reading = Reading(ask.resolver())
    value = reading.value(definition.type, typed.value, typed.path)
    valid = reading.date(typed.valid, f"{typed.path}.valid") if definition.dated else claim.valid
    if reading.problems:
        raise BadEntry(reading.problems)
    hand = hand_of(account)
    right = Instead(value, valid, typed.stance, typed.certainty)
    try:
        return review.correct(claim, right, acting_user=hand.user, judge=hand.recorder)
    except (BadClaim, BadQuestion) as error:
        raise BadEntry({typed.path: error}) from None
