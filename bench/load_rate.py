"""Whole loads by turns: `python -m bench.load_rate --before CHECKOUT [--scale 0.03]
[--pairs 8]`.

Each load is a process of its own that fills an empty SQLite database with the same
claims, by the code here and by that of an earlier checkout. The ratios of their times
of the wall and of the processor have their medians printed; for a machine that does
nothing else.
"""

from __future__ import annotations

import argparse
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench.measuring import COMPILED

_HERE = Path(__file__).parents[1]


def main() -> None:
    """Load by turns, or once where `--once` says so."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--before", type=Path, help="an earlier checkout")
    options.add_argument(
        "--scale", type=float, default=0.03, help="1.0 is 10,000,000 claims"
    )
    options.add_argument("--pairs", type=int, default=8)
    options.add_argument("--once", action="store_true", help=argparse.SUPPRESS)
    given = options.parse_args()
    if given.once:
        print(*_load(given.scale))
        return
    if given.before is None:
        options.error("--before: name the checkout to compare with")
    ratios = []
    for number in range(given.pairs):
        order = [_HERE, given.before][:: 1 if number % 2 else -1]
        times = {tree: _loaded(tree, given.scale) for tree in order}
        now, before = times[_HERE], times[given.before]
        ratios.append([mine / theirs for mine, theirs in zip(now, before, strict=True)])
        print(
            f"wall {now[0]:.2f} / {before[0]:.2f} s, ratio {ratios[-1][0]:.3f}",
            flush=True,
        )
    wall, processor = (
        statistics.median(column) for column in zip(*ratios, strict=True)
    )
    print(f"medians: wall {wall:.3f}, processor {processor:.3f}; asked <= 1.15")


def _loaded(tree: Path, scale: float) -> list[float]:
    """Seconds of the wall and of the processor of one load by the code of a
    checkout.
    """
    found = {"PYTHONPATH": os.pathsep.join([str(tree / "src"), str(_HERE)])}
    line = [sys.executable, "-m", "bench.load_rate", "--once", "--scale", str(scale)]
    printed = subprocess.run(
        line, env=os.environ | COMPILED | found, check=True, capture_output=True
    )
    return list(map(float, printed.stdout.split()[-2:]))


def _load(scale: float) -> tuple[float, float]:
    from bench.world import make_world
    from kizuna.store import open_database
    from kizuna.store.actions.ledger import load_claims

    with tempfile.TemporaryDirectory() as folder:
        world = make_world(Path(folder), scale)
        open_database(Path(folder) / "load.sqlite3")
        began, used = time.perf_counter(), _processor()
        load_claims(batches=world.batches(), acting_user="bench")  # type: ignore[arg-type]
        return time.perf_counter() - began, _processor() - used


def _processor() -> float:
    """Seconds of the processor, of this process and its children."""
    held = (
        resource.getrusage(who)
        for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    return sum(one.ru_utime + one.ru_stime for one in held)


if __name__ == "__main__":
    main()
