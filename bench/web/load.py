"""Questions sent to a server: at a steady rate, or as many as it answers."""

from __future__ import annotations

import http.client
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import cycle
from threading import local
from urllib.parse import urlsplit

_CLIENTS = 16
_AT_ONCE = 4
_own = local()


def steady(address: str, paths: Sequence[str], rate: float) -> list[float]:
    """How long each of the paths took, in seconds, the shortest first, when so many
    were asked for a second.

    A question counts from when it was due, also where the client came late: waiting
    behind a slow answer is part of what a reader waits.
    """
    began = time.perf_counter() + 0.2
    due = [(began + number / rate, path) for number, path in enumerate(paths)]
    with ThreadPoolExecutor(_CLIENTS) as pool:
        return sorted(pool.map(lambda one: _when_due(address, *one), due))


def _when_due(address: str, due: float, path: str) -> float:
    time.sleep(max(0.0, due - time.perf_counter()))
    ask(address, path)
    return time.perf_counter() - due


def throughput(address: str, paths: Sequence[str], seconds: float) -> float:
    """How many questions a second are answered when four clients ask one after the
    other, each path in turn.
    """
    until = time.perf_counter() + seconds
    shares = [cycle(paths[number::_AT_ONCE]) for number in range(_AT_ONCE)]
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        counted = pool.map(lambda share: _asked_until(address, share, until), shares)
    return sum(counted) / seconds


def _asked_until(address: str, paths: Iterator[str], until: float) -> int:
    number = 0
    while time.perf_counter() < until:
        ask(address, next(paths))
        number += 1
    return number


def ask(address: str, path: str) -> bytes:
    """The answer to one question, on a connection that the thread keeps. Raises
    SystemExit unless it is 200.
    """
    connection = _connection(address)
    try:
        status, body = _answer(connection, path)
    except ConnectionError:  # a server closes what was idle for some seconds
        connection.close()
        status, body = _answer(connection, path)
    if status != 200:
        raise SystemExit(f"{address}{path}: {status}")
    return body


def _connection(address: str) -> http.client.HTTPConnection:
    held: dict[str, http.client.HTTPConnection] = _own.__dict__.setdefault("held", {})
    if address not in held:
        host = urlsplit(address)
        held[address] = http.client.HTTPConnection(
            host.hostname or "", host.port, timeout=120
        )
    return held[address]


def _answer(connection: http.client.HTTPConnection, path: str) -> tuple[int, bytes]:
    connection.request("GET", path, headers={"Accept-Language": "en"})
    answer = connection.getresponse()
    return answer.status, answer.read()
