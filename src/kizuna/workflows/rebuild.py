"""Rebuilding: the register's tables made anew from the ledger; the answers stay the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kizuna.store.actions import Rebuilt


def rebuild(*, acting_user: str) -> Rebuilt:
    """Delete the register's tables and make them anew; what came of it, with its logic version."""
    from kizuna.store import actions

    return actions.rebuild(acting_user=acting_user)
