"""Sends hostile files to a running server: `python -m bench.hostile [--changed 20]
[--only NAME]`.

A contributor sends every file of `tests/hostile.py`, and so many damaged variants of a
good file of each form, as a list or as the paper of an entry. For each is printed: its
size, the status and time of the answer, the most memory that the server had so far (its
readers, which have their own limit, aside), the slowest answer to a page that somebody
else asked for meanwhile, and what the page says.
"""

from __future__ import annotations

import argparse
import html
import os
import re
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace

import httpx
from tests import hostile
from tests.web.signing_in import forged_guard, signed_in

from bench.measuring import Measure, print_table
from bench.web.serving import served
from kizuna.workflows.open_register import open_register

MOST_MEMORY, LONGEST, SLOWEST_PAGE = 600, 40.0, 5.0
"""MiB of the server, seconds of an answer, and seconds of a page of somebody else."""


@dataclass(slots=True)
class Watch:
    """Asks for a page and for the server's memory all the time, and keeps the worst."""

    address: str
    page: float = 0.0
    memory: float = 0.0
    wrong: int = 0
    stop: threading.Event = field(default_factory=threading.Event)

    def run(self) -> None:
        """Go on until told to stop."""
        with httpx.Client(base_url=self.address, timeout=120) as client:
            while not self.stop.wait(0.2):
                began = time.monotonic()
                self.wrong += client.get("/search").status_code != 200
                self.page = max(self.page, time.monotonic() - began)
                self.memory = max(self.memory, max(_memories(os.getpid())))

    def taken(self) -> tuple[float, float]:
        """The slowest page in seconds and the most memory in MiB since this was last
        asked.
        """
        found = self.page, self.memory
        self.page = 0.0
        return found


def main() -> None:
    """Send all, print a line for each, and the worst of all."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--changed", type=int, default=20, help="damaged variants of each good file"
    )
    parser.add_argument(
        "--only", default="", help="send only files whose names hold this"
    )
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "kizuna.sqlite3"
        open_register(path).close()
        with served(path) as address:
            _send_all(
                SimpleNamespace(address=address, path=path), given.changed, given.only
            )


def _send_all(site: SimpleNamespace, times: int, only: str) -> None:
    watch = Watch(site.address)
    thread = threading.Thread(target=watch.run)
    slowest = page = 0.0
    tried = faults = 0
    with closing(signed_in(site, "contributor")) as client:
        client.timeout = httpx.Timeout(120)
        thread.start()
        for name, content, is_list in _files(times):
            if only not in name:
                continue
            began = time.monotonic()
            answer = _send(client, name, content, is_list=is_list)
            spent = time.monotonic() - began
            waited, memory = watch.taken()
            tried, faults = tried + 1, faults + (answer.status_code >= 500)
            slowest, page = max(slowest, spent), max(page, waited)
            print(
                f"{name[:32]:32} {len(content):>9,} {answer.status_code} {spent:5.1f} s"
                f" {memory:4.0f} MiB"
                f" {waited:5.2f} s  {_said(answer)}",
                flush=True,
            )
    watch.stop.set()
    thread.join()
    lines = [
        ("files that were answered with 500 and more", faults, 0, faults == 0),
        (
            "pages of somebody else that were not answered",
            watch.wrong,
            0,
            watch.wrong == 0,
        ),
        (
            "memory of the server, MiB",
            round(watch.memory),
            MOST_MEMORY,
            watch.memory < MOST_MEMORY,
        ),
        ("slowest answer, s", round(slowest, 1), LONGEST, slowest < LONGEST),
        (
            "slowest page of somebody else, s",
            round(page, 2),
            SLOWEST_PAGE,
            page < SLOWEST_PAGE,
        ),
    ]
    print_table(
        "Hostile files",
        [
            Measure(what, str(found), f"{tried} files", "", str(asked), met)
            for what, found, asked, met in lines
        ],
    )
    sys.exit(0 if all(met for *_, met in lines) else 1)


def _files(times: int) -> Iterator[tuple[str, bytes, bool]]:
    """The name of each file, what it holds, and whether it is sent as a list."""
    for made, is_list in ((hostile.documents(), False), (hostile.tables(), True)):
        yield from ((name, make(), is_list) for name, make in made.items())
    for name, content in hostile.good().items():
        is_list = not name.endswith((".docx", ".pdf", ".md", ".txt"))
        for number, changed in enumerate(hostile.changed(content, times, seed=times)):
            yield f"{number}-{name}", changed, is_list


def _send(
    client: httpx.Client, name: str, content: bytes, *, is_list: bool
) -> httpx.Response:
    if is_list:
        data = {
            "csrfmiddlewaretoken": forged_guard(client.get("/import").text),
            "mapping": "",
        }
        answer = client.post("/import", data=data, files={"list": (name, content)})
        return client.get(answer.headers["Location"]) if answer.is_redirect else answer
    form = client.get("/enter/government").text
    fields = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', form)
    data = {key: html.unescape(value) for key, value in fields}
    data |= {"name.0.text": "Northhaven", "source.kind": "paper", "_act": "preview"}
    return client.post(
        "/enter/government", data=data, files={"source.file": (name, content)}
    )


def _said(answer: httpx.Response) -> str:
    """What is wrong, as the page says it."""
    text = html.unescape(re.sub(r"<[^>]+>", " ", answer.text.partition("<main")[2]))
    found = re.search(
        r"'[^']{1,60}' (?:was|is|has|holds|unpacks|unfolds|says|may|cannot)\b[^\n"
        r"]{0,150}",
        text,
    )
    return found[0] if found else ""


def _memories(pid: int) -> Iterator[float]:
    """The memory in MiB of each process below this one that is no reader."""
    yield 0.0
    for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split():
        try:
            command = Path(f"/proc/{child}/cmdline").read_bytes()
            pages = int(Path(f"/proc/{child}/statm").read_text().split()[1])
            if b"kizuna.sources.reading" not in command:
                yield pages * os.sysconf("SC_PAGE_SIZE") / 2**20
                yield from _memories(int(child))
        except OSError:
            continue


if __name__ == "__main__":
    main()
