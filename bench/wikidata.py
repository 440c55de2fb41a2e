"""Reading dumps of Wikidata, measured in one run: `python -m bench.wikidata [--size 4]
[--workers N] [--keep FOLDER]`.

Each reader has a process of its own and is given the same generated dump: `igzip -dc`
to nothing (the binary of the Debian package isal where it is installed, else
python-isal's), qwikidata's reader on a part of it, ours on one gzip member, ours on the
same dump in members with one process and with N.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from importlib.util import find_spec
from pathlib import Path

from bench.measuring import Measure, print_table, shown
from bench.wikidata_dump import write_dump, write_members

_ROUNDS = 3
_PEER_SHARE = 0.05


def main() -> None:
    """Make the dumps, read them, print the table."""
    asked = argparse.ArgumentParser(prog="python -m bench.wikidata")
    asked.add_argument(
        "--size", type=float, default=4, help="GB of text in the dump; 1.5 or more"
    )
    asked.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    asked.add_argument(
        "--keep", type=Path, help="keep the dumps in this folder, and use those there"
    )
    given = asked.parse_args()
    with tempfile.TemporaryDirectory() as made:
        folder = given.keep or Path(made)
        folder.mkdir(parents=True, exist_ok=True)
        measure(folder, int(given.size * 1e9), given.workers)


def measure(folder: Path, size: int, workers: int) -> None:
    """Read the dumps of a folder, made where they are not there, and print the
    table.
    """
    whole, members = (
        folder / f"whole-{size}.json.gz",
        folder / f"members-{size}.json.gz",
    )
    part = folder / f"part-{size}.json.gz"
    share = int(size * _PEER_SHARE)
    for path, make, length in (
        (whole, write_dump, size),
        (members, write_members, size),
        (part, write_dump, share),
    ):
        if not path.exists():
            make(path, length)
    igzip = min(_seconds(_igzip(whole)) for _ in range(_ROUNDS))
    single, memory = _ours(whole, 1)
    one, _ = _ours(members, 1, plain=True)
    many, _ = _ours(members, workers)
    our_rate, peer_rate, peer = size / single, 0.0, "qwikidata not installed"
    if find_spec("qwikidata"):
        reading = [sys.executable, "-m", "bench.wikidata_read", "qwikidata", str(part)]
        peer_rate = share / _seconds(reading)
        peer = f"qwikidata {peer_rate / 1e6:.1f} MB/s"
    print_table(
        f"{size / 1e9:.2f} GB of text in {whole.stat().st_size / 1e6:.0f} MB,"
        f" {os.cpu_count()} cores",
        (
            _line(
                "one process, one member", single, "igzip -dc", igzip, "<= 1.25", 1.25
            ),
            Measure(
                "bytes of text a second",
                f"{our_rate / 1e6:.0f} MB/s",
                peer,
                f"{our_rate / peer_rate:.0f}x" if peer_rate else "",
                ">= 10x" if peer_rate else "",
                our_rate >= 10 * peer_rate,
            ),
            Measure("memory", f"{memory:.0f} MiB", "", "", "< 200 MiB", memory < 200),
            Measure(
                f"{workers} processes, members",
                shown(many),
                f"one process {shown(one)}",
                f"{one / many:.2f}x",
                f">= {0.7 * workers:.1f}x",
                one / many >= 0.7 * workers,
            ),
        ),
    )


def _line(
    what: str, ours: float, peer: str, theirs: float, asked: str, most: float
) -> Measure:
    ratio = ours / theirs
    return Measure(
        what,
        shown(ours),
        f"{peer} {shown(theirs)}",
        f"{ratio:.2f}",
        asked,
        ratio <= most,
    )


def _igzip(path: Path) -> list[str]:
    binary = shutil.which("igzip")
    begin = [binary] if binary else [sys.executable, "-m", "isal.igzip"]
    return [*begin, "-dc", str(path)]


def _ours(path: Path, workers: int, *, plain: bool = False) -> tuple[float, float]:
    """The best of some rounds in seconds, and the most memory that a process held, in
    MiB.
    """
    command = [
        sys.executable,
        "-m",
        "bench.wikidata_read",
        "plain" if plain else "kizuna",
    ]
    found = [_seconds([*command, str(path), str(workers)]) for _ in range(_ROUNDS)]
    told = subprocess.run(
        [*command, str(path), str(workers)], capture_output=True, text=True, check=True
    )
    return min(found), float(told.stdout.split()[-1])


def _seconds(command: list[str]) -> float:
    began = time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, check=True)
    return time.perf_counter() - began


if __name__ == "__main__":
    main()
