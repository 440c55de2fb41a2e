"""Limits: how many questions one client may ask in a minute.

Law: who brings a key is counted by the key, anybody else by address. The counts stand in the memory of each
process: with several processes (`kizuna serve --workers`) a client may be let through that many times as often.

`KIZUNA_API_RATE`: questions a minute from one address, 120 unless set; `KIZUNA_API_RATE_KEY`: with one key, 600.
`KIZUNA_PROXIES`: how many proxies stand in front, 0 unless set; that many of the addresses in X-Forwarded-For are
believed, counted from its end.
"""

from __future__ import annotations

import math
import os
import time
from collections import OrderedDict
from dataclasses import dataclass, field
from threading import Lock

from django.http import HttpRequest

from kizuna.web.api.v1.problems import Refused

_MINUTE = 60.0
_MOST_CLIENTS = 50_000
"""Clients that are remembered; whoever has not asked for longest is forgotten."""


@dataclass(frozen=True, slots=True)
class Left:
    """What a client has left: of `limit` questions a minute, `remaining` now and one more in `wait` seconds."""

    limit: int
    remaining: int
    wait: float
    allowed: bool


@dataclass(slots=True)
class Buckets:
    """For each client a bucket that holds a minute's questions and fills steadily."""

    _lock: Lock = field(default_factory=Lock)
    _held: OrderedDict[str, tuple[float, float]] = field(default_factory=OrderedDict)

    def take(self, client: str, limit: int, now: float) -> Left:
        """Take one question of `limit` a minute from the client's bucket, if there is one."""
        refill = limit / _MINUTE
        with self._lock:
            level, at = self._held.get(client, (float(limit), now))
            level = min(float(limit), level + (now - at) * refill)
            allowed = level >= 1
            level -= 1 if allowed else 0
            self._held[client] = (level, now)
            self._held.move_to_end(client)
            if len(self._held) > _MOST_CLIENTS:
                self._held.popitem(last=False)
        wait = 0.0 if level >= 1 else (1 - level) / refill
        return Left(limit, int(level), wait, allowed)


_BUCKETS = Buckets()


def take(request: HttpRequest, key: int | None) -> Left:
    """Count a question; raises Refused (429, with Retry-After) when the client has none left."""
    name = "KIZUNA_API_RATE" if key is None else "KIZUNA_API_RATE_KEY"
    limit = number_set(name, 120 if key is None else 600, least=1)
    client = f"key {key}" if key is not None else f"address {address_of(request)}"
    left = _BUCKETS.take(client, limit, time.monotonic())
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


def address_of(request: HttpRequest) -> str:
    """The client's address: the connection's, or where proxies stand in front what the first of them saw."""
    own = str(request.META.get("REMOTE_ADDR", ""))
    proxies = number_set("KIZUNA_PROXIES", 0, least=0)
    told = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",")]
    seen = [*(part for part in told if part), own]
    return seen[-min(proxies + 1, len(seen))]


def number_set(name: str, usual: int, *, least: int) -> int:
    """A whole number that the environment sets, the usual one where it sets none or what is no such number."""
    text = os.environ.get(name, "").strip()
    return max(least, int(text)) if text.isdecimal() else usual
