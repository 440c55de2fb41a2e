"""kizuna mcp: the register for assistants, by the Model Context Protocol."""

from __future__ import annotations

import json
import os
import sys
from importlib.util import find_spec
from typing import Annotated

import typer

from kizuna.cli.asking import open_for_asking
from kizuna.cli.serve import refuse_used_port


def mcp(
    ctx: typer.Context,
    user: Annotated[
        str,
        typer.Option(
            metavar="NAME", help="Whose account the assistant uses. [default: KIZUNA_USER]"
        ),
    ] = "",
    read_only: Annotated[
        bool, typer.Option("--read-only", help="Offer nothing that proposes claims.")
    ] = False,
    http: Annotated[
        bool, typer.Option("--http", help="Serve by HTTP; every request brings a key.")
    ] = False,
    host: Annotated[str, typer.Option(help="The address to listen at.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=1, max=65535, help="The port to listen at.")] = 8001,
) -> None:
    """Let an assistant read the register and propose claims, which wait for review.

    Without --http it speaks by standard input and output, as the assistant that starts it expects.
    """
    from kizuna.errors import BadQuestion

    if find_spec("mcp") is None:
        raise BadQuestion(
            "assistants need the package 'mcp', which is not installed: pip install 'kizuna[mcp]'"
        )
    if http and user:
        raise BadQuestion(f"{user!r} is of no use with --http: there a key says who asks")
    if http:
        refuse_used_port(host, port)
    open_for_asking(ctx)
    location = ctx.find_root().obj
    if location:
        os.environ["KIZUNA_DB"] = str(location)
    options = {"user": "" if http else _account(user), "read_only": read_only, "http": http}
    told = json.dumps(options | {"host": host, "port": port})
    if http:
        print(f"Kizuna for assistants is at http://{host}:{port}/mcp", file=sys.stderr, flush=True)
    # The server takes the process over: Django is configured once in a process, and was, to open the register.
    os.execv(sys.executable, [sys.executable, "-m", "kizuna.web.assistants", told])


def _account(user: str) -> str:
    """The account of an assistant: the one named, else that of KIZUNA_USER where there is one; "": the owner.

    Raises NotFound for a name without an account, NotAllowed for an account that is closed.
    """
    from kizuna.errors import NotAllowed, NotFound
    from kizuna.store.queries.accounts import account_named

    name = user or os.environ.get("KIZUNA_USER", "").strip()
    try:
        found = account_named(name) if name else None
    except NotFound:
        if user:
            raise
        return ""
    if found is not None and not found.is_active:
        raise NotAllowed(f"the account {name!r} is closed")
    return found.name if found else ""
