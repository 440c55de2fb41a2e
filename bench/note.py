"""Measures the note on Kansai and China from a warm database: `python -m bench.note`.

The first line has the register read, the note composed and set as HTML in a process
that has done it before, as a server does; the second is the whole command, from
starting Python to the file and the summary on the terminal.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

from bench.measuring import Measure, median, print_table, shown

_ROUNDS = 7
_COMMAND = "from kizuna.cli import main; main()"
_ASKED = ("report", "kansai", "china", "--as-of", "1987-04-01", "--out", "note.html")


def main() -> None:
    """Make the database, and measure."""
    with tempfile.TemporaryDirectory(prefix="kizuna-bench-") as made:
        folder = Path(made)
        inside = median(_note_in(folder / "kizuna.sqlite3"), range(_ROUNDS))
        command = median(
            lambda _: _run(folder, "-c", _COMMAND, *_ASKED), range(_ROUNDS)
        )
        nothing = median(lambda _: _run(folder, "-c", "pass"), range(_ROUNDS))
    print_table(
        "The note on Kansai and China as of 1 April 1987, HTML; medians of several"
        " runs",
        (
            Measure(
                "read, composed and set", shown(inside), "", "", "< 1 s", inside < 1
            ),
            Measure(
                "the whole command",
                shown(command),
                f"starting Python: {shown(nothing)}",
                f"{command / nothing:.0f}",
                "",
                True,
            ),
        ),
    )


def _note_in(path: Path) -> Callable[[int], bytes]:
    """What makes the note from a database, which is made and filled now."""
    from kizuna.workflows.ask import ScopeQuestion
    from kizuna.workflows.open_register import open_register
    from kizuna.workflows.report import brief, render

    open_register(path)
    question = ScopeQuestion(date(1987, 4, 1).toordinal(), between=("kansai", "china"))

    def note(_: int) -> bytes:
        return render(brief(question), "html")

    note(0)
    return note


def _run(folder: Path, *arguments: str) -> None:
    environment = {**os.environ, "KIZUNA_DB": str(folder / "kizuna.sqlite3")}
    command = [sys.executable, *arguments]
    subprocess.run(
        command, cwd=folder, env=environment, stdout=subprocess.DEVNULL, check=True
    )


if __name__ == "__main__":
    main()
