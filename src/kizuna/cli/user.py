"""kizuna user: who may sign in to the pages, and as what; kizuna token: keys with which
programs ask.
"""

import itertools
import sys
from collections.abc import Iterable
from dataclasses import replace
from functools import partial
from typing import Annotated, Any, Literal

import click
from rich.console import RenderableType

from kizuna.cli.asking import Ask, asking, plain, table, write
from kizuna.cli.command import Integer
from kizuna.publish.records import attributes
from kizuna.store.actions import accounts as actions
from kizuna.store.queries import accounts as stored
from kizuna.store.queries.accounts import Account, Token, account_named, role_named
from kizuna.values import moment_text
from kizuna.workflows.accounts import governments_named, invite
from kizuna.workflows.clocks import known_at

_HEADS = (
    "Name",
    ".Shown as",
    "Role",
    ".Governments",
    ".Cleared for",
    "Open",
    ".Last seen",
)
_COLUMNS = (
    "name",
    "full_name",
    "role",
    "governments",
    "clearances",
    "open",
    "last_seen",
)
_LOOKS_AFTER = "A government that a coordinator looks after; repeatable."
_CLEARED = "internal, restricted or secret; repeatable."
_NAMED = "A name on distribution lists; repeatable."
_several = partial(click.Option, multiple=True)
_Name = Annotated[
    str, click.Argument(["name"], metavar="NAME", help="The name to sign in with.")
]
_Listed = tuple[str, ...]
_Government = Annotated[
    _Listed, _several(["--government"], metavar="NAME", help=_LOOKS_AFTER)
]
_Clearance = Annotated[
    _Listed, _several(["--clearance"], metavar="LEVEL", help=_CLEARED)
]
_ReceivesAs = Annotated[
    _Listed, _several(["--receives-as"], metavar="NAME", help=_NAMED)
]


@asking("format")
def add(
    ask: Ask,
    name: _Name,
    role: str = "reader",
    full_name: str = "",
    email: str = "",
    government: _Government = (),
    clearance: _Clearance = (),
    receives_as: _ReceivesAs = (),
    password_stdin: bool = False,
) -> None:
    """Make an account; prints the path at which its owner chooses a password, once and
    within seven days.

    --role ROLE: reader, contributor, reviewer, coordinator or administrator.
    --full-name NAME: The name that people see.
    --email ADDRESS: The address of e-mail.
    --password-stdin: Read a password instead of inviting.
    """
    made = Account(0, name, full_name, email, role_named(role))
    account = _changed(made, government, clearance, receives_as)
    entrance = {}
    if password_stdin:
        actions.add_account(account=account, password=_password(), acting_user=ask.user)
    else:
        entrance = {"entrance": f"/entrance/{invite(account, acting_user=ask.user)}"}
    told = _json(account_named(name)) | entrance
    how = (
        "Under the server's address: a password is chosen there, once, within seven"
        " days."
    )
    way = (plain(entrance["entrance"], "bold"), plain(how, "dim")) if entrance else ()
    write(
        ask.format, told, [plain(f"{told['name']} may sign in as {told['role']}"), *way]
    )


def _changed(
    held: Account, government: _Listed, clearance: _Listed, receives_as: _Listed
) -> Account:
    """The account with what is given in place of what it had; () leaves that."""
    if government:
        held = replace(held, governments=governments_named(government))
    if clearance:
        held = replace(held, clearances=frozenset(clearance))
    return replace(held, receives_as=receives_as) if receives_as else held


@asking("format")
def list_(ask: Ask) -> None:
    """List who may sign in, closed accounts too."""
    found = list(map(_json, stored.accounts()))
    write(ask.format, found, [_table(_HEADS, found)], columns=_COLUMNS)


@asking("format")
def role(
    ask: Ask,
    name: _Name,
    to: str,
    government: _Government = (),
    clearance: _Clearance = (),
    receives_as: _ReceivesAs = (),
    close: bool = False,
) -> None:
    """Give a role to an account; governments, clearances and names that are given take
    the place of the old.

    ROLE: The role to give.
    --close: Let the account in no more.
    """
    held = replace(account_named(name), role=role_named(to), is_active=not close)
    held = _changed(held, government, clearance, receives_as)
    made = _json(actions.change_account(account=held, acting_user=ask.user))
    write(ask.format, made, [_table(_HEADS, [made])])


@asking("format")
def password(ask: Ask, name: _Name) -> None:
    """Set the password of an account: asked for twice at a terminal, else read from the
    standard input.
    """
    actions.set_password(name=name, password=_password(), acting_user=ask.user)
    said = plain(f"{name} has a new password; all of its sessions are ended")
    write(ask.format, _json(account_named(name)), [said])


def _password() -> str:
    if sys.stdin.isatty():
        asked: str = click.prompt("Password", hide_input=True, confirmation_prompt=True)
        return asked
    return sys.stdin.readline().rstrip("\r\n")


def _json(account: Account) -> dict[str, Any]:
    said = {"clearances": sorted(account.clearances), "open": account.is_active}
    return attributes(account, _COLUMNS, **said)


def _table(heads: Iterable[str], rows: Iterable[dict[str, Any]]) -> RenderableType:
    """A table of rows under heads: times by their days, several values of a cell with
    commas between them.
    """

    def cell(name: str, value: Any) -> str:
        if isinstance(value, bool):
            return "yes" if value else "no"
        said = ", ".join(value) if isinstance(value, list) else str(value or "")
        return said[:10] if name.endswith(("_at", "_seen")) else said

    return table(*heads, rows=(itertools.starmap(cell, row.items()) for row in rows))


_KEY_HEADS = ("#Number", "Name", "User", "Scopes", ".Made", ".Until", ".Revoked")
_KEY_COLUMNS = (
    "number",
    "name",
    "user",
    "scopes",
    "made_at",
    "expires_at",
    "revoked_at",
)
KeyScope = Literal["read", "propose"]
"""What a key is for."""


@asking("format")
def add_key(
    ask: Ask,
    name: str,
    scope: tuple[KeyScope, ...] = (),
    user: str = "",
    expires: str = "",
) -> None:
    """Make a key for a program; its secret is printed once and kept nowhere.

    NAME: What the key is for.
    --scope: What it may do; may be given twice. [default: read]
    --user NAME: Whose key it is. [default: who acts]
    --expires DATE: The last day on which it opens anything.
    """
    owner, until = user or ask.user, known_at(expires or None)
    token, secret = actions.issue_token(
        name=name,
        username=owner,
        scopes=scope or ("read",),
        expires_at=until,
        acting_user=ask.user,
    )
    made = {**_key_json(token), "secret": secret}
    said = (
        f"Key {token.id}, {token.name} of {token.username}: {', '.join(token.scopes)}"
    )
    once = plain("This is the only time that it is shown.", "dim")
    write(ask.format, made, [plain(said), plain(secret, "bold"), once])


@asking("format")
def list_keys(ask: Ask) -> None:
    """List the keys, the ended ones too; their secrets are kept nowhere."""
    found = list(map(_key_json, stored.tokens()))
    write(ask.format, found, [_table(_KEY_HEADS, found)], columns=_KEY_COLUMNS)


@asking("format")
def revoke(ask: Ask, number: Annotated[int, Integer(1)]) -> None:
    """Revoke a key, so that it opens nothing any more.

    NUMBER: The key's number.
    """
    token = actions.revoke_token(number=number, acting_user=ask.user)
    said = plain(f"Revoked key {token.id}, {token.name} of {token.username}")
    write(ask.format, _key_json(token), [said])


def _key_json(token: Token) -> dict[str, Any]:
    times = (
        (name, getattr(token, name)) for name in _KEY_COLUMNS if name.endswith("_at")
    )
    said = {name: moment_text(at, "seconds") if at else None for name, at in times}
    return attributes(token, _KEY_COLUMNS, number=token.id, user=token.username, **said)
