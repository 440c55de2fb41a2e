"""Loading claims by the million."""

from __future__ import annotations

from collections.abc import Iterable

from kizuna.store.appending import Added
from kizuna.store.audited import audited
from kizuna.store.fields import ClaimFields
from kizuna.store.late_indexes import filled_quickly
from kizuna.store.loading import load


def load_claims(*, batches: Iterable[Iterable[ClaimFields]], acting_user: str) -> Added:
    """Add the claims of all batches that the ledger does not hold yet, in one transaction.

    A batch is a list, or anything else that can be sent to another process and gone through there.
    They pass the same checks as one claim does. The register's tables are left behind: rebuild them after.
    Raises BadClaim for a batch that holds bad claims, naming those, and StorageError; then nothing is
    added.
    """
    with filled_quickly(), audited("load_claims", acting_user) as notes:
        added = load(batches)
        notes.append(f"{added.new} claims")
    return added
