"""Decisions that were made in a review: what each was about, and taking exactly that back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from kizuna.claims.claim import Claim
from kizuna.claims.judgement import Judgement, Verdict
from kizuna.errors import NotAllowed, NotFound
from kizuna.register.fold import Weights
from kizuna.store.queries.accounts import Account
from kizuna.workflows import review
from kizuna.workflows.entering.hand import hand_of
from kizuna.workflows.review import CORRECTED, Decided

ACCEPTED, REJECTED, CORRECTION = "accepted", "rejected", "corrected"


@dataclass(frozen=True, slots=True)
class Past:
    """A decision: `code` is ACCEPTED, REJECTED or CORRECTION; `claims` are those that it weighs, `typed` those
    that it put in their place. `may_undo` is whether the account may take it back, and nobody has."""

    judgements: tuple[Judgement, ...]
    claims: tuple[Claim, ...]
    typed: tuple[Claim, ...]
    code: str
    is_taken_back: bool
    may_undo: bool

    @property
    def id(self) -> str:
        """The id of its first judgement, by which it is named."""
        return self.judgements[0].id

    @property
    def judge(self) -> str:
        """Who decided."""
        return self.judgements[0].judge

    @property
    def at(self) -> datetime:
        """When."""
        return self.judgements[0].judged_at

    @property
    def reason(self) -> str:
        """Why; "" for an acceptance without a reason."""
        return self.judgements[0].reason


def past_decision(prefix: str, account: Account) -> Past:
    """The decision with a judgement whose id begins so.

    Raises NotFound, also for a judgement that is no decision on claims or weighs what the account may not see.
    """
    from kizuna.store.queries import claims as ledger
    from kizuna.store.queries.judgements import decision_of

    made = tuple(j for j in decision_of(prefix) if j.verdict in (Verdict.ACCEPT, Verdict.REJECT))
    held = ledger.claims_by_ids([j.target for j in made])
    if not made or len(held) < len(made):
        raise NotFound(f"no decision on claims has an id that begins with {prefix!r}")
    claims = tuple(held[j.target] for j in made)
    typed = _typed(made[0], claims)
    gone = bool(review.taken_back(made))
    return Past(made, claims, typed, _code(made[0]), gone, not gone and _may(made[0], account))


def decision_on(claim: Claim, account: Account) -> Past | None:
    """The decision that stands on a claim; None while nobody has decided."""
    from kizuna.store.queries import judgements

    weights = Weights.of(judgements.judgements_about([claim.id]))
    made = weights.accepted.get(claim.id) or weights.rejected.get(claim.id)
    return past_decision(made.id, account) if made else None


def undo_decision(prefix: str, account: Account) -> Past:
    """Take a decision back, all of it; what it was.

    Raises NotFound, NotAllowed for a decision that is not the account's to take back, and Overtaken when it was
    taken back already.
    """
    past = past_decision(prefix, account)
    if not _may(past.judgements[0], account):
        raise NotAllowed(f"{account.name!r} may take back only its own decisions")
    hand = hand_of(account)
    review.undo(Decided(past.judgements, past.typed), acting_user=hand.user, judge=hand.recorder)
    return past


def _may(made: Judgement, account: Account) -> bool:
    """Whether an account may take a decision back: who decides about everything any, others their own."""
    hand = hand_of(account)
    return hand.decides and (hand.only is None or made.judge == hand.recorder)


def _code(made: Judgement) -> str:
    if made.verdict is Verdict.ACCEPT:
        return ACCEPTED
    return CORRECTION if made.reason == CORRECTED else REJECTED


def _typed(made: Judgement, claims: Iterable[Claim]) -> tuple[Claim, ...]:
    """The claims that were typed with a decision."""
    from kizuna.store.queries import claims as ledger

    if _code(made) != CORRECTION:
        return ()
    about = ledger.claims(subjects=sorted({c.subject for c in claims}))
    return tuple(
        c
        for c in about
        if c.method == "typed" and (c.recorder, c.recorded_at) == (made.judge, made.judged_at)
    )
