"""Writing answers: pure JSON or CSV on stdout for programs, tables for people."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any

from kizuna.cli.asking import Format
from kizuna.publish.records import csv_text
from kizuna.values import escape_and_isolate

if TYPE_CHECKING:
    from rich.console import Console, RenderableType
    from rich.table import Table

_PIPED_WIDTH = 120
SHORT = 8
"""How many digits of a claim's id are shown to people; any beginning that is of one claim only will do."""

Rows = tuple[Sequence[str], Iterable[Sequence[Any]]]
"""The names of columns and the rows under them."""


def write(
    form: Format,
    *,
    as_json: Callable[[], Any],
    as_rows: Callable[[], Rows],
    as_table: Callable[[], Iterable[RenderableType]],
) -> None:
    """Write the answer to stdout in the form asked for; only that form is made."""
    if form is Format.JSON:
        json.dump(as_json(), sys.stdout, ensure_ascii=False, indent=2)
        sys.stdout.write("\n")
    elif form is Format.CSV:
        sys.stdout.write(csv_text(*as_rows()))
    else:
        print_paged(as_table())


def print_paged(parts: Iterable[RenderableType]) -> None:
    """Write to stdout; in a terminal what is longer than its screen through the pager ($PAGER, else less)."""
    screen = console()
    if not (sys.stdout.isatty() and sys.stdin.isatty()):
        for part in parts:
            screen.print(part)
        return
    with screen.capture() as caught:
        for part in parts:
            screen.print(part)
    text = caught.get()
    if text.count("\n") < screen.height:
        sys.stdout.write(text)
        return
    import pydoc

    os.environ.setdefault("LESS", "-FRX")  # colours as they are, and the answer stays on the screen
    pydoc.pager(text)


def console() -> Console:
    """The terminal; a pipe is as wide as COLUMNS says, else as the terminal behind it, else 120 characters."""
    from rich.console import Console

    piped = not sys.stdout.isatty() and "COLUMNS" not in os.environ
    return Console(width=_width_behind() if piped else None, highlight=False, emoji=False)


def _width_behind() -> int:
    try:
        return os.get_terminal_size(sys.stderr.fileno()).columns
    except (OSError, ValueError):
        return _PIPED_WIDTH


def table(*columns: str, title: str = "") -> Table:
    """An empty table of Kizuna's look; a column named with a leading "#" is set to the right, one with a
    leading "." stays on one line."""
    from rich import box
    from rich.table import Table

    made = Table(
        title=title or None,
        title_justify="left",
        title_style="bold",
        box=box.SIMPLE_HEAD,
        header_style="bold",
        pad_edge=False,
        show_edge=False,
    )
    for column in columns:
        right, whole = column.startswith("#"), column.startswith(".")
        made.add_column(
            column.lstrip("#."),
            justify="right" if right else "left",
            no_wrap=right or whole,
            overflow="fold",
        )
    return made


def plain(text: object, style: str = "") -> RenderableType:
    """Text that is printed as it stands, square brackets too."""
    from rich.text import Text

    return Text(escape_and_isolate(str(text)), style=style)


def named(label: str, ref: str) -> RenderableType:
    """A label with the id under it, in a quieter voice."""
    from rich.text import Text

    return (
        Text.assemble(escape_and_isolate(label), "\n", (ref, "dim")) if label != ref else Text(ref)
    )


def ids(claims: Sequence[str], most: int = 2) -> str:
    """The first ids in short, and how many more there are."""
    shown = " ".join(claim[:SHORT] for claim in claims[:most])
    more = len(claims) - most
    return f"{shown} +{more}" if more > 0 else shown


def counted(certain: int, possible: int) -> str:
    """A count as people say it: "18, possibly 19"."""
    return str(certain) if certain == possible else f"{certain}, possibly {possible}"
