"""Jobs: long work that was asked for, where each stands, what can be done to it, and
which workers are there.

A job's row is its own record of who asked for what, when, and what became of it; no
line of the audit tells it again, so that nothing here waits for the lock of the
ledger's writers. The tables have a connection of their own: to those of PostgreSQL, and
to a file beside a SQLite database, since one long write, such as a rebuild, holds all
of that. Law: what a worker writes names the worker and the attempt, so that one which
has lost a job changes nothing. Trouble of the database is raised as StorageError by
every function.
"""

import json
import shutil
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, fields
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

from django.db import connection, connections, transaction

from kizuna.errors import BadQuestion, NotFound
from kizuna.store.private_files import create, create_folder
from kizuna.store.schema import jobs_folder
from kizuna.store.sql import (
    JOBS,
    WRITING,
    fetch,
    guarded,
    keep_log,
    moment_of,
    moment_or_none,
    now,
)
from kizuna.values import canonical_json

MOST_ATTEMPTS = 2
"""A job whose worker dies is begun once more; work that brings down two workers would
bring down a third.
"""

_DAY = 24 * 3600 * 1_000_000
_MADE = (
    "SELECT sql FROM sqlite_master WHERE tbl_name IN ('jobs', 'workers') AND sql IS NOT"
    " NULL"
    " ORDER BY type DESC"
)
"""The statements that made the tables in a SQLite database."""


class JobState(StrEnum):
    """Where a job stands; rows hold its number in this order, from 1."""

    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"

    @property
    def number(self) -> int:
        """What stands for it in a row."""
        return list(JobState).index(self) + 1


@dataclass(frozen=True, slots=True)
class Job:
    """A job as it stands.

    `worker` and `attempts` tell who has it and how often it was begun ("" and 0: nobody
    had it). It has come to `done` of `whole` in whatever it counts (0 of 0: it cannot
    say), at a `stage`. `failure` says why it failed, "" unless it did. `file` is the
    name of what came of it, of `size` bytes; "" when none did, or it was removed.
    """

    number: int
    name: str
    arguments: Mapping[str, Any]
    asked_by: str
    asked_at: datetime
    state: JobState
    started_at: datetime | None
    finished_at: datetime | None
    worker: str
    attempts: int
    done: int
    whole: int
    stage: str
    is_stopping: bool
    failure: str
    summary: Mapping[str, Any]
    file: str
    media_type: str
    size: int

    @property
    def is_over(self) -> bool:
        """Whether nothing more will become of it."""
        return self.state not in (JobState.QUEUED, JobState.RUNNING)


_NAMES = tuple(field.name for field in fields(Job))
_COLUMNS = ", ".join(("id", *_NAMES[1:]))
_WAITING = {
    "state": JobState.QUEUED.number,
    "worker": "",
    "attempts": 0,
    "is_stopping": False,
    "started_at": None,
    "lease_until": None,
    "done": 0,
    "whole": 0,
    "stage": "",
}
"""The cells of a job that nobody has."""
_NO_RESULT = {"failure": "", "summary": "{}", "file": "", "media_type": "", "size": 0}


def job(number: int) -> Job | None:
    """The job with a number, None when there is none."""
    return next(iter(_select("WHERE id = %s", [number])), None)


def jobs(*, asked_by: str | None = None, limit: int = 100) -> list[Job]:
    """The jobs of one who asked (None: of all), the newest first."""
    which = "" if asked_by is None else "WHERE asked_by = %s "
    return _select(
        f"{which}ORDER BY id DESC LIMIT %s", [*([asked_by] if which else []), limit]
    )


def waiting() -> tuple[int, int]:
    """How many jobs are queued, and how many run."""
    counted = dict(_execute("SELECT state, count(*) FROM jobs GROUP BY state"))
    return counted.get(JobState.QUEUED.number, 0), counted.get(
        JobState.RUNNING.number, 0
    )


def workers() -> dict[str, datetime]:
    """When each worker last said that it is there, by its name."""
    return {
        name: moment_of(at) for name, at in _execute("SELECT id, seen_at FROM workers")
    }


def queue_job(*, name: str, arguments: Mapping[str, Any], acting_user: str) -> Job:
    """A new job that waits for a worker. Raises BadQuestion when nobody asks."""
    if not acting_user.strip():
        raise BadQuestion(f"{acting_user!r} is nobody: say who asks")
    asked = {
        "name": name,
        "arguments": canonical_json(arguments),
        "asked_by": acting_user,
    }
    cells = _WAITING | _NO_RESULT | asked | {"asked_at": now()}
    marks = ", ".join(["%s"] * len(cells))
    (made,) = _jobs(
        f"INSERT INTO jobs ({', '.join(cells)}) VALUES ({marks})", cells.values()
    )
    return made


def start_job(*, worker: str, lease: float) -> Job | None:
    """The oldest job that is queued, which the worker has from now on for `lease`
    seconds; None without any. One statement takes it, so that two workers never take
    one.
    """
    skip = " FOR UPDATE SKIP LOCKED" if connection.vendor == "postgresql" else ""
    taken = _jobs(
        "UPDATE jobs SET state = %s, worker = %s, attempts = attempts + 1, started_at ="
        " %s, lease_until = %s"
        f" WHERE id = (SELECT id FROM jobs WHERE state = %s ORDER BY id LIMIT 1{skip})",
        [
            JobState.RUNNING.number,
            worker,
            now(),
            lease_end(lease),
            JobState.QUEUED.number,
        ],
    )
    return next(iter(taken), None)


def change_job(*, held: Job, **cells: object) -> Job | None:
    """The job after cells of it were changed, such as `done` and `lease_until`; None,
    and nothing is changed, when its worker has it no longer, or it is over. Waits for
    no other writer.
    """
    still = "id = %s AND state = %s AND worker = %s AND attempts = %s"
    which = [held.number, JobState.RUNNING.number, held.worker, held.attempts]
    return next(iter(_update(cells, still, which)), None)


def finish_job(
    *,
    held: Job,
    state: JobState,
    failure: str = "",
    summary: Mapping[str, Any] | None = None,
    **file: str | int,
) -> Job | None:
    """The job as it ended: done with what came of it (`file`, `media_type` and `size`),
    failed with a reason, or cancelled; else as `change_job`.
    """
    over = {"state": state.number, "finished_at": now(), "lease_until": None}
    said = {"failure": failure, "summary": canonical_json(summary or {})}
    return change_job(held=held, **over, **said, **file)


def reclaim_jobs() -> list[Job]:
    """The jobs whose lease ran out: queued again, cancelled where that was asked,
    failed after MOST_ATTEMPTS.
    """
    lost = "WHERE state = %s AND (lease_until IS NULL OR lease_until < %s) ORDER BY id"
    said = "its worker ended without a word, {} times; the worker's log may say why"
    found = (
        end_attempt(held, said)
        for held in _select(lost, [JobState.RUNNING.number, now()])
    )
    return [each for each in found if each is not None]


def end_attempt(lost: Job, said: str, *, is_counted: bool = True) -> Job | None:
    """A job whose attempt came to nothing: cancelled where that was asked, queued
    again, or failed with what is said of so many attempts; else as `change_job`.

    A worker that was told to end gives it back with `is_counted` False: that was no
    attempt.
    """
    if lost.is_stopping:
        return finish_job(held=lost, state=JobState.CANCELLED)
    if lost.attempts < MOST_ATTEMPTS or not is_counted:
        return change_job(
            held=lost, **_WAITING | {"attempts": lost.attempts - (not is_counted)}
        )
    return finish_job(
        held=lost, state=JobState.FAILED, failure=said.format(lost.attempts)
    )


def cancel_job(*, number: int) -> Job:
    """The job as it stands after it: one that waits is cancelled, one that runs is
    asked to stop, one that is over stays as it is. Raises NotFound.
    """
    over = {"state": JobState.CANCELLED.number, "finished_at": now()}
    _update(over, "id = %s AND state = %s", [number, JobState.QUEUED.number])
    _update(
        {"is_stopping": True},
        "id = %s AND state = %s",
        [number, JobState.RUNNING.number],
    )
    found = job(number)
    if found is None:
        raise NotFound(f"there is no job {number}")
    return found


@guarded
def remove_results(*, files_after: float, jobs_after: float) -> int:
    """Remove files of jobs that were over so many days ago, and whole jobs after so
    many; how many files went.
    """
    over = _select(
        "WHERE finished_at < %s AND file <> ''", [now() - int(files_after * _DAY)]
    )
    for each in over:
        with suppress(FileNotFoundError):
            shutil.rmtree(result_folder(each.number))
        _update({"file": "", "size": 0}, "id = %s", [each.number])
    _execute(
        "DELETE FROM jobs WHERE finished_at < %s", [now() - int(jobs_after * _DAY)]
    )
    return len(over)


def remove_jobs() -> None:
    """Forget every job, of whatever state."""
    _execute("DELETE FROM jobs")


def note_worker(worker: str, at: int) -> None:
    """Keep that a worker is there, at a time."""
    _execute(
        "INSERT INTO workers (id, seen_at) VALUES (%s, %s)"
        " ON CONFLICT (id) DO UPDATE SET seen_at = excluded.seen_at",
        [worker, at],
    )


def drop_worker(worker: str) -> None:
    _execute("DELETE FROM workers WHERE id = %s", [worker])


def result_folder(number: int) -> Path:
    """Where the file that came of a job lies."""
    return jobs_folder() / "results" / str(number)


def _update(
    cells: Mapping[str, object], which: str, params: Iterable[object]
) -> list[Job]:
    assigned = ", ".join(f"{name} = %s" for name in cells)
    return _jobs(
        f"UPDATE jobs SET {assigned} WHERE {which}", [*cells.values(), *params]
    )


def _select(tail: str, params: Iterable[object]) -> list[Job]:
    return list(map(_job, _execute(f"SELECT {_COLUMNS} FROM jobs {tail}", params)))


def _jobs(statement: str, params: Iterable[object]) -> list[Job]:
    return list(map(_job, _execute(f"{statement} RETURNING {_COLUMNS}", params)))


def _job(row: tuple[Any, ...]) -> Job:
    cells = dict(zip(_NAMES, row, strict=True))
    times = {
        name: moment_or_none(cells[name]) for name in _NAMES if name.endswith("_at")
    }
    told = {name: json.loads(cells[name]) for name in ("arguments", "summary")}
    state = list(JobState)[cells["state"] - 1]
    return Job(
        **cells
        | times
        | told
        | {"state": state, "is_stopping": bool(cells["is_stopping"])}
    )


def lease_end(seconds: float) -> int:
    """When a lease of so many seconds ends that begins now, as rows hold times."""
    return now() + int(seconds * 1_000_000)


@guarded
def _execute(statement: str, params: Iterable[object] = ()) -> list[tuple[Any, ...]]:
    """Run a statement on these tables; the rows that it gives, if any.

    Their file on SQLite is made on first use; where a register that may only be read
    has none, they are empty.
    """
    held = connections[JOBS]
    if held.vendor == "sqlite" and held.connection is None:
        path = Path(held.settings_dict["NAME"])
        with suppress(OSError):
            create_folder(path.parent)
        create(path)
        if not path.exists():
            held = connections[WRITING]
        else:
            keep_log(JOBS)
            with transaction.atomic(using=JOBS), held.cursor() as cursor:
                if not held.introspection.table_names(cursor):
                    for (made,) in fetch(_MADE):
                        cursor.execute(made)
    with held.cursor() as cursor:
        cursor.execute(statement, [*params])
        return cursor.fetchall() if cursor.description else []
