"""A small server on this machine that answers as Wikidata's query service does, the bad days included."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs

from answering import Answer, Asked, serving

ENTITY = "http://www.wikidata.org/entity/"
PROP = "http://www.wikidata.org/prop/"
WIKIBASE = "http://wikiba.se/ontology#"
TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
DERIVED = "http://www.w3.org/ns/prov#wasDerivedFrom"


def uri(address: str) -> dict[str, str]:
    """A cell that holds an address."""
    return {"type": "uri", "value": address}


def text(value: str, language: str = "") -> dict[str, str]:
    """A cell that holds a text."""
    told = {"xml:lang": language} if language else {}
    return {"type": "literal", "value": value, **told}


@dataclass
class Answering:
    """The server: `items` are (id, partner) pairs; `first` are replies given before it answers well."""

    items: dict[str, str]
    first: list[Answer] = field(default_factory=list)
    slow_above: int = 10**6
    asked: list[Mapping[str, Any]] = field(default_factory=list)
    agents: list[str] = field(default_factory=list)
    endpoint: str = ""

    def reply(self, asked: Asked) -> Answer:
        """The reply to a request, which is noted."""
        fields = parse_qs(asked.body.decode())
        self.asked.append(fields)
        self.agents.append(asked.headers["User-Agent"])
        return self.answer(fields)

    def answer(self, fields: Mapping[str, list[str]]) -> Answer:
        """The reply to a query."""
        if self.first:
            return self.first.pop(0)
        query = fields["query"][0]
        wanted = re.findall(r"wd:(Q[0-9]+)", query.partition("VALUES ?item")[2].partition("}")[0])
        if "DISTINCT ?item" in query:
            last = re.search(r'> "(.*?)"', query)
            most = int(query.rsplit("LIMIT", 1)[1])
            after = last[1] if last else ""
            found = sorted(ENTITY + item for item in self.items if ENTITY + item > after)
            rows = [{"item": uri(item)} for item in found[:most]]
        elif len(wanted) > self.slow_above:
            return 500, {}, b"java.util.concurrent.TimeoutException: query timed out"
        else:
            make = self._terms if "rdfs:label" in query else self._statements
            rows = [row for item in wanted for row in make(item)]
        body = json.dumps({"head": {"vars": []}, "results": {"bindings": rows}}).encode()
        return 200, {"Content-Type": "application/sparql-results+json"}, body

    def _terms(self, item: str) -> Iterator[dict[str, Any]]:
        for what, cell in (
            ("labels", text(f"Town {item}", "en")),
            ("aliases", text(f"{item} Town", "en")),
            ("lastrevid", text("77")),
            ("modified", text("2025-05-06T07:08:09Z")),
        ):
            yield {"item": uri(ENTITY + item), "what": text(what), "value": cell}

    def _statements(self, item: str) -> Iterator[dict[str, Any]]:
        node = f"{ENTITY}statement/{item}-AB-CD"
        whole, began = f"{PROP}qualifier/value/P580", "http://www.wikidata.org/value/1"
        day, source = text("2001-01-01T00:00:00Z"), "http://www.wikidata.org/reference/9"
        partner = self.items[item]
        named = uri(ENTITY + partner) if partner else {"type": "bnode", "value": "t1"}
        about: list[tuple[str, str, str, dict[str, str]]] = [
            (f"{WIKIBASE}rank", "", "", uri(f"{WIKIBASE}NormalRank")),
            (f"{PROP}statement/P190", "", "", named),
            (f"{PROP}qualifier/P580", "", "", day),
            (whole, began, f"{WIKIBASE}timeValue", day),
            (whole, began, f"{WIKIBASE}timePrecision", text("9")),
            (TYPE, "", "", uri(f"{PROP}novalue/P582")),
            (DERIVED, source, f"{PROP}reference/P854", uri("https://a.example/")),
        ]
        for path, inner, key, value in about:
            row = {
                "item": uri(ENTITY + item),
                "property": uri(f"{PROP}P190"),
                "statement": uri(node),
                "path": uri(path),
                "value": value,
            }
            yield row | ({"node": uri(inner), "key": uri(key)} if inner else {})


@contextmanager
def answering(items: Mapping[str, str], **given: Any) -> Iterator[Answering]:
    """A running server; it ends with the block."""
    with serving() as server:
        told = Answering(dict(items), endpoint=f"{server.url}/sparql", **given)
        server.answers = [told.reply]
        yield told
