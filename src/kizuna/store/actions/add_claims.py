"""Adding claims to the ledger."""

from __future__ import annotations

from collections.abc import Iterable

from kizuna.claims.claim import Claim
from kizuna.store.actions.add_register import add_register
from kizuna.store.appending import Added


def add_claims(*, claims: Iterable[Claim], acting_user: str) -> Added:
    """Add the claims that the ledger does not hold yet, and refold what they are about.

    The same statement with the same evidence is known already, whoever recorded it. Raises BadClaim, naming
    every bad claim, and StorageError; then nothing is added.
    """
    return add_register(claims=claims, judgements=(), acting_user=acting_user, verb="add_claims")
