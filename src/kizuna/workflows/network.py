"""Measuring the network of ties: of its parties, of countries, or year by year; or of
an edge list in a file.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice
from pathlib import Path

from kizuna.analysis.dyads import CountryNetwork, country_network
from kizuna.analysis.network.panel import (
    Network,
    NetworkSeries,
    Panel,
    Snapshot,
    first_year,
    network_of,
    series_of,
)
from kizuna.errors import BadQuestion
from kizuna.publish.document import (
    Block,
    Document,
    Drawing,
    Paragraph,
    Sentence,
    Table,
    Tone,
)
from kizuna.publish.records import Column, Records, attributes, columns, row_of
from kizuna.publish.wording import Wording, capital
from kizuna.store.cache import cached
from kizuna.workflows import ask, measure_edges
from kizuna.workflows.ask import ScopeAnswer, ScopedQuestion, ScopeQuestion, scope
from kizuna.workflows.clocks import Times
from kizuna.workflows.measure_edges import FileAnswer, details_of, digits_of, of_node
from kizuna.workflows.question import param, question_class

_BY = ("parties", "countries", "years")
_MOST_YEARS = 2000
_YEARS = re.compile(r"([0-9]{1,4})?\.\.([0-9]{1,4})?")


@question_class
class Question(ScopedQuestion):
    """Measure the network of ties: degrees, components, clustering, distances, cores,
    communities.

    `of` and `between` are names or ids, `kind` the id of a concept; "" and () ask for
    any. `by` is "parties", "countries" for the network of countries, or "years" for its
    growth; `years` says which years ("1972..1987", either end may be left out). With
    `possible` the details are of what possibly stood, with `betweenness` that is
    computed too; `top` is how many of the first are listed. `edges` is a file whose
    edges are measured instead, and `columns` those two that name its nodes.
    """

    by: str = param(
        "web-network-by",
        choices=_BY,
        aliases={"country": "countries"},
        default="parties",
    )
    years: str = param(
        "web-network-years",
        "span",
        names=("from", "to"),
        example="1972 1987",
        default="",
    )
    possible: bool = param("web-network-possible", "flag", default=False)
    betweenness: bool = param("web-network-with-betweenness", "flag", default=False)
    top: int = param("web-network-top", "number", example="10", default=10)
    edges: str = param("web-network-edges-of", "file", is_local=True, default="")
    columns: tuple[str, ...] = param(
        "web-network-columns", names=("A", "B"), is_local=True, default=()
    )


@dataclass(frozen=True, slots=True)
class NetworkAnswer(ScopeAnswer):
    """What is measured of the ties asked for: the network of their parties, that of
    their countries, or the network at the end of each year.
    """

    network: Network | CountryNetwork | NetworkSeries
    question: Question


def answer(question: Question, times: Times) -> NetworkAnswer | FileAnswer:
    """The network, of the sort that the question asks for.

    Raises BadQuestion for what does not go together, what scoping raises, and BadFile
    for a file of edges.
    """
    by = "years" if question.years else question.by
    if question.years and question.by == "countries":
        raise BadQuestion("countries and years are two answers: ask for one of them")
    if question.betweenness and by != "parties":
        raise BadQuestion(
            "--betweenness is of parties: ask for it without --by and --years"
        )
    if question.columns and not question.edges:
        raise BadQuestion("--columns is of --edges: name the file too")
    if question.edges:
        return _of_file(question, times)
    of, day = (question.of, question.between, question.kind), times.day.number
    asked = ScopeQuestion(day, times.known_at, *of)
    if by == "parties":
        found = cached(
            ("network", asked, question.betweenness),
            lambda: (
                held := scope(asked),
                network_of(held, betweenness=question.betweenness),
            ),
            lambda found: len(found[0].ties),
        )
        return NetworkAnswer(*found, question)
    held, text = scope(asked), question.years
    if by == "countries":
        return NetworkAnswer(held, country_network(held), question)
    if not (span := _YEARS.fullmatch(text.strip() or "..")):
        raise BadQuestion(
            f"{text!r} is no span of years: write 1972..1987, 1972.., ..1987 or '..'"
        )
    first, last = (int(year) if year else None for year in span.groups())
    if 0 in (first, last):
        raise BadQuestion(f"{text!r}: years begin with 1")
    return NetworkAnswer(held, measure_years(asked, first, last), question)


def _of_file(question: Question, times: Times) -> FileAnswer:
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
    if given := ", ".join(option for option, value in asked.items() if value):
        raise BadQuestion(
            f"{question.edges!r} knows of names alone: ask without {given}"
        )
    path = Path(question.edges)
    found = measure_edges.measure_file(
        path, question.columns, betweenness=question.betweenness
    )
    return replace(found, top=question.top)


def measure_years(
    question: ScopeQuestion, first: int | None, last: int | None
) -> NetworkSeries:
    """The yearly series of the ties asked for, from a first to a last year.

    None for the first is the year of the earliest dated tie, for the last the year of
    the day asked about. It has no year where no tie is dated and no first year given.
    Raises BadQuestion for years out of order or after the day, and what scoping raises.
    """
    held = scope(question)
    day = date.fromordinal(question.day)
    start, stop = (
        first_year(held) if first is None else first,
        day.year if last is None else last,
    )
    if start is None:
        return NetworkSeries((), ())
    if stop > day.year:
        raise BadQuestion(f"{stop} lies after {day}, the day asked about")
    if start > stop:
        raise BadQuestion(
            f"the years {start}..{stop} run backwards; write {stop}..{start}"
        )
    if stop - start >= _MOST_YEARS:
        raise BadQuestion(
            f"{start}..{stop} are more than {_MOST_YEARS} years; ask for fewer"
        )
    return series_of(held, start, stop)


_SURE = ("certain", "possible")
_MEASURES = columns("measure certain:number possible:number how")
_RESTING = columns("claims_certain:integer claims_possible:integer")
_SNAPSHOT = columns(
    "nodes:integer edges:integer components:integer giant:integer"
    " mean_degree:number transitivity:number average_clustering:number"
)
_YEAR = columns(
    "year:integer end:edtf certain:object possible:object",
    certain=_SNAPSHOT,
    possible=_SNAPSHOT,
)
_FLAT_YEAR = (
    *_YEAR[:2],
    *(Column(f"{c.name}_{sure}", c.type) for sure in _SURE for c in _SNAPSHOT),
)
_PAIRS = columns("countries:texts ties:figure")
_FLAT_PAIRS = columns(
    "country_a country_b certain:integer possible:integer claims:claims"
)
COLUMNS = {"measures": _MEASURES, "pairs": _PAIRS, "years": _YEAR}


def records(found: NetworkAnswer | FileAnswer, wording: Wording) -> Records:
    """A measure a row, a pair of countries a row, or a year a row."""
    if isinstance(found, FileAnswer):
        return measure_edges.edges_records(found, wording)
    made: Records = _SORTS[type(found.network)][0](found, found.network, wording)
    return replace(made, about={**ask.scope_fields(found.question), **made.about})


def _details(found: NetworkAnswer, network: Network) -> Panel:
    return network.possible if found.question.possible else network.certain


def _party_records(found: NetworkAnswer, network: Network, wording: Wording) -> Records:
    panels, details = network._asdict(), _details(found, network)
    figures = {
        "ties": found.scope.count,
        "nodes": network.nodes,
        "edges": network.edges,
    }
    counts = {key: attributes(figure, _SURE) for key, figure in figures.items()}
    is_possible = found.question.possible and not network.is_certain
    parties, names = found.scope.parties, details.graph.names
    top = [
        (names[node], of_node(details, node))
        for node in details.leading(found.question.top)
    ]
    about = {
        "evidence": {
            name: list(panel.graph.evidence) for name, panel in panels.items()
        },
        "counts": counts,
        "details": {
            "of": "possible" if is_possible else "certain",
            **details_of(details),
            "top": [
                {
                    "id": ref,
                    "name": wording.label(ref),
                    "country": parties[ref].country or None,
                }
                | numbers
                for ref, numbers in top
            ],
        },
    }
    rests = {
        f"claims_{name}": len(panel.graph.evidence) for name, panel in panels.items()
    }
    rows = measure_edges.measure_rows(panels, wording)
    counted = [
        {"measure": key, **bounds, "how": "count"} for key, bounds in counts.items()
    ]
    flat = Records(
        "measures", (*_MEASURES, *_RESTING), [{**r, **rests} for r in (*counted, *rows)]
    )
    return Records("measures", _MEASURES, rows, about, flat)


def _country_records(
    _: NetworkAnswer, network: CountryNetwork, wording: Wording
) -> Records:
    rows = [
        {"countries": pair, "ties": n.as_json()} for pair, n in network.pairs.items()
    ]
    flat = [
        {"country_a": a, "country_b": b, **n.as_json()}
        for (a, b), n in network.pairs.items()
    ]
    countries = []
    for code, country in network.countries.items():
        counts = {
            name: attributes(figure, _SURE)
            for name, figure in country._asdict().items()
        }
        countries.append({"country": code, **counts})
    about = {"countries": countries, "unknown": network.unknown.as_json()}
    return Records("pairs", _PAIRS, rows, about, Records("pairs", _FLAT_PAIRS, flat))


def _year_records(_: NetworkAnswer, series: NetworkSeries, wording: Wording) -> Records:
    rows = []
    for day, certain, possible in series.years:
        both = {"certain": certain, "possible": possible}
        rows.append(row_of(None, _YEAR, year=day.year, end=day.isoformat(), **both))
    bounds = (
        {f"{n}_{b}": value for b in _SURE for n, value in row[b].items()}
        for row in rows
    )
    flat = [{**row, **numbers} for row, numbers in zip(rows, bounds, strict=True)]
    dated = [(tie, tie.span.text) for tie in series.ties if tie.span]
    ties = [
        {"id": tie.id, "in_force": on, "claims": list(tie.listed)} for tie, on in dated
    ]
    return Records(
        "years", _YEAR, rows, {"ties": ties}, Records("years", _FLAT_YEAR, flat)
    )


def document(found: NetworkAnswer | FileAnswer, wording: Wording) -> Document:
    """The measures and the first parties; the first countries and pairs of them; or a
    row a year.
    """
    if isinstance(found, FileAnswer):
        return wording.document("network", *measure_edges.edges_blocks(found, wording))
    blocks = _SORTS[type(found.network)][1](found, found.network, wording)
    return wording.document("network", *blocks)


def _party_blocks(
    found: NetworkAnswer, network: Network, wording: Wording
) -> Iterator[Block]:
    text = wording.messages.text
    in_force = text("web-ties-in-force", day=wording.day_words(found.scope.day))
    counts = {
        text(f"web-network-{name}"): getattr(network, name)
        for name in ("nodes", "edges")
    }
    yield wording.figures({in_force: found.scope.count, **counts})
    if not network.possible.graph.size:
        yield Paragraph.aside(text("web-ties-none"))
        return
    panels = {"certain": network.certain} if network.is_certain else network._asdict()
    yield measure_edges.measures_table(panels, wording, digits=6)
    rests = []
    for name, evidence in ((n, panel.graph.evidence) for n, panel in panels.items()):
        label, count = capital(text(f"plots-{name}")), len(evidence)
        rests.append(
            Sentence.of(text("web-network-claims", label=label, count=count), evidence)
        )
    yield Paragraph((*rests, *Paragraph.aside(text("web-network-method")).sentences))
    details = _details(found, network)
    if not details.graph.size:
        yield Paragraph(
            (Sentence.of(text("web-network-only-possible"), tone=Tone.DOUBTFUL),)
        )
        return
    yield _parties(found, details, wording)
    yield measure_edges.spreads(details, wording)
    if not network.is_certain:
        key = "possible" if found.question.possible else "certain"
        yield Paragraph.aside(text(f"web-network-details-{key}"))


def _parties(found: NetworkAnswer, panel: Panel, wording: Wording) -> Table:
    nodes = panel.leading(found.question.top)
    claims: dict[str, dict[str, None]] = {panel.graph.names[node]: {} for node in nodes}
    for tie in found.scope.in_force(possible=found.question.possible):
        for ref in claims.keys() & tie.parties:
            claims[ref].update(dict.fromkeys(tie.listed))

    def cells(ref: str) -> tuple[Sentence | str, ...]:
        country = _country(found.scope.parties[ref].country, wording)
        return Sentence((wording.link(ref),), tuple(claims[ref])), country

    caption = wording.messages.text("web-network-first")
    return measure_edges.leading(
        panel, nodes, caption, wording, (("party", "country"), cells)
    )


def _country(code: str, wording: Wording) -> str:
    return wording.messages.country(code) if code else "–"


def _country_blocks(
    found: NetworkAnswer, network: CountryNetwork, wording: Wording
) -> Iterator[Block]:
    text, top = wording.messages.text, found.question.top
    across = [
        (pair, ties) for pair, ties in network.pairs.items() if pair[0] != pair[1]
    ]
    counts = {"countries": len(network.countries), "pairs": len(across)}
    yield Paragraph((Sentence.of(text("web-network-countries", **counts)),))
    heads = (
        text(f"web-network-{key}")
        for key in ("country", "abroad", "partners", "at-home")
    )
    countries = (
        (Sentence.of(_country(code, wording)), *map(wording.figure, country))
        for code, country in islice(network.countries.items(), top)
    )
    more, caption = max(0, len(network.countries) - top), text("choice-countries")
    yield Table.of(heads, countries, (1, 2, 3), more, caption)
    named = (
        (" – ".join(_country(c, wording) for c in pair), n) for pair, n in across[:top]
    )
    pairs = ((pair, wording.figure(ties)) for pair, ties in named)
    of_pairs = map(text, ("web-network-pairs", "web-peers-ties"))
    yield Table.of(of_pairs, pairs, (1,), max(0, len(across) - top))
    if network.unknown.possible:
        said = text("web-network-unknown", count=wording.figure(network.unknown).text)
        yield Paragraph((Sentence.of(said, network.unknown.claims, Tone.ASIDE),))


def _year_blocks(
    _: NetworkAnswer, series: NetworkSeries, wording: Wording
) -> Iterator[Block]:
    text, ties = wording.messages.text, series.ties
    if not series.years:
        yield Paragraph.aside(text("web-network-undated"))
        return
    claims = (claim for tie in ties for claim in tie.listed)
    yield Paragraph((Sentence.of(text("web-network-rests", ties=len(ties)), claims),))
    keys = ("nodes", "edges", "components", "giant", "mean_degree", "transitivity")

    def cell(key: str, *sides: Snapshot) -> str:
        """What certainly was, and in brackets what possibly was where that is another
        number.
        """
        a, *others = dict.fromkeys(
            digits_of("", getattr(side, key), 4) for side in sides
        )
        return a + "".join(f" ({b})" for b in others)

    rows = [
        (str(day.year), *(cell(key, *sides) for key in keys))
        for day, *sides in series.years
    ]
    heads = (
        "web-network-year",
        *(f"web-network-year-{key.replace('_', '-')}" for key in keys),
    )
    numeric, caption = range(1, len(heads)), text("choice-years")
    yield Table.of(map(text, heads), rows[::-1], numeric, caption=caption)
    yield Paragraph.aside(text("web-network-two-readings"))


_SORTS: Mapping[
    type, tuple[Callable[..., Records], Callable[..., Iterable[Block]], str]
] = {
    Network: (_party_records, _party_blocks, "network"),
    CountryNetwork: (_country_records, _country_blocks, "matrix"),
    NetworkSeries: (_year_records, _year_blocks, "years"),
}
"""How each sort of network is told in rows, in blocks, and in which picture."""


def chart(found: NetworkAnswer | FileAnswer, language: str) -> Drawing:
    """The network, the matrix of countries, or the ties by year. Raises BadQuestion for
    a file of edges.
    """
    from kizuna.workflows.draw_pictures import of_scope

    if isinstance(found, FileAnswer):
        raise BadQuestion("a picture is of the register, and not of --edges")
    return of_scope(_SORTS[type(found.network)][2], found.scope, language)
