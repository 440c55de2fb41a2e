"""Keys: whose question it is, told by `Authorization: Bearer KEY`; without a key, whoever is signed in, or
anybody.

Law: here alone the API says who reads; what they may see is decided by `kizuna.workflows.ask`.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from django.http import HttpRequest

from kizuna.errors import NotFound
from kizuna.register.access import Reader
from kizuna.store.queries.accounts import Account, Role, Token, account_named
from kizuna.web.api.v1.problems import Refused
from kizuna.workflows.accounts import READ, token_of
from kizuna.workflows.readers import ANONYMOUS, reader_of, reading_as

_CHALLENGE = {"WWW-Authenticate": 'Bearer realm="Kizuna"'}


def key_of(request: HttpRequest) -> Token | None:
    """The key that the question brings, None without one; raises Refused (401) for one that opens nothing."""
    given = request.headers.get("Authorization", "")
    if not given:
        return None
    scheme, _, secret = given.partition(" ")
    found = token_of(secret.strip()) if scheme.lower() == "bearer" else None
    if found is None or not _is_open(found):
        raise Refused(
            401,
            "the key is unknown, revoked or past its end; send it as `Authorization: Bearer KEY`",
            _CHALLENGE,
        )
    return found


def _is_open(key: Token) -> bool:
    account = _account(key.username)
    return account is not None and account.is_active


def _account(name: str) -> Account | None:
    try:
        return account_named(name)
    except NotFound:
        return None


@contextmanager
def reading(request: HttpRequest, key: Token | None) -> Iterator[None]:
    """What is asked inside the block is asked in the name of the key; without one, as the request came."""
    request.kizuna_key = key  # type: ignore[attr-defined]
    if key is None:
        yield
        return
    with reading_as(_reader(key)):
        yield


def _reader(key: Token) -> Reader:
    """The key's user as a reader; a key that is not to read reads what anybody may, and its own proposals."""
    who = reader_of(_account(key.username))
    return who if READ in key.scopes else replace(ANONYMOUS, proposer=who.proposer)


def user_with(request: HttpRequest, scope: str) -> str:
    """The name of the user in whose name something is proposed.

    Raises Refused: 401 without a key, 403 for a key without the scope, or of an account that may not propose.
    """
    key: Token | None = getattr(request, "kizuna_key", None)
    if key is None:
        raise Refused(401, f"this needs a key with the scope {scope!r}", _CHALLENGE)
    if scope not in key.scopes:
        held = ", ".join(key.scopes)
        raise Refused(403, f"this needs the scope {scope!r}; the key has {held}")
    account = _account(key.username)
    if account is None or not account.has(Role.CONTRIBUTOR):
        raise Refused(403, f"this needs the role {Role.CONTRIBUTOR.value!r} or a higher one")
    return key.username
