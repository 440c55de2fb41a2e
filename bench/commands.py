"""Whole commands on the world's ties: `python -m bench.commands --ties FOLDER [--before
SRC] [--runs 3]`.

FOLDER holds `ties.csv.gz` in the form of the mapping `wikidata-ties`. Each command is a
process of its own, as a user starts it, on a register that is made once: time of the
wall, time of the processor, and the most memory that it held. With `--before`, the
`src` of an earlier checkout, each command is run by turns on both, and the ratio
printed; either code has a register that it made itself. A command that the earlier code
lacks has no ratio.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from bench.measuring import COMPILED, Measure, print_table

_SRC = Path(__file__).parents[1] / "src"
_MOST_MEMORY = 350
COMMANDS = (
    ("ties --format csv", 4.0),
    ("network", 2.0),
    ("plot map --out {folder}/map.svg", 3.0),
    ("suggest Osaka", 3.0),
    ("check", 3.0),
    ("export csv --out {folder}/ties.zip", 6.0),
    ("ties --of Osaka", 0.5),
    ("ties --between Osaka Shanghai", 0.5),
    ("show Osaka", 0.5),
    ("place Osaka", 0.5),
    ("ties --between JP CN", 0.5),
)
"""Command lines and the most seconds that each may take on two cores."""
_CLI = "import sys; from kizuna.cli import main; sys.exit(main())"


@dataclass(frozen=True, slots=True)
class Run:
    """One run of a command: seconds of the wall and of the processor, MiB of memory at
    the most.
    """

    wall: float
    processor: float
    memory: float


@dataclass(frozen=True, slots=True)
class House:
    """The code under `src`, with a register of the world's ties that it made itself."""

    src: Path
    database: Path

    @classmethod
    def of(cls, src: Path, ties: Path, database: Path) -> House:
        """A house with a register filled anew."""
        made = cls(src, database)
        made.run(f"import {ties}/ties.csv.gz --map wikidata-ties")
        return made

    def has(self, line: str) -> bool:
        """Whether this code has the command of a line."""
        try:
            self.run(f"{line.split()[0]} --help")
        except RuntimeError:
            return False
        return True

    def run(self, line: str) -> Run:
        """A run of `kizuna LINE`; raises RuntimeError with what it printed where it
        fails.
        """
        words = line.format(folder=self.database.parent).split()
        given = [sys.executable, "-c", _CLI, "--db", str(self.database), *words]
        with tempfile.TemporaryFile() as printed:
            began = time.perf_counter()
            started = subprocess.Popen(
                given,
                stdout=printed,
                stderr=subprocess.STDOUT,
                env=os.environ | COMPILED | {"PYTHONPATH": str(self.src)},
            )
            _, status, used = os.wait4(started.pid, 0)
            wall = time.perf_counter() - began
            started.returncode = os.waitstatus_to_exitcode(status)
            if started.returncode:
                printed.seek(0)
                raise RuntimeError(f"kizuna {line}: {printed.read().decode()}")
        return Run(wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def main() -> None:
    """Make the registers and measure every command."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument(
        "--ties", type=Path, required=True, help="the folder of ties.csv.gz"
    )
    options.add_argument("--before", type=Path, help="src of an earlier checkout")
    options.add_argument("--runs", type=int, default=3)
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        sources = [_SRC, *([given.before] if given.before else [])]
        houses = [
            House.of(src, given.ties, Path(folder) / f"{number}.sqlite3")
            for number, src in enumerate(sources)
        ]
        measures = [
            _measured(line, limit, houses, given.runs) for line, limit in COMMANDS
        ]
    print_table("whole commands on the world's ties, medians", measures)


def _measured(line: str, limit: float, houses: list[House], runs: int) -> Measure:
    houses = [houses[0], *(house for house in houses[1:] if house.has(line))]
    rounds = [[house.run(line) for house in houses] for _ in range(runs + 1)][1:]
    wall, processor, memory = (
        [
            statistics.median(getattr(runs_[at], name) for runs_ in rounds)
            for at, _ in enumerate(houses)
        ]
        for name in ("wall", "processor", "memory")
    )
    before = f"{wall[1]:.2f} s, {memory[1]:.0f} MiB" if len(houses) > 1 else ""
    return Measure(
        f"kizuna {line}",
        f"{wall[0]:.2f} s ({processor[0]:.2f} of a processor), {memory[0]:.0f} MiB",
        before,
        f"{wall[0] / wall[1]:.2f}" if before else "",
        f"<= {limit} s, {_MOST_MEMORY} MiB",
        wall[0] <= limit and memory[0] <= _MOST_MEMORY,
    )


if __name__ == "__main__":
    main()
