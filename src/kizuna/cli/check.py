"""kizuna check: whether the database is sound, and what cannot all be true together."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kizuna.cli.asking import Ask, asking, waiting
from kizuna.cli.output import ids, named, plain, table, write

if TYPE_CHECKING:
    from rich.console import RenderableType

    from kizuna.analysis.consistency import Finding
    from kizuna.workflows.find_gaps import Reviewed

_COLUMNS = ("problem", "code", "subject", "label", "text", "claims")


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
    from kizuna.workflows.check_register import check_database, check_register

    with waiting("Checking the database"):
        said = check_database(deep=deep)
    if said:
        print(f"kizuna: {said}", file=sys.stderr)
    found = list(_findings(check_register(of, ask.known_at)))
    write(
        ask.format,
        as_json=lambda: {"known_at": ask.known_text, "findings": found},
        as_rows=lambda: (_COLUMNS, ([finding[c] for c in _COLUMNS] for finding in found)),
        as_table=lambda: _table(found),
    )


def _findings(reviewed: Reviewed[Finding]) -> Iterator[dict[str, Any]]:
    for finding in reviewed.found:
        yield {
            "problem": finding.is_problem,
            "code": finding.code,
            "subject": finding.subject,
            "label": reviewed.labels.label(finding.subject),
            "text": finding.text(reviewed.labels.label),
            "details": dict(finding.details),
            "claims": list(finding.claims),
        }


def _table(found: list[dict[str, Any]]) -> Iterator[RenderableType]:
    made = table(".Found", "Subject", "What", ".Claims")
    for finding in found:
        made.add_row(
            plain(finding["code"], "yellow" if finding["problem"] else ""),
            named(finding["label"], finding["subject"]),
            plain(finding["text"]),
            plain(ids(finding["claims"], 1), "dim"),
        )
    if found:
        yield made
    problems = sum(finding["problem"] for finding in found)
    yield plain(f"{problems} problem{'' if problems == 1 else 's'}", "bold")
