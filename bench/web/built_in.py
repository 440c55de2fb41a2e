"""Pages of the built-in register by one process: how many a second one reader gets, and
how long 64 at once wait.

A note is made for few readers at once, and others are turned away for a moment; so it
is asked for by one alone.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.measuring import Measure, shown
from bench.web.load import ask
from bench.web.serving import free_port, running

_NOTE = ("note in HTML", "/report/note.html?a=kansai&b=china", 10.0)
PAGES = (
    ("page of a tie", "/tie/osaka-shanghai", 100.0),
    ("page of a place", "/government/osaka", 120.0),
    _NOTE,
    ("first page", "/", 0.0),
    ("search", "/search?q=shanghai", 0.0),
    ("list of ties by the API", "/api/v1/ties", 0.0),
)
"""What each page is, its address, and how many are asked for a second (0: no fewer than
before).
"""
_MANY, _MOST = 64, 2.0
_ROUNDS, _SECONDS = 3, 3.0


def measures(before: Path | None) -> Iterator[Measure]:
    """The pages by the code here and, by turns, by the `src` of an earlier checkout."""
    sources = [Path(__file__).parents[2] / "src", *([before] if before else [])]
    with ExitStack() as stack:
        addresses = [stack.enter_context(_served(src)) for src in sources]
        for what, path, least in PAGES:
            rounds = [
                [_rate(address, path) for address in addresses] for _ in range(_ROUNDS)
            ]
            rates = [statistics.median(column) for column in zip(*rounds, strict=True)]
            asked = least or (rates[1] if before else 0.0)
            yield Measure(
                f"{what}, one reader",
                f"{rates[0]:.1f} a second",
                f"{rates[1]:.1f} a second" if before else "",
                f"{rates[0] / rates[1]:.2f}" if before else "",
                f">= {asked:.1f} a second" if asked else "",
                rates[0] >= asked,
            )
        for what, path, _ in (page for page in PAGES if page != _NOTE):
            slowest = [_slowest(address, path) for address in addresses]
            yield Measure(
                f"{what}, {_MANY} readers at once, p99",
                shown(slowest[0]),
                shown(slowest[1]) if before else "",
                f"{slowest[0] / slowest[1]:.2f}" if before else "",
                f"< {_MOST} s",
                slowest[0] < _MOST,
            )


@contextmanager
def _served(src: Path) -> Iterator[str]:
    """The address of a server of the code under `src`, on a new database with the
    built-in register.
    """
    port = free_port()
    with TemporaryDirectory() as folder:
        line = [
            "-m",
            "kizuna",
            "--db",
            f"{folder}/built-in.sqlite3",
            "serve",
            "--no-worker",
        ]
        command = [sys.executable, *line, "--port", str(port)]
        with running(command, port, "/", PYTHONPATH=str(src), KIZUNA_DATA=folder):
            yield f"http://127.0.0.1:{port}"


def _rate(address: str, path: str) -> float:
    """How many answers a second one reader gets, who asks for the same again and
    again.
    """
    ask(address, path)
    began, answers = time.perf_counter(), 0
    while time.perf_counter() < began + _SECONDS:
        ask(address, path)
        answers += 1
    return answers / (time.perf_counter() - began)


def _slowest(address: str, path: str) -> float:
    """The 99th percentile of the seconds that many readers wait who ask at once, again
    and again.
    """
    until = time.perf_counter() + _SECONDS

    def waits(_: int) -> Sequence[float]:
        found = []
        while (began := time.perf_counter()) < until:
            ask(address, path)
            found.append(time.perf_counter() - began)
        return found

    with ThreadPoolExecutor(_MANY) as pool:
        every = sorted(
            wait for found in pool.map(waits, range(_MANY)) for wait in found
        )
    return every[len(every) * 99 // 100]
