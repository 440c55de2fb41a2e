"""Wikidata asked over the network: its query service lists items, its entity service gives their documents.

Law: a document has the form that it has in a dump, so that both give the same claims of a revision. We say who
asks, wait while the servers lag, and ask for a page that does not come whole in halves.
"""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from kizuna.errors import FetchFailed
from kizuna.sources import fetch
from kizuna.sources.wikidata.entities import TWINNED, documents_of

ENDPOINT = "https://query.wikidata.org/sparql"
ENTITIES = "https://www.wikidata.org/w/api.php"
MAXLAG = 5
"""Seconds that the servers may lag behind before we wait: the value that Wikimedia asks of its visitors."""

_LISTED = f"SELECT DISTINCT ?item WHERE {{ ?item <http://www.wikidata.org/prop/{TWINNED}> [] }}"
_ITEM = re.compile(r"http://www\.wikidata\.org/entity/(Q[1-9][0-9]*)")
_TOO_SLOW = frozenset({None, 408, 413, 500, 502, 503, 504})
_TRIES = 5
_WAIT = 5.0


@dataclass(frozen=True, slots=True)
class Service:
    """A query service: its address, how patient and trusting we are, how many items make a page.

    Whoever lists the items, their documents are Wikidata's.
    """

    endpoint: str = ENDPOINT
    policy: fetch.Policy = field(default_factory=lambda: fetch.Policy(timeout=90.0))
    page: int = 50


def twinned_items(service: Service) -> list[str]:
    """The items with P190, in the order of their ids as texts.

    Raises FetchFailed when the service does not answer, or not in its form.
    """
    answer = _answer(service, service.endpoint, {"query": _LISTED, "format": "json"})
    try:
        found = [_ITEM.fullmatch(row["item"]["value"]) for row in answer["results"]["bindings"]]
    except (KeyError, TypeError):
        told = f"the answer is not a table of SPARQL results: {str(answer)[:200]!r}"
        raise FetchFailed(service.endpoint, told) from None
    return sorted({item[1] for item in found if item})


def documents(service: Service, items: Sequence[str]) -> list[Mapping[str, Any]]:
    """The documents of the items; a page that is too large or takes too long is halved, down to a single item.

    Raises FetchFailed when Wikidata does not answer, BadFile when it does not in its form.
    """
    form = {"action": "wbgetentities", "ids": "|".join(items), "format": "json"}
    form |= {"props": "info|labels|aliases|claims", "maxlag": str(MAXLAG)}
    found: list[Mapping[str, Any]] = []
    try:
        found += documents_of(_answer(service, ENTITIES, form))
    except FetchFailed as failure:
        if len(items) == 1 or failure.status not in _TOO_SLOW:
            raise
    if len(items) == 1 or {document.get("id") for document in found}.issuperset(items):
        return found
    middle = len(items) // 2
    return [*documents(service, items[:middle]), *documents(service, items[middle:])]


def _answer(service: Service, url: str, form: Mapping[str, str]) -> Any:
    """The answer to a form, as JSON; asked for again where it breaks off, or says that the servers lag."""
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    headers |= {"Accept": "application/sparql-results+json, application/json"}
    failure = FetchFailed(url, "")
    for tried in range(_TRIES):
        if tried:
            service.policy.sleep(_WAIT * tried)
        asked = urlencode(form).encode()
        body = fetch.post(url, asked, headers=headers, policy=service.policy).body
        try:
            answer = json.loads(body)
        except (ValueError, RecursionError):
            failure = FetchFailed(url, f"the answer is not JSON: {fetch.opening_of(body)!r}")
        else:
            if not (isinstance(answer, dict) and "error" in answer):
                return answer
            told = str(answer["error"])[:200]
            failure = FetchFailed(url, f"the server answers an error: {told}", 200)
    raise failure
