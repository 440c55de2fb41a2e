"""A small server on this machine that answers as Wikidata's query service and its
entity service do, the bad days included.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs

import pytest

from answering import Answer, Asked, serving

ENTITY = "http://www.wikidata.org/entity/"


@dataclass
class Answering:
    """The server: `items` are (id, partner) pairs; `first` are replies given before it
    answers well.
    """

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
        """The reply to a query, or to a question for documents."""
        if self.first:
            return self.first.pop(0)
        if "query" in fields:
            rows = [
                {"item": {"type": "uri", "value": f"{ENTITY}{item}"}}
                for item in self.items
            ]
            told: dict[str, Any] = {"head": {"vars": []}, "results": {"bindings": rows}}
        else:
            wanted = fields["ids"][0].split("|")
            if len(wanted) > self.slow_above:
                return 503, {}, b"upstream request timeout"
            told = {
                "entities": {item: self._document(item) for item in wanted},
                "success": 1,
            }
        return 200, {"Content-Type": "application/json"}, json.dumps(told).encode()

    def _document(self, item: str) -> dict[str, Any]:
        partner, day = self.items[item], "2025-05-06T07:08:09Z"
        named = {"snaktype": "value", "datavalue": {"value": {"id": partner}}}
        statement = {
            "id": f"{item}$AB-CD",
            "rank": "normal",
            "mainsnak": named if partner else {"snaktype": "somevalue"},
        }
        told = {
            "type": "item",
            "id": item,
            "lastrevid": 77,
            "modified": day,
            "aliases": [],
        }
        labels = {"en": {"language": "en", "value": f"Town {item}"}}
        return {**told, "labels": labels, "claims": {"P190": [statement]}}


@contextmanager
def answering(items: Mapping[str, str], **given: Any) -> Iterator[Answering]:
    """A running server, which is Wikidata; it ends with the block."""
    with serving() as server, pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            "kizuna.sources.wikidata.entities.ENTITIES", f"{server.url}/api.php"
        )
        told = Answering(dict(items), endpoint=f"{server.url}/sparql", **given)
        server.answers = [told.reply]
        yield told
