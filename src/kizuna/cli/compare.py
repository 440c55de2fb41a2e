"""kizuna compare: ties side by side, places side by side, or a place among its peers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from kizuna.cli.asking import Ask, asking
from kizuna.cli.output import write
from kizuna.cli.plotting import PlotFile, picture, plot_to
from kizuna.errors import BadQuestion

if TYPE_CHECKING:
    from kizuna.workflows.comparing.reading import Reading


@asking("kind", "as_of", "known_at", "format")
def compare(
    ask: Ask,
    ties: Annotated[
        list[str] | None, typer.Argument(metavar="[TIE...]", help="Two or more ties.")
    ] = None,
    place: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME", help="A place, area or country instead; give it twice or more."
        ),
    ] = None,
    peers: Annotated[
        bool, typer.Option("--peers", help="The place among its N nearest peers (20) instead.")
    ] = False,
    among: Annotated[
        str, typer.Option(metavar="NAME", help="Only peers in this area or country.")
    ] = "",
    plot: PlotFile = None,
) -> None:
    """Lay ties or places side by side: what each has, what the others lack, and what surrounds them."""
    from kizuna.workflows.comparing.reading import Reading

    reading = Reading(ask.day.number, ask.known_at, ask.kind)
    named, places = ties or [], place or []
    if plot and (places or peers):
        raise BadQuestion(f"{str(plot)!r}: the picture is of the fields of ties; name ties")
    if peers:
        _peers(ask, reading, named, places, among)
    elif among:
        raise BadQuestion(f"--among {among!r} chooses peers: ask for --peers with it")
    elif named and places:
        raise BadQuestion(
            f"{named[0]!r} and --place {places[0]!r}: compare ties, or compare places"
        )
    elif named and ask.kind:
        raise BadQuestion(f"--kind {ask.kind!r} chooses among the ties of places: ask for --place")
    else:
        _side_by_side(ask, reading, named, places)
        plot_to(plot, lambda: picture(ask, "fields", named))


def _side_by_side(ask: Ask, reading: Reading, ties: list[str], places: list[str]) -> None:
    from kizuna.cli import comparing
    from kizuna.workflows.compare import compare_places, compare_ties

    answer = compare_places(places, reading) if places else compare_ties(ties, reading)
    write(
        ask.format,
        as_json=lambda: {**ask.clocks(), **comparing.as_json(answer)},
        as_rows=lambda: comparing.as_rows(answer),
        as_table=lambda: comparing.as_table(answer),
    )


def _peers(ask: Ask, reading: Reading, given: list[str], places: list[str], among: str) -> None:
    from kizuna.cli import ranking
    from kizuna.workflows.compare import MOST, compare_with_peers

    if len(places) != 1:
        raise BadQuestion(f"--peers takes one --place, and {len(places)} are named: {places}")
    if len(given) > 1 or not all(text.isdecimal() for text in given):
        raise BadQuestion(f"{' '.join(given)!r} is no number of peers: write --peers 20")
    most = int(given[0]) if given else MOST
    answer = compare_with_peers(places[0], reading, most, among)
    write(
        ask.format,
        as_json=lambda: {**ask.clocks(), **ranking.as_json(answer)},
        as_rows=lambda: ranking.as_rows(answer),
        as_table=lambda: ranking.as_table(answer),
    )
