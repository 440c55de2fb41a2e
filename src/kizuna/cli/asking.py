"""What every command that asks shares: the database, the two times, and the format of
the answer; and how answers are written: pure JSON or CSV on stdout for programs, tables
for people, and files whole or not at all.
"""

from __future__ import annotations

import contextlib
import json
import os
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kizuna.cli.command import Command, CommandContext, Word, command
from kizuna.errors import BadQuestion
from kizuna.languages import Messages
from kizuna.publish.records import csv_text
from kizuna.sources.reading import write_whole
from kizuna.values import escape_and_isolate
from kizuna.workflows.clocks import Times

if TYPE_CHECKING:
    from rich.console import Console, RenderableType
    from rich.table import Table

    from kizuna.workflows.ask import ScopeQuestion

OPEN = click.Option(["--open"], is_flag=True, help="Open the file that is written.")

_PIPED_WIDTH = 120
SHORT = 8
"""How many digits of a claim's id are shown to people; any beginning that is of one
claim only will do.
"""

Row = Mapping[str, Any]


def write(
    form: str,
    made: Row | Sequence[Row],
    lines: str | Iterable[RenderableType],
    rows: Iterable[Row] | None = None,
    columns: Sequence[str] = (),
) -> None:
    """Write what a command has made to stdout in the form asked for.

    JSON has all of it, CSV the `rows` (None: what was made) under `columns` ((): all of
    the first row), and people have `lines`, of which a text is one that stands out. An
    empty answer has its columns and no rows.
    """
    if form == "json":
        sys.stdout.write(json_text(made))
    elif form == "csv":
        if rows is None:
            rows = [made] if isinstance(made, Mapping) else made
        listed = list(rows)
        if not columns and listed:
            columns = tuple(listed[0])
        sys.stdout.write(csv_of(listed, columns))
    else:
        print_paged([plain(lines, "bold")] if isinstance(lines, str) else lines)


def json_text(made: Any) -> str:
    """What was made as indented JSON that ends with a line."""
    return json.dumps(made, ensure_ascii=False, indent=2) + "\n"


def csv_of(rows: Iterable[Row], columns: Sequence[str]) -> str:
    """Rows as CSV under some of their columns."""
    return csv_text(columns, ([row[column] for column in columns] for row in rows))


def print_paged(parts: Iterable[RenderableType]) -> None:
    """Write to stdout; in a terminal what is longer than its screen through the pager
    ($PAGER, else less).
    """
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

    os.environ.setdefault(
        "LESS", "-FRX"
    )  # colours as they are, and the answer stays on the screen
    pydoc.pager(text)


def console() -> Console:
    """The terminal; a pipe is as wide as COLUMNS says, else as the terminal behind it,
    else 120 characters.
    """
    from rich.console import Console

    width = None
    if not sys.stdout.isatty() and "COLUMNS" not in os.environ:
        width = _PIPED_WIDTH
        with contextlib.suppress(OSError, ValueError):
            width = os.get_terminal_size(sys.stderr.fileno()).columns
    return Console(width=width, highlight=False, emoji=False)


def table(*columns: str, rows: Iterable[Iterable[Any]] = (), title: str = "") -> Table:
    """A table of Kizuna's look, with texts printed as they stand; a column named with a
    leading "#" is set to the right, one with a leading "." stays on one line.
    """
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
    for row in rows:
        made.add_row(*(plain(cell) if isinstance(cell, str) else cell for cell in row))
    return made


def plain(text: object, style: str = "") -> RenderableType:
    """Text that is printed as it stands, square brackets too."""
    from rich.text import Text

    return Text(escape_and_isolate(str(text)), style=style)


def ids(claims: Sequence[str], most: int = 2) -> str:
    """The first ids in short, and how many more there are."""
    shown = " ".join(claim[:SHORT] for claim in claims[:most])
    more = len(claims) - most
    return f"{shown} +{more}" if more > 0 else shown


@contextlib.contextmanager
def progress_line(unit: str, size: float = 1) -> Iterator[Callable[[int, int], None]]:
    """Lines on stderr: how much is done, at what rate, and how long the rest will take.

    What the block is given shows it, once a second at most; less often where stderr is
    no terminal.
    """
    is_screen = sys.stderr.isatty()
    began = told = time.monotonic()
    first: int | None = None
    shown = ""

    def tell(done: int, whole: int) -> None:
        nonlocal told, first, shown
        now, first = time.monotonic(), done if first is None else first
        if now - told < (1 if is_screen else 10):
            return
        told, rate = now, max(done - first, 0) / max(now - began, 0.001)
        left = f"{timedelta(seconds=int((whole - done) / rate))} left" if rate else "…"
        part = f"{done / size:,.0f} of {whole / size:,.0f} {unit}"
        shown = f"{part}, {rate / size:,.1f} {unit}/s, {left}"
        sys.stderr.write(f"\r{shown:<70}" if is_screen else f"{shown}\n")
        sys.stderr.flush()

    try:
        yield tell
    finally:
        sys.stderr.write("\n" if shown and is_screen else "")


def form_of(out: Path | None, forms: Iterable[str]) -> str:
    """The form that a file's name says by its ending; "" without a file. Raises
    BadQuestion for another ending.
    """
    ending = out.suffix.lower().removeprefix(".") if out else ""
    form = {"htm": "html"}.get(ending, ending)
    if ending and form not in forms:
        raise BadQuestion(
            f"{str(out)!r}: end it in .{', .'.join(forms)}, or give --format"
        )
    return form


def keep(path: Path, content: bytes, *, opens: bool, messages: Messages) -> str:
    """Write an answer to a file, open it with the program for such files if asked, and
    give what is to be told.

    Raises CannotWrite.
    """
    write_whole(path, content)
    said = [messages.text("cli-written", path=str(path))]
    if opens and click.launch(str(path)):
        said.append(messages.text("cli-not-opened"))
    return " ".join(said)


_AS_OF = (
    "The day asked about, such as 1987-04-01 or '1 April 1987'; a month or year means"
    " its last day."
    " Default: today."
)
_KNOWN_AT = "Use only what had been recorded by the end of this day, or by this time."
_OF = "Only ties of this place, area, body or country."
_BETWEEN = "Only ties between two places, areas or countries."
_KIND = "Only ties of this type, narrower ones too."


@dataclass(frozen=True, slots=True)
class Ask:
    """The shared options of one question, as `given`; `location` is the database of
    --db, None without, `language` one of LANGUAGES.
    """

    given: Mapping[str, Any]
    times: Times
    location: str | None
    language: str

    @property
    def format(self) -> str:
        """How the answer is written: "table", "json" or "csv"."""
        return str(self.given["format"])

    @property
    def user(self) -> str:
        """The name of the account that acts."""
        from kizuna.workflows.acting import acting_user

        return acting_user()

    @property
    def scope(self) -> ScopeQuestion:
        """The ties that the options mean."""
        from kizuna.workflows.ask import ScopeQuestion

        (of, between, kind), times = (
            (self.given[name] for name in SCOPE[:3]),
            self.times,
        )
        return ScopeQuestion(times.day.number, times.known_at, of, between or (), kind)


_place = Word("place")
SHARED = {
    "as_of": click.Option(["--as-of"], metavar="DATE", help=_AS_OF),
    "known_at": click.Option(["--known-at"], metavar="DATE", help=_KNOWN_AT),
    "format": click.Option(
        ["--format"],
        type=click.Choice(["table", "json", "csv"]),
        default="table",
        show_default=True,
        help="Table for people, JSON or CSV for programs.",
    ),
    "of": click.Option(["--of"], metavar="NAME", help=_OF, type=_place, default=""),
    "between": click.Option(
        ["--between"], metavar="A B", help=_BETWEEN, type=_place, nargs=2
    ),
    "kind": click.Option(["--kind"], metavar="TYPE", help=_KIND, default=""),
}
"""The options that commands share."""
SCOPE = ("of", "between", "kind", "as_of", "known_at")
"""The shared options of a question about many ties."""


def asking(*shared: str, unless: str = "") -> Callable[[Callable[..., None]], Command]:
    """A command written as `command` reads it, whose first parameter is an Ask, with
    shared options.

    The register is opened, and made on first use, before the command runs; not with the
    flag named by `unless`. What has the option --known-at is answered from one moment;
    others write, or wait for somebody.
    """

    def decorated(function: Callable[..., None]) -> Command:
        made = command(function)
        made.callback = click.pass_context(partial(_run, function, shared, unless))
        made.params += [SHARED[name] for name in shared]
        return made

    return decorated


def _run(
    function: Callable[..., None],
    shared: Sequence[str],
    unless: str,
    ctx: CommandContext,
    **given: Any,
) -> None:
    asked = {name: given.pop(name) for name in shared}
    times = Times.of(asked.get("as_of"), asked.get("known_at"))
    messages = Messages(ctx.language)
    if times.day.taken_of:  # a month or a year
        say(messages.text("cli-last-day", given=times.day.taken_of, day=times.day.text))
    ask = Ask(asked, times, ctx.find_root().obj, ctx.language)
    if unless and given[unless]:
        function(ask, **given)
        return
    open_for_asking(ctx)
    from kizuna.store.sql import one_snapshot
    from kizuna.workflows.ask import is_empty

    with one_snapshot() if "known_at" in shared else nullcontext():
        function(ask, **given)
    if times.known_text is not None and is_empty(times.known_at):
        say(messages.text("cli-empty-then", time=times.known_text))


def say(message: object) -> None:
    """Say something beside the answer, on stderr."""
    print(f"kizuna: {message}", file=sys.stderr)


def open_for_asking(ctx: click.Context) -> None:
    """Open the database named by the global option --db, showing progress where it
    takes long.
    """
    from kizuna.workflows.open_register import open_register

    open_register(ctx.find_root().obj, waiting=waiting)


def waiting(message: str) -> AbstractContextManager[object]:
    """A spinner with a message on stderr while a block runs; nothing where stderr is no
    terminal.
    """
    if not sys.stderr.isatty():
        return nullcontext()
    from rich.console import Console

    return Console(stderr=True).status(f"{message} …")
