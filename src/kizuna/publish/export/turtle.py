"""Turtle (W3C, 2014): the linked data of an export as text that people can read too."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from typing import BinaryIO

from kizuna.publish.export.linked.graph import nodes_of
from kizuna.publish.export.linked.terms import Iri, Literal, Node, Term, prefixes
from kizuna.publish.export.subject import ExportFormat, Subject

_LOCAL = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_:-]*[A-Za-z0-9_])?")
_SPECIAL = re.compile(r'[\x00-\x1f\x7f"\\]')
_SHORT = {"\n": r"\n", "\r": r"\r", "\t": r"\t", '"': r"\"", "\\": r"\\"}


def write(subject: Subject, out: BinaryIO) -> None:
    """Write the prefixes and then node after node, as `kizuna.publish.export.linked.graph` has them."""
    write_nodes(nodes_of(subject), subject.base, out)


def write_nodes(nodes: Iterable[Node], base: str, out: BinaryIO) -> None:
    """Write nodes whose short addresses stand under a base; none is held longer than it takes to write it."""
    known = prefixes(base)
    for prefix, address in known.items():
        out.write(f"@prefix {prefix}: <{address}> .\n".encode())
    address_of = _addresses(known)
    for held in nodes:
        out.write(f"\n{_written(held, address_of)}\n".encode())


def _addresses(known: Mapping[str, str]) -> Callable[[str], str]:
    @lru_cache(maxsize=1 << 16)
    def address_of(text: str) -> str:
        prefix, _, local = text.partition(":")
        if prefix not in known:
            return f"<{text}>"
        if _LOCAL.fullmatch(local):
            return text
        return f"<{known[prefix]}{local}>"

    return address_of


def _written(held: Node, address_of: Callable[[str], str]) -> str:
    lines = [f"a {', '.join(map(address_of, held.classes))}"]
    for name, terms in held.said:
        values = ", ".join(_term(term, address_of) for term in terms)
        lines.append(f"{address_of(name)} {values}")
    said = " ;\n    ".join(lines)
    return f"{address_of(held.address)} {said} ."


def _term(term: Term, address_of: Callable[[str], str]) -> str:
    if isinstance(term, Iri):
        return address_of(term.text)
    return _literal(term, address_of)


def _literal(term: Literal, address_of: Callable[[str], str]) -> str:
    quoted = f'"{_SPECIAL.sub(_escaped, term.text)}"'
    if term.language:
        return f"{quoted}@{term.language}"
    return f"{quoted}^^{address_of(term.datatype)}" if term.datatype else quoted


def _escaped(found: re.Match[str]) -> str:
    sign = found[0]
    return _SHORT.get(sign) or f"\\u{ord(sign):04X}"


TURTLE = ExportFormat(
    name="turtle",
    suffix="ttl",
    purpose="Linked data: schema.org, PROV-O, SKOS and Wikidata's properties (RDF 1.1 Turtle)",
    write=write,
    addressed=True,
)
