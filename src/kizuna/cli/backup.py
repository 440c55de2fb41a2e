"""kizuna backup: the whole database in one file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kizuna.cli.asking import Ask, asking, waiting
from kizuna.cli.output import plain, write

if TYPE_CHECKING:
    from rich.console import RenderableType

    from kizuna.workflows.backup import Kept


@asking("format")
def backup(
    ask: Ask,
    to: Annotated[
        Path,
        typer.Argument(
            metavar="FILE", help="Where to write it; in a folder it is named after the time."
        ),
    ],
    keep: Annotated[
        int, typer.Option(metavar="N", help="Leave the newest N backups in the folder (0: all).")
    ] = 0,
) -> None:
    """Write the whole database to one file, while others use it; checked when it is written."""
    from kizuna.workflows.acting import acting_user
    from kizuna.workflows.backup import back_up

    with waiting("Writing the backup"):
        kept = back_up(to, keep=keep, acting_user=acting_user())
    made = _told(kept)
    write(
        ask.format,
        as_json=lambda: made,
        as_rows=lambda: (list(made), [list(made.values())]),
        as_table=lambda: _words(made),
    )


def _told(kept: Kept) -> dict[str, Any]:
    manifest = kept.backup.manifest
    return {
        "file": str(kept.backup.path),
        "bytes": kept.backup.size,
        "made_at": manifest.made_at,
        "vendor": manifest.vendor,
        "claims": manifest.rows["claims"],
        "judgements": manifest.rows["judgements"],
        "documents": manifest.rows["document_texts"],
        "accounts": manifest.rows["users"],
        "digest": manifest.digest,
        "entries": manifest.head["size"] if manifest.head else None,
        "root": manifest.head["root"] if manifest.head else None,
        "removed": [str(path) for path in kept.removed],
    }


def _words(made: dict[str, Any]) -> Iterator[RenderableType]:
    yield plain(f"The backup is in {made['file']}, {made['bytes'] / 1e6:,.1f} MB", "bold")
    yield plain(
        f"{made['claims']} claims, {made['judgements']} judgements, {made['documents']} documents,"
        f" {made['accounts']} accounts; digest of the ledger {made['digest'][:12]}"
    )
    yield plain(f"ledger of {made['entries']} entries, root {made['root'][:16]}")
    for path in made["removed"]:
        yield plain(f"removed {path}", "dim")
