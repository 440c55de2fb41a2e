"""What the script of the map fetches: the columns of places and ties, and the names of the places.

Both are kept by the browser and asked for again only when the ledger or the day is another one.
"""

from __future__ import annotations

import gzip
import re
from collections.abc import Callable
from typing import Any

import orjson
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import condition

from kizuna.publish.tie_columns import keys_in_order, places_in_order, tie_columns
from kizuna.publish.wording import Wording
from kizuna.store.cache import CLAIM_BYTES, cached
from kizuna.web.rendering import digest
from kizuna.web.visit import Visit, visit
from kizuna.workflows import ask
from kizuna.workflows.map_ties import tie_map

_LEVEL = 6
_JSON = "application/json"


def _ties_edition(request: HttpRequest) -> str:
    here = visit(request)
    known_at = here.known_at.isoformat() if here.known_at else ""
    return f'"{digest()}-{ask.state()}-{here.day.number}-{known_at}"'


def _names_edition(request: HttpRequest) -> str:
    return f'{_ties_edition(request)[:-1]}-{visit(request).language}"'


@condition(etag_func=_ties_edition)
def ties_json(request: HttpRequest) -> HttpResponse:
    """The columns of the map (`kizuna.publish.tie_columns`)."""
    here = visit(request)
    key = (here.day.number, here.known_at)
    return _sent(request, ("map-columns", *key), lambda: tie_columns(tie_map(*key)))


@condition(etag_func=_names_edition)
def names_json(request: HttpRequest) -> HttpResponse:
    """The keys of the places, as differences, and their names in the language of the reader, in that order."""
    here = visit(request)
    key = (here.day.number, here.known_at, here.asked_day, here.language)
    return _sent(request, ("map-names", *key), lambda: _names(here))


def _names(here: Visit) -> dict[str, Any]:
    found = tie_map(here.day.number, here.known_at)
    places = places_in_order(found)
    wording = Wording(ask.known_register(here.known_at), here.messages, here.asked_day)
    return {"keys": keys_in_order(found), "names": [wording.name(place.ref) for place in places]}


def _sent(request: HttpRequest, key: tuple[Any, ...], make: Callable[[], Any]) -> HttpResponse:
    """The answer, compressed once for all who ask for it."""
    packed = cached(
        key,
        lambda: gzip.compress(orjson.dumps(make()), _LEVEL, mtime=0),
        lambda made: len(made) // CLAIM_BYTES,
    )
    if re.search(
        r"\bgzip\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))", request.headers.get("Accept-Encoding", "")
    ):
        response = HttpResponse(packed, content_type=_JSON)
        response.headers["Content-Encoding"] = "gzip"
    else:
        response = HttpResponse(gzip.decompress(packed), content_type=_JSON)
    response.headers["Cache-Control"] = "private, no-cache"
    response.headers["Vary"] = "Accept-Encoding, Accept-Language, Cookie"
    return response
