"""kizuna release: the whole public register in every format, with checksums, to cite and to make again."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kizuna.cli.asking import Ask, asking, waiting
from kizuna.cli.output import console, plain


@asking("as_of", "known_at")
def release(
    ask: Ask,
    out: Annotated[
        Path, typer.Option(metavar="FOLDER", help="A folder that is empty, or not there yet.")
    ],
    author: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME", help="Who answers for it; may be repeated."),
    ] = None,
) -> None:
    """Write a frozen release of the whole public register: all formats, checksums, how to cite it."""
    from kizuna.workflows.release import EDITORS, ReleaseQuestion
    from kizuna.workflows.release import release as make

    day = ask.day.number if ask.day_given else None
    question = ReleaseQuestion(day, ask.known_at, tuple(author or (EDITORS,)))
    with waiting("Writing the release"):
        names = make(question, out)
    screen = console()
    for name in names:
        screen.print(plain(name, "dim"))
    screen.print(plain(f"The release is in {out}", "bold"))
