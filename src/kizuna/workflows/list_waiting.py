"""Listing what somebody has entered that waits for a reviewer."""

from __future__ import annotations

from kizuna.register.fold import Weights
from kizuna.workflows.acting import recorder_of
from kizuna.workflows.review import Reading, readings_of


def waits_only(subject: str, user: str) -> bool:
    """Whether a thing exists so far in what the user has entered and nobody has decided on, and nowhere else."""
    from kizuna.store.queries import claims
    from kizuna.store.redaction import unredacted

    own = recorder_of(user)
    with unredacted():
        held = claims.claims(subjects=[subject])
    is_own = all(claim.is_proposal and claim.recorder == own for claim in held)
    return bool(held) and is_own and any(r.subject == subject for r in waiting_of(user))


def waiting_of(user: str) -> list[Reading]:
    """What the user has entered and nobody has decided on, the things in order of the ledger."""
    from kizuna.store.queries import judgements
    from kizuna.store.queries.claims import proposals

    entered = proposals(recorder=recorder_of(user))
    weights = Weights.of(judgements.judgements_about(claim.id for claim in entered))
    waiting = [c for c in entered if c.id not in weights.accepted and c.id not in weights.rejected]
    return readings_of(waiting)
