"""Accounts: who may sign in, and as what.

Law: roles stand in order, and each may do what those before it may; a coordinator does so for the ties of their
own governments alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from kizuna.errors import BadQuestion, NotFound
from kizuna.store.faults import guarded
from kizuna.store.moments import moment_of
from kizuna.store.sql import fetch


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
    try:
        return Role(text.strip())
    except ValueError:
        listed = ", ".join(Role)
        raise BadQuestion(f"{text!r} is no role; there are {listed}") from None


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody who may sign in.

    `governments` are the ids of those that a coordinator looks after; `clearances` the access levels, besides
    public, whose documents the account may see; `receives_as` the names under which it stands on distribution
    lists. `has_password` is false until one was chosen; `last_seen` is the last sign-in, None before the first.
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
    joined_at: datetime | None = None
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
    "id, username, full_name, email, role, governments, clearances, receives_as, is_active, password,"
    " joined_at, last_login"
)


@guarded
def accounts() -> list[Account]:
    """Every account, closed ones too, in order of name."""
    return [_account(*row) for row in fetch(f"SELECT {_COLUMNS} FROM users ORDER BY username")]


@guarded
def account_named(name: str) -> Account:
    """The account of that name, without regard to case; NotFound, which quotes it, when there is none."""
    found = fetch(f"SELECT {_COLUMNS} FROM users WHERE lower(username) = lower(%s)", [name.strip()])
    if not found:
        raise NotFound(f"nobody has an account named {name!r}")
    return _account(*found[0])


@guarded
def has_administrator() -> bool:
    """Whether some account that is open is an administrator's."""
    return bool(fetch("SELECT 1 FROM users WHERE role = 'administrator' AND is_active LIMIT 1"))


def account_of(row: Any) -> Account:
    """The account of a row of `User`, which is what the framework hands to the web."""
    return _account(*(getattr(row, name) for name in _COLUMNS.split(", ")))


def _account(number: int, name: str, full: str, email: str, role: str, *rest: Any) -> Account:
    governments, clearances, receives_as, active, password, joined_at, last_login = rest
    return Account(
        id=number,
        name=name,
        full_name=full,
        email=email,
        role=Role(role),
        governments=tuple(governments.split("\n")) if governments else (),
        clearances=frozenset(clearances.split()),
        receives_as=tuple(receives_as.split("\n")) if receives_as else (),
        is_active=bool(active),
        has_password=bool(password) and not password.startswith("!"),
        joined_at=moment_of(joined_at) if joined_at else None,
        last_seen=last_login,
    )
