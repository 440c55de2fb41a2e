"""kizuna report: the information note on the ties between two sides."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Any, Literal, get_args

import typer

from kizuna.cli.asking import Ask, asking, completion, waiting
from kizuna.cli.output import Open, form_of, keep, print_paged
from kizuna.cli.terminal import terminal_parts
from kizuna.languages import Messages
from kizuna.publish.document import Letterhead
from kizuna.publish.report.compose.chapters import preview
from kizuna.workflows.report import brief, render
from kizuna.workflows.scoping import ScopeQuestion

NoteFormat = Literal["html", "pdf", "docx", "md", "json"]

Out = Annotated[
    Path | None,
    typer.Option(
        "--out",
        "-o",
        metavar="FILE",
        help="Where to write the note; - for stdout (JSON's default).",
    ),
]


def _side(metavar: str, help_text: str) -> Any:
    return typer.Argument(metavar=metavar, help=help_text, autocompletion=completion("place"))


@asking("as_of", "known_at")
def report(
    ask: Ask,
    a: Annotated[str, _side("A", "An area, country or government.")],
    b: Annotated[str, _side("B", "The other one.")],
    format: NoteFormat | None = None,
    out: Out = None,
    number: str = "",
    author: str = "",
    to: list[str] | None = None,
    access: str = "",
    open: Open = False,
) -> None:
    """Write the information note on the ties between two areas, countries or governments.

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
        head = Letterhead(number, author, tuple(to or ()), access)
        content = render(found, form, ask.language, head, known_at)
    named = f"kizuna-{found.a.slug}-{found.b.slug}-{day.text}.{form}"
    path = out or Path("-" if form == "json" else named)
    if str(path) == "-":
        sys.stdout.buffer.write(content.rstrip(b"\n") + b"\n" if form != "pdf" else content)
        return
    messages = Messages(ask.language)
    kept = keep(path, content, opens=open, messages=messages)  # before a pager may be closed
    print_paged(terminal_parts(preview(found, messages), messages))
    print(kept)
