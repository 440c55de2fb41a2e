"""How the panel of a network is shown: of the ties asked for, or of an edge list."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Protocol

from kizuna.cli.asking import Ask
from kizuna.cli.output import Rows, plain, table

if TYPE_CHECKING:
    from rich.console import RenderableType

    from kizuna.analysis.figures import Derived, Figure
    from kizuna.analysis.network.definitions import Definition
    from kizuna.analysis.network.edge_list import EdgeList
    from kizuna.analysis.network.panel import Panel
    from kizuna.workflows.network import FileAnswer, NetworkAnswer

_SHOWN, _BAD_SHOWN = 12, 5
_DIGITS, _FULL_DIGITS = 6, 12
_NODE = ("degree", "core", "community", "betweenness")


class Shown(Protocol):
    """An answer in the three formats."""

    def json(self) -> Any:
        """What `--format json` writes."""

    def rows(self) -> Rows:
        """What `--format csv` writes."""

    def table(self) -> Iterable[RenderableType]:
        """What the terminal shows."""


class OfScope:
    """The network of the ties asked for: certain and possible side by side where they differ."""

    def __init__(self, ask: Ask, answer: NetworkAnswer, top: int, possible: bool) -> None:
        self._ask, self._answer, self._top = ask, answer, top
        self._network = answer.network
        self._possible = possible and not self._network.is_certain
        self._panel = self._network.possible if possible else self._network.certain

    def json(self) -> Any:
        network = self._network
        return {
            **question(self._ask),
            "evidence": {
                "certain": list(network.certain.graph.evidence),
                "possible": list(network.possible.graph.evidence),
            },
            "counts": {key: bounds(figure) for key, figure in self._counts().items()},
            "measures": [
                {
                    "measure": definition.key,
                    "certain": _number(network.certain.measures[definition.key]),
                    "possible": _number(network.possible.measures[definition.key]),
                    "how": definition.how,
                }
                for definition in _measured(network.possible)
            ],
            "details": {
                "of": "possible" if self._possible else "certain",
                **_details(self._panel),
                "top": [self._node(node) for node in self._panel.leading(self._top)],
            },
        }

    def rows(self) -> Rows:
        network = self._network
        head = ("measure", "certain", "possible", "how", "claims_certain", "claims_possible")
        rests = [len(panel.graph.evidence) for panel in (network.certain, network.possible)]
        counts = [(k, f.certain, f.possible, "count", *rests) for k, f in self._counts().items()]
        measures = [
            (
                definition.key,
                _number(network.certain.measures[definition.key]),
                _number(network.possible.measures[definition.key]),
                definition.how,
                *rests,
            )
            for definition in _measured(network.possible)
        ]
        return head, [*counts, *measures]

    def table(self) -> Iterator[RenderableType]:
        panels = [self._network.certain, self._network.possible]
        if self._network.is_certain:
            panels = panels[:1]
        counts = [
            (key, [figure.certain, figure.possible][: len(panels)])
            for key, figure in self._counts().items()
        ]
        heads = ("Certain", "Possible")[: len(panels)]
        yield _panels(counts, dict(zip(heads, panels, strict=True)), _DIGITS)
        yield from _listed(self._panel, self._named(), self._suffix())
        yield plain(_rests(self._network.possible.graph.evidence, "claims"), "dim")
        if not self._panel.graph.size and self._network.possible.graph.size:
            yield plain("no tie certainly stood; --possible lists those that may have", "yellow")

    def _counts(self) -> dict[str, Figure]:
        network = self._network
        return {
            "ties": self._answer.scope.count,
            "nodes": network.nodes,
            "edges": network.edges,
        }

    def _suffix(self) -> str:
        if self._network.is_certain:
            return ""
        return ", of what possibly stood" if self._possible else ", of what certainly stood"

    def _named(self) -> list[list[str]]:
        parties = self._answer.scope.parties
        names = [self._panel.graph.names[node] for node in self._panel.leading(self._top)]
        return [[self._answer.labels.label(name), parties[name].country or "?"] for name in names]

    def _node(self, node: int) -> dict[str, Any]:
        ref = self._panel.graph.names[node]
        party = self._answer.scope.parties[ref]
        return {
            "id": ref,
            "name": self._answer.labels.label(ref),
            "country": party.country or None,
            **_of_node(self._panel, node),
        }


class OfFile:
    """The network of an edge list, to twelve digits, and what became of the file's rows."""

    def __init__(self, answer: FileAnswer, top: int) -> None:
        self._answer, self._top = answer, top
        self._panel = answer.network.certain
        self._counts = {
            "nodes": answer.network.nodes.certain,
            "edges": answer.network.edges.certain,
        }

    def json(self) -> Any:
        edges, panel = self._answer.edges, self._panel
        return {
            "file": edges.file,
            "sha256": self._answer.sha256,
            "header": edges.header.text if edges.header else None,
            "columns": edges.columns,
            "name_columns": list(edges.name_columns),
            "rows": len(edges.rows),
            "loops": [line for line, _, _ in edges.loops],
            "repeated": [line for line, _, _ in edges.repeated],
            "bad": [{"line": bad.line, "text": bad.text} for bad in edges.bad],
            "evidence": {"rows": list(panel.graph.evidence)},
            "counts": self._counts,
            "measures": [
                {
                    "measure": definition.key,
                    "value": _number(panel.measures[definition.key]),
                    "how": definition.how,
                }
                for definition in _measured(panel)
            ],
            "details": {
                **_details(panel),
                "top": [
                    {"name": panel.graph.names[node], **_of_node(panel, node)}
                    for node in panel.leading(self._top)
                ],
            },
        }

    def rows(self) -> Rows:
        panel = self._panel
        counts = [(key, value, "count") for key, value in self._counts.items()]
        measures = [(d.key, _number(panel.measures[d.key]), d.how) for d in _measured(panel)]
        return ("measure", "value", "how"), [*counts, *measures]

    def table(self) -> Iterator[RenderableType]:
        names = [[self._panel.graph.names[node]] for node in self._panel.leading(self._top)]
        counts = [(key, [value]) for key, value in self._counts.items()]
        yield _panels(counts, {"Value": self._panel}, _FULL_DIGITS)
        yield from _listed(self._panel, names, "")
        yield plain(_rests(self._panel.graph.evidence, "rows"), "dim")
        yield from _accounted(self._answer.edges)


def question(ask: Ask) -> dict[str, Any]:
    """What was asked, as it stands in JSON."""
    asked = {"of": ask.of or None, "between": list(ask.between) or None, "kind": ask.kind or None}
    return {**ask.clocks(), **asked}


def bounds(figure: Figure) -> dict[str, int]:
    """A figure whose claims are listed elsewhere."""
    return {"certain": figure.certain, "possible": figure.possible}


def _number(derived: Derived | None) -> float | None:
    return None if derived is None else derived.least


def _measured(panel: Panel) -> list[Definition]:
    from kizuna.analysis.network.definitions import BETWEENNESS, MEASURES

    return [
        definition for definition in (*MEASURES, BETWEENNESS) if definition.key in panel.measures
    ]


def _details(panel: Panel) -> dict[str, Any]:
    return {
        "degrees": {str(degree): nodes for degree, nodes in panel.degree_distribution.items()},
        "distances": {str(d): n for d, n in enumerate(panel.distances.pairs) if d},
        "community_sizes": panel.community_sizes,
    }


def _of_node(panel: Panel, node: int) -> dict[str, Any]:
    from kizuna.analysis.network.betweenness import normalised

    between = panel.betweenness
    return {
        "degree": int(panel.graph.degrees[node]),
        "core": int(panel.cores[node]),
        "community": int(panel.membership[node]) + 1,
        "betweenness": None if between is None else float(between[node]),
        "betweenness_normalised": None if between is None else float(normalised(between)[node]),
    }


def _panels(
    counts: Sequence[tuple[str, Sequence[int]]], panels: Mapping[str, Panel], digits: int
) -> RenderableType:
    """The measures a row each, to so many significant digits; the panels a column each."""
    made = table(".Measure", *(f"#{head}" for head in panels), "How")
    for key, values in counts:
        made.add_row(key, *map(str, values), "", style="bold")
    family = "size"
    for definition in _measured(next(iter(panels.values()))):
        if definition.family != family:
            family = definition.family
            made.add_section()
        values = (_number(panel.measures[definition.key]) for panel in panels.values())
        shown = [_digits(definition.key, value, digits) for value in values]
        made.add_row(definition.label, *shown, plain(definition.how, "dim"))
    return made


def _digits(key: str, value: float | None, digits: int) -> str:
    """A number to so many significant digits, kilometres to one after the point."""
    if value is None:
        return "–"
    if isinstance(value, int):
        return str(value)
    return f"{value:.1f}" if key.endswith("_km") else f"{value:.{digits}g}"


def _listed(panel: Panel, named: Sequence[Sequence[str]], suffix: str) -> Iterator[RenderableType]:
    """The first nodes, and how many have which degree, distance and community."""
    if not panel.graph.size:
        return
    if named:
        heads = ("Party", ".Country") if len(named[0]) > 1 else ("Node",)
        asked = panel.betweenness is not None
        numbers = ("#Degree", "#Core", "#Community", "#Betweenness")[: 4 if asked else 3]
        made = table(*heads, *numbers, title=f"The first{suffix}")
        for node, cells in zip(panel.leading(len(named)), named, strict=True):
            values = [_of_node(panel, node)[key] for key in _NODE[: len(numbers)]]
            made.add_row(
                *map(plain, cells), *(_digits("", value, _FULL_DIGITS) for value in values)
            )
        yield plain("")
        yield made
    yield plain("")
    yield plain(f"nodes by degree{suffix}: {_spread(panel.degree_distribution.items())}", "dim")
    pairs = [(d, n) for d, n in enumerate(panel.distances.pairs) if d]
    yield plain(f"pairs by distance{suffix}: {_spread(pairs)}", "dim")
    sizes = panel.community_sizes
    more = f" +{len(sizes) - _SHOWN}" if len(sizes) > _SHOWN else ""
    yield plain(f"communities by size{suffix}: {' '.join(map(str, sizes[:_SHOWN]))}{more}", "dim")


def _spread(counts: Iterable[tuple[int, int]]) -> str:
    held = list(counts)
    shown = " ".join(f"{key}:{count}" for key, count in held[:_SHOWN])
    return (
        f"{shown} +{len(held) - _SHOWN}, the last {held[-1][0]}:{held[-1][1]}"
        if len(held) > _SHOWN
        else shown
    )


def _rests(evidence: Sequence[str], noun: str) -> str:
    shown = " ".join(ref if noun == "rows" else ref[:8] for ref in evidence[:3])
    if not evidence:
        return "no tie is recorded"
    more = f" +{len(evidence) - 3}" if len(evidence) > 3 else ""
    number = "" if noun == "rows" else f"{len(evidence)} "
    return f"rests on {number}{noun} {shown}{more}"


def _accounted(edges: EdgeList) -> Iterator[RenderableType]:
    """What became of the rows that are no edge of their own."""
    if edges.header:
        yield plain(
            f"line {edges.header.line} was taken for a header: {edges.header.text!r}", "dim"
        )
    if edges.columns > 2:
        taken = " and ".join(map(repr, edges.name_columns))
        yield plain(f"{edges.columns} columns: {taken} were read", "dim")
    for what, rows in (("loop", edges.loops), ("repeated pair", edges.repeated)):
        if rows:
            lines = ", ".join(str(line) for line, _, _ in rows[:_SHOWN])
            more = ", …" if len(rows) > _SHOWN else ""
            yield plain(f"{_several(len(rows), what)} left out: line {lines}{more}", "yellow")
    if edges.bad:
        yield plain(f"{_several(len(edges.bad), 'line')} without two names left out:", "yellow")
    for bad in edges.bad[:_BAD_SHOWN]:
        yield plain(f"  line {bad.line}: {bad.text[:60]!r}", "yellow")
    if len(edges.bad) > _BAD_SHOWN:
        yield plain(f"  and {len(edges.bad) - _BAD_SHOWN} more", "yellow")


def _several(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
