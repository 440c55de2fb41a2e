"""kizuna network: how the ties hang together, measured; by country, by year, or of a published edge list."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kizuna.cli.asking import SCOPE, Ask, asking, waiting
from kizuna.cli.output import write
from kizuna.cli.plotting import PlotFile, picture, plot_to

if TYPE_CHECKING:
    from kizuna.cli.networking import Shown

_YEARS = re.compile(r"([0-9]{1,4})?\.\.([0-9]{1,4})?")


class By(StrEnum):
    """What the nodes are, where they are not the parties themselves."""

    COUNTRY = "country"


@asking(*SCOPE, "format")
def network(
    ask: Ask,
    possible: Annotated[
        bool, typer.Option("--possible", help="Details of the ties that only may have stood, too.")
    ] = False,
    betweenness: Annotated[
        bool, typer.Option("--betweenness", help="Also exact betweenness, which takes longer.")
    ] = False,
    by: Annotated[By | None, typer.Option(help="The network of countries instead.")] = None,
    years: Annotated[
        str,
        typer.Option(metavar="Y1..Y2", help="Its growth by year instead; '..' is the whole span."),
    ] = "",
    edges: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="Measure an edge list instead: CSV, text, a workbook, GEXF, GraphML.",
        ),
    ] = None,
    columns: Annotated[
        tuple[str, str] | None,
        typer.Option(metavar="A B", help="The two columns of --edges that name the nodes."),
    ] = None,
    top: Annotated[
        int, typer.Option(metavar="N", min=0, help="How many of the first to list; 0 for none.")
    ] = 10,
    plot: PlotFile = None,
) -> None:
    """Measure the network of ties: degrees, components, clustering, distances, cores, communities."""
    options = _Options(possible, betweenness, by is not None, years, top, columns or ())
    if columns and not edges:
        raise typer.BadParameter("they are of --edges", param_hint="--columns")
    if edges and plot:
        raise typer.BadParameter("it is of the register, and not of --edges", param_hint="--plot")
    with waiting("measuring the network"):
        shown = _of_file(ask, edges, options) if edges else _of_scope(ask, options)
    write(ask.format, as_json=shown.json, as_rows=shown.rows, as_table=shown.table)
    what = "matrix" if options.countries else "years" if years else "network"
    plot_to(plot, lambda: picture(ask, what))


@dataclass(frozen=True, slots=True)
class _Options:
    """The command's own options; what does not go together is refused."""

    possible: bool
    betweenness: bool
    countries: bool
    years: str
    top: int
    columns: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if (self.countries or self.years) and self.betweenness:
            raise typer.BadParameter("it is of parties", param_hint="--betweenness")
        if self.countries and self.years:
            raise typer.BadParameter("--by and --years are two answers", param_hint="--years")


def _of_scope(ask: Ask, options: _Options) -> Shown:
    from kizuna.cli.network_countries import ByCountry
    from kizuna.cli.network_years import ByYear
    from kizuna.cli.networking import OfScope
    from kizuna.workflows import network as measuring
    from kizuna.workflows.scoping import ScopeQuestion

    scope = ScopeQuestion(ask.day.number, ask.known_at, ask.of, ask.between, ask.kind)
    if options.countries:
        return ByCountry(ask, measuring.measure_countries(scope), options.top)
    if options.years:
        series = measuring.measure_years(scope, *_first_and_last(options.years))
        return ByYear(ask, series)
    answer = measuring.measure_network(scope, betweenness=options.betweenness)
    return OfScope(ask, answer, options.top, options.possible)


def _of_file(ask: Ask, path: Path, options: _Options) -> Shown:
    from kizuna.cli.networking import OfFile
    from kizuna.errors import BadQuestion
    from kizuna.workflows.network import measure_file

    asked = {
        "--of": ask.of,
        "--between": ask.between,
        "--kind": ask.kind,
        "--as-of": ask.day_given,
        "--known-at": ask.known_at,
        "--possible": options.possible,
        "--by": options.countries,
        "--years": options.years,
    }
    if given := [option for option, value in asked.items() if value]:
        raise BadQuestion(f"{str(path)!r} knows of names alone: ask without {', '.join(given)}")
    answer = measure_file(path, options.columns, betweenness=options.betweenness)
    return OfFile(answer, options.top)


def _first_and_last(text: str) -> tuple[int | None, int | None]:
    from kizuna.errors import BadQuestion

    found = _YEARS.fullmatch(text.strip())
    if not found:
        raise BadQuestion(f"{text!r} is no span of years: write 1972..1987, 1972.., ..1987 or '..'")
    first, last = (int(year) if year else None for year in found.groups())
    if 0 in (first, last):
        raise BadQuestion(f"{text!r}: years begin with 1")
    return first, last
