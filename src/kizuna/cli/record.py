"""kizuna record: statement files into the ledger."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from kizuna.cli.asking import Ask, asking
from kizuna.cli.output import plain, write


@asking("format")
def record(
    ask: Ask,
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="Statement files (TOML).")],
) -> None:
    """Record the claims and judgements of statement files, all of them or none."""
    from kizuna.workflows.acting import acting_user
    from kizuna.workflows.record import record as record_files

    done = asdict(record_files(files, acting_user=acting_user()))
    said = "{claims} claims and {judgements} judgements read: {new} new, {known} already recorded"
    write(
        ask.format,
        as_json=lambda: done,
        as_rows=lambda: (list(done), [list(done.values())]),
        as_table=lambda: iter([plain(said.format(**done), "bold")]),
    )
