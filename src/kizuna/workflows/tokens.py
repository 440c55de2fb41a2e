"""Keys for programs: issuing one, finding whose a secret is, listing and revoking.

Law: a secret is shown once, to whoever had it issued; the ledger keeps its digest alone.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from kizuna.errors import BadQuestion, NotFound

if TYPE_CHECKING:
    from kizuna.store.queries.accounts import Token

READ, PROPOSE = "read", "propose"
SCOPES = (READ, PROPOSE)
"""What a key may be for: to read what its user may read, and to propose claims in its user's name."""

_MARK = "kizuna_"
_BYTES = 32


@dataclass(frozen=True, slots=True)
class TokenAsked:
    """The key that somebody wants: what it is for, whose it is, its scopes, and when it ends (None: never)."""

    name: str
    username: str
    scopes: tuple[str, ...] = (READ,)
    expires_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Issued:
    """A new key and its secret, which nobody will see again."""

    token: Token
    secret: str


def issue_token(asked: TokenAsked, *, acting_user: str) -> Issued:
    """Make a key of an account.

    Raises BadQuestion for one without a name or a known scope, or that has ended, and NotFound where nobody has
    an account of that name.
    """
    from kizuna.store.actions import add_token

    _check(asked)
    username = _account_name(asked.username)
    secret = _MARK + secrets.token_urlsafe(_BYTES)
    token = add_token(
        digest=_digest(secret),
        name=asked.name.strip(),
        username=username,
        scopes=[scope for scope in SCOPES if scope in asked.scopes],
        expires_at=asked.expires_at,
        acting_user=acting_user,
    )
    return Issued(token, secret)


def _check(asked: TokenAsked) -> None:
    if not asked.name.strip():
        raise BadQuestion(f"{asked.name!r} is no name; say what the key is for")
    unknown = [scope for scope in asked.scopes if scope not in SCOPES]
    if unknown:
        raise BadQuestion(f"{unknown[0]!r} is no scope; there are {', '.join(SCOPES)}")
    if not asked.scopes:
        raise BadQuestion(f"a key without a scope opens nothing; give {' or '.join(SCOPES)}")
    if asked.expires_at is not None and asked.expires_at <= datetime.now(UTC):
        raise BadQuestion(f"{asked.expires_at.isoformat()} is past; a key ends later than now")


def _account_name(username: str) -> str:
    from kizuna.store.queries.accounts import account_named

    try:
        return account_named(username).name
    except NotFound:
        raise NotFound(
            f"nobody has an account named {username!r}; name one with --user, or make it first: kizuna user add"
        ) from None


def token_of(secret: str) -> Token | None:
    """The key with that secret; None when there is none, or it has ended or was revoked."""
    from kizuna.store.queries.accounts import token_with

    if not secret.startswith(_MARK):
        return None
    held = token_with(_digest(secret))
    return held if held is not None and held.is_valid(datetime.now(UTC)) else None


def list_tokens(username: str = "") -> Sequence[Token]:
    """The keys of a user ("": of everybody), the ended ones too, the oldest first."""
    from kizuna.store.queries.accounts import tokens

    return tokens(username=username)


def revoke_token(number: int, *, acting_user: str, username: str = "") -> Token:
    """Revoke the key with a number (of that user only, when one is given). Raises NotFound."""
    from kizuna.store import actions

    return actions.revoke_token(number=number, acting_user=acting_user, username=username)


def _digest(secret: str) -> str:
    """The secret holds 256 random bits, so a fast digest cannot be searched through."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()
