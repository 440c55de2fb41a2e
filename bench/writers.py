"""Eight writers and four readers at once: `python -m bench.writers`; a read or a write
that fails is an error.

Four writers record statement files on the command line and four send proposals to a
server; two readers ask on the command line and two ask the server for pages. Two
minutes on SQLite and two on PostgreSQL; `--seconds` changes it.
"""

from __future__ import annotations

import argparse
import itertools
import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import httpx

from bench.writing import (
    VENDORS,
    proposal,
    proposer_key,
    register_on,
    served,
    statement_file,
)
from kizuna.store.sql import fetch_number
from kizuna.workflows.open_register import open_register

_WRITERS, _READERS = 4, 2
"""On the command line, and as many more by the server."""
_PAGES = (
    "/",
    "/map/ties.json",
    "/ties",
    "/tie/osaka-shanghai",
    "/government/osaka",
    "/names",
)
_COMMANDS = (("ties",), ("export", "csv", "--out"), ("gaps",))


@dataclass(slots=True)
class _Tally:
    """What was done: how long each took, in seconds, by who did it; what failed; what
    was acknowledged.
    """

    took: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    errors: list[str] = field(default_factory=list)
    papers: list[str] = field(default_factory=list)
    proposals: list[str] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)


Deed = Callable[[str], None]
"""Does something once, under a name of its own; raises where it fails."""


def main() -> int:
    """Run on the vendors asked for; 1 when anything failed."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--seconds", type=float, default=120)
    options.add_argument("--on", choices=VENDORS, nargs="*", default=VENDORS)
    given = options.parse_args()
    return max(_run(vendor, given.seconds) for vendor in given.on)


def _run(vendor: str, seconds: float) -> int:
    tally = _Tally()
    with register_on(vendor) as location, tempfile.TemporaryDirectory() as folder:
        key = proposer_key(location)
        with served(location) as (address, _), _client(address, key) as client:
            _work(_deeds(location, Path(folder), client, tally), tally, seconds)
            log = Path(f"{location}-wal")
            size = log.stat().st_size if log.exists() else 0
        lost = _lost(location, tally)
    for who, took in sorted(tally.took.items()):
        longest = max(took, default=0.0)
        print(
            f"{vendor}: {who}: {len(took)} done, median {statistics.median(took):.2f}"
            f" s, longest {longest:.2f} s"
        )
    print(
        f"{vendor}: {len(tally.errors)} errors, {lost} lost; log of {size / 2**20:.1f}"
        " MiB"
    )
    for error in tally.errors[:10]:
        print(f"  {error[:500]}")
    return int(bool(tally.errors or lost))


@contextmanager
def _client(address: str, key: str) -> Iterator[httpx.Client]:
    headers = {"Authorization": f"Bearer {key}"}
    with httpx.Client(base_url=address, headers=headers, timeout=120) as client:
        yield client


def _deeds(
    location: str, folder: Path, client: httpx.Client, tally: _Tally
) -> dict[str, tuple[Deed, int]]:
    """What is done, and by how many."""
    pages, commands = itertools.cycle(_PAGES), itertools.cycle(_COMMANDS)

    def record(name: str) -> None:
        path = folder / f"{name}.toml"
        path.write_text(statement_file(name))
        _kizuna(location, "record", str(path))
        tally.papers.append(name)

    def propose(name: str) -> None:
        answer = client.post("/api/v1/proposals", json=proposal(name))
        if answer.status_code != 201:
            raise RuntimeError(
                f"POST /api/v1/proposals: {answer.status_code} {answer.text}"
            )
        tally.proposals += answer.json()["claims"]

    def ask(name: str) -> None:
        asked = next(commands)
        _kizuna(
            location,
            *asked,
            *([str(folder / f"{name}.zip")] if "--out" in asked else []),
        )

    def open_page(name: str) -> None:
        page = next(pages)
        answer = client.get(page, headers={"Authorization": ""})
        if answer.status_code != 200:
            raise RuntimeError(f"GET {page}: {answer.status_code}")

    return {
        "writers on the command line": (record, _WRITERS),
        "writers by the server": (propose, _WRITERS),
        "readers on the command line": (ask, _READERS),
        "readers by the server": (open_page, _READERS),
    }


def _kizuna(location: str, *arguments: str) -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "kizuna", "--db", location, *arguments],
        env={**os.environ, "KIZUNA_TRACEBACK": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    if ran.returncode:
        raise RuntimeError(
            f"kizuna {' '.join(arguments)}: {ran.returncode} {ran.stderr[-400:]}"
        )


def _work(deeds: dict[str, tuple[Deed, int]], tally: _Tally, seconds: float) -> None:
    until = time.monotonic() + seconds

    def go_on(who: str, number: int, deed: Deed) -> None:
        for each in itertools.count():
            began = time.monotonic()
            if began >= until:
                return
            try:
                deed(f"{who.replace(' ', '-')}-{number}-{each}")
            except Exception as error:  # noqa: BLE001 - whatever it is, it is what is counted
                tally.errors.append(f"{who}: {error}")
            with tally.lock:
                tally.took[who].append(time.monotonic() - began)

    threads = [
        threading.Thread(target=go_on, args=(who, number, deed))
        for who, (deed, many) in deeds.items()
        for number in range(many)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def _lost(location: str, tally: _Tally) -> int:
    """How many acknowledged papers and proposals the ledger does not hold."""
    opened = open_register(location)
    papers = sum(
        not fetch_number(
            "SELECT count(*) FROM ties WHERE id = (SELECT id FROM terms WHERE text ="
            " %s)",
            [f"tie/{name}"],
        )
        for name in tally.papers
    )
    proposals = sum(
        not fetch_number(
            "SELECT count(*) FROM claims WHERE uid = %s", [bytes.fromhex(ref)]
        )
        for ref in tally.proposals
    )
    opened.close()
    return papers + proposals


if __name__ == "__main__":
    sys.exit(main())
