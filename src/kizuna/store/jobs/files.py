"""What changes while a job runs, in small files beside a SQLite database.

One long write, such as a rebuild, holds the whole database; progress, leases and the wish to stop must not wait
for it. A file is replaced, never half-written.
"""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import asdict, replace
from pathlib import Path

from kizuna.store.jobs.live import Live
from kizuna.store.private_files import create_folder


class Files:
    """A keeper with a file for each running job, each job asked to stop, and each worker."""

    def __init__(self, folder: Path) -> None:
        self._live, self._workers = folder / "live", folder / "workers"

    def beat(self, number: int, now: Live) -> None:
        """Keep it in the job's file."""
        _put(self._live / str(number), json.dumps(asdict(now)))

    def stop(self, number: int) -> None:
        """Keep it in a file of its own, which no beat replaces."""
        _put(self._live / f"{number}.stop", "")

    def states(self, numbers: Iterable[int]) -> Mapping[int, Live]:
        """What the files say; a job without any is left out."""
        found = {number: self._state(number) for number in numbers}
        return {number: state for number, state in found.items() if state is not None}

    def _state(self, number: int) -> Live | None:
        is_stopping = (self._live / f"{number}.stop").exists()
        try:
            held = Live(**json.loads((self._live / str(number)).read_text("utf-8")))
        except FileNotFoundError:
            return Live(is_stopping=True) if is_stopping else None
        return replace(held, is_stopping=is_stopping)

    def forget(self, number: int) -> None:
        """Remove the job's files."""
        for name in (str(number), f"{number}.stop"):
            (self._live / name).unlink(missing_ok=True)

    def seen(self, worker: str, at: int) -> None:
        """Keep it in the worker's file."""
        _put(self._workers / worker, str(at))

    def gone(self, worker: str) -> None:
        """Remove the worker's file."""
        (self._workers / worker).unlink(missing_ok=True)

    def workers(self) -> Mapping[str, int]:
        """What the workers' files say."""
        found: dict[str, int] = {}
        with contextlib.suppress(FileNotFoundError):
            for path in self._workers.glob("[!.]*"):
                with contextlib.suppress(FileNotFoundError, ValueError):
                    found[path.name] = int(path.read_text("ascii"))
        return found


def _put(path: Path, text: str) -> None:
    create_folder(path.parent)
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    beside.write_text(text, "utf-8")
    os.replace(beside, path)
