"""Adding a key for a program."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from kizuna.store.audited import audited
from kizuna.store.moments import microseconds, moment_of, now
from kizuna.store.queries.tokens import Token
from kizuna.store.sql import execute, fetch_number


def add_token(
    *,
    digest: str,
    name: str,
    username: str,
    scopes: Sequence[str],
    expires_at: datetime | None,
    acting_user: str,
) -> Token:
    """Add a key by the hex SHA-256 of its secret, which nobody can read back. Raises StorageError."""
    with audited("add_token", acting_user) as notes:
        number = fetch_number("SELECT max(id) FROM api_tokens") + 1
        notes.append(f"{number} {name!r}, {username}: {' '.join(scopes)}")
        made_at = now()
        expires = None if expires_at is None else microseconds(expires_at)
        execute(
            "INSERT INTO api_tokens (id, digest, name, username, scopes, made_at, expires_at)"
            " VALUES (%s, %s, %s, %s, %s, %s, %s)",
            [number, digest, name, username, " ".join(scopes), made_at, expires],
        )
    return Token(number, name, username, tuple(scopes), moment_of(made_at), expires_at, None)
