"""Listing what somebody has entered that waits for a reviewer."""

from __future__ import annotations

from kizuna.register.fold import Weights
from kizuna.workflows.acting import recorder_of
from kizuna.workflows.review import Reading, readings_of


def waiting_of(user: str) -> list[Reading]:
    """What the user has entered and nobody has decided on, the things in order of the ledger."""
    from kizuna.store.queries import judgements, proposals

    entered = proposals.proposals(recorder=recorder_of(user))
    weights = Weights.of(judgements.judgements_about(claim.id for claim in entered))
    waiting = [c for c in entered if c.id not in weights.accepted and c.id not in weights.rejected]
    return readings_of(waiting)
