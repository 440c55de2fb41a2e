"""The question as an answer repeats it, and a page of a list."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

import orjson
from django.http import HttpRequest, HttpResponse

from kizuna.publish.wording import Wording
from kizuna.register.register import Register
from kizuna.web.api.v1.cursors import next_address
from kizuna.web.api.v1.media import JSON
from kizuna.web.visit import visit


def moment(at: datetime | None) -> str | None:
    """A time as ISO 8601 in UTC; None stays None."""
    return at.isoformat().replace("+00:00", "Z") if at else None


def clocks(request: HttpRequest) -> dict[str, str | None]:
    """Both clocks, as they were taken: the day, and the time to the second (null for now)."""
    here = visit(request)
    return {"as_of": here.day.text, "known_at": moment(here.known_at)}


def wording(request: HttpRequest, register: Register) -> Wording:
    """Says what a register holds in the language of the question, by the names of its day."""
    here = visit(request)
    return Wording(register, here.messages, here.day.number)


def listed(request: HttpRequest, items: Iterable[Any], after: str) -> dict[str, Any]:
    """A page of a list; `after` is the item after which the next page begins, "" when nothing is left."""
    return {**clocks(request), "items": list(items), "next": next_address(request, after)}


def written(answer: dict[str, Any]) -> HttpResponse:
    """An answer as JSON. Whether it is as described is asked by the tests: asked here, it would take longer than
    a page of ties in brief."""
    return HttpResponse(orjson.dumps(answer), content_type=JSON)


def address(path: str, **query: str | None) -> str:
    """An address of the API; empty parts of its query are left out."""
    kept = {name: text for name, text in query.items() if text}
    return f"/api/v1{path}?{urlencode(kept)}" if kept else f"/api/v1{path}"


def claims_about(ref: str) -> str:
    """Where all claims about an entity are listed."""
    return address("/claims", subject=ref)
