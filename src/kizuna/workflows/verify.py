"""Verifying: whether everything in the ledger is as it was entered."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from kizuna.errors import StorageError
from kizuna.workflows.prove import earlier_head

if TYPE_CHECKING:
    from kizuna.store.verification.whole import Tell, Verification, Verified


def verify(
    *,
    is_deep: bool = False,
    against: Path | None = None,
    acting_user: str,
    tell: Tell | None = None,
) -> Verified:
    """Verify the open database, and note what came of it in the audit, where that can be written.

    `against` is a file with a head that the ledger must extend. See `kizuna.store.verification.whole`. Raises
    BadFile for what is no head, and for one that another key signed.
    """
    from kizuna.store.verification import whole

    head = earlier_head(against).head if against is not None else None
    verified = whole.verify(is_deep=is_deep, earlier=head, tell=tell)
    with suppress(
        StorageError
    ):  # of a tree that takes no more entries, or a database that may only be read
        whole.note(verified, acting_user)
    return verified


def last_verification() -> Verification | None:
    """What came of the last verification; None before the first."""
    from kizuna.store.verification import whole

    return whole.last_verification()
