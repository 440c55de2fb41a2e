"""Limits of the API: how many questions one client may ask in a minute.

Law: who brings a key is counted by the key, anybody else by address, in all processes together.

`KIZUNA_API_RATE`: questions a minute from one address, 120 unless set; `KIZUNA_API_RATE_KEY`: with one key, 600.
"""

from __future__ import annotations

import math

from django.http import HttpRequest

from kizuna.store.rates import Left
from kizuna.web import limits
from kizuna.web.api.v1.problems import Refused


def take(request: HttpRequest, key: int | None) -> Left:
    """Count a question; raises Refused (429, with Retry-After) when the client has none left."""
    name = "KIZUNA_API_RATE" if key is None else "KIZUNA_API_RATE_KEY"
    limit = limits.number_set(name, 120 if key is None else 600, least=1)
    client = f"key {key}" if key is not None else f"api {limits.address_of(request)}"
    left = limits.take(client, limit)
    if left.allowed:
        return left
    wait = max(1, math.ceil(left.wait))
    raise Refused(
        429,
        f"{limit} questions a minute are answered; ask again in {wait} s",
        {"Retry-After": str(wait), **headers_of(left)},
    )


def headers_of(left: Left) -> dict[str, str]:
    """What the client has left, as headers (the IETF's draft on RateLimit headers)."""
    return {
        "RateLimit-Policy": f'"minute";q={left.limit};w=60',
        "RateLimit": f'"minute";r={left.remaining};t={math.ceil(left.wait)}',
    }
