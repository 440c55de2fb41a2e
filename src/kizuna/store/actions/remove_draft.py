"""Removing a draft of a form."""

from __future__ import annotations

from django.db import transaction

from kizuna.store.faults import faults_of
from kizuna.store.schema import lock_writers, place
from kizuna.store.sql import execute


def remove_draft(*, token: str, acting_user: str) -> bool:
    """Throw a draft of the user's away; whether there was one. Raises StorageError."""
    with faults_of(place()), transaction.atomic():
        lock_writers()
        return bool(
            execute("DELETE FROM drafts WHERE token = %s AND owner = %s", [token, acting_user])
        )
