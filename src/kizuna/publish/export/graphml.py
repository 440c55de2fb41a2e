"""GraphML: the network of the ties that stood on the day, for networkx, igraph, Gephi, yEd and others.

An edge joins two parties of a tie; its attribute `tie` names the tie, which has three edges when three parties
share it. Edges have no direction. What is unknown is no attribute at all.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, BinaryIO

from lxml import etree  # type: ignore[import-untyped]

from kizuna.publish.export.attributes import LINK, PLACE, Attribute, xml_text
from kizuna.publish.export.network import Link, Network, Place, network_of
from kizuna.publish.export.subject import ExportFormat, Subject

_NAMESPACE = "http://graphml.graphdrawing.org/xmlns"
_SCHEMA = f"{_NAMESPACE} http://graphml.graphdrawing.org/xmlns/1.1/graphml.xsd"
_INSTANCE = "http://www.w3.org/2001/XMLSchema-instance"
_SCHEMA_AT = f"{{{_INSTANCE}}}schemaLocation"
_NAMESPACES = {None: _NAMESPACE, "xsi": _INSTANCE}
_QUESTION = ("as_of", "known_at")


def write(subject: Subject, out: BinaryIO) -> None:
    """Write one undirected graph of the ties that certainly or possibly stood on the day, in order of id."""
    network = network_of(subject, subject.scope.in_force(possible=True))
    with etree.xmlfile(out, encoding="utf-8") as file:
        file.write_declaration()
        with file.element("graphml", {_SCHEMA_AT: _SCHEMA}, nsmap=_NAMESPACES):
            _keys(file)
            with file.element("graph", id="kizuna", edgedefault="undirected"):
                _fill(file, subject, network)
    out.write(b"\n")


def _keys(file: Any) -> None:
    for name in _QUESTION:
        file.write("\n", _key("graph", Attribute(name, "string", str)))
    for attribute in PLACE:
        file.write("\n", _key("node", attribute))
    for held in LINK:
        file.write("\n", _key("edge", held))
    file.write("\n")


def _key(owner: str, attribute: Attribute[Any]) -> etree._Element:
    name, kind = attribute.name, attribute.type
    parts = {"id": f"{owner}.{name}", "for": owner, "attr.name": name, "attr.type": kind}
    return etree.Element("key", parts)


def _fill(file: Any, subject: Subject, network: Network) -> None:
    for name, value in zip(_QUESTION, (subject.as_of, subject.known_at), strict=True):
        if value:
            file.write("\n", _data(f"graph.{name}", value))
    for place in network.places:
        file.write("\n", _node(place))
    for link in network.links:
        for edge, one, other in link.pairs:
            file.write("\n", _edge(link, edge, one, other))
    file.write("\n")


def _node(place: Place) -> etree._Element:
    made = etree.Element("node", {"id": place.id})
    made.extend(_data(f"node.{name}", value) for name, value in _held(PLACE, place))
    return made


def _edge(link: Link, edge: str, one: str, other: str) -> etree._Element:
    made = etree.Element("edge", {"id": edge, "source": one, "target": other})
    made.extend(_data(f"edge.{name}", value) for name, value in _held(LINK, link))
    return made


def _held(attributes: Iterable[Attribute[Any]], item: Any) -> Iterable[tuple[str, str]]:
    for attribute in attributes:
        value = attribute.read(item)
        if value is not None:
            yield attribute.name, xml_text(value)


def _data(key: str, value: str) -> etree._Element:
    made = etree.Element("data", {"key": key})
    made.text = value
    return made


GRAPHML = ExportFormat(
    name="graphml",
    suffix="graphml",
    purpose="Networks on the day: networkx, igraph, yEd, Gephi (typed attributes)",
    write=write,
)
