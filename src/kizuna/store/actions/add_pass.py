"""Making an address that lets somebody in once."""

from __future__ import annotations

import hashlib
import secrets
from datetime import timedelta

from kizuna.store.audited import audited
from kizuna.store.moments import now
from kizuna.store.queries.accounts import account_named
from kizuna.store.queries.passes import Purpose
from kizuna.store.sql import execute


def add_pass(*, name: str, purpose: Purpose, lasts: timedelta, acting_user: str) -> str:
    """The secret of a new pass for an account ("": for the owner, who has none yet); only its digest is kept.

    Passes made before for the same account are void. Raises NotFound and StorageError.
    """
    secret = secrets.token_urlsafe(32)
    with audited("add_pass", acting_user) as notes:
        user = account_named(name).id if name else None
        notes.append(f"{purpose}: {name}" if name else purpose.value)
        made_at = now()
        same = "user_id = %s" if user is not None else "user_id IS NULL"
        execute(
            f"UPDATE passes SET expires_at = %s WHERE used_at IS NULL AND expires_at > %s AND {same}",
            [made_at, made_at, *([user] if user is not None else [])],
        )
        execute(
            "INSERT INTO passes (digest, user_id, purpose, made_at, expires_at)"
            " VALUES (%s, %s, %s, %s, %s)",
            [
                hashlib.sha256(secret.encode()).hexdigest(),
                user,
                purpose.value,
                made_at,
                made_at + lasts // timedelta(microseconds=1),
            ],
        )
    return secret
