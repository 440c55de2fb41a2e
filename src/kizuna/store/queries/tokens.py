"""The keys of programs: whose they are, what they may do, and until when; never their secrets."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from kizuna.store.faults import guarded
from kizuna.store.moments import moment_of
from kizuna.store.sql import fetch

_SELECT = "SELECT id, name, username, scopes, made_at, expires_at, revoked_at FROM api_tokens"


@dataclass(frozen=True, slots=True)
class Token:
    """A key by its number: what it is for, whose it is, its scopes, and its times (None: never)."""

    id: int
    name: str
    username: str
    scopes: tuple[str, ...]
    made_at: datetime
    expires_at: datetime | None
    revoked_at: datetime | None

    def is_valid(self, moment: datetime) -> bool:
        """Whether it opens anything at a time."""
        return self.revoked_at is None and (self.expires_at is None or moment < self.expires_at)


@guarded
def token_with(digest: str) -> Token | None:
    """The key whose secret has that hex SHA-256; None when there is none."""
    return next(iter(_tokens("WHERE digest = %s", digest)), None)


@guarded
def token_numbered(number: int) -> Token | None:
    """The key with a number; None when there is none."""
    return next(iter(_tokens("WHERE id = %s", number)), None)


@guarded
def tokens(*, username: str = "") -> list[Token]:
    """The keys of a user ("": of everybody), ended ones too, in the order of their making."""
    if username:
        return _tokens("WHERE username = %s ORDER BY id", username)
    return _tokens("ORDER BY id")


def _tokens(tail: str, *params: str | int) -> list[Token]:
    return [
        Token(
            number,
            name,
            username,
            tuple(scopes.split()),
            moment_of(made),
            None if expires is None else moment_of(expires),
            None if revoked is None else moment_of(revoked),
        )
        for number, name, username, scopes, made, expires, revoked in fetch(
            f"{_SELECT} {tail}", params
        )
    ]
