"""Saving a draft of a form."""

from __future__ import annotations

import re
from collections.abc import Sequence

import orjson

from kizuna.errors import BadQuestion
from kizuna.store.audited import writing
from kizuna.store.moments import now
from kizuna.store.sql import execute

_MOST = 400_000


def save_draft(
    *, token: str, kind: str, subject: str, fields: Sequence[tuple[str, str]], acting_user: str
) -> None:
    """Keep a form as it stands, in the place of what was kept under its token by the same user.

    It has no row in the audit: it says nothing yet, and is kept anew with every few letters. Raises BadQuestion
    for a bad token and a form that is too long, and StorageError.
    """
    if not re.fullmatch(r"[0-9a-f]{16,32}", token):
        raise BadQuestion(f"{token!r} is not the token of a draft")
    text = orjson.dumps([list(pair) for pair in fields]).decode()
    if len(text) > _MOST:
        raise BadQuestion(
            f"a draft of {len(text)} characters is too long; record a part of it first"
        )
    with writing():
        execute("DELETE FROM drafts WHERE token = %s AND owner = %s", [token, acting_user])
        execute(
            "INSERT INTO drafts (token, owner, kind, subject, fields, saved_at)"
            " VALUES (%s, %s, %s, %s, %s, %s)",
            [token, acting_user, kind, subject, text, now()],
        )
