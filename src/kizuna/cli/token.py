"""kizuna token: keys with which programs read more than the public may, or propose claims."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kizuna.cli.asking import Ask, asking
from kizuna.cli.output import plain, table, write

if TYPE_CHECKING:
    from rich.console import RenderableType

    from kizuna.store.queries.accounts import Token

_COLUMNS = ("number", "name", "user", "scopes", "made_at", "expires_at", "revoked_at")


class Scope(StrEnum):
    """What a key is for."""

    READ = "read"
    PROPOSE = "propose"


@asking("format")
def add(
    ask: Ask,
    name: Annotated[str, typer.Argument(metavar="NAME", help="What the key is for.")],
    scope: Annotated[
        list[Scope] | None, typer.Option(help="What it may do; may be given twice. [default: read]")
    ] = None,
    user: Annotated[str, typer.Option(help="Whose key it is. [default: who acts]")] = "",
    expires: Annotated[
        str, typer.Option(metavar="DATE", help="The last day on which it opens anything.")
    ] = "",
) -> None:
    """Make a key for a program; its secret is printed once and kept nowhere."""
    from kizuna.workflows.acting import acting_user
    from kizuna.workflows.clocks import known_at
    from kizuna.workflows.tokens import TokenAsked, issue_token

    scopes = tuple(str(asked) for asked in scope or [Scope.READ])
    asked = TokenAsked(name, user or acting_user(), scopes, known_at(expires or None))
    made = issue_token(asked, acting_user=acting_user())
    shown = {**_json(made.token), "secret": made.secret}
    write(
        ask.format,
        as_json=lambda: shown,
        as_rows=lambda: (tuple(shown), [_cells(shown)]),
        as_table=lambda: _made(made.secret, made.token),
    )


@asking("format")
def list_(ask: Ask) -> None:
    """List the keys, the ended ones too; their secrets are kept nowhere."""
    from kizuna.workflows.tokens import list_tokens

    found = list_tokens()
    write(
        ask.format,
        as_json=lambda: [_json(token) for token in found],
        as_rows=lambda: (_COLUMNS, [_cells(_json(token)) for token in found]),
        as_table=lambda: _table(found),
    )


@asking("format")
def revoke(
    ask: Ask,
    number: Annotated[int, typer.Argument(metavar="NUMBER", help="The key's number.", min=1)],
) -> None:
    """Revoke a key, so that it opens nothing any more."""
    from kizuna.workflows.acting import acting_user
    from kizuna.workflows.tokens import revoke_token

    token = revoke_token(number, acting_user=acting_user())
    write(
        ask.format,
        as_json=lambda: _json(token),
        as_rows=lambda: (_COLUMNS, [_cells(_json(token))]),
        as_table=lambda: [plain(f"Revoked key {token.id}, {token.name} of {token.username}")],
    )


def _json(token: Token) -> dict[str, Any]:
    return {
        "number": token.id,
        "name": token.name,
        "user": token.username,
        "scopes": list(token.scopes),
        "made_at": _moment(token.made_at),
        "expires_at": _moment(token.expires_at),
        "revoked_at": _moment(token.revoked_at),
    }


def _cells(shown: dict[str, Any]) -> list[Any]:
    return [" ".join(value) if isinstance(value, list) else value for value in shown.values()]


def _moment(moment: datetime | None) -> str | None:
    return moment.isoformat(timespec="seconds").replace("+00:00", "Z") if moment else None


def _made(secret: str, token: Token) -> Iterable[RenderableType]:
    yield plain(f"Key {token.id}, {token.name} of {token.username}: {', '.join(token.scopes)}")
    yield plain(secret, "bold")
    yield plain("This is the only time that it is shown.", "dim")


def _table(found: Iterable[Token]) -> Iterable[RenderableType]:
    made = table("#Number", "Name", "User", "Scopes", ".Made", ".Until", ".Revoked")
    for token in found:
        shown = _json(token)
        made.add_row(
            str(token.id),
            plain(token.name),
            plain(token.username),
            ", ".join(token.scopes),
            shown["made_at"][:10],
            (shown["expires_at"] or "")[:10],
            (shown["revoked_at"] or "")[:10],
        )
    yield made
