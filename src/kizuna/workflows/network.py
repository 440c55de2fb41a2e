"""Measuring the network of ties: of its parties, of countries, or year by year; or of an edge list in a file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from kizuna.analysis.network.countries import country_network
from kizuna.analysis.network.panel import HOW, Network, Panel, network_of
from kizuna.analysis.network.series import NetworkSeries, Snapshot, first_year, series_of
from kizuna.analysis.scope import Scope
from kizuna.errors import BadQuestion
from kizuna.publish.document import (
    Block,
    Document,
    KeyFigure,
    KeyFigures,
    Paragraph,
    Sentence,
    Table,
    Tone,
)
from kizuna.publish.records import Column, Records
from kizuna.publish.wording import Wording, capital
from kizuna.register.register import Register
from kizuna.store.cache import cached
from kizuna.values import Edtf, day_text
from kizuna.workflows.clocks import Times
from kizuna.workflows.measure_edges import (
    FileAnswer,
    details_of,
    digits_of,
    edges_blocks,
    edges_records,
    leading,
    measure_file,
    measures_table,
    of_node,
    spreads,
    value_of,
)
from kizuna.workflows.network_of_countries import (
    PAIRS,
    CountriesAnswer,
    bounds_of,
    country_blocks,
    country_name,
    country_records,
)
from kizuna.workflows.question import Param
from kizuna.workflows.scoping import Between, Kind, Of, ScopeQuestion, scope

if TYPE_CHECKING:
    from kizuna.publish.charts.plot import Plot

_MOST_YEARS = 2000
_YEARS = re.compile(r"([0-9]{1,4})?\.\.([0-9]{1,4})?")
_DIGITS = 6


@dataclass(frozen=True, slots=True)
class NetworkQuestion:
    """Measure the network of ties: degrees, components, clustering, distances, cores, communities.

    `of` and `between` are names or ids, `kind` the id of a concept; "" and () ask for any. `by` is "parties",
    "countries" for the network of countries, or "years" for its growth; `years` says which years ("1972..1987",
    either end may be left out). With `possible` the details are of what possibly stood, with `betweenness` that is
    computed too; `top` is how many of the first are listed. `edges` is a file whose edges are measured instead,
    and `columns` those two that name its nodes.
    """

    of: Of = ""
    between: Between = ()
    kind: Kind = ""
    by: Annotated[
        str,
        Param(
            "web-network-by",
            "choice",
            choices=("parties", "countries", "years"),
            aliases=(("country", "countries"),),
        ),
    ] = "parties"
    years: Annotated[
        str, Param("web-network-years", "span", names=("from", "to"), example="1972 1987")
    ] = ""
    possible: Annotated[bool, Param("web-network-possible", "flag")] = False
    betweenness: Annotated[bool, Param("web-network-with-betweenness", "flag")] = False
    top: Annotated[int, Param("web-network-top", "number", example="10")] = 10
    edges: Annotated[str, Param("web-network-edges-of", "file", is_local=True)] = ""
    columns: Annotated[
        tuple[str, ...], Param("web-network-columns", names=("A", "B"), is_local=True)
    ] = ()


Question = NetworkQuestion


@dataclass(frozen=True, slots=True)
class NetworkAnswer:
    """The network of the ties asked for, whose nodes are the parties."""

    scope: Scope
    network: Network
    question: NetworkQuestion = NetworkQuestion()

    @property
    def register(self) -> Register:
        """The register that it was made from."""
        return self.scope.register

    @property
    def details(self) -> Panel:
        """What the first parties and the spreads are of: what certainly stood, or what possibly did."""
        return self.network.possible if self.question.possible else self.network.certain


@dataclass(frozen=True, slots=True)
class YearsAnswer:
    """The network at the end of each year; `series` is None where no tie is dated."""

    scope: Scope
    series: NetworkSeries | None
    question: NetworkQuestion

    @property
    def register(self) -> Register:
        """The register that it was made from."""
        return self.scope.register

    def years(self) -> Iterator[tuple[date, Snapshot, Snapshot]]:
        """The last day of each year, with what certainly and what possibly stood on it."""
        if self.series is not None:
            held = (self.series.ends, self.series.certain, self.series.possible)
            for end, certain, possible in zip(*held, strict=True):
                yield date.fromordinal(end), certain, possible


AnyNetwork = NetworkAnswer | CountriesAnswer | YearsAnswer | FileAnswer


def answer(question: NetworkQuestion, times: Times) -> AnyNetwork:
    """The network, of the sort that the question asks for.

    Raises BadQuestion for what does not go together, what scoping raises, and BadFile for a file of edges.
    """
    by = question.by
    if question.years and by == "countries":
        raise BadQuestion("countries and years are two answers: ask for one of them")
    by = "years" if question.years else by
    if question.betweenness and by != "parties":
        raise BadQuestion("--betweenness is of parties: ask for it without --by and --years")
    if question.columns and not question.edges:
        raise BadQuestion("--columns is of --edges: name the file too")
    if question.edges:
        return _of_file(question, times)
    asked = ScopeQuestion(
        times.day.number, times.known_at, question.of, question.between, question.kind
    )
    if by == "countries":
        held = scope(asked)
        return CountriesAnswer(held, country_network(held), question.top, _about(question))
    if by == "years":
        return YearsAnswer(scope(asked), measure_years(asked, *_span(question.years)), question)
    key = ("network", asked, question.betweenness)
    found = cached(
        key,
        lambda: measure_network(asked, betweenness=question.betweenness),
        lambda found: len(found.scope.ties),
    )
    return replace(found, question=question)


def _span(text: str) -> tuple[int | None, int | None]:
    """The first and the last year of a span; None for an open end."""
    found = _YEARS.fullmatch(text.strip()) if text else _YEARS.fullmatch("..")
    if not found:
        raise BadQuestion(f"{text!r} is no span of years: write 1972..1987, 1972.., ..1987 or '..'")
    first, last = (int(year) if year else None for year in found.groups())
    if 0 in (first, last):
        raise BadQuestion(f"{text!r}: years begin with 1")
    return first, last


def _of_file(question: NetworkQuestion, times: Times) -> FileAnswer:
    asked = {
        "--of": question.of,
        "--between": question.between,
        "--kind": question.kind,
        "--as-of": times.is_day_given,
        "--known-at": times.known_at,
        "--possible": question.possible,
        "--by": question.by != "parties",
        "--years": question.years,
    }
    if given := [option for option, value in asked.items() if value]:
        raise BadQuestion(
            f"{question.edges!r} knows of names alone: ask without {', '.join(given)}"
        )
    path = Path(question.edges)
    found = measure_file(path, question.columns, betweenness=question.betweenness)
    return replace(found, top=question.top)


def measure_network(question: ScopeQuestion, *, betweenness: bool = False) -> NetworkAnswer:
    """The panel of the ties asked for, as they stood on the day; raises what scoping raises."""
    held = scope(question)
    network = network_of(held, betweenness=betweenness)
    return NetworkAnswer(held, network)


def measure_years(
    question: ScopeQuestion, first: int | None, last: int | None
) -> NetworkSeries | None:
    """The yearly series of the ties asked for, from a first to a last year.

    None for the first is the year of the earliest dated tie, for the last the year of the day asked about. None
    comes back where no tie is dated and no first year given. Raises BadQuestion for years out of order or after
    the day, and what scoping raises.
    """
    held = scope(question)
    now = date.fromordinal(question.day).year
    start, stop = first_year(held) if first is None else first, now if last is None else last
    if start is None:
        return None
    if stop > now:
        raise BadQuestion(
            f"{stop} lies after {date.fromordinal(question.day)}, the day asked about"
        )
    if start > stop:
        raise BadQuestion(f"the years {start}..{stop} run backwards; write {stop}..{start}")
    if stop - start >= _MOST_YEARS:
        raise BadQuestion(f"{start}..{stop} are more than {_MOST_YEARS} years; ask for fewer")
    return series_of(held, start, stop)


_MEASURES = (
    Column("measure"),
    Column("certain", "number"),
    Column("possible", "number"),
    Column("how"),
)
_RESTING = (Column("claims_certain", "integer"), Column("claims_possible", "integer"))
_COUNTED = ("nodes", "edges", "components", "giant")
_SNAPSHOT = (
    *(Column(name, "integer") for name in _COUNTED),
    *(Column(name, "number") for name in ("mean_degree", "transitivity", "average_clustering")),
)
_SURE = ("certain", "possible")
_YEAR = (
    *(Column("year", "integer"), Column("end", "edtf")),
    *(Column(sure, "object", _SNAPSHOT) for sure in _SURE),
)
_FLAT_YEAR = (
    *_YEAR[:2],
    *(Column(f"{c.name}_{sure}", c.type) for sure in _SURE for c in _SNAPSHOT),
)
COLUMNS = {"measures": _MEASURES, "pairs": PAIRS, "years": _YEAR}


def records(found: AnyNetwork, wording: Wording) -> Records:
    """A measure a row, a pair of countries a row, or a year a row."""
    match found:
        case NetworkAnswer():
            return _party_records(found, wording)
        case CountriesAnswer():
            return country_records(found)
        case YearsAnswer():
            return _year_records(found)
    return edges_records(found)


def _about(question: NetworkQuestion) -> dict[str, Any]:
    asked = {"of": question.of, "between": list(question.between), "kind": question.kind}
    return {name: value or None for name, value in asked.items()}


def _party_records(found: NetworkAnswer, wording: Wording) -> Records:
    network = found.network
    panels = {"certain": network.certain, "possible": network.possible}
    figures = {"ties": found.scope.count, "nodes": network.nodes, "edges": network.edges}
    counts = {key: bounds_of(figure) for key, figure in figures.items()}
    rows: list[dict[str, Any]] = [
        {
            "measure": key,
            **{name: value_of(panel, key) for name, panel in panels.items()},
            "how": HOW[key],
        }
        for key in network.possible.measures
    ]
    is_possible = found.question.possible and not network.is_certain
    about = {
        **_about(found.question),
        "evidence": {name: list(panel.graph.evidence) for name, panel in panels.items()},
        "counts": counts,
        "details": {
            "of": "possible" if is_possible else "certain",
            **details_of(found.details),
            "top": [
                _party(found, node, wording) for node in found.details.leading(found.question.top)
            ],
        },
    }
    rests = {f"claims_{name}": len(panel.graph.evidence) for name, panel in panels.items()}
    counted = [{"measure": key, **bounds, "how": "count"} for key, bounds in counts.items()]
    flat = Records("measures", (*_MEASURES, *_RESTING), [{**r, **rests} for r in (*counted, *rows)])
    return Records("measures", _MEASURES, rows, about, flat)


def _party(found: NetworkAnswer, node: int, wording: Wording) -> dict[str, Any]:
    ref = found.details.graph.names[node]
    country = found.scope.parties[ref].country or None
    named = {"id": ref, "name": wording.label(ref), "country": country}
    return {**named, **of_node(found.details, node)}


def _year_records(found: YearsAnswer) -> Records:
    rows: list[dict[str, Any]] = [
        {
            "year": day.year,
            "end": day.isoformat(),
            "certain": _snapshot(certain),
            "possible": _snapshot(possible),
        }
        for day, certain, possible in found.years()
    ]
    flat = [
        {**row, **{f"{n}_{sure}": v for sure in _SURE for n, v in row[sure].items()}}
        for row in rows
    ]
    ties = [
        {"id": tie.tie.id, "in_force": tie.span.text, "claims": list(tie.listed)}
        for tie in (found.series.ties if found.series else ())
        if tie.span
    ]
    about = {**_about(found.question), "ties": ties}
    return Records("years", _YEAR, rows, about, Records("years", _FLAT_YEAR, flat))


def _snapshot(one: Snapshot) -> dict[str, float | None]:
    return {
        **{name: getattr(one, name) for name in _COUNTED},
        "mean_degree": one.mean_degree,
        "transitivity": one.clustering.transitivity,
        "average_clustering": one.clustering.average,
    }


def document(found: AnyNetwork, wording: Wording) -> Document:
    """The measures and the first parties; the first countries and pairs of them; or a row a year."""
    match found:
        case NetworkAnswer():
            blocks = _party_blocks(found, wording)
        case CountriesAnswer():
            blocks = country_blocks(found, wording)
        case YearsAnswer():
            blocks = _year_blocks(found, wording)
        case _:
            blocks = edges_blocks(found, wording)
    return wording.document("network", *blocks)


def _party_blocks(found: NetworkAnswer, wording: Wording) -> Iterator[Block]:
    text, network = wording.messages.text, found.network
    day = wording.messages.date(Edtf.parse(day_text(found.scope.day)))
    labels = {
        text("web-ties-in-force", day=day): found.scope.count,
        text("web-network-nodes"): network.nodes,
        text("web-network-edges"): network.edges,
    }
    yield KeyFigures(tuple(KeyFigure(wording.figure(f), label) for label, f in labels.items()))
    if not network.possible.graph.size:
        yield Paragraph((Sentence.of(text("web-ties-none"), tone=Tone.ASIDE),))
        return
    panels = {"certain": network.certain, "possible": network.possible}
    if network.is_certain:
        del panels["possible"]
    yield measures_table(panels, wording, _DIGITS)
    rests = []
    for name, panel in panels.items():
        label, evidence = capital(text(f"note-years-{name}")), panel.graph.evidence
        said = text("web-network-claims", label=label, count=len(evidence))
        rests.append(Sentence.of(said, evidence))
    yield Paragraph((*rests, Sentence.of(text("web-network-method"), tone=Tone.ASIDE)))
    if not found.details.graph.size:
        yield Paragraph((Sentence.of(text("web-network-only-possible"), tone=Tone.DOUBTFUL),))
        return
    yield _parties(found, wording)
    yield spreads(found.details, wording)
    if not network.is_certain:
        key = "possible" if found.question.possible else "certain"
        yield Paragraph((Sentence.of(text(f"web-network-details-{key}"), tone=Tone.ASIDE),))


def _parties(found: NetworkAnswer, wording: Wording) -> Table:
    """The first parties, each with the claims of its ties."""
    panel, nodes = found.details, found.details.leading(found.question.top)
    claims: dict[str, dict[str, None]] = {panel.graph.names[node]: {} for node in nodes}
    for tie in found.scope.in_force(possible=found.question.possible):
        for ref in claims.keys() & tie.parties:
            claims[ref].update(dict.fromkeys(tie.listed))

    def cells(ref: str) -> tuple[Sentence, ...]:
        country = country_name(found.scope.parties[ref].country, wording)
        return Sentence((wording.link(ref),), tuple(claims[ref])), Sentence.of(country)

    caption = wording.messages.text("web-network-first")
    return leading(panel, nodes, caption, wording, (("party", "country"), cells))


def _year_blocks(found: YearsAnswer, wording: Wording) -> Iterator[Block]:
    text = wording.messages.text
    if found.series is None:
        yield Paragraph((Sentence.of(text("web-network-undated"), tone=Tone.ASIDE),))
        return
    ties = found.series.ties
    claims = (claim for tie in ties for claim in tie.listed)
    yield Paragraph((Sentence.of(text("web-network-rests", ties=len(ties)), claims),))
    keys = ("nodes", "edges", "components", "giant", "mean_degree", "transitivity")
    rows = []
    for day, *sides in found.years():
        certain, possible = map(_snapshot, sides)
        both = (
            dict.fromkeys(digits_of("", s[key], 4) for s in (certain, possible)) for key in keys
        )
        cells = (a + "".join(f" ({b})" for b in others) for a, *others in both)
        rows.append(tuple(map(Sentence.of, (str(day.year), *cells))))
    heads = (
        text("web-network-year"),
        *(text(f"web-network-year-{key.replace('_', '-')}") for key in keys),
    )
    yield Table(text("choice-years"), heads, tuple(rows[::-1]), frozenset(range(1, len(heads))))
    yield Paragraph((Sentence.of(text("web-network-two-readings"), tone=Tone.ASIDE),))


def chart(found: AnyNetwork, language: str) -> Plot:
    """The network, the matrix of countries, or the ties by year. Raises BadQuestion for a file of edges."""
    from kizuna.workflows.draw_pictures import of_scope

    match found:
        case FileAnswer():
            raise BadQuestion("a picture is of the register, and not of --edges")
        case CountriesAnswer():
            return of_scope("matrix", found.scope, language)
        case YearsAnswer():
            return of_scope("years", found.scope, language)
    return of_scope("network", found.scope, language)
