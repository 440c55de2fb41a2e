"""kizuna restore: a database from a backup."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kizuna.cli.asking import waiting
from kizuna.cli.output import console, plain


def restore(
    ctx: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="What kizuna backup wrote.")],
    replace: Annotated[
        bool, typer.Option("--replace", help="Put it in the place of a database that is not empty.")
    ] = False,
    check: Annotated[
        bool,
        typer.Option(
            "--check", help="Only verify the file and its ledger, and tell what is in it."
        ),
    ] = False,
) -> None:
    """Restore a backup into the database that --db names, SQLite or PostgreSQL, whole or not at all."""
    from kizuna.workflows import backup
    from kizuna.workflows.acting import acting_user

    if check:
        with waiting("Checking the backup"):
            manifest = backup.check(file)
        where = f"{file} is whole, and its ledger as it was entered"
    else:
        with waiting("Restoring the backup"):
            location = ctx.find_root().obj
            done = backup.restore(file, location, is_replacing=replace, acting_user=acting_user())
        manifest, where = done.manifest, f"Restored into {done.location}"
    rows = manifest.rows
    screen = console()
    screen.print(plain(where, "bold"))
    screen.print(
        plain(
            f"{rows['claims']} claims, {rows['judgements']} judgements, {rows['document_texts']} documents,"
            f" {rows['users']} accounts, as of {manifest.made_at}; digest of the ledger {manifest.digest[:12]}"
        )
    )
