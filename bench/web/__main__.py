"""Measures the web: `python -m bench.web [--folder FOLDER]`.

The map is measured on a made-up register of 35,000 places and 50,000 ties, pages and
lists on one of 200,000 places and 1,000,000 ties (`--scale 1.0`; 3 GB of disk, and some
minutes to make it). `--only map` or `--only pages` measures one of them. Beside the
built-in server stand Starlette and Datasette (`pip install starlette datasette`).
`--only built-in` measures the pages of the built-in register, and with `--before SRC`
by turns those of an earlier checkout. Whatever else runs on the machine counts against
the times. The registers hold the built-in one too, as the server adds it.
"""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from bench.measuring import folder_of, print_table
from bench.web import built_in, pages
from bench.web import map as tie_map
from bench.web.register import PLACES, TIES, make_register
from bench.world import World, make_world
from kizuna.store import open_database


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(prog="python -m bench.web", description=__doc__)
    options.add_argument(
        "--folder", type=Path, help="where the registers are made and kept"
    )
    options.add_argument(
        "--only", choices=("map", "pages", "built-in"), help="measure this alone"
    )
    options.add_argument(
        "--scale", type=float, default=1.0, help="1.0 is 1,000,000 ties"
    )
    options.add_argument("--before", type=Path, help="the src of an earlier checkout")
    given = options.parse_args()
    if given.only == "built-in":
        print_table(
            "Pages of the built-in register, one process",
            built_in.measures(given.before),
        )
        return
    with folder_of(given.folder) as folder:
        if given.only != "pages":
            path = make_register(folder / f"web-{PLACES}-{TIES}.sqlite3")
            print_table(
                f"The map: {PLACES:,} places, {TIES:,} ties", tie_map.measures(path)
            )
        if given.only != "map":
            world = make_world(folder, given.scale)
            title = (
                f"Pages: {world.places:,} places, {world.ties:,} ties, {world.claims:,}"
                " claims"
            )
            print_table(title, pages.measures(_register_of(world, folder), world))
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} at the end")


def _register_of(world: World, folder: Path) -> Path:
    """The database of a world, made unless it is there."""
    from kizuna.store.actions.ledger import load_claims, rebuild

    path = folder / f"world-{world.ties}.sqlite3"
    if not path.exists():
        unfinished = path.with_suffix(".unfinished")
        database = open_database(unfinished)
        load_claims(batches=world.batches(), acting_user="bench")  # type: ignore[arg-type]
        rebuild(acting_user="bench")
        database.close()
        unfinished.rename(path)
    return path


if __name__ == "__main__":
    main()
