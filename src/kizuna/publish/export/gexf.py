"""GEXF 1.3: the network over time, for Gephi: each edge has a spell in which its tie was in force.

Law: a spell holds the days on which the tie certainly was in force. Where no day is certain it holds the days on
which it may have been (an edge without a spell is there at all times), and the attribute `spell` says "possible".
What is known of the four bounds is always given beside it as attributes. Two edges of a pair differ in kind, since
Gephi makes one edge of those that do not.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any, BinaryIO

from lxml import etree  # type: ignore[import-untyped]

from kizuna.publish.export.attributes import LINK, PLACE, Attribute, xml_text
from kizuna.publish.export.network import Link, Place, network_of
from kizuna.publish.export.subject import ExportFormat, Subject
from kizuna.values import OPEN_END, OPEN_START, Span, day_text

_NAMESPACE = "http://gexf.net/1.3"
_SCHEMA = f"{_NAMESPACE} http://gexf.net/1.3/gexf.xsd"
_INSTANCE = "http://www.w3.org/2001/XMLSchema-instance"
_SCHEMA_AT = f"{{{_INSTANCE}}}schemaLocation"
_NAMESPACES = {None: _NAMESPACE, "xsi": _INSTANCE}


def write(subject: Subject, out: BinaryIO) -> None:
    """Write one dynamic, undirected graph of every tie of the scope that was ever in force, in order of id."""
    lived = [tie for tie in subject.scope.ties if tie.span is not None]
    network = network_of(subject, lived)
    graph = {"defaultedgetype": "undirected", "mode": "dynamic", "timeformat": "date"}
    with etree.xmlfile(out, encoding="utf-8") as file:
        file.write_declaration()
        with file.element("gexf", {"version": "1.3", _SCHEMA_AT: _SCHEMA}, nsmap=_NAMESPACES):
            file.write("\n", _meta(subject), "\n")
            with file.element("graph", graph):
                file.write("\n", _attributes("node", PLACE))
                file.write("\n", _attributes("edge", _EDGE))
                file.write("\n")
                _write_all(file, "nodes", map(_node, network.places))
                _write_all(file, "edges", _edges(network.links))
    out.write(b"\n")


def certain_spell(span: Span) -> tuple[int, int] | None:
    """The first and the last day of those on which it certainly held; None when no day is certain."""
    first, last = span.start_latest, span.end_earliest
    return (first, last) if first <= last and first != OPEN_END else None


def _spell(link: Link) -> tuple[str, int, int]:
    """How sure the spell is, and its first and last day (OPEN_START, OPEN_END: without one)."""
    if link.span is None:
        return "possible", OPEN_START, OPEN_END
    certain = certain_spell(link.span)
    if certain is not None:
        return "certain", *certain
    return "possible", link.span.start_earliest, link.span.end_latest


_SPELL: Attribute[Link] = Attribute("spell", "string", lambda link: _spell(link)[0])
_EDGE = (*LINK, _SPELL)


def _meta(subject: Subject) -> etree._Element:
    """No date of making: the same question gives the same bytes."""
    meta = etree.Element("meta")
    etree.SubElement(meta, "creator").text = "Kizuna"
    known = f", as known at {subject.known_at}" if subject.known_at else ""
    described = etree.SubElement(meta, "description")
    described.text = f"Ties between local governments on {subject.as_of}{known}"
    return meta


def _attributes(owner: str, attributes: Iterable[Attribute[Any]]) -> etree._Element:
    made = etree.Element("attributes", {"class": owner, "mode": "static"})
    for attribute in attributes:
        if attribute.name != "label":
            parts = {"id": attribute.name, "title": attribute.name, "type": attribute.type}
            etree.SubElement(made, "attribute", parts)
    return made


def _write_all(file: Any, name: str, elements: Iterable[etree._Element]) -> None:
    with file.element(name):
        for element in elements:
            file.write("\n", element)
        file.write("\n")
    file.write("\n")


def _node(place: Place) -> etree._Element:
    made = etree.Element("node", {"id": place.id, "label": xml_text(place.label)})
    _values(made, PLACE, place)
    return made


def _edges(links: Iterable[Link]) -> Iterable[etree._Element]:
    """Every edge; its kind is the type of its tie, numbered from the second tie of the pair that has it."""
    seen: Counter[tuple[str, frozenset[str]]] = Counter()
    for link in links:
        kind = link.type or "tie"
        for edge, one, other in link.pairs:
            alike = kind, frozenset((one, other))
            seen[alike] += 1
            numbered = kind if seen[alike] == 1 else f"{kind} {seen[alike]}"
            made = etree.Element("edge", {"id": edge, "source": one, "target": other})
            made.attrib.update({"kind": numbered, "label": xml_text(link.label)})
            yield _told(made, link)


def _told(edge: etree._Element, link: Link) -> etree._Element:
    """The edge with the attributes of its tie and its spell."""
    _values(edge, _EDGE, link)
    _, first, last = _spell(link)
    bounds = {"start": first, "end": last}
    held = {n: day_text(d) for n, d in bounds.items() if d not in (OPEN_START, OPEN_END)}
    if held:
        etree.SubElement(etree.SubElement(edge, "spells"), "spell", held)
    return edge


def _values(element: etree._Element, attributes: Iterable[Attribute[Any]], item: Any) -> None:
    values = etree.SubElement(element, "attvalues")
    for attribute in attributes:
        value = attribute.read(item)
        if attribute.name != "label" and value is not None:
            etree.SubElement(values, "attvalue", {"for": attribute.name, "value": xml_text(value)})


GEXF = ExportFormat(
    name="gexf",
    suffix="gexf",
    purpose="Networks over time: Gephi's timeline (GEXF 1.3 with a spell for each tie)",
    write=write,
)
