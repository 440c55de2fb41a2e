"""kizuna review: the proposed claims, one passage after the other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kizuna.cli.asking import Ask, asking, say
from kizuna.cli.output import SHORT, plain, table, write

if TYPE_CHECKING:
    from rich.console import RenderableType

    from kizuna.workflows.entering.hand import Hand
    from kizuna.workflows.review import Desk


_BAD_ROWS = 2
_COLUMNS = (
    *("id", "subject", "property", "value", "valid", "document", "start", "end", "confidence"),
)


@asking("format")
def review(
    ask: Ask,
    document: Annotated[
        str, typer.Option(metavar="NAME", help="Only proposals that cite this document.")
    ] = "",
    min_confidence: Annotated[
        float, typer.Option(min=0, max=1, help="Only proposals at least so sure.")
    ] = 0.0,
    accept_all_above: Annotated[
        float | None,
        typer.Option(
            min=0,
            max=1,
            help="Accept all that rules or a model here are at least so sure of, without asking.",
        ),
    ] = None,
    decisions: Annotated[
        Path | None,
        typer.Option(metavar="CSV", help="Carry out the decisions of a file, without asking."),
    ] = None,
    reviewer: Annotated[
        str, typer.Option(metavar="ID", help="Who decides: person/name. Default: you.")
    ] = "",
    list_: Annotated[
        bool, typer.Option("--list", help="List what waits for a decision, without asking.")
    ] = False,
) -> None:
    """Walk through the proposed claims and accept, correct or reject them."""
    from kizuna.workflows.review import reviewer_named
    from kizuna.workflows.review_desk import DeskQuestion, desk

    by = reviewer_named(reviewer, ask.user)
    if decisions is not None:
        _carry_out(ask, decisions, by)
        return
    waiting = desk(DeskQuestion(document, min_confidence))
    if accept_all_above is not None:
        _accept_all(ask, waiting, accept_all_above, by)
    elif list_ or ask.format != "table":
        listed = _json(waiting)
        rows = (
            {**claim, "confidence": reading["confidence"]}
            for reading in listed["readings"]
            for claim in reading["claims"]
        )
        write(ask.format, listed, _table(waiting), rows, _COLUMNS)
    else:
        from kizuna.cli.walking import ReviewWalk

        ReviewWalk(waiting, things=waiting.readings, by=by).run()


def _carry_out(ask: Ask, file: Path, by: Hand) -> None:
    from kizuna.workflows.review_desk import carry_out

    counts, problems = carry_out(file, by)
    said = "{accepted} accepted, {rejected} rejected, {corrected} corrected"
    made = {**counts, "problems": list(problems)}
    write(ask.format, made, said.format(**counts), columns=tuple(counts))
    for problem in problems:
        say(problem)
    if problems:
        raise typer.Exit(_BAD_ROWS)


def _accept_all(ask: Ask, waiting: Desk, least: float, by: Hand) -> None:
    from kizuna.workflows.ask import known_register
    from kizuna.workflows.review import accept, read_here

    register = known_register()
    sure = read_here(waiting.readings, least, register)
    decided = accept(sure, register, by) if sure else ()
    done = {
        "accepted": len(decided),
        "readings": len(sure),
        "waiting": len(waiting.readings) - len(sure),
    }
    said = "{accepted} claims of {readings} passages accepted; {waiting} passages wait"
    write(ask.format, done, said.format(**done))


def _json(waiting: Desk) -> dict[str, Any]:
    from kizuna.workflows.list_claims import claim_row

    return {
        "readings": [
            {
                "subject": reading.subject,
                "confidence": reading.confidence,
                "claims": [claim_row(claim) for claim in reading.claims],
            }
            for reading in waiting.readings
        ],
        "calibration": [{**asdict(band), "share": band.share} for band in waiting.calibration],
    }


def _table(waiting: Desk) -> Iterator[RenderableType]:
    from kizuna.cli.walking import calibration_lines

    made = table("#Sure", ".Id", "Subject", "Claims", "Source")
    for reading in waiting.readings:
        first = reading.first
        made.add_row(
            f"{reading.confidence:.2f}",
            plain(first.id[:SHORT], "dim"),
            plain(reading.subject),
            plain(", ".join(claim.property for claim in reading.claims)),
            plain(f"{first.document.partition('/')[2]}, {first.start}"),
        )
    yield made
    yield plain(f"{len(waiting.readings)} passages wait for a decision", "bold")
    yield from calibration_lines(waiting)
