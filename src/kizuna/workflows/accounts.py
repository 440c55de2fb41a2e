"""Accounts and keys for programs: inviting people, giving roles; issuing, listing and revoking keys.

Law: nobody signs up by themselves; an administrator invites, and the owner of the machine can always get in.
The secret of a key is shown once, to whoever had it issued; the ledger keeps its digest alone.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from kizuna.claims import vocabulary
from kizuna.errors import BadQuestion, NotFound
from kizuna.store.queries.accounts import Account, Role
from kizuna.workflows import ask
from kizuna.workflows.acting import OWNER, ascii_slug, system_user

if TYPE_CHECKING:
    from kizuna.store.queries.accounts import Token


OWNER_LASTS = timedelta(hours=24)
INVITATION_LASTS = timedelta(days=7)
LEVELS = tuple(c for c in vocabulary.scheme("access-levels").concepts if c != "public")
"""The access levels that an account can be cleared for."""


def invite(account: Account, *, acting_user: str) -> str:
    """Add an account and make the secret of the address at which its owner chooses a password.

    Raises BadQuestion for what is wrong in the account or a name that is taken, and StorageError.
    """
    from kizuna.store.actions import add_account

    made = add_account(account=account, acting_user=acting_user)
    return invite_again(made.name, acting_user=acting_user)


def add_with_password(account: Account, password: str, *, acting_user: str) -> Account:
    """Add an account that signs in with a password at once. Raises what `invite` raises, and WeakPassword."""
    from kizuna.errors import WeakPassword
    from kizuna.store.actions import add_account

    if not password:
        raise WeakPassword(["short"])
    return add_account(account=account, password=password, acting_user=acting_user)


def invite_again(name: str, *, acting_user: str) -> str:
    """The secret of a new address at which the account's owner chooses a password. Raises NotFound."""
    from kizuna.store.actions import add_pass
    from kizuna.store.queries.accounts import Purpose

    return add_pass(
        name=name, purpose=Purpose.INVITATION, lasts=INVITATION_LASTS, acting_user=acting_user
    )


def change(account: Account, *, acting_user: str) -> Account:
    """Keep an account as it is given. Raises NotFound, and BadQuestion when no administrator would be left."""
    from kizuna.store.actions import change_account

    return change_account(account=account, acting_user=acting_user)


def choose_password(name: str, password: str, *, acting_user: str) -> None:
    """Set the password of an account, which ends its sessions. Raises NotFound and WeakPassword."""
    from kizuna.store.actions import set_password

    set_password(name=name, password=password, acting_user=acting_user)


def note(verb: str, what: str = "", *, acting_user: str) -> None:
    """Write into the audit what was done outside of the store (the second step of the sign-in)."""
    from kizuna.store.audited import audited

    with audited(verb, acting_user) as notes:
        notes.append(what or acting_user)


def governments_named(texts: Iterable[str]) -> tuple[str, ...]:
    """The ids of the governments that names or ids mean. Raises NotFound and Ambiguous."""
    names = ask.resolver()
    return tuple(dict.fromkeys(names.resolve(text, ("government",)) for text in texts))


def tokens_of(name: str) -> list[Token]:
    """The keys of programs that ask in somebody's name and are still good."""
    from kizuna.store.queries.accounts import tokens

    now = datetime.now(UTC)
    return [token for token in tokens(username=name) if token.is_valid(now)]


def owner_needs_pass() -> bool:
    """Whether nobody could give roles: no account that is open is an administrator's."""
    from kizuna.store.queries.accounts import has_administrator

    return not has_administrator()


def owner_pass(*, acting_user: str) -> str:
    """The secret of an address that signs the owner of the machine in, as an administrator.

    The account has the owner's name; it is made when the address is used. Where there is one already that is
    called after the system's user, it is that one.
    """
    from kizuna.errors import NotFound
    from kizuna.store.actions import add_pass, change_account
    from kizuna.store.queries.accounts import Purpose, account_named

    held = None
    for called in (owner_called(acting_user).name, ascii_slug(system_user())):
        with suppress(NotFound):
            held = held or account_named(called)
    if held and not (held.is_administrator and held.is_active):
        raised = replace(held, role=Role.ADMINISTRATOR, is_active=True)
        change_account(account=raised, acting_user=acting_user)
    name = held.name if held else ""
    return add_pass(name=name, purpose=Purpose.OWNER, lasts=OWNER_LASTS, acting_user=acting_user)


def owner_called(user: str) -> Account:
    """The account of the owner of the machine, who is cleared for everything; the full name is what others see."""
    full_name = "Owner of the register" if user == OWNER else user
    return Account(
        0,
        ascii_slug(user) or OWNER,
        full_name,
        role=Role.ADMINISTRATOR,
        clearances=frozenset(LEVELS),
    )


def let_in(secret: str, *, password: str = "", user: str) -> Account:
    """The account that an address lets in once; an invitation sets the password.

    `user` is the owner's name on this machine. Raises NotFound for an address that is void, WeakPassword.
    """
    from kizuna.store.actions import use_pass

    return use_pass(secret=secret, password=password, owner=owner_called(user))


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
