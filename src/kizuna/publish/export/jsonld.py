"""JSON-LD 1.1 (W3C, 2020): the linked data of an export as JSON with its context inside."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, BinaryIO

import orjson

from kizuna.publish.export.linked.graph import nodes_of
from kizuna.publish.export.linked.terms import Iri, Node, Term, prefixes
from kizuna.publish.export.subject import ExportFormat, Subject


def write(subject: Subject, out: BinaryIO) -> None:
    """Write the context and the nodes of `kizuna.publish.export.linked.graph`, one a line."""
    write_nodes(nodes_of(subject), subject.base, out)


def write_nodes(nodes: Iterable[Node], base: str, out: BinaryIO) -> None:
    """Write nodes whose short addresses stand under a base; none is held longer than it takes to write it."""
    out.write(b'{"@context":' + orjson.dumps(dict(prefixes(base))) + b',\n"@graph":[')
    sign = b"\n"
    for held in nodes:
        out.write(sign + orjson.dumps(_object(held)))
        sign = b",\n"
    out.write(b"\n]}\n")


def _object(held: Node) -> dict[str, Any]:
    made: dict[str, Any] = {"@id": held.address, "@type": held.classes}
    for name, terms in held.said:
        values = [_value(term) for term in terms]
        made[name] = values[0] if len(values) == 1 else values
    return made


def _value(term: Term) -> Any:
    if isinstance(term, Iri):
        return {"@id": term.text}
    if term.language:
        return {"@value": term.text, "@language": term.language}
    return {"@value": term.text, "@type": term.datatype} if term.datatype else term.text


JSONLD = ExportFormat(
    name="jsonld",
    suffix="jsonld",
    purpose="Linked data as JSON: the same graph as turtle, with its context inside (JSON-LD 1.1)",
    write=write,
    addressed=True,
)
