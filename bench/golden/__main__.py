"""Records the answers of every door and lists changes: `python -m bench.golden FOLDER
[--against OLDER]`.

Two registers are asked: the built-in one with a few later claims (`late.toml`), and
with `--world` the ties of the world in the folder of shared data. The questions stand
in `questions.toml`. Time stands still, so that the same code gives the same answers to
the letter. FOLDER gets a file of text for each question and `digests.txt` with a line
for each. `--sample N` asks every Nth question alone.
"""

from __future__ import annotations

import argparse
import difflib
import os
import sys
import tomllib
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from itertools import islice
from multiprocessing import get_context
from pathlib import Path

from bench.golden.doors import (
    command_answers,
    file_name,
    make_register,
    make_world,
    record_door,
    web_answers,
    world_answers,
)

_HERE = Path(__file__).parent
DIGESTS = _HERE / "digests.txt"
"""The digest of each question's answers on the built-in register, as of the last change
that was meant.
"""
_LINES_SHOWN = 12


def main() -> None:
    """Ask, write the answers, and compare them where that is asked for; exit code 1 for
    a difference.
    """
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("folder", type=Path, help="where the answers go")
    older = (
        "the folder of older answers, or a file of digests; without either, the digests"
        " kept here"
    )
    options.add_argument("--against", type=Path, nargs="?", const=DIGESTS, help=older)
    options.add_argument(
        "--sample", type=int, default=1, help="every so many questions only"
    )
    options.add_argument(
        "--world", type=Path, help="the folder of the world's ties: ties.csv.gz"
    )
    given = options.parse_args()
    given.folder.mkdir(parents=True, exist_ok=True)
    digests = record(given.folder, given.sample, given.world)
    (given.folder / "digests.txt").write_text(
        "".join(f"{d} {q}\n" for q, d in digests.items())
    )
    if given.against:
        sys.exit(_show_differences(given.folder, digests, given.against))


def record(folder: Path, sample: int = 1, world: Path | None = None) -> dict[str, str]:
    """The digest of each question's answers, which are written to the folder."""
    questions = tomllib.loads((_HERE / "questions.toml").read_text())
    for key in ("command", "note", "export", "plot", "page", "api", "world"):
        questions[key] = questions[key][::sample]
    os.environ |= {
        "KIZUNA_DATA": str(folder / "data"),
        "KIZUNA_SECRET_KEY": "golden answers",
        "KIZUNA_PAGE_RATE": "100000000",
        "KIZUNA_COSTLY_RATE": "100000000",
        "KIZUNA_API_RATE": "100000000",
        "KIZUNA_LEDGER_KEY": str(folder / "ledger-key.pem"),
        "COLUMNS": "120",
        "PYTHONHASHSEED": "0",
        "TZ": "UTC",
    }
    with ProcessPoolExecutor(
        2, mp_context=get_context("spawn"), max_tasks_per_child=1
    ) as pool:
        run = partial(record_door, folder, questions)
        path = pool.submit(
            make_register, folder / "golden.sqlite3", _HERE / "late.toml"
        ).result()
        doors = [
            pool.submit(run, command_answers, path),
            pool.submit(run, web_answers, path),
        ]
        if world:
            made = pool.submit(make_world, folder / "world.sqlite3", world).result()
            doors.append(pool.submit(run, world_answers, made))
        return {
            question: digest
            for door in doors
            for question, digest in door.result().items()
        }


def _show_differences(folder: Path, digests: dict[str, str], older: Path) -> int:
    """Print which answers differ, and how where the older ones are a folder; 1 if any
    does.
    """
    listed = older / "digests.txt" if older.is_dir() else older
    before = {line[17:]: line[:16] for line in listed.read_text("utf-8").splitlines()}
    differing = [q for q in digests if before.get(q) != digests[q]]
    for question in differing:
        print(f"differs: {question}")
        if older.is_dir() and (older / file_name(question)).exists():
            texts = [
                (place / file_name(question)).read_text("utf-8")
                for place in (older, folder)
            ]
            lines = difflib.unified_diff(
                *(t.splitlines() for t in texts), "before", "now", n=1, lineterm=""
            )
            for line in islice(lines, _LINES_SHOWN):
                print(f"    {line[:200]}")
    print(
        f"{len(digests) - len(differing)} of {len(digests)} questions are answered as"
        " before"
    )
    return 1 if differing else 0


if __name__ == "__main__":
    main()
