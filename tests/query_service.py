"""A small server on this machine that answers as Wikidata's query service does, the bad days included."""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs

ENTITY = "http://www.wikidata.org/entity/"
PROP = "http://www.wikidata.org/prop/"
WIKIBASE = "http://wikiba.se/ontology#"
TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
DERIVED = "http://www.w3.org/ns/prov#wasDerivedFrom"

Reply = tuple[int, Mapping[str, str], bytes]


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
    first: list[Reply] = field(default_factory=list)
    slow_above: int = 10**6
    asked: list[Mapping[str, Any]] = field(default_factory=list)
    agents: list[str] = field(default_factory=list)
    endpoint: str = ""

    def answer(self, fields: Mapping[str, list[str]]) -> Reply:
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
        began = "http://www.wikidata.org/value/1"
        about: list[tuple[str, str, str, dict[str, str]]] = [
            (f"{WIKIBASE}rank", "", "", uri(f"{WIKIBASE}NormalRank")),
            (f"{PROP}statement/P190", "", "", self._partner(item)),
            (f"{PROP}qualifier/P580", "", "", text("2001-01-01T00:00:00Z")),
            (
                f"{PROP}qualifier/value/P580",
                began,
                f"{WIKIBASE}timeValue",
                text("2001-01-01T00:00:00Z"),
            ),
            (f"{PROP}qualifier/value/P580", began, f"{WIKIBASE}timePrecision", text("9")),
            (TYPE, "", "", uri(f"{PROP}novalue/P582")),
            (
                DERIVED,
                "http://www.wikidata.org/reference/9",
                f"{PROP}reference/P854",
                uri("https://a.example/"),
            ),
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

    def _partner(self, item: str) -> dict[str, str]:
        partner = self.items[item]
        return uri(ENTITY + partner) if partner else {"type": "bnode", "value": "t1"}


@contextmanager
def answering(items: Mapping[str, str], **given: Any) -> Iterator[Answering]:
    """A running server; it ends with the block."""
    told = Answering(dict(items), **given)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            length = int(self.headers["Content-Length"])
            fields = parse_qs(self.rfile.read(length).decode())
            told.asked.append(fields)
            told.agents.append(self.headers["User-Agent"])
            status, headers, body = told.answer(fields)
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: Any) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    told.endpoint = f"http://127.0.0.1:{server.server_port}/sparql"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield told
    finally:
        server.shutdown()
        server.server_close()
        thread.join(60)
