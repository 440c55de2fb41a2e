"""Verifying: whether everything in the ledger is as it was entered."""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from kizuna.errors import BadFile, StorageError

if TYPE_CHECKING:
    from kizuna.store.verification.whole import Earlier, Tell, Verification, Verified


def verify(
    *,
    is_deep: bool = False,
    against: Path | None = None,
    acting_user: str,
    tell: Tell | None = None,
) -> Verified:
    """Verify the open database, and note what came of it in the audit, where that can be written.

    `against` is a file with a head that the ledger must extend. See `kizuna.store.verification.whole`. Raises
    BadFile for what is no head.
    """
    from kizuna.store.verification import whole

    earlier = read_head(against) if against is not None else None
    verified = whole.verify(is_deep=is_deep, earlier=earlier, tell=tell)
    with suppress(
        StorageError
    ):  # of a tree that takes no more entries, or a database that may only be read
        whole.note(verified, acting_user)
    return verified


def read_head(path: Path) -> Earlier:
    """The size and the root of a head in a file of JSON. Raises BadFile."""
    from kizuna.store.verification.whole import Earlier

    try:
        held = json.loads(path.read_bytes())
        size, root = held["size"], bytes.fromhex(held["root"])
    except OSError as error:
        raise BadFile(f"{str(path)!r} cannot be read: {error.strerror}") from None
    except (ValueError, KeyError, TypeError, RecursionError):
        raise BadFile(f"{str(path)!r} is no head of a ledger") from None
    if type(size) is not int or size < 0 or len(root) != 32:
        raise BadFile(f"{str(path)!r} is no head of a ledger")
    return Earlier(size, root)


def last_verification() -> Verification | None:
    """What came of the last verification; None before the first."""
    from kizuna.store.verification import whole

    return whole.last_verification()
