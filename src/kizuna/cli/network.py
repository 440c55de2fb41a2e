"""kizuna network: how the ties hang together, measured; by country, by year, or of a published edge list."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kizuna.cli.asking import SCOPE, Ask, asking, waiting
from kizuna.cli.networking import bounds, question
from kizuna.cli.output import Rows, counted, ids, plain, table, write
from kizuna.cli.plotting import PlotFile, picture, plot_to

if TYPE_CHECKING:
    from rich.console import RenderableType

    from kizuna.analysis.figures import Figure
    from kizuna.analysis.network.countries import CountryNetwork
    from kizuna.analysis.network.series import Series, Snapshot
    from kizuna.cli.networking import Shown


class ByYear:
    """The yearly series; None where no tie is dated."""

    def __init__(self, ask: Ask, series: Series | None) -> None:
        self._ask, self._series = ask, series

    def json(self) -> Any:
        series = self._series
        years = [] if series is None else list(self._years(series))
        ties = () if series is None else series.ties
        return {
            **question(self._ask),
            "years": [
                {"year": year, "end": end, "certain": _snapshot(c), "possible": _snapshot(p)}
                for year, end, c, p in years
            ],
            "ties": [
                {"id": t.tie.id, "in_force": t.span.text, "claims": list(t.listed)}
                for t in ties
                if t.span
            ],
        }

    def rows(self) -> Rows:
        keys = ("nodes", "edges", "components", "giant", "mean_degree", "transitivity")
        keys = (*keys, "average_clustering")
        head = (
            "year",
            "end",
            *(f"{key}_{bound}" for bound in ("certain", "possible") for key in keys),
        )
        if self._series is None:
            return head, ()
        return head, (
            (year, end, *_snapshot(certain).values(), *_snapshot(possible).values())
            for year, end, certain, possible in self._years(self._series)
        )

    def table(self) -> Iterator[RenderableType]:
        if self._series is None:
            yield plain("no tie is dated: ask for years, such as --years 1950..2000", "yellow")
            return
        heads = ("#Nodes", "#Edges", "#Components", "#Largest", "#Mean degree", "#Transitivity")
        made = table(".Year", *heads, title="At each year's end: certain | possible")
        for year, _, certain, possible in self._years(self._series):
            sides = [list(_snapshot(one).values())[: len(heads)] for one in (certain, possible)]
            made.add_row(str(year), *(_both(a, b) for a, b in zip(*sides, strict=True)))
        yield made
        claims = {claim for tie in self._series.ties for claim in tie.listed}
        yield plain(f"rests on {len(claims)} claims of {len(self._series.ties)} ties", "dim")

    def _years(self, series: Series) -> Iterator[tuple[int, str, Snapshot, Snapshot]]:
        for end, certain, possible in zip(
            series.ends, series.certain, series.possible, strict=True
        ):
            day = date.fromordinal(end)
            yield day.year, day.isoformat(), certain, possible


def _snapshot(one: Snapshot) -> dict[str, float | None]:
    clustering = one.clustering
    return {
        "nodes": one.nodes,
        "edges": one.edges,
        "components": one.components,
        "giant": one.giant,
        "mean_degree": one.mean_degree,
        "transitivity": clustering.transitivity if clustering else None,
        "average_clustering": clustering.average if clustering else None,
    }


def _both(certain: float | None, possible: float | None) -> str:
    a, b = (_short(value) for value in (certain, possible))
    return a if a == b else f"{a} | {b}"


def _short(value: float | None) -> str:
    if value is None:
        return "–"
    return str(value) if isinstance(value, int) else f"{value:.3f}"


class ByCountry:
    """The network of countries."""

    def __init__(self, ask: Ask, network: CountryNetwork, top: int) -> None:
        self._ask, self._network, self._top = ask, network, top

    def json(self) -> Any:
        return {
            **question(self._ask),
            "pairs": [
                {"countries": [pair.a, pair.b], "ties": pair.ties.as_json()}
                for pair in self._network.pairs
            ],
            "countries": [
                {
                    "country": country.code,
                    "strength": bounds(country.strength),
                    "partners": bounds(country.partners),
                    "domestic": bounds(country.domestic),
                }
                for country in self._network.countries
            ],
            "unknown": self._network.unknown.as_json(),
        }

    def rows(self) -> Rows:
        pairs = self._network.pairs
        head = ("country_a", "country_b", "certain", "possible", "claims")
        return head, ((p.a, p.b, p.ties.certain, p.ties.possible, p.ties.claims) for p in pairs)

    def table(self) -> Iterator[RenderableType]:
        from kizuna.languages import Messages

        name = Messages("en").country
        countries = self._network.countries
        across = [pair for pair in self._network.pairs if not pair.is_domestic]
        if self._top and countries:
            made = table(
                "Country", "#Ties abroad", "#Partner countries", "#Ties at home", ".Claims"
            )
            for country in countries[: self._top]:
                figures = (country.strength, country.partners, country.domestic)
                claims = plain(ids(country.strength.claims or country.domestic.claims, 1), "dim")
                made.add_row(name(country.code), *map(_counted, figures), claims)
            yield made
            yield plain("")
        if self._top and across:
            made = table("Between", "#Ties", ".Claims")
            for pair in across[: self._top]:
                named = f"{name(pair.a)} – {name(pair.b)}"
                made.add_row(named, _counted(pair.ties), plain(ids(pair.ties.claims, 1), "dim"))
            yield made
            yield plain("")
        yield plain(f"{len(countries)} countries, {len(across)} pairs of them tied", "bold")
        if self._network.unknown.possible:
            unknown = _counted(self._network.unknown)
            yield plain(f"{unknown} ties of which fewer than two parties have a country", "dim")


def _counted(figure: Figure) -> str:
    return counted(figure.certain, figure.possible)


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
