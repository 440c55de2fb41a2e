"""kizuna report, export and release: the information note on the ties between two
sides, ties in the formats of other tools, and a frozen release of the public register.
"""

import shutil
import sys
from pathlib import Path
from typing import Annotated, Literal, get_args

import click

from kizuna.cli.asking import (
    OPEN,
    SCOPE,
    Ask,
    asking,
    console,
    form_of,
    keep,
    plain,
    print_paged,
    table,
    waiting,
)
from kizuna.cli.command import Word
from kizuna.cli.questions import terminal_parts
from kizuna.languages import Messages
from kizuna.publish.document import Letterhead
from kizuna.publish.export import FORMATS
from kizuna.publish.report.compose.chapters import preview
from kizuna.sources.reading import write_whole
from kizuna.workflows.ask import ScopeQuestion
from kizuna.workflows.release import EDITORS
from kizuna.workflows.release import export as export_to
from kizuna.workflows.release import release as make
from kizuna.workflows.report import brief, render

NoteFormat = Literal["html", "pdf", "docx", "md", "json"]
_WRITTEN = "Where to write the note; - for stdout (JSON's default)."
_OUT = click.Option(
    ["--out", "-o"], type=click.Path(path_type=Path), metavar="FILE", help=_WRITTEN
)
_Side = Annotated[str, Word("place")]


@asking("as_of", "known_at")
def report(
    ask: Ask,
    a: _Side,
    b: _Side,
    format: NoteFormat | None = None,
    out: Annotated[Path | None, _OUT] = None,
    number: str = "",
    author: str = "",
    to: tuple[str, ...] = (),
    access: str = "",
    open: Annotated[bool, OPEN] = False,
) -> None:
    """Write the information note on the ties between two areas, countries or
    governments.

    A: An area, country or government.
    B: The other one.
    --format: The note's format; without it that of FILE's name, else html.
    --number TEXT: The number in its head.
    --author TEXT: The author in its head.
    --to TEXT: An addressee; may be repeated.
    --access LEVEL: Its access level.
    """
    form = format or form_of(out, get_args(NoteFormat)) or "html"
    day, known_at = ask.times.day, ask.times.known_at
    with waiting("Writing the note"):
        found = brief(ScopeQuestion(day.number, known_at, between=(a, b)))
        head = Letterhead(number, author, to, access)
        content = render(found, form, ask.language, head, known_at)
    named = f"kizuna-{found.a.slug}-{found.b.slug}-{day.text}.{form}"
    path = out or Path("-" if form == "json" else named)
    if str(path) == "-":
        sys.stdout.buffer.write(
            content.rstrip(b"\n") + b"\n" if form != "pdf" else content
        )
        return
    messages = Messages(ask.language)
    kept = keep(
        path, content, opens=open, messages=messages
    )  # before a pager may be closed
    print_paged(terminal_parts(preview(found, messages), messages))
    print(kept)


@asking("as_of", "known_at")
def release(ask: Ask, out: Path, author: tuple[str, ...] = ()) -> None:
    """Write a frozen release of the whole public register: all formats, checksums, how
    to cite it.

    --out FOLDER: A folder that is empty, or not there yet.
    --author NAME: Who answers for it; may be repeated.
    """
    day = ask.times.day.number if ask.times.is_day_given else None
    with waiting("Writing the release"):
        names = make(out, day, ask.times.known_at, author or (EDITORS,))
    lines = (
        *(plain(name, "dim") for name in names),
        plain(f"The release is in {out}", "bold"),
    )
    console().print(*lines, sep="\n")


@asking(*SCOPE)
def export(
    ask: Ask,
    format: str = "",
    list_: bool = False,
    out: Path | None = None,
    base: str = "",
) -> None:
    """Write ties and all that hangs on them in a format of other tools; never what is
    not public.

    [FORMAT]: One of those of --list.
    --list: List the formats and end.
    --out FILE: Where to write it; - for stdout.
    --base ADDRESS: What addresses in linked data begin with.
    """
    if list_:
        rows = (
            (held.name, f".{held.suffix}", held.purpose) for held in FORMATS.values()
        )
        console().print(table(".Format", ".File", "For what", rows=rows))
        return
    with waiting(f"Writing {format}"):
        made = export_to(format, ask.scope, base)
    path = out or Path(made.name)
    if str(path) == "-":
        shutil.copyfileobj(made.file, sys.stdout.buffer)
    else:
        write_whole(path, made.file)
    for note in made.notes:
        print(note, file=sys.stderr)
    if str(path) != "-":
        console().print(plain(f"The export is in {path}", "bold"))
