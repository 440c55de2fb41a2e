"""Accounts: who may sign in, and as what; addresses that let somebody in once; the keys
of programs.

Law: roles stand in order, and each may do what those before it may; a coordinator does
so for the ties of their own governments alone.
"""

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from kizuna.errors import BadQuestion, NotFound
from kizuna.store.sql import fetch, guarded, moment_of, moment_or_none, now


class Role(StrEnum):
    """What somebody may do, the least first."""

    READER = "reader"
    CONTRIBUTOR = "contributor"
    REVIEWER = "reviewer"
    COORDINATOR = "coordinator"
    ADMINISTRATOR = "administrator"

    @property
    def rank(self) -> int:
        """0 for a reader to 4 for an administrator."""
        return list(Role).index(self)


def role_named(text: str) -> Role:
    """The role of that name; BadQuestion, which lists them, for another word."""
    if text.strip() not in tuple(Role):
        raise BadQuestion(f"{text!r} is no role; there are {', '.join(Role)}")
    return Role(text.strip())


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody who may sign in.

    `governments` are the ids of those that a coordinator looks after; `clearances` the
    access levels, besides public, whose documents the account may see; `receives_as`
    the names under which it stands on distribution lists. `has_password` is false until
    one was chosen; `last_seen` is the last sign-in, None before the first.
    """

    id: int
    name: str
    full_name: str = ""
    email: str = ""
    role: Role = Role.READER
    governments: tuple[str, ...] = ()
    clearances: frozenset[str] = frozenset()
    receives_as: tuple[str, ...] = ()
    is_active: bool = True
    has_password: bool = False
    last_seen: datetime | None = None

    def has(self, role: str) -> bool:
        """Whether the account has that role or a higher one."""
        return self.role.rank >= Role(role).rank

    @property
    def is_administrator(self) -> bool:
        """Whether it may give roles to others."""
        return self.role is Role.ADMINISTRATOR

    @property
    def shown(self) -> str:
        """The name that people see."""
        return self.full_name or self.name


_COLUMNS = (
    "id, username, full_name, email, role, governments, clearances, receives_as,"
    " is_active, password,"
    " last_login"
)


@guarded
def accounts() -> list[Account]:
    """Every account, closed ones too, in order of name."""
    return [
        _account(*row)
        for row in fetch(f"SELECT {_COLUMNS} FROM users ORDER BY username")
    ]


@guarded
def account_named(name: str) -> Account:
    """The account of that name, without regard to case; NotFound, which quotes it, when
    there is none.
    """
    found = fetch(
        f"SELECT {_COLUMNS} FROM users WHERE lower(username) = lower(%s)",
        [name.strip()],
    )
    if not found:
        raise NotFound(f"nobody has an account named {name!r}")
    return _account(*found[0])


@guarded
def has_administrator() -> bool:
    """Whether some account that is open is an administrator's."""
    return bool(
        fetch("SELECT 1 FROM users WHERE role = 'administrator' AND is_active LIMIT 1")
    )


def account_of(row: Any) -> Account:
    """The account of a row of `User`, which is what the framework hands to the web."""
    return _account(*(getattr(row, name) for name in _COLUMNS.split(", ")))


def _account(
    number: int, name: str, full: str, email: str, role: str, *rest: Any
) -> Account:
    governments, clearances, receives_as, active, password, last_seen = rest
    has_password = bool(password) and not password.startswith("!")
    receives_as = tuple(filter(None, receives_as.split("\n")))
    may = (
        tuple(governments.split()),
        frozenset(clearances.split()),
        receives_as,
        bool(active),
    )
    return Account(number, name, full, email, Role(role), *may, has_password, last_seen)


class Purpose(StrEnum):
    """What a pass is for: the owner at this machine, or somebody who is to choose a
    password.
    """

    OWNER = "owner"
    INVITATION = "invitation"


@guarded
def good_pass(secret: str) -> tuple[Purpose, str]:
    """What the pass with that secret is for, and the name of the account that it lets
    in, "" for an owner who has none yet. Raises NotFound when there is none, or it was
    used, is too old, or of an account that is closed.
    """
    rows = fetch(
        "SELECT p.purpose, u.username FROM passes p LEFT JOIN users u ON u.id ="
        " p.user_id"
        " WHERE p.digest = %s AND p.used_at IS NULL AND p.expires_at > %s AND (u.id IS"
        " NULL OR u.is_active)",
        [digest_of(secret), now()],
    )
    for purpose, name in rows:
        return Purpose(purpose), name or ""
    raise NotFound("this address was used already, or is too old")


def digest_of(secret: str) -> str:
    """What is kept of a secret: it holds 256 random bits, so a fast digest cannot be
    searched through.
    """
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()


READ, PROPOSE = "read", "propose"
SCOPES = (READ, PROPOSE)
"""What a key may be for: to read what its user may read, and to propose claims in its
user's name.
"""

_TOKENS = (
    "SELECT id, name, username, scopes, made_at, expires_at, revoked_at FROM api_tokens"
)


@dataclass(frozen=True, slots=True)
class Token:
    """A key by its number: what it is for, whose it is, its scopes, and its times
    (None: never).
    """

    id: int
    name: str
    username: str
    scopes: tuple[str, ...]
    made_at: datetime
    expires_at: datetime | None
    revoked_at: datetime | None

    def is_valid(self, moment: datetime) -> bool:
        """Whether it opens anything at a time."""
        return self.revoked_at is None and (
            self.expires_at is None or moment < self.expires_at
        )


def token_of(secret: str) -> Token | None:
    """The key with that secret; None when there is none, or it has ended or was
    revoked.
    """
    held = next(iter(_tokens("WHERE digest = %s", digest_of(secret))), None)
    return held if held is not None and held.is_valid(datetime.now(UTC)) else None


def token_numbered(number: int) -> Token:
    """The key with a number. Raises NotFound."""
    for held in _tokens("WHERE id = %s", number):
        return held
    raise NotFound(f"no key has the number {number}")


def tokens(*, username: str = "") -> list[Token]:
    """The keys of a user ("": of everybody), ended ones too, in the order of their
    making.
    """
    return _tokens("WHERE %s IN ('', username) ORDER BY id", username)


@guarded
def _tokens(tail: str, *params: str | int) -> list[Token]:
    return [
        Token(
            n,
            name,
            who,
            tuple(scopes.split()),
            moment_of(made),
            *map(moment_or_none, ends),
        )
        for n, name, who, scopes, made, *ends in fetch(f"{_TOKENS} {tail}", params)
    ]
