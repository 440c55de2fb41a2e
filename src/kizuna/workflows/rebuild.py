"""Rebuilding: the register's tables made anew from the ledger; the answers stay the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from kizuna.store.actions import Rebuilt


def rebuild(*, acting_user: str, tell: Callable[[int, int, str], None] | None = None) -> Rebuilt:
    """Delete the register's tables and make them anew; what came of it, with its logic version.

    `tell` is told how many batches of the ledger are folded, of how many.
    """
    from kizuna.store import actions

    return actions.rebuild(acting_user=acting_user, tell=tell)
