"""kizuna verify: whether everything in the ledger is as it was entered."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kizuna.cli.asking import Ask, asking
from kizuna.cli.output import SHORT, plain, write

if TYPE_CHECKING:
    from rich.console import RenderableType

    from kizuna.store.verification.whole import Verified

WRONG = 10
"""The exit status when something is wrong."""
_COLUMNS = ("kind", "number", "id", "what", "stored", "expected")


@asking("format")
def verify(
    ask: Ask,
    deep: Annotated[
        bool,
        typer.Option("--deep", help="Compare all tables of the register, not a sample of ties."),
    ] = False,
    against: Annotated[
        Path | None,
        typer.Option(
            "--against", metavar="HEAD_FILE", help="Prove that the ledger extends an earlier head."
        ),
    ] = None,
) -> None:
    """Prove that every entry of the ledger is as it was entered; what is not is named, with exit status 10."""
    from kizuna.workflows.acting import acting_user
    from kizuna.workflows.verify import verify as verify_ledger

    verified = verify_ledger(is_deep=deep, against=against, acting_user=acting_user(), tell=_tell())
    made = _answer(verified)
    write(
        ask.format,
        as_json=lambda: made,
        as_rows=lambda: (_COLUMNS, ([d[c] for c in _COLUMNS] for d in made["discrepancies"])),
        as_table=lambda: _words(made),
    )
    if not verified.is_right:
        raise typer.Exit(WRONG)


def _tell() -> Any:
    """What shows on a terminal how far it is; nothing elsewhere."""
    if not sys.stderr.isatty():
        return None

    def tell(done: int, whole: int) -> None:
        end = "\n" if done == whole else ""
        print(f"\rVerifying … {100 * done // whole} %", end=end, file=sys.stderr, flush=True)

    return tell


def _answer(verified: Verified) -> dict[str, Any]:
    return {
        "right": verified.is_right,
        "size": verified.size,
        "root": verified.root.hex(),
        "wrong": verified.count,
        "ordered_from": verified.ordered_from,
        "tables_compared": not verified.are_tables_old,
        "discrepancies": [
            {column: getattr(each, column) for column in _COLUMNS}
            for each in verified.discrepancies
        ],
    }


def _words(made: dict[str, Any]) -> Iterator[RenderableType]:
    for each in made["discrepancies"]:
        which = " ".join(filter(None, (each["kind"], each["number"], each["id"][:SHORT])))
        yield plain(f"{which}: {each['what']}", "yellow")
        yield plain(f"  stored    {each['stored']}")
        yield plain(f"  should be {each['expected']}")
    more = made["wrong"] - len(made["discrepancies"])
    if more:
        yield plain(f"and {more} more", "yellow")
    if made["ordered_from"]:
        yield plain(
            f"The first {made['ordered_from']} entries are older than the tree: the times of these may go back"
        )
    if not made["tables_compared"]:
        yield plain("The register's tables lag behind the ledger and were not compared")
    yield plain(f"{made['size']} entries, root {made['root']}")
    yield plain(f"{made['wrong'] or 'nothing'} wrong", "bold")
