"""Removing a draft of a form."""

from __future__ import annotations

from kizuna.store.audited import writing
from kizuna.store.sql import execute


def remove_draft(*, token: str, acting_user: str) -> bool:
    """Throw a draft of the user's away; whether there was one. Raises StorageError."""
    with writing():
        return bool(
            execute("DELETE FROM drafts WHERE token = %s AND owner = %s", [token, acting_user])
        )
