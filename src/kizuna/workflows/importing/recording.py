"""Records the claims of an import in one transaction, with the refold of what they are about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kizuna.store.fields import ClaimFields


@dataclass(frozen=True, slots=True)
class Recorded:
    """How many claims the ledger did not hold, and how many it did (a claim that is given twice is held)."""

    new: int
    known: int


def record_claims(claims: Sequence[ClaimFields], note: str, acting_user: str) -> Recorded:
    """Add the claims that the ledger does not hold, all or none, and bring the register's tables up to them.

    Raises BadClaim and StorageError; then nothing was recorded.
    """
    from kizuna.store.actions import add_register

    once = list({fields[:12]: fields for fields in claims}.values())
    added = add_register(
        claims=once, judgements=(), acting_user=acting_user, verb="import", note=note
    )
    return Recorded(added.new, added.known + len(claims) - len(once))
