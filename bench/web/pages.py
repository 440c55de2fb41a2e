"""How quickly pages and lists are answered on a register of a million ties, beside the
same in other frameworks.

What is compared runs in one go: all servers stand at once, and each is asked in turn,
round after round; a figure is the median of the rounds. Every page is of another place,
so that none was asked for before.
"""

from __future__ import annotations

import contextlib
import random
import statistics
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import orjson

from bench.measuring import Measure, shown
from bench.web.load import ask, steady, throughput
from bench.web.serving import free_port, running, served
from bench.world import World, place_ref

_RATE = 50.0
_STEADY = 1000
_CORES = 2
_WARM = 40
_ROUNDS, _SECONDS = 5, 4.0
_PLACES = 4000
_LISTED = 50
_YEAR = 2001
"""From this year on each round asks about another one: no page was asked for before."""


def measures(path: Path, world: World) -> Iterator[Measure]:
    """The pages and lists of the register at a path, measured."""
    chance = random.Random(7)
    places = [f"/{place_ref(chance.randrange(world.places))}" for _ in range(_PLACES)]
    ties = [f"/tie/tie-{chance.randrange(world.ties)}" for _ in range(_STEADY)]
    kinds = (("pages of places", places[:_STEADY]), ("pages of ties", ties))
    with served(path, workers=_CORES) as ours:
        for what, asked in kinds:
            yield _steadily(f"{what}, {_CORES} processes", ours, asked, 0.06)
    with served(path) as ours:
        for what, asked in kinds:
            yield _steadily(f"{what}, one process", ours, asked, None)
        with _starlette(path) as peer:
            yield from _beside_starlette(ours, peer, places)
        with _datasette(path) as peer:
            yield from _beside_datasette(ours, peer)


def _steadily(
    what: str, ours: str, asked: Sequence[str], most: float | None
) -> Measure:
    throughput(
        ours, asked[:_WARM], _SECONDS
    )  # a process pays for what it keeps when it is first asked
    times = steady(ours, asked, _RATE)
    p50, p95 = times[len(times) // 2], times[len(times) * 95 // 100]
    return Measure(
        f"{what}, {_RATE:.0f} a second",
        f"p95 {shown(p95)}, median {shown(p50)}",
        "",
        "",
        f"p95 < {shown(most)}" if most else "",
        most is None or p95 < most,
    )


def _beside_starlette(ours: str, peer: str, places: Sequence[str]) -> Iterator[Measure]:
    plain = [f"/plain{place}" for place in places]
    for path in (places[0], plain[0]):
        ask(peer, path)
    mine, same, by_hand = _in_turn((ours, places), (peer, places), (peer, plain))
    yield _rate("pages of places", mine, "the same page in Starlette", same, 0.7)
    yield _rate(
        "pages of places", mine, "a page by hand in Starlette, no fold", by_hand, None
    )


def _beside_datasette(ours: str, peer: str) -> Iterator[Measure]:
    whole = f"/api/v1/ties?limit={_LISTED}"
    brief = f"{whole}&brief=true"
    theirs = f"/kizuna/ties.json?_size={_LISTED}&_nocount=1&_nofacet=1&_nosuggest=1"
    rounds = [
        (_walk(ours, f"{brief}&as_of={_YEAR + number}"), _walk_rows(peer, theirs))
        for number in range(_ROUNDS)
    ]
    mine, rows = (
        1 / statistics.median(map(statistics.median, each))
        for each in zip(*rounds, strict=True)
    )
    name = "Datasette, rows of the table"
    yield _rate(f"{_LISTED} ties in brief, each page once", mine, name, rows, 1.0)
    again, rows_again = _in_turn((ours, [brief]), (peer, [theirs]))
    yield _rate(
        f"{_LISTED} ties in brief, the same page again", again, name, rows_again, 1.0
    )
    full = 1 / statistics.median(_walk(ours, whole))
    yield _rate(
        f"{_LISTED} ties with stages and claims, each page once", full, name, rows, None
    )


def _in_turn(*asked: tuple[str, Sequence[str]]) -> list[float]:
    """The questions a second that each server answers, the median of the rounds."""
    rounds = [
        [
            throughput(address, _shifted(paths, number), _SECONDS)
            for address, paths in asked
        ]
        for number in range(_ROUNDS)
    ]
    return [statistics.median(found) for found in zip(*rounds, strict=True)]


def _shifted(paths: Sequence[str], number: int) -> list[str]:
    """The paths, begun elsewhere in each round."""
    at = len(paths) * number // _ROUNDS
    return [*paths[at:], *paths[:at]] * (4 if len(paths) < 4 else 1)


def _rate(
    what: str, mine: float, name: str, theirs: float, least: float | None
) -> Measure:
    ratio = mine / theirs
    return Measure(
        what,
        f"{mine:,.0f} a second",
        f"{name}: {theirs:,.0f} a second",
        f"{ratio:.2f}",
        "" if least is None else f">= {least}",
        least is None or ratio >= least,
    )


def _walk(address: str, first: str) -> list[float]:
    """How long each of the next pages of our list takes, in seconds."""
    times, path = list[float](), first
    for _ in range(_LISTED):
        spent, answer = _timed(address, path)
        times.append(spent)
        path = orjson.loads(answer)["next"]
    return times


def _walk_rows(address: str, first: str) -> list[float]:
    """How long each of the next pages of Datasette's list takes, in seconds."""
    times, after = list[float](), ""
    for _ in range(_LISTED):
        spent, answer = _timed(address, f"{first}&_next={after}" if after else first)
        times.append(spent)
        after = orjson.loads(answer)["next"]
    return times


def _timed(address: str, path: str) -> tuple[float, bytes]:
    began = time.perf_counter()
    answer = ask(address, path)
    return time.perf_counter() - began, answer


@contextlib.contextmanager
def _starlette(path: Path) -> Iterator[str]:
    port = free_port()
    options = ("--interface", "asgi", "--workers", "1", "--log-level", "warning")
    command = [sys.executable, "-m", "granian", *options, "--port", str(port)]
    with running(
        [*command, "bench.web.peers:application"], port, "/nothing", KIZUNA_DB=str(path)
    ):
        yield f"http://127.0.0.1:{port}"


@contextlib.contextmanager
def _datasette(path: Path) -> Iterator[str]:
    """Datasette on the same file, which it may take to be unchanging: its quickest
    way.
    """
    port, link = free_port(), path.with_name("kizuna.db")
    link.unlink(missing_ok=True)
    link.symlink_to(path)
    command = [sys.executable, "-m", "datasette", "serve", "--immutable", str(link)]
    with running([*command, "--port", str(port)], port, "/-/versions.json"):
        yield f"http://127.0.0.1:{port}"
