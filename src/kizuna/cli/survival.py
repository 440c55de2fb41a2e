"""kizuna survival: how long ties last, with truncation and censoring stated; ties made and ended by year."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from kizuna.cli.asking import SCOPE, Ask, asking
from kizuna.cli.output import write


class By(StrEnum):
    """What ties are grouped by."""

    COUNTRY = "country"
    LEVEL = "level"
    KIND = "kind"
    COHORT = "cohort"


@asking(*SCOPE, "format")
def survival(
    ask: Ask,
    by: Annotated[
        By | None,
        typer.Option(help="A curve for each pair of countries or levels, kind or decade."),
    ] = None,
    since: Annotated[
        str,
        typer.Option(
            "--from",
            metavar="DATE",
            help="Where observation began; older ties enter at the age that they had then.",
        ),
    ] = "",
    until: Annotated[
        str,
        typer.Option("--to", metavar="DATE", help="Where observation ends. Default: --as-of."),
    ] = "",
    yearly: Annotated[
        bool, typer.Option("--yearly", help="Ties established and ended in each year instead.")
    ] = False,
    spells: Annotated[
        bool, typer.Option("--spells", help="Each tie as a spell instead: a row for a model.")
    ] = False,
) -> None:
    """Estimate how long ties last; or list them as spells, or by year."""
    from kizuna.cli.surviving import Estimated, days
    from kizuna.cli.surviving_lists import Listed, Yearly
    from kizuna.workflows.scoping import ScopeQuestion
    from kizuna.workflows.survival import SurvivalQuestion, observe

    if yearly and spells:
        raise typer.BadParameter("--yearly and --spells are two answers", param_hint="--spells")
    scope = ScopeQuestion(ask.day.number, ask.known_at, ask.of, ask.between, ask.kind)
    first, last = days(since, until)
    observed = observe(SurvivalQuestion(scope, by.value if by else "", first, last))
    shown = Yearly if yearly else Listed if spells else Estimated
    answer = shown(ask, observed)
    write(ask.format, as_json=answer.json, as_rows=answer.rows, as_table=answer.table)
