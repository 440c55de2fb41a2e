"""Measures verifying an honest ledger: `python -m bench.verify [--scale 0.1]`; scale
0.1 is a million claims.
"""

from __future__ import annotations

import argparse
import os
import time
from pathlib import Path

from bench.measuring import Measure, folder_of, peak_memory, print_table
from bench.world import World, make_world
from kizuna.store import open_database


def main() -> None:
    """Load a world and rebuild its tables, then verify it; on SQLite."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument(
        "--scale", type=float, default=0.1, help="1.0 is 10,000,000 claims"
    )
    options.add_argument("--folder", type=Path, default=None, help="where the files go")
    given = options.parse_args()
    with folder_of(given.folder) as folder:
        world = make_world(folder, given.scale)
        title = (
            f"SQLite: {world.places:,} places, {world.ties:,} ties, {world.claims:,}"
            " claims"
        )
        print_table(title, _measures(world, folder))


def _measures(world: World, folder: Path) -> list[Measure]:
    from kizuna.store.actions.ledger import load_claims, rebuild

    for old in folder.glob("verify.sqlite3*"):
        old.unlink()
    open_database(folder / "verify.sqlite3")
    load_claims(batches=world.batches(), acting_user="bench")  # type: ignore[arg-type]
    rebuild(acting_user="bench")
    found = [_verified(world, is_deep=False), _verified(world, is_deep=True)]
    held = sum(peak_memory())
    return [
        *found,
        Measure("memory of all", f"{held:.0f} MiB", "", "", "< 1024 MiB", held < 1024),
    ]


def _verified(world: World, *, is_deep: bool) -> Measure:
    from kizuna.store.verification.whole import verify

    before = os.times()
    began = time.perf_counter()
    assert verify(is_deep=is_deep).is_right
    spent = time.perf_counter() - began
    after = os.times()
    processor = sum(after[:4]) - sum(before[:4])
    limit = 60 * max(world.claims / 1_000_000, 1)
    return Measure(
        "verify --deep" if is_deep else "verify",
        f"{spent:.1f} s",
        f"processors: {processor:.1f} s",
        "",
        "" if is_deep else f"< {limit:.0f} s",
        spent < limit,
    )


if __name__ == "__main__":
    main()
