"""Records the claims of an import in one transaction: few of them with their refold, many in bulk with a
rebuild.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kizuna.claims.claim import Certainty, Claim, Stance
from kizuna.store.fields import ClaimFields
from kizuna.store.moments import moment_of

if TYPE_CHECKING:
    from kizuna.store.appending import Added

_MANY = 20_000
"""From so many new claims on, one rebuild is quicker than refolding what they touch."""


_HUGE = 200_000
"""From so many claims in the ledger on, several processes rebuild."""


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
    from kizuna.store.actions import add_register

    once = list({fields[:12]: fields for fields in claims}.values())
    if len(once) < _MANY:
        added = add_register(
            claims=_claims(once), judgements=(), acting_user=acting_user, verb="import", note=note
        )
    else:
        added = _loaded(once, batch, acting_user)
    return Recorded(added.new, added.known + len(claims) - len(once))


def _loaded(claims: Sequence[ClaimFields], batch: int, acting_user: str) -> Added:
    """What came of a bulk load with its rebuild: one transaction, unless the ledger is so large that several
    processes rebuild, which see only what is committed."""
    from kizuna.store.actions import load_claims, rebuild
    from kizuna.store.audited import writing
    from kizuna.store.queries import ledger

    held = ledger.heads()[0]
    is_one = bool(held) and held + len(claims) < _HUGE
    with writing() if is_one else nullcontext():
        added = load_claims(batches=_batches(claims, batch), acting_user=acting_user)
        if ledger.needs_rebuild():
            rebuild(acting_user=acting_user)
    return added


def _claims(given: Sequence[ClaimFields]) -> Iterator[Claim]:
    for fields in given:
        stance, certainty = Stance(fields.stance), Certainty(fields.certainty)
        yield Claim(*fields[:10], stance, certainty, *fields[12:14], moment_of(fields.recorded_at))


def _batches(claims: Sequence[ClaimFields], size: int) -> Iterator[Sequence[ClaimFields]]:
    for at in range(0, len(claims), size):
        yield claims[at : at + size]
