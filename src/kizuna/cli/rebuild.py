"""kizuna rebuild: the register's tables made anew from the ledger."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from kizuna.cli.asking import Ask, asking, waiting
from kizuna.cli.output import plain, write

if TYPE_CHECKING:
    from rich.console import RenderableType


@asking("format")
def rebuild(ask: Ask) -> None:
    """Delete the register's tables and make them anew from the claims; answers stay the same."""
    from kizuna.workflows.acting import acting_user
    from kizuna.workflows.rebuild import rebuild as rebuild_tables

    with waiting("Rebuilding the register"):
        done = rebuild_tables(acting_user=acting_user())
    made = {
        "logic_version": done.logic_version,
        "claims": done.claims,
        "ties": done.ties,
        "places": done.places,
        "seconds": round(done.seconds, 3),
    }
    write(
        ask.format,
        as_json=lambda: made,
        as_rows=lambda: (list(made), [list(made.values())]),
        as_table=lambda: _words(made),
    )


def _words(made: dict[str, Any]) -> Iterator[RenderableType]:
    yield plain(
        f"Rebuilt from {made['claims']} claims in {made['seconds']} s:"
        f" {made['ties']} ties of {made['places']} places, logic version {made['logic_version']}",
        "bold",
    )
