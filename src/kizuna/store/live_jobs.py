"""What changes while a job runs: in the rows on PostgreSQL, in small files beside a SQLite database.

One long write, such as a rebuild, holds a whole SQLite database; progress, leases and the wish to stop must not
wait for it. A file is replaced, never half-written. On PostgreSQL servers and workers of several machines see the
same rows, and need no folder in common to leave each other's jobs alone.
"""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from django.db import connection

from kizuna.store.private_files import create_folder
from kizuna.store.schema import jobs_folder
from kizuna.store.sql import execute, fetch


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a job has come: `done` of `whole` in whatever it counts (0 of 0: it cannot say), and at what."""

    done: int = 0
    whole: int = 0
    stage: str = ""


def beat(number: int, progress: Progress, until: int) -> None:
    """Keep how far a job has come and until when it is leased (microseconds since 1970-01-01 UTC)."""
    now = asdict(progress) | {"lease_until": until}
    if _is_in_rows():
        assigned = ", ".join(f"{name} = %s" for name in now)
        execute(f"UPDATE jobs SET {assigned} WHERE id = %s", [*now.values(), number])
        return
    _put(_file(number), json.dumps(now))


def stop(number: int) -> None:
    """Keep that a job was asked to stop, where no beat replaces it."""
    if _is_in_rows():
        execute("UPDATE jobs SET is_stopping = true WHERE id = %s", [number])
        return
    _put(_file(number, ".stop"), "")


def live(number: int) -> tuple[Progress, int, bool] | None:
    """How far a running job has come, until when it is leased, and whether it was asked to stop, as it is kept
    outside its row; None for one of which nothing is."""
    if _is_in_rows():
        return None
    is_stopping = _file(number, ".stop").exists()
    try:
        held = json.loads(_file(number).read_text("utf-8"))
    except FileNotFoundError:
        return (Progress(), 0, True) if is_stopping else None
    progress = Progress(held["done"], held["whole"], held["stage"])
    return progress, held["lease_until"], is_stopping


def forget(number: int) -> None:
    """Drop what is kept of a job outside its row."""
    if _is_in_rows():
        return
    for ending in ("", ".stop"):
        _file(number, ending).unlink(missing_ok=True)


def note_worker(worker: str, at: int) -> None:
    """Keep that a worker is there."""
    if _is_in_rows():
        execute(
            "INSERT INTO workers (id, seen_at) VALUES (%s, %s)"
            " ON CONFLICT (id) DO UPDATE SET seen_at = excluded.seen_at",
            [worker, at],
        )
        return
    _put(_workers() / worker, str(at))


def drop_worker(worker: str) -> None:
    """Drop a worker that ends."""
    if _is_in_rows():
        execute("DELETE FROM workers WHERE id = %s", [worker])
        return
    (_workers() / worker).unlink(missing_ok=True)


def workers_seen() -> Mapping[str, int]:
    """When each worker was last there."""
    if _is_in_rows():
        return dict(fetch("SELECT id, seen_at FROM workers"))
    found: dict[str, int] = {}
    for path in _workers().glob("[!.]*"):
        with contextlib.suppress(FileNotFoundError, ValueError):
            found[path.name] = int(path.read_text("ascii"))
    return found


def _is_in_rows() -> bool:
    return str(connection.vendor) == "postgresql"


def _file(number: int, ending: str = "") -> Path:
    return jobs_folder() / "live" / f"{number}{ending}"


def _workers() -> Path:
    return jobs_folder() / "workers"


def _put(path: Path, text: str) -> None:
    create_folder(path.parent)
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    beside.write_text(text, "utf-8")
    os.replace(beside, path)
