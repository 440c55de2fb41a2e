"""Pages of Wikidata's query service, put back into the form of entity documents; asked for politely.

Law: one reading of the document's form serves dumps and pages alike, so both give the same claims of a revision.
A page that the service cannot answer in its time is asked for in halves.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from kizuna.errors import FetchFailed
from kizuna.sources import fetch
from kizuna.sources.wikidata import entities as wd

ENDPOINT = "https://query.wikidata.org/sparql"

_PREFIXES = """PREFIX wd: <http://www.wikidata.org/entity/>
PREFIX wdt: <http://www.wikidata.org/prop/direct/>
PREFIX p: <http://www.wikidata.org/prop/>
PREFIX wikibase: <http://wikiba.se/ontology#>
PREFIX schema: <http://schema.org/>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX prov: <http://www.w3.org/ns/prov#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
"""
_ENTITY, _STATEMENT = "http://www.wikidata.org/entity/", "http://www.wikidata.org/entity/statement/"
_PROP = "http://www.wikidata.org/prop/"
_TOO_SLOW = frozenset({400, 408, 413, 500, 502, 503, 504})
_TIMES = (wd.START, wd.END, wd.POINT_IN_TIME)
_QUALIFIERS = (*_TIMES, wd.END_CAUSE, wd.CIRCUMSTANCES)

Row = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Service:
    """A query service: its address, how patient and trusting we are, how many items make a page."""

    endpoint: str = ENDPOINT
    policy: fetch.Policy = field(default_factory=lambda: fetch.Policy(timeout=90.0))
    page: int = 50
    listed: int = 2000


def items_after(service: Service, last: str) -> list[str]:
    """The next items with P190 after an item in the order of their addresses; empty at the end."""
    query = f"""{_PREFIXES}SELECT DISTINCT ?item WHERE {{
  ?item p:{wd.TWINNED} ?statement .
  FILTER(STR(?item) > "{_ENTITY}{last}")
}} ORDER BY STR(?item) LIMIT {service.listed}"""
    found = (_item(_value(row, "item")) for row in _rows(service, query))
    return sorted({item for item in found if item})


def documents(service: Service, items: Sequence[str]) -> Iterator[dict[str, Any]]:
    """The documents of the items; a page that takes the service too long is halved, down to a single item.

    Raises FetchFailed when the service does not answer, or not in its form.
    """
    try:
        rows = [row for query in _page_queries(items) for row in _rows(service, query)]
    except FetchFailed as failure:
        if len(items) > 1 and (failure.status is None or failure.status in _TOO_SLOW):
            middle = len(items) // 2
            yield from documents(service, items[:middle])
            yield from documents(service, items[middle:])
            return
        raise
    yield from _assembled(items, rows)


def _page_queries(items: Sequence[str]) -> tuple[str, str]:
    values = f"VALUES ?item {{ {' '.join(f'wd:{item}' for item in items)} }}"
    used = " ".join(f"p:{name}" for name in wd.USED)
    terms = f"""{_PREFIXES}SELECT ?item ?what ?value WHERE {{
  {values}
  {{ ?item rdfs:label ?value . BIND("labels" AS ?what) }}
  UNION {{ ?item skos:altLabel ?value . BIND("aliases" AS ?what) }}
  UNION {{ ?item schema:version ?value . BIND("lastrevid" AS ?what) }}
  UNION {{ ?item schema:dateModified ?value . BIND("modified" AS ?what) }}
}}"""
    statements = f"""{_PREFIXES}SELECT ?item ?property ?statement ?path ?node ?key ?value WHERE {{
  {values}
  VALUES ?property {{ {used} }}
  ?item ?property ?statement .
  {{ ?statement ?path ?value . FILTER(!STRSTARTS(STR(?path), "{_PROP}statement/value")) }}
  UNION {{ ?statement ?path ?node . ?node ?key ?value .
    FILTER(STRSTARTS(STR(?key), "http://wikiba.se/ontology#")) }}
  UNION {{ ?statement prov:wasDerivedFrom ?node . ?node ?key ?value .
    BIND(prov:wasDerivedFrom AS ?path)
    FILTER(STRSTARTS(STR(?key), "{_PROP}reference/P")) }}
}}"""
    return terms, statements


def _rows(service: Service, query: str) -> list[Row]:
    """The rows of the answer; asked for once again where it breaks off."""
    headers = {"Accept": "application/sparql-results+json"}
    headers |= {"Content-Type": "application/x-www-form-urlencoded"}
    asked = urlencode({"query": query, "format": "json"}).encode()
    for is_last in (False, True):
        body = fetch.post(service.endpoint, asked, headers=headers, policy=service.policy).body
        try:
            return _bindings(service, json.loads(body))
        except (ValueError, RecursionError):
            if is_last:
                told = f"the answer is not JSON: {fetch.opening_of(body)!r}"
                raise FetchFailed(service.endpoint, told) from None
            service.policy.sleep(service.policy.backoff)
    raise AssertionError("the last try returns or raises")


def _bindings(service: Service, answer: Any) -> list[Row]:
    with suppress(KeyError, TypeError, AttributeError):
        rows = answer["results"]["bindings"]
        if all(isinstance(cell, Mapping) for row in rows for cell in row.values()):
            return list(rows)
    told = f"the answer is not a table of SPARQL results: {str(answer)[:200]!r}"
    raise FetchFailed(service.endpoint, told)


def _value(row: Row, name: str) -> str:
    return str(row.get(name, {}).get("value", ""))


def _item(address: str) -> str:
    ref = address.removeprefix(_ENTITY)
    return ref if re.fullmatch(r"Q[1-9][0-9]*", ref) else ""


def _assembled(items: Iterable[str], rows: Iterable[Row]) -> Iterator[dict[str, Any]]:
    """One document an item that has statements, in the form that a dump gives."""
    made: dict[str, dict[str, Any]] = {
        item: {"type": "item", "id": item, "labels": {}, "aliases": {}, "claims": {}}
        for item in items
    }
    stated: dict[tuple[str, str, str], list[Row]] = defaultdict(list)
    for row in rows:
        item = _item(_value(row, "item"))
        if item in made and "what" in row:
            _add_term(made[item], row)
        elif item in made:
            name = _value(row, "property").removeprefix(_PROP)
            stated[item, name, _value(row, "statement")].append(row)
    for (item, name, address), about in sorted(stated.items()):
        made[item]["claims"].setdefault(name, []).append(_statement(name, address, about))
    yield from (document for document in made.values() if document["claims"])


def _add_term(document: dict[str, Any], row: Row) -> None:
    what, text = _value(row, "what"), _value(row, "value")
    language = str(row.get("value", {}).get("xml:lang", ""))
    entry = {"language": language, "value": text}
    if what in ("lastrevid", "modified"):
        document[what] = int(text) if what == "lastrevid" and text.isdecimal() else text
    elif what == "labels":
        document[what][language] = entry
    else:
        document[what].setdefault(language, []).append(entry)


def _statement(name: str, address: str, rows: Iterable[Row]) -> dict[str, Any]:
    plain: dict[str, list[Mapping[str, str]]] = defaultdict(list)
    nodes: dict[tuple[str, str], dict[str, str]] = defaultdict(dict)
    sources: dict[str, dict[str, list[Any]]] = defaultdict(lambda: defaultdict(list))
    for row in rows:
        path, cell = _value(row, "path"), row.get("value", {})
        if path.endswith("#wasDerivedFrom"):
            if "key" in row:
                source = _value(row, "key").removeprefix(f"{_PROP}reference/")
                sources[_value(row, "node")][source].append(_snak(cell))
        elif "key" in row:
            key = _value(row, "key").partition("#")[2]
            nodes[path, _value(row, "node")][key] = str(cell.get("value", ""))
        elif cell not in plain[path]:
            plain[path].append(cell)
    qualifiers = {q: list(_snaks("qualifier", q, plain, nodes)) for q in _QUALIFIERS}
    rank = next((c.get("value", "") for c in plain["http://wikiba.se/ontology#rank"]), "")
    return {
        "id": address.removeprefix(_STATEMENT).replace("-", "$", 1),
        "rank": rank.partition("#")[2].removesuffix("Rank").lower() or "normal",
        "mainsnak": next(_snaks("statement", name, plain, nodes), {"snaktype": wd.SOMEVALUE}),
        "qualifiers": {q: found for q, found in qualifiers.items() if found},
        "references": [{"snaks": snaks} for snaks in sources.values()],
    }


_RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"


def _snaks(
    of: str,
    name: str,
    plain: Mapping[str, list[Mapping[str, str]]],
    nodes: Mapping[tuple[str, str], Mapping[str, str]],
) -> Iterator[dict[str, Any]]:
    """What a statement or its qualifiers say by a property: whole values where there are any, else plain ones.

    A time is never taken from a plain value, which does not say how precise it is.
    """
    if f"{_PROP}novalue/{name}" in (cell.get("value", "") for cell in plain.get(_RDF_TYPE, ())):
        yield {"snaktype": wd.NOVALUE}
        return
    found = (node for (path, _), node in nodes.items() if path == f"{_PROP}{of}/value/{name}")
    whole = [value for value in map(_whole, found) if value]
    yield from map(_of_value, whole)
    for cell in plain.get(f"{_PROP}{of}/{name}", ()):
        snak = _snak(cell)
        if snak["snaktype"] == wd.SOMEVALUE:
            yield snak
        elif not (whole or name in _TIMES):
            yield _of_value({"amount": cell["value"]}) if name == wd.POPULATION else snak


def _whole(node: Mapping[str, str]) -> dict[str, Any]:
    """A time, place or quantity as documents write it; the days of the graph are Gregorian already."""
    if "timeValue" in node:
        text = node["timeValue"]
        signed = text if text[:1] in "+-" else f"+{text}"
        return {"time": signed, "precision": int(node.get("timePrecision", "11"))}
    if "geoLatitude" in node:
        degrees = {k: float(node[f"geo{k.title()}"]) for k in ("latitude", "longitude")}
        return {**degrees, "globe": node.get("geoGlobe", f"{_ENTITY}Q2")}
    names = {"amount": "Amount", "lowerBound": "LowerBound", "upperBound": "UpperBound"}
    return {k: node[f"quantity{n}"] for k, n in names.items() if f"quantity{n}" in node}


def _snak(cell: Mapping[str, str]) -> dict[str, Any]:
    text = str(cell.get("value", ""))
    if cell.get("type") == "bnode" or "/.well-known/genid/" in text:
        return {"snaktype": wd.SOMEVALUE}
    if item := _item(text):
        return _of_value({"id": item})
    if "xml:lang" in cell:
        return _of_value({"text": text, "language": cell["xml:lang"]})
    return _of_value(text)


def _of_value(value: Any) -> dict[str, Any]:
    return {"snaktype": wd.VALUE, "datavalue": {"value": value}}
