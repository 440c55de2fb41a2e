"""kizuna timeline: what happened in a tie, in order."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kizuna.cli.asking import Ask, asking
from kizuna.cli.output import ids, plain, table, write
from kizuna.cli.plotting import PlotFile, picture, plot_to

if TYPE_CHECKING:
    from rich.console import RenderableType

    from kizuna.workflows.draw_timeline import Timeline

_COLUMNS = ("date", "event", "ref", "words", "counts", "claims")


@asking("as_of", "known_at", "format")
def timeline(
    ask: Ask,
    name: Annotated[
        list[str],
        typer.Argument(metavar="TIE", help="A tie's id, or its parties: Osaka Shanghai."),
    ],
    plot: PlotFile = None,
) -> None:
    """Show what happened in a tie and in the ties under it, in order of time."""
    from kizuna.workflows.draw_timeline import draw_timeline

    tie = " ".join(name)
    drawn = draw_timeline(tie, ask.day.number if ask.day_given else None, ask.known_at)
    write(
        ask.format,
        as_json=lambda: _json(ask, tie, drawn),
        as_rows=lambda: (_COLUMNS, ([m[c] for c in _COLUMNS] for m in _moments(drawn))),
        as_table=lambda: _table(drawn) if drawn else (),
    )
    plot_to(plot if drawn else None, lambda: picture(ask, "timeline", [tie]))


def _json(ask: Ask, asked: str, drawn: Timeline | None) -> dict[str, Any]:
    return {
        "tie": drawn.tie if drawn else None,
        "asked": asked,
        "as_of": ask.day.text if ask.day_given else None,
        "known_at": ask.known_text,
        "moments": list(_moments(drawn)),
    }


def _moments(drawn: Timeline | None) -> Iterator[dict[str, Any]]:
    for moment in drawn.moments if drawn else ():
        yield {
            "date": str(moment.date) if moment.date else None,
            "event": moment.event,
            "ref": moment.ref,
            "words": moment.words,
            "counts": moment.counts,
            "claims": list(moment.claims),
        }


def _table(drawn: Timeline) -> Iterator[RenderableType]:
    yield plain(drawn.labels.label(drawn.tie), "bold")
    made = table(".Date", ".Event", "What", ".Claims")
    for moment in _moments(drawn):
        style = "" if moment["counts"] else "dim"
        made.add_row(
            moment["date"] or "?",
            moment["event"],
            plain(moment["words"], style),
            plain(ids(moment["claims"], 1), "dim"),
        )
    yield made
