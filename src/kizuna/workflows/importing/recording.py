"""Records the claims of an import in one transaction: few of them with their refold, many in bulk with a
rebuild.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kizuna.claims.claim import Certainty, Claim, Stance
from kizuna.store.fields import ClaimFields
from kizuna.store.moments import moment_of

_MANY = 20_000
"""From so many new claims on, one rebuild is quicker than refolding what they touch."""


@dataclass(frozen=True, slots=True)
class Recorded:
    """How many claims the ledger did not hold, and how many it did (a claim that is given twice is held)."""

    new: int
    known: int


def record_claims(
    claims: Sequence[ClaimFields], note: str, batch: int, acting_user: str
) -> Recorded:
    """Add the claims that the ledger does not hold, all or none, and bring the register's tables up to them.

    Raises BadClaim and StorageError; then nothing was recorded.
    """
    from kizuna.store.actions import add_register, load_claims, rebuild
    from kizuna.store.queries import ledger

    once = list({fields[:12]: fields for fields in claims}.values())
    if len(once) < _MANY:
        added = add_register(
            claims=_claims(once), judgements=(), acting_user=acting_user, verb="import", note=note
        )
    else:
        added = load_claims(batches=_batches(once, batch), acting_user=acting_user)
        if ledger.needs_rebuild():
            rebuild(acting_user=acting_user)
    return Recorded(added.new, added.known + len(claims) - len(once))


def _claims(given: Sequence[ClaimFields]) -> Iterator[Claim]:
    for fields in given:
        stance, certainty = Stance(fields.stance), Certainty(fields.certainty)
        yield Claim(*fields[:10], stance, certainty, *fields[12:14], moment_of(fields.recorded_at))


def _batches(claims: Sequence[ClaimFields], size: int) -> Iterator[Sequence[ClaimFields]]:
    for at in range(0, len(claims), size):
        yield claims[at : at + size]
