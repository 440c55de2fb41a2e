"""All nodes of an export in the order in which every notation writes them."""

from __future__ import annotations

from collections.abc import Iterator

from kizuna.publish.export.contents import entities_of
from kizuna.publish.export.linked.schemes import class_nodes, scheme_nodes
from kizuna.publish.export.linked.terms import Literal, Node, Term, node
from kizuna.publish.export.linked.things import Things
from kizuna.publish.export.subject import Subject

DATASET = "register"
"""The last part of the address of the export itself."""


def nodes_of(subject: Subject) -> Iterator[Node]:
    """The export itself, everything in it in order of id, the vocabularies, and the classes."""
    yield _dataset(subject)
    things = Things.of(subject)
    for entity in entities_of(subject):
        yield from things.nodes(entity)
    yield from scheme_nodes()
    yield from class_nodes()


def _dataset(subject: Subject) -> Node:
    said: list[tuple[str, Term]] = [
        ("rdfs:label", Literal("Ties between local governments", "en")),
        ("kz:valid_on", Literal(subject.as_of, "", "xsd:date")),
    ]
    if subject.known_at:
        said.append(("kz:known_at", Literal(subject.known_at, "", "xsd:dateTime")))
    return node(f"{subject.base}{DATASET}", ("schema:Dataset", "prov:Entity"), said)
