"""kizuna review: the proposed claims, one passage after the other."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kizuna.cli.asking import Ask, asking
from kizuna.cli.claims import stated_json
from kizuna.cli.output import SHORT, Rows, plain, table, write
from kizuna.cli.reviewing import Reviewing, calibration_lines

if TYPE_CHECKING:
    from rich.console import RenderableType

    from kizuna.workflows.review import Queue

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
    from kizuna.workflows.acting import acting_user
    from kizuna.workflows.review import judge_named, queue

    user = acting_user()
    judge = judge_named(reviewer, user)
    if decisions is not None:
        _carry_out(ask, decisions, user, judge)
        return
    waiting = queue(document, min_confidence)
    if accept_all_above is not None:
        _accept_all(ask, waiting, accept_all_above, user, judge)
    elif list_ or ask.format != "table":
        write(
            ask.format,
            as_json=lambda: _json(waiting),
            as_rows=lambda: _rows(waiting),
            as_table=lambda: _table(waiting),
        )
    else:
        Reviewing(waiting, user, judge).run()


def _carry_out(ask: Ask, file: Path, user: str, judge: str) -> None:
    from kizuna.workflows.decisions import carry_out

    done = carry_out(file, acting_user=user, judge=judge)
    counts = {key: value for key, value in asdict(done).items() if key != "problems"}
    said = "{accepted} accepted, {rejected} rejected, {corrected} corrected"
    write(
        ask.format,
        as_json=lambda: {**counts, "problems": list(done.problems)},
        as_rows=lambda: (list(counts), [list(counts.values())]),
        as_table=lambda: iter([plain(said.format(**counts), "bold")]),
    )
    for problem in done.problems:
        print(f"kizuna: {problem}", file=sys.stderr)
    if done.problems:
        raise typer.Exit(_BAD_ROWS)


def _accept_all(ask: Ask, waiting: Queue, least: float, user: str, judge: str) -> None:
    from kizuna.workflows.ask import known_register
    from kizuna.workflows.review import accept, read_here

    register = known_register()
    sure = read_here(waiting.readings, least, register)
    decided = accept(sure, register, acting_user=user, judge=judge) if sure else None
    done = {
        "accepted": len(decided.judgements) if decided else 0,
        "readings": len(sure),
        "waiting": len(waiting.readings) - len(sure),
    }
    said = "{accepted} claims of {readings} passages accepted; {waiting} passages wait"
    write(
        ask.format,
        as_json=lambda: done,
        as_rows=lambda: (list(done), [list(done.values())]),
        as_table=lambda: iter([plain(said.format(**done), "bold")]),
    )


def _json(waiting: Queue) -> dict[str, Any]:
    return {
        "readings": [
            {
                "subject": reading.subject,
                "confidence": reading.confidence,
                "claims": [stated_json(claim) for claim in reading.claims],
            }
            for reading in waiting.readings
        ],
        "calibration": [{**asdict(band), "share": band.share} for band in waiting.calibration],
    }


def _rows(waiting: Queue) -> Rows:
    lines = (
        {**stated_json(claim), "confidence": reading.confidence}
        for reading in waiting.readings
        for claim in reading.claims
    )
    return _COLUMNS, ([line[column] for column in _COLUMNS] for line in lines)


def _table(waiting: Queue) -> Iterator[RenderableType]:
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
