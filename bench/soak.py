"""Keeps one server busy and watches it: `python -m bench.soak [--minutes 20] [--db
postgresql://...]`.

Readers ask for pages, each time of another day or another word, and for notes; writers
propose by a key; a contributor sends lists; a visitor asks for jobs and waits for them.
Asked: no error, and memory that is flat at the end. What a server turns away (429, 503
with Retry-After) is no error, and is counted apart.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import subprocess
import sys
import tempfile
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

import httpx
import numpy as np

from bench.measuring import Measure, print_table, shown
from bench.web.serving import free_port, running

_EVERY = 2.0
_FLAT, _NOISE = 0.2, 5.0
"""What a server may grow by over the last half: so many MiB a minute, and so many in
all.
"""
_PASSWORD = "four words for a soak"
_TOWNS = ("osaka", "kobe", "kyoto", "sakai", "nara")
_JOB = {"name": "report", "a": "kansai", "b": "china", "format": "md", "language": "en"}


@dataclass(slots=True)
class Soak:
    """A server under load: where it answers, who asks, how long each answer took, and
    what went wrong.
    """

    address: str
    key: str
    until: float
    times: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    turned_away: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    errors: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    def answer(
        self, kind: str, client: httpx.Client, *asked: str, **given: object
    ) -> httpx.Response:
        """The answer to a method and a path, timed as one of a kind."""
        began = time.perf_counter()
        answer = client.request(*asked, **given)  # type: ignore[arg-type]
        if answer.status_code in (429, 503) and "Retry-After" in answer.headers:
            self.turned_away[kind] += 1
            time.sleep(1.0)
        elif answer.status_code >= 400:
            raise ValueError(f"{' '.join(asked)}: {answer.status_code}")
        else:
            self.times[kind].append(time.perf_counter() - began)
        return answer

    def repeat(
        self, kind: str, pause: float, work: Callable[[random.Random], object]
    ) -> None:
        """Do the work until the time is over, with a pause after each; what it raises
        is an error of its kind.
        """
        chance = random.Random(kind)
        while time.monotonic() < self.until:
            try:
                work(chance)
            except (httpx.HTTPError, ValueError, KeyError) as error:
                self.errors[kind].append(f"{type(error).__name__}: {error}")
            time.sleep(pause)


def main() -> None:
    """Run, and print; leaves with 1 when something asked was not met."""
    options = argparse.ArgumentParser(prog="python -m bench.soak", description=__doc__)
    options.add_argument("--minutes", type=float, default=20.0)
    options.add_argument(
        "--db", default="", help="an empty database; a new SQLite file unless given"
    )
    given = options.parse_args()
    with tempfile.TemporaryDirectory(prefix="kizuna-soak-") as folder:
        os.environ["KIZUNA_DATA"] = folder
        location = given.db or str(Path(folder) / "kizuna.sqlite3")
        measures = list(_measures(location, given.minutes * 60))
    print_table(f"A soak of {given.minutes:g} minutes", measures)
    raise SystemExit(0 if all(measure.met for measure in measures) else 1)


def _measures(location: str, seconds: float) -> Iterator[Measure]:
    _kizuna(
        location, "user", "add", "soak", "--role", "contributor", "--password-stdin"
    )
    made = _kizuna(
        location, *("token", "add", "soak", "--scope", "propose", "--user", "soak")
    )
    key = json.loads(made)["secret"]
    with _serving(location) as (address, server):
        soak = Soak(address, key, time.monotonic() + seconds)
        threads = [
            threading.Thread(target=each, args=(soak,), daemon=True) for each in _WORK
        ]
        for thread in threads:
            thread.start()
        samples = list(_samples(server, soak.until))
        for thread in threads:
            thread.join(120)
    for kind in sorted({*soak.times, *soak.errors, *soak.turned_away}):
        yield _of_kind(soak, kind)
    yield _of_memory(samples)


def _of_kind(soak: Soak, kind: str) -> Measure:
    times, errors = soak.times[kind], soak.errors[kind]
    for error in dict.fromkeys(errors[:20]):
        print(f"{kind}: {error}", file=sys.stderr)
    p50, p99 = np.percentile(times, [50, 99]) if times else (0.0, 0.0)
    return Measure(
        f"{kind}: {len(times)} answers, {soak.turned_away[kind]} turned away",
        f"p50 {shown(float(p50))}, p99 {shown(float(p99))}",
        f"{len(errors)} errors",
        "",
        "0 errors",
        bool(times) and not errors,
    )


def _of_memory(samples: list[tuple[float, float]]) -> Measure:
    """How fast the server grew over the last half, by a line through the samples."""
    half = samples[len(samples) // 2 :]
    at, held = np.array(half).T
    slope = float(np.polyfit(at, held, 1)[0]) * 60
    most = _FLAT + _NOISE * 60 / float(at[-1] - at[0])
    return Measure(
        "memory of the server in the last half",
        f"{slope:+.2f} MiB a minute",
        f"{samples[0][1]:.0f} MiB at first, {held[0]:.0f} at half-time, {held[-1]:.0f} at the end",
        "",
        f"< {most:.1f}",
        slope < most,
    )


@contextmanager
def _serving(location: str) -> Iterator[tuple[str, int]]:
    """The address of a server with its worker, and the process whose children
    answer.
    """
    port = free_port()
    command = [
        sys.executable,
        "-m",
        "kizuna",
        "--db",
        location,
        "serve",
        "--port",
        str(port),
    ]
    with running(command, port, "/search") as server:
        yield f"http://127.0.0.1:{port}", server


def _samples(server: int, until: float) -> Iterator[tuple[float, float]]:
    """The seconds since the beginning, and the resident memory of the processes that
    answer, in MiB.
    """
    began, page = time.monotonic(), os.sysconf("SC_PAGESIZE")
    while time.monotonic() < until:
        time.sleep(_EVERY)
        children = Path(f"/proc/{server}/task/{server}/children").read_text().split()
        pages = [
            int(Path(f"/proc/{pid}/statm").read_text().split()[1]) for pid in children
        ]
        yield time.monotonic() - began, sum(pages) * page / 2**20


def _kizuna(location: str, *words: str) -> str:
    command = [
        sys.executable,
        "-m",
        "kizuna",
        "--db",
        location,
        *words,
        "--format",
        "json",
    ]
    return subprocess.run(
        command, input=_PASSWORD, capture_output=True, text=True, check=True
    ).stdout


def _read(soak: Soak) -> None:
    """Ask for pages, always of another day or another word."""
    with httpx.Client(base_url=soak.address, timeout=120) as client:

        def page(chance: random.Random) -> None:
            day = f"{chance.randint(1950, 2025)}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"
            word = "".join(chance.choices("abcdefghijklmnopqrstuvwxyz", k=6))
            town = chance.choice(_TOWNS)
            path = chance.choice(
                (
                    *(
                        f"/?as_of={day}",
                        f"/government/{town}?as_of={day}",
                        f"/search?q={word}",
                    ),
                    *(
                        f"/ties?of={town}&as_of={day}",
                        f"/api/v1/ties?of={town}&as_of={day}",
                    ),
                )
            )
            soak.answer("pages", client, "GET", path)

        soak.repeat("pages", 0.05, page)


def _note(soak: Soak) -> None:
    """Ask for notes, each as of another day."""
    with httpx.Client(base_url=soak.address, timeout=120) as client:

        def note(chance: random.Random) -> None:
            day = f"{chance.randint(1960, 2025)}-{chance.randint(1, 12):02}"
            path = f"/report/note.html?a=osaka&b=china&as_of={day}"
            soak.answer("notes", client, "GET", path)

        soak.repeat("notes", 1.0, note)


def _propose(soak: Soak) -> None:
    """Propose, one claim at a time, by the key."""
    headers, numbers = {"Authorization": f"Bearer {soak.key}"}, count()
    source = {"document": "document/city-report-1990", "locator": "p. 12"}
    with httpx.Client(base_url=soak.address, timeout=120, headers=headers) as client:

        def propose(_: random.Random) -> None:
            item = {"subject": "tie/osaka-shanghai", "number": f"S-{next(numbers)}"}
            body = {"source": source, "state": [item]}
            soak.answer("proposals", client, "POST", "/api/v1/proposals", json=body)

        soak.repeat("proposals", 0.5, propose)


def _send(soak: Soak) -> None:
    """Send lists to be imported."""
    with httpx.Client(base_url=soak.address, timeout=120) as client:
        given = {"login": "soak", "password": _PASSWORD}
        client.post("/sign-in", data=_guarded(client, "/sign-in") | given)

        def send(chance: random.Random) -> None:
            rows = [f"Osaka,Town {chance.random()},{1950 + i % 70}" for i in range(50)]
            file = ("list.csv", "\n".join(["city,partner,year", *rows]).encode())
            data = _guarded(client, "/import")
            soak.answer(
                "uploads", client, "POST", "/import", data=data, files={"list": file}
            )

        soak.repeat("uploads", 2.0, send)


def _ask_for_jobs(soak: Soak) -> None:
    """Ask for a note as a job, and wait until it is there."""
    with httpx.Client(base_url=soak.address, timeout=120) as client:

        def job(chance: random.Random) -> None:
            began = time.perf_counter()
            asked = {
                **_guarded(client, "/sign-in"),
                **_JOB,
                "as_of": str(chance.randint(1950, 2025)),
            }
            at = client.post("/jobs", data=asked).headers["location"]
            while re.search(
                'data-state="(queued|running)"', page := client.get(at).text
            ):
                time.sleep(0.5)
            if 'data-state="done"' not in page:
                raise ValueError(f"{at} was not done")
            soak.times["jobs"].append(time.perf_counter() - began)

        soak.repeat("jobs", 3.0, job)


def _guarded(client: httpx.Client, path: str) -> dict[str, str]:
    """The secret of the forms of a page."""
    found = re.search(
        r'name="csrfmiddlewaretoken" value="([^"]+)"', client.get(path).text
    )
    return {"csrfmiddlewaretoken": found[1]} if found else {}


_WORK = (_read, _read, _read, _note, _propose, _propose, _send, _ask_for_jobs)

if __name__ == "__main__":
    main()
