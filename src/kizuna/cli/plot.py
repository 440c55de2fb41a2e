"""kizuna plot: pictures of the ties of a scope, of one tie, or of several side by side."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from kizuna.cli.asking import SCOPE, Ask, asking, completion
from kizuna.cli.plotting import checked_suffix, picture, plot_to


class Picture(StrEnum):
    """The pictures that can be drawn."""

    YEARS = "years"
    MAP = "map"
    NETWORK = "network"
    MATRIX = "matrix"
    TIMELINE = "timeline"
    VOLUME = "volume"
    FIELDS = "fields"


@asking(*SCOPE)
def plot(
    ask: Ask,
    what: Annotated[Picture, typer.Argument(help="What to draw.")],
    names: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="TIE",
            help="The ties, or for volume two sides: A B.",
            autocompletion=completion("tie place"),
        ),
    ] = None,
    out: Annotated[
        Path | None, typer.Option(metavar="FILE", help="A file ending in .svg or .png.")
    ] = None,
) -> None:
    """Draw a picture: years, map, network or matrix of ties; timeline, volume or fields of ties named."""
    path = out or Path(f"kizuna-{what}.svg")
    checked_suffix(path)
    plot_to(path, lambda: picture(ask, str(what), names or (), ask.language))
