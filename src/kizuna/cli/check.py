"""kizuna check: whether the database is sound, and what cannot all be true together."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from kizuna.cli.asking import Ask, asking, waiting
from kizuna.cli.questions import print_answer
from kizuna.workflows.clocks import Times


@asking("known_at", "format", unless="deploy")
def check(
    ask: Ask,
    of: Annotated[
        str, typer.Option(metavar="NAME", help="Only this thing and what hangs on it.")
    ] = "",
    deploy: Annotated[
        bool,
        typer.Option("--deploy", help="Check instead whether it is fit to be used by others."),
    ] = False,
    deep: Annotated[
        bool,
        typer.Option("--deep", help="Look at every row, index and reference of the database."),
    ] = False,
) -> None:
    """Check that the database is sound, and that dates, series, shares and parties agree."""
    if deploy:
        from kizuna.cli.deployment import show

        show(ask)
        return
    from kizuna.workflows.check_register import CheckQuestion, check_database

    with waiting("Checking the database"):
        said = check_database(deep=deep)
    if said:
        print(f"kizuna: {said}", file=sys.stderr)
    print_answer("check", CheckQuestion(of), Times(ask.day, ask.known_at), ask.format, ask.language)
