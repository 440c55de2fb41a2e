"""The network of places and ties as files: GraphML of the ties of the day, GEXF 1.3 of all ties over time.

An edge joins two parties of a tie; its attribute `tie` names the tie, which has three edges when three parties
share it. Edges have no direction. What is unknown is no attribute at all.

Law: the spell of an edge in GEXF holds the days on which the tie certainly was in force. Where no day is certain
it holds the days on which it may have been (an edge without a spell is there at all times), and the attribute
`spell` says "possible". What is known of the four bounds is always given beside it as attributes. Two edges of a
pair differ in kind, since Gephi makes one edge of those that do not.
"""

from __future__ import annotations

import re
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from shutil import copyfileobj
from typing import Any, BinaryIO

from lxml import etree  # type: ignore[import-untyped]

from kizuna.publish.export.network import NAMES, Network, Said, network_of, pairs_of
from kizuna.publish.export.subject import ExportFormat, Subject
from kizuna.register.status import TieOnDay
from kizuna.values import OPEN_END, OPEN_START, day_text

_NUMBERS = ("latitude", "longitude", "population_min", "population_max")
_NAMES = ("label", *(f"name_{code}" for code in NAMES))
_NODE = (
    *(*_NAMES, "kind", "type", "level", "country", "government"),
    *(*_NUMBERS, "claims", "sources"),
)
_EDGE = (
    *("tie", *_NAMES, "type", "countries", "in_force", "date", "date_basis", "status"),
    *("begins_earliest", "begins_latest", "ends_earliest", "ends_latest", "claims", "sources"),
)
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

Attributes = dict[str, str | float]


def _attributes(said: Said, names: Iterable[str]) -> Attributes:
    """What is known, as text that XML can hold or as a number; several ids are parted by spaces.

    A character that XML 1.0 forbids becomes U+FFFD, the sign of one that was lost.
    """
    held: Attributes = {}
    for name in names:
        value = said.get("id" if name == "tie" else name)
        if isinstance(value, tuple):
            each = map(str, value)
            value = " ".join(sorted({*each} - {""}) if name == "countries" else each)
        if name in _NUMBERS and value is not None:
            held[name] = float(value)
        elif value:
            held[name] = _FORBIDDEN.sub("\ufffd", str(value))
    return held


def _write_graphml(subject: Subject, out: BinaryIO) -> None:
    """Write one undirected graph of the ties that certainly or possibly stood on the day, in order of id."""
    import rustworkx

    graphml: Any = rustworkx.rustworkx
    network = network_of(subject, subject.scope.in_force(possible=True))
    about = {"as_of": subject.as_of, "known_at": subject.known_at}
    graph: Any = graphml.PyGraph(attrs={name: text for name, text in about.items() if text})
    at = {
        ref: graph.add_node({"id": ref, **_attributes(said, _NODE)})
        for ref, said in network.places.items()
    }
    for tie, said in network.ties:
        attributes = _attributes(said, _EDGE)
        for edge, one, other in pairs_of(tie):
            graph.add_edge(at[one], at[other], {"id": edge, **attributes})
    domains = graphml.GraphMLDomain
    owners = (
        ("graph", domains.Graph, about),
        ("node", domains.Node, _NODE),
        ("edge", domains.Edge, _EDGE),
    )
    types = graphml.GraphMLType
    keys = [
        graphml.GraphMLKey(
            f"{owner}.{name}",
            domain,
            name,
            types.Double if name in _NUMBERS else types.String,
            None,
        )
        for owner, domain, names in owners
        for name in names
    ]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "ties.graphml"
        graphml.write_graphml(graph, str(path), keys=keys)
        with path.open("rb") as file:
            copyfileobj(file, out)


_NAMESPACE = "http://gexf.net/1.3"
_INSTANCE = "http://www.w3.org/2001/XMLSchema-instance"


def _write_gexf(subject: Subject, out: BinaryIO) -> None:
    """Write one dynamic, undirected graph of every tie of the scope that was ever in force, in order of id."""
    network = network_of(subject, [tie for tie in subject.scope.ties if tie.span is not None])
    schema = {f"{{{_INSTANCE}}}schemaLocation": f"{_NAMESPACE} {_NAMESPACE}/gexf.xsd"}
    namespaces = {None: _NAMESPACE, "xsi": _INSTANCE}
    graph = {"defaultedgetype": "undirected", "mode": "dynamic", "timeformat": "date"}
    with etree.xmlfile(out, encoding="utf-8") as file:
        file.write_declaration()
        with file.element("gexf", {"version": "1.3", **schema}, nsmap=namespaces):
            with file.element("meta"):  # without a date: the same question gives the same bytes
                file.write(_element("creator", "Kizuna"), _element("description", subject.title))
            with file.element("graph", graph):
                file.write(_declared("node", _NODE), _declared("edge", (*_EDGE, "spell")))
                for name, elements in (("nodes", _nodes(network)), ("edges", _edges(network))):
                    with file.element(name):
                        for element in elements:
                            file.write("\n", element)


def _element(tag: str, text: str = "", **attributes: str) -> Any:
    made = etree.Element(tag, attributes)
    made.text = text or None
    return made


def _declared(owner: str, names: Iterable[str]) -> Any:
    made = etree.Element("attributes", {"class": owner, "mode": "static"})
    for name in names:
        kind = "double" if name in _NUMBERS else "string"
        if name != "label":
            made.append(_element("attribute", id=name, title=name, type=kind))
    return made


def _nodes(network: Network) -> Iterator[Any]:
    for ref, said in network.places.items():
        yield _described("node", {"id": ref}, _attributes(said, _NODE))


def _edges(network: Network) -> Iterator[Any]:
    """Every edge; its kind is the type of its tie, numbered from the second tie of the pair that has it."""
    seen: Counter[tuple[str, frozenset[str]]] = Counter()
    for tie, said in network.ties:
        spell, days = _spell(tie)
        attributes = _attributes(said, _EDGE) | {"spell": spell}
        kind = str(said["type"] or "tie")
        for edge, one, other in pairs_of(tie):
            alike = kind, frozenset((one, other))
            seen[alike] += 1
            numbered = kind if seen[alike] == 1 else f"{kind} {seen[alike]}"
            ends = {"id": edge, "source": one, "target": other, "kind": numbered}
            element = _described("edge", ends, attributes)
            if days:
                etree.SubElement(etree.SubElement(element, "spells"), "spell", days)
            yield element


def _spell(tie: TieOnDay) -> tuple[str, dict[str, str]]:
    """How sure the spell of a tie is, and its first and last day where it has one."""
    span = tie.span
    if span is None:
        return "possible", {}
    sure, bounds = "certain", {"start": span.start_latest, "end": span.end_earliest}
    if span.start_latest > span.end_earliest or span.start_latest == OPEN_END:
        sure, bounds = "possible", {"start": span.start_earliest, "end": span.end_latest}
    days = {n: day_text(day) for n, day in bounds.items() if day not in (OPEN_START, OPEN_END)}
    return sure, days


def _described(tag: str, ends: Mapping[str, str], attributes: Attributes) -> Any:
    made = _element(tag, **ends, label=str(attributes["label"]))
    values = etree.SubElement(made, "attvalues")
    for name, value in attributes.items():
        if name != "label":
            values.append(_element("attvalue", **{"for": name, "value": str(value)}))
    return made


GRAPHML = ExportFormat(
    name="graphml",
    suffix="graphml",
    purpose="Networks on the day: networkx, igraph, yEd, Gephi (typed attributes)",
    write=_write_graphml,
)
GEXF = ExportFormat(
    name="gexf",
    suffix="gexf",
    purpose="Networks over time: Gephi's timeline (GEXF 1.3 with a spell for each tie)",
    write=_write_gexf,
)
