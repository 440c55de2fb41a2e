"""Nodes of RDF and the terms in them, with addresses written short, as prefix:name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from kizuna.claims.kinds import KINDS
from kizuna.errors import BadQuestion

BASE = "urn:kizuna:"
"""What the addresses of things and claims begin with when nobody gives another: names that promise no web page."""

OWN = {"kz": "urn:kizuna:terms:", "kzv": "urn:kizuna:vocabulary:"}
"""The classes and properties, and the vocabularies: the same in every register, whatever its base."""

OTHERS = {
    "dcterms": "http://purl.org/dc/terms/",
    "edtf": "http://id.loc.gov/datatypes/edtf/",
    "gsp": "http://www.opengis.net/ont/geosparql#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "wd": "http://www.wikidata.org/entity/",
    "wdt": "http://www.wikidata.org/prop/direct/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
"""The vocabularies of others."""

_BASE = re.compile(
    r"(?:urn:[a-z0-9][a-z0-9-]{0,30}:|https?://[^\s<>\"{}|\\^`?#]+)[^\s<>\"{}|\\^`?#]*"
)
_UNSAFE = re.compile(r"[\x00-\x20<>\"{}|\\^`]")


class Iri(NamedTuple):
    """The address of a thing: short (`tie:osaka-shanghai`) where it has a prefix, else whole."""

    text: str


class Literal(NamedTuple):
    """A value: its text with a language (BCP 47) or the short address of a datatype, or neither."""

    text: str
    language: str = ""
    datatype: str = ""


Term = Iri | Literal


class Node(NamedTuple):
    """A thing: its address, its classes, and what is said of it, in the order in which it is written."""

    address: str
    classes: tuple[str, ...]
    said: tuple[tuple[str, tuple[Term, ...]], ...]


def node(address: str, classes: Iterable[str], said: Iterable[tuple[str, Term]]) -> Node:
    """A node of (property, term) pairs: properties in the order of their first pair, terms sorted, each once."""
    held: dict[str, set[Term]] = {}
    for name, term in said:
        held.setdefault(name, set()).add(term)
    terms = ((name, tuple(sorted(terms, key=_order))) for name, terms in held.items())
    return Node(address, tuple(dict.fromkeys(classes)), tuple(terms))


def _order(term: Term) -> tuple[bool, tuple[str, ...]]:
    return isinstance(term, Literal), tuple(term)


def checked_base(text: str) -> str:
    """The base itself; raises BadQuestion for what is not the beginning of an http(s) or urn address."""
    if _BASE.fullmatch(text) is None or text[-1] not in "/:":
        raise BadQuestion(
            f"{text!r} is not the beginning of addresses: "
            'write one that ends with "/" or ":", such as https://register.example.org/'
        )
    return text


def prefixes(base: str = BASE) -> Mapping[str, str]:
    """Every prefix with what it stands for, sorted; things of each kind, claims and values are under the base."""
    things = {name: f"{base}{name}/" for name in (*KINDS, "claim", "value")}
    return dict(sorted({**things, **OWN, **OTHERS}.items()))


def short(ref: str) -> str:
    """The short address of an entity: tie:osaka-shanghai of tie/osaka-shanghai."""
    return ref.replace("/", ":", 1)


def safe_address(text: str) -> str:
    """A whole address in which what no address may hold is percent-encoded."""
    return _UNSAFE.sub(lambda found: "".join(f"%{b:02X}" for b in found[0].encode()), text)
