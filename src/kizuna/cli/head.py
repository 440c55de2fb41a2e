"""kizuna head, kizuna proof: what outsiders need to check the ledger by themselves."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kizuna.cli.asking import Ask, asking, waiting
from kizuna.cli.output import plain, write

if TYPE_CHECKING:
    from rich.console import RenderableType

Out = Annotated[
    Path | None, typer.Option(metavar="FILE", help="Write it to a file, as JSON.", dir_okay=False)
]


@asking("format")
def head(
    ask: Ask,
    timestamp: Annotated[
        str, typer.Option(metavar="URL", help="Have its time confirmed by a service of RFC 3161.")
    ] = "",
    timestamp_ca: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Certificates (PEM) to check the service's answer with."),
    ] = None,
    out: Out = None,
) -> None:
    """Print the signed head of the ledger: how many entries it has, and the root of their tree."""
    from kizuna.workflows.prove import add_timestamp, signed_head

    signed = signed_head()
    if timestamp:
        with waiting("Asking for the timestamp"):
            signed = add_timestamp(signed, timestamp, timestamp_ca)
    elif timestamp_ca:
        raise typer.BadParameter("--timestamp-ca is for --timestamp")
    made = signed.to_json()
    if out is not None:
        _write(out, made)
        return
    write(
        ask.format,
        as_json=lambda: made,
        as_rows=lambda: (list(made), [list(made.values())]),
        as_table=lambda: _table(made),
    )


def proof(
    ctx: typer.Context,
    claim: Annotated[
        str, typer.Argument(metavar="CLAIM", help="Its id or the first digits of it.")
    ],
    out: Out = None,
) -> None:
    """Write the proof that a claim is in the ledger, as JSON that anybody checks without Kizuna."""
    from kizuna.cli.asking import open_for_asking
    from kizuna.workflows import prove

    open_for_asking(ctx)
    _write(out, prove.proof(claim))


def _write(out: Path | None, made: dict[str, Any]) -> None:
    """Write JSON to a file, whole or not at all; without one to stdout."""
    from kizuna.cli.files import write_whole

    content = json.dumps(made, ensure_ascii=False, indent=2) + "\n"
    if out is None:
        sys.stdout.write(content)
    else:
        write_whole(out, content.encode())


def _table(made: dict[str, Any]) -> Iterator[RenderableType]:
    yield plain(f"A ledger of {made['size']:,} entries, signed at {made['time']}", "bold")
    for name in ("root", "key", "signature"):
        yield plain(f"{name:<10}{made[name]}")
    if "timestamp" in made:
        yield plain(f"timestamp of {len(made['timestamp'])} characters: --format json prints it")
