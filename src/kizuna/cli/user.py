"""kizuna user: who may sign in to the pages, and as what; kizuna token: keys with which programs ask."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kizuna.cli.asking import Ask, asking
from kizuna.cli.output import plain, table, write

if TYPE_CHECKING:
    from rich.console import RenderableType

    from kizuna.store.queries.accounts import Account, Token


_HEADS = ("Name", ".Shown as", "Role", ".Governments", ".Cleared for", "Open", ".Last seen")
_COLUMNS = ("name", "full_name", "role", "governments", "clearances", "open", "last_seen")
_Name = Annotated[str, typer.Argument(metavar="NAME", help="The name to sign in with.")]
_Role = Annotated[
    str,
    typer.Option(
        help="reader, contributor, reviewer, coordinator or administrator.", metavar="ROLE"
    ),
]
_Government = Annotated[
    list[str] | None,
    typer.Option(metavar="NAME", help="A government that a coordinator looks after; repeatable."),
]
_Clearance = Annotated[
    list[str] | None,
    typer.Option(metavar="LEVEL", help="internal, restricted or secret; repeatable."),
]
_ReceivesAs = Annotated[
    list[str] | None, typer.Option(metavar="NAME", help="A name on distribution lists; repeatable.")
]


@asking("format")
def add(
    ask: Ask,
    name: _Name,
    role: _Role = "reader",
    full_name: str = "",
    email: str = "",
    government: _Government = None,
    clearance: _Clearance = None,
    receives_as: _ReceivesAs = None,
    password_stdin: bool = False,
) -> None:
    """Make an account; prints the path at which its owner chooses a password, once and within seven days.

    --full-name: The name that people see.
    --email: The address of e-mail.
    --password-stdin: Read a password instead of inviting.
    """
    from kizuna.store.actions import add_account
    from kizuna.store.queries.accounts import Account, account_named, role_named
    from kizuna.workflows.accounts import governments_named, invite

    account = Account(
        0,
        name,
        full_name,
        email,
        role_named(role),
        governments_named(government or ()),
        frozenset(clearance or ()),
        tuple(receives_as or ()),
    )
    entrance = {}
    if password_stdin:
        add_account(account=account, password=_password(), acting_user=ask.user)
    else:
        entrance = {"entrance": f"/entrance/{invite(account, acting_user=ask.user)}"}
    made = _json(account_named(name)) | entrance
    write(ask.format, made, _added(made))


@asking("format")
def list_(ask: Ask) -> None:
    """List who may sign in, closed accounts too."""
    from kizuna.store.queries.accounts import accounts

    found = list(map(_json, accounts()))
    write(ask.format, found, [_table(_HEADS, found)], columns=_COLUMNS)


@asking("format")
def role(
    ask: Ask,
    name: _Name,
    to: str,
    government: _Government = None,
    clearance: _Clearance = None,
    receives_as: _ReceivesAs = None,
    close: bool = False,
) -> None:
    """Give a role to an account; governments, clearances and names that are given take the place of the old.

    ROLE: The role to give.
    --close: Let the account in no more.
    """
    from kizuna.store.actions import change_account
    from kizuna.store.queries.accounts import account_named, role_named
    from kizuna.workflows.accounts import governments_named

    held = replace(account_named(name), role=role_named(to), is_active=not close)
    if government is not None:
        held = replace(held, governments=governments_named(government))
    if clearance is not None:
        held = replace(held, clearances=frozenset(clearance))
    if receives_as is not None:
        held = replace(held, receives_as=tuple(receives_as))
    made = _json(change_account(account=held, acting_user=ask.user))
    write(ask.format, made, [_table(_HEADS, [made])])


@asking("format")
def password(ask: Ask, name: _Name) -> None:
    """Set the password of an account: asked for twice at a terminal, else read from the standard input."""
    from kizuna.store.actions import set_password
    from kizuna.store.queries.accounts import account_named

    set_password(name=name, password=_password(), acting_user=ask.user)
    said = plain(f"{name} has a new password; all of its sessions are ended")
    write(ask.format, _json(account_named(name)), [said])


def _password() -> str:
    if sys.stdin.isatty():
        asked: str = typer.prompt("Password", hide_input=True, confirmation_prompt=True)
        return asked
    return sys.stdin.readline().rstrip("\r\n")


def _json(account: Account) -> dict[str, Any]:
    return {
        "name": account.name,
        "full_name": account.full_name,
        "role": account.role.value,
        "governments": list(account.governments),
        "clearances": sorted(account.clearances),
        "open": account.is_active,
        "last_seen": account.last_seen.isoformat() if account.last_seen else None,
    }


def _added(made: dict[str, Any]) -> Iterable[RenderableType]:
    yield plain(f"{made['name']} may sign in as {made['role']}")
    if "entrance" in made:
        yield plain(made["entrance"], "bold")
        yield plain(
            "Under the server's address: a password is chosen there, once, within seven days.",
            "dim",
        )


def _table(heads: Iterable[str], rows: Iterable[dict[str, Any]]) -> RenderableType:
    """A table of rows under heads: times by their days, several values of a cell with commas between them."""
    made = table(*heads)
    for row in rows:
        made.add_row(*(plain(_cell(name, value)) for name, value in row.items()))
    return made


def _cell(name: str, value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if name.endswith(("_at", "_seen")):
        return (value or "")[:10]
    return ", ".join(value) if isinstance(value, list) else str(value)


_KEY_HEADS = ("#Number", "Name", "User", "Scopes", ".Made", ".Until", ".Revoked")
_KEY_COLUMNS = ("number", "name", "user", "scopes", "made_at", "expires_at", "revoked_at")


KeyScope = StrEnum("KeyScope", ["read", "propose"])
"""What a key is for."""


@asking("format")
def add_key(
    ask: Ask, name: str, scope: list[KeyScope] | None = None, user: str = "", expires: str = ""
) -> None:
    """Make a key for a program; its secret is printed once and kept nowhere.

    NAME: What the key is for.
    --scope: What it may do; may be given twice. [default: read]
    --user: Whose key it is. [default: who acts]
    --expires DATE: The last day on which it opens anything.
    """
    from kizuna.store.actions import issue_token
    from kizuna.workflows.clocks import known_at

    scopes = tuple(str(asked) for asked in scope or [KeyScope.read])
    token, secret = issue_token(
        name=name,
        username=user or ask.user,
        scopes=scopes,
        expires_at=known_at(expires or None),
        acting_user=ask.user,
    )
    made = {**_key_json(token), "secret": secret}
    write(ask.format, made, _added_key(made))


@asking("format")
def list_keys(ask: Ask) -> None:
    """List the keys, the ended ones too; their secrets are kept nowhere."""
    from kizuna.store.queries.accounts import tokens

    found = list(map(_key_json, tokens()))
    write(ask.format, found, [_table(_KEY_HEADS, found)], columns=_KEY_COLUMNS)


@asking("format")
def revoke(
    ask: Ask,
    number: Annotated[int, typer.Argument(metavar="NUMBER", help="The key's number.", min=1)],
) -> None:
    """Revoke a key, so that it opens nothing any more."""
    from kizuna.store.actions import revoke_token

    token = revoke_token(number=number, acting_user=ask.user)
    said = plain(f"Revoked key {token.id}, {token.name} of {token.username}")
    write(ask.format, _key_json(token), [said])


def _key_json(token: Token) -> dict[str, Any]:
    return {
        "number": token.id,
        "name": token.name,
        "user": token.username,
        "scopes": list(token.scopes),
        "made_at": _moment(token.made_at),
        "expires_at": _moment(token.expires_at),
        "revoked_at": _moment(token.revoked_at),
    }


def _moment(moment: datetime | None) -> str | None:
    return moment.isoformat(timespec="seconds").replace("+00:00", "Z") if moment else None


def _added_key(made: dict[str, Any]) -> Iterable[RenderableType]:
    scopes = ", ".join(made["scopes"])
    yield plain(f"Key {made['number']}, {made['name']} of {made['user']}: {scopes}")
    yield plain(made["secret"], "bold")
    yield plain("This is the only time that it is shown.", "dim")
