"""Revoking a key, so that it opens nothing any more."""

from __future__ import annotations

from kizuna.errors import NotFound
from kizuna.store.audited import audited
from kizuna.store.moments import now
from kizuna.store.queries.tokens import Token, token_numbered
from kizuna.store.sql import execute


def revoke_token(*, number: int, acting_user: str, username: str = "") -> Token:
    """Revoke the key with a number (of that user only, when one is given); one that is revoked stays so.

    Raises NotFound when there is none, and StorageError.
    """
    with audited("revoke_token", acting_user) as notes:
        held = token_numbered(number)
        if held is None or (username and held.username != username):
            raise NotFound(f"no key has the number {number}")
        notes.append(f"{number} {held.name!r}, {held.username}")
        execute(
            "UPDATE api_tokens SET revoked_at = %s WHERE id = %s AND revoked_at IS NULL",
            [now(), number],
        )
        revoked = token_numbered(number)
    return revoked or held
