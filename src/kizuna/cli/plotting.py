"""kizuna plot, and writing any picture: the file that --plot or --out names, its suffix, and the language."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Literal

import typer

from kizuna.cli.asking import SCOPE, Ask, asking, completion, say, waiting
from kizuna.cli.output import write_whole
from kizuna.errors import BadQuestion
from kizuna.publish.document import Drawing


def checked(path: Path | None) -> Path | None:
    """The file, if any, whose suffix settles the format: .svg or .png. Raises BadQuestion for another."""
    if path and path.suffix.lower() not in (".svg", ".png"):
        raise BadQuestion(f"{str(path)!r} is no picture's name: end it in .svg or .png")
    return path


_PLOT = "Also draw it: a file ending in .svg or .png."
PlotFile = Annotated[
    Path | None, typer.Option("--plot", metavar="FILE", help=_PLOT, callback=checked)
]
"""The option of a command whose answer can be drawn; its value goes to `plot_to`."""


def plot_to(path: Path | None, draw: Callable[[], Drawing]) -> None:
    """Write the picture to the file, where one is named, and say so on stderr.

    Raises CannotWrite; a file is whole or not there.
    """
    if path is None:
        return
    from kizuna.workflows.draw_pictures import content_of

    with waiting("Drawing"):
        content = content_of(draw(), path.suffix.lower())
    write_whole(path, content)
    say(f"the picture is in {path}")


Picture = Literal["years", "map", "network", "matrix", "timeline", "volume", "fields"]
_NAMES = "The ties, or for volume two sides: A B."


@asking(*SCOPE)
def plot(
    ask: Ask,
    what: Annotated[Picture, typer.Argument(help="What to draw.")],
    names: Annotated[
        list[str] | None,
        typer.Argument(metavar="TIE", help=_NAMES, autocompletion=completion("tie place")),
    ] = None,
    out: Path | None = None,
) -> None:
    """Draw a picture: years, map, network or matrix of ties; timeline, volume or fields of ties named.

    --out FILE: A file ending in .svg or .png.
    """
    from kizuna.workflows.draw_pictures import PictureQuestion, draw

    question = PictureQuestion(what, ask.scope, tuple(names or ()), ask.language)
    plot_to(checked(out) or Path(f"kizuna-{what}.svg"), lambda: draw(question))
