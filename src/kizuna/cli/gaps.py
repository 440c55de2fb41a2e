"""kizuna gaps: what the register cannot answer."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kizuna.cli.asking import Ask, asking
from kizuna.cli.output import ids, named, plain, table, write

if TYPE_CHECKING:
    from rich.console import RenderableType

    from kizuna.analysis.gaps import Gap
    from kizuna.workflows.find_gaps import Reviewed

_COLUMNS = ("code", "subject", "label", "property", "text", "claims")


@asking("known_at", "format")
def gaps(
    ask: Ask,
    of: Annotated[
        str, typer.Option(metavar="NAME", help="Only this thing and what hangs on it.")
    ] = "",
    code: Annotated[
        str,
        typer.Option(help="Only one of undated, unsourced, unverified, one-sided, missing."),
    ] = "",
) -> None:
    """List what is not known: undated, unsourced, unverified, told by one side only, missing."""
    from kizuna.analysis.gaps import CODES
    from kizuna.workflows.find_gaps import find_gaps

    if code and code not in CODES:
        raise typer.BadParameter(f"{code!r} is not one of {', '.join(CODES)}", param_hint="--code")
    reviewed = find_gaps(of, ask.known_at)
    found = [gap for gap in _gaps(reviewed) if code in ("", gap["code"])]
    write(
        ask.format,
        as_json=lambda: {"known_at": ask.known_text, "gaps": found},
        as_rows=lambda: (_COLUMNS, ([gap[c] for c in _COLUMNS] for gap in found)),
        as_table=lambda: _table(found),
    )


def _gaps(reviewed: Reviewed[Gap]) -> Iterator[dict[str, Any]]:
    for gap in reviewed.found:
        yield {
            "code": gap.code,
            "subject": gap.subject,
            "label": reviewed.labels.label(gap.subject),
            "property": gap.property or None,
            "text": gap.text(),
            "claims": list(gap.claims),
        }


def _table(found: list[dict[str, Any]]) -> Iterator[RenderableType]:
    made = table(".Gap", "Subject", "What is not known", ".Claims")
    for gap in found:
        made.add_row(
            gap["code"],
            named(gap["label"], gap["subject"]),
            plain(gap["text"]),
            plain(ids(gap["claims"], 1), "dim"),
        )
    if found:
        yield made
    yield plain(f"{len(found)} gap{'' if len(found) == 1 else 's'}", "bold")
