"""kizuna report: the information note on the ties between two sides."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kizuna.cli.asking import Ask, asking, completion, waiting
from kizuna.cli.output import Open, form_of, keep, plain, print_paged, table

if TYPE_CHECKING:
    from rich.console import RenderableType

    from kizuna.claims.kinds import Entity
    from kizuna.publish.report.brief import Brief
    from kizuna.publish.wording import Wording
    from kizuna.register.dating import Part

_SHOWN = 12
_FIGURES = {
    "municipalities": "municipalities with ties",
    "prefectures": "prefectures with ties",
    "level-not-known": "governments with ties, level not known",
    "ties": "ties of governments",
    "sub-ties": "ties of organisations",
    "pending": "agreed or negotiated, not entered into",
}


class NoteFormat(StrEnum):
    """The formats of a note."""

    HTML = "html"
    PDF = "pdf"
    DOCX = "docx"
    MD = "md"
    JSON = "json"


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
    completes = completion("place")
    return typer.Argument(metavar=metavar, help=help_text, autocompletion=completes)


@asking("as_of", "known_at")
def report(
    ask: Ask,
    a: Annotated[str, _side("A", "An area, country or government.")],
    b: Annotated[str, _side("B", "The other one.")],
    format: Annotated[
        NoteFormat | None,
        typer.Option(help="The note's format; without it that of FILE's name, else html."),
    ] = None,
    out: Out = None,
    number: Annotated[str, typer.Option(metavar="TEXT", help="The number in its head.")] = "",
    author: Annotated[str, typer.Option(metavar="TEXT", help="The author in its head.")] = "",
    to: Annotated[
        list[str] | None, typer.Option(metavar="TEXT", help="An addressee; may be repeated.")
    ] = None,
    access: Annotated[str, typer.Option(metavar="LEVEL", help="Its access level.")] = "",
    open: Open = False,
) -> None:
    """Write the information note on the ties between two areas, countries or governments."""
    from kizuna.publish.document import Letterhead
    from kizuna.workflows.report import Rendering, ReportQuestion, brief, render

    form = str(format or form_of(out, list(NoteFormat)) or NoteFormat.HTML)
    with waiting("Writing the note"):
        found = brief(ReportQuestion(a, b, ask.times.day.number, ask.times.known_at))
        head = Letterhead(number, author, tuple(to or ()), access)
        content = render(found, Rendering(form, ask.language, head), ask.times.known_at)
    path = out or _path(ask, found, form)
    if str(path) == "-":
        sys.stdout.buffer.write(content.rstrip(b"\n") + b"\n" if form != "pdf" else content)
        return
    from kizuna.languages import Messages

    print_paged(_summary(ask, found))
    print(keep(path, content, opens=open, messages=Messages(ask.language)))


def _path(ask: Ask, found: Brief, ending: str) -> Path:
    """JSON goes to stdout, the other formats to a file named after the question."""
    if ending == "json":
        return Path("-")
    return Path(f"kizuna-{found.a.slug}-{found.b.slug}-{ask.times.day.text}.{ending}")


def _summary(ask: Ask, found: Brief) -> Iterator[RenderableType]:
    from kizuna.publish.wording import Wording

    labels = Wording.english(found.register, found.day)
    title = f"{labels.label(found.a.ref)} and {labels.label(found.b.ref)} on {ask.times.day.text}"
    yield plain(title, "bold")
    yield _figures(found, labels)
    if found.ties:
        yield _ties(found, labels)
    more = len(found.ties) - _SHOWN
    if more > 0:
        yield plain(f"and {more} more ties in the note", "dim")


def _figures(found: Brief, labels: Wording) -> RenderableType:
    made = table("Figure", "Counted", "As stated by a source")
    for key, figure in found.figures.items():
        stated = "; ".join(one.text for one in labels.stated(figure))
        made.add_row(_FIGURES[key], labels.figure(figure).text, plain(stated))
    return made


def _ties(found: Brief, labels: Wording) -> RenderableType:
    from kizuna.analysis.figures import count_of

    made = table("Tie", ".Since", "#Fields", "#Programmes", "#Events", "#Agreements")
    for tie in found.ties[:_SHOWN]:
        standing = tie.on_day
        date = standing.established.value.date if standing.established else None
        counts: tuple[Sequence[Part[Entity]], ...] = (tie.programmes, tie.events, tie.agreements)
        made.add_row(
            plain(labels.label(tie.id)),
            str(date or "?"),
            *(
                labels.figure(n).text if n.possible else ""
                for n in (tie.breadth.fields, *map(count_of, counts))
            ),
        )
    return made
