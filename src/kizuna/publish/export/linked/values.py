"""The values of claims as terms of RDF; a value made of values is a node of its own, named by what it says."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from kizuna.claims.kinds import Composite, ValueType, properties_of
from kizuna.publish.export.linked.terms import Iri, Literal, Node, Term, node, safe_address, short
from kizuna.values import OPEN_END, OPEN_START, Direction, Name, Quantity, canonical_json, day_text

EDTF = "edtf:EDTF"
_DATE, _INTEGER, _DECIMAL, _BOOLEAN = "xsd:date", "xsd:integer", "xsd:decimal", "xsd:boolean"


def term_of(value: Any, kind: ValueType[Any], place: tuple[str, ...]) -> tuple[Term, list[Node]]:
    """The term of a value, and the nodes that it is made of.

    `place` says of what it is the value (subject, property, span): equal values in one place have one address.
    """
    if isinstance(value, Composite | Direction | Quantity):
        address = _address((*place, canonical_json(kind.write(value))))
        return Iri(address), [*_nodes(address, value)]
    return _simple(value, kind), []


def day_literal(day: int) -> Literal | None:
    """One day as xsd:date; None for an open bound."""
    return None if day in (OPEN_START, OPEN_END) else Literal(day_text(day).lstrip("+"), "", _DATE)


def edtf_between(first: int, last: int) -> Literal | None:
    """One day that lies between two, both inclusive, as EDTF; None where both bounds are open."""
    if first in (OPEN_START, OPEN_END) and last in (OPEN_START, OPEN_END):
        return None
    if first == last:
        return Literal(day_text(first), "", EDTF)
    least, most = ("" if text == ".." else text for text in (day_text(first), day_text(last)))
    return Literal(f"[{least}..{most}]", "", EDTF)


def concept(scheme: str, name: str) -> Iri:
    """The address of a concept."""
    return Iri(f"kzv:{scheme}:{name}")


def _address(place: tuple[str, ...]) -> str:
    """Named by 128 bits of SHA-256, as claims are."""
    return "value:" + hashlib.sha256(canonical_json(list(place)).encode()).hexdigest()[:32]


def _simple(value: Any, kind: ValueType[Any]) -> Term:
    match kind.key:
        case "reference":
            return Iri(short(value))
        case "concept":
            return concept(kind.detail[0], value)
        case "address":
            return Iri(safe_address(value))
        case "date":
            return Literal(str(value), "", EDTF)
        case "integer":
            return Literal(str(value), "", _INTEGER)
        case "name":
            return Literal(value.text, _language(value))
        case "text":
            return Literal(value.text, value.language)
        case "point":
            # Well-known text has the longitude first (OGC 06-103r4).
            return Literal(f"POINT({value.longitude} {value.latitude})", "", "gsp:wktLiteral")
        case _:
            return Literal(str(value))


def _language(name: Name) -> str:
    """The tag of a name, with its script where it is written in another than its language is."""
    if name.language and name.scheme and name.script not in name.language:
        return f"{name.language}-{name.script}"
    return name.language


def _nodes(address: str, value: Any) -> Iterator[Node]:
    match value:
        case Quantity():
            said = list(_quantity(value))
            yield node(address, ("kz:Quantity", "schema:QuantitativeValue"), said)
        case Direction():
            yield node(address, ("kz:Direction",), _direction(value))
        case _:
            yield from _composite(address, value)


def _quantity(value: Quantity) -> Iterator[tuple[str, Term]]:
    for name, bound in (("schema:minValue", value.min), ("schema:maxValue", value.max)):
        if bound is not None:
            yield name, Literal(format(Decimal(str(bound)), "f"), "", _DECIMAL)
    yield "schema:unitText", Literal(value.unit)
    yield "kz:approximate", Literal(str(value.approximate).lower(), "", _BOOLEAN)


def _direction(value: Direction) -> Iterator[tuple[str, Term]]:
    for name, ref in (("kz:source", value.source), ("kz:target", value.target)):
        if ref:
            yield name, Iri(short(ref))
    yield "kz:mutual", Literal(str(value.mutual).lower(), "", _BOOLEAN)


def _composite(address: str, value: Composite) -> Iterator[Node]:
    said: list[tuple[str, Term]] = []
    for name, part in properties_of(type(value)).items():
        held = getattr(value, name)
        each = () if held is None else held if part.many else (held,)
        for item in each:
            term, nodes = term_of(item, part.type, (address, name))
            said.append((f"kz:{name}", term))
            yield from nodes
    yield node(address, (f"kz:{type(value).__name__}",), said)
