"""The folder of jobs: their results, and on SQLite what changes while they run."""

from __future__ import annotations

from pathlib import Path

from kizuna.store.schema import beside


def jobs_folder() -> Path:
    """The folder, which may not be there yet; all workers and servers of a database must see the same one."""
    return beside(".jobs")


def result_folder(number: int) -> Path:
    """Where the file that came of a job lies."""
    return jobs_folder() / "results" / str(number)
