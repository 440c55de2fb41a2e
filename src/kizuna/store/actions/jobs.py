"""What can be done to jobs: asking, taking, telling how far one is, ending it, giving it back, cancelling it.

A job's row is its own record of who asked for what, when, and what became of it; no line of the audit tells it
again, so that nothing here waits for the lock of the ledger's writers. Law: what a worker writes names the worker
and the attempt, so that one which has lost a job changes nothing.
"""

from __future__ import annotations

import contextlib
import json
import shutil
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from django.db import connection

from kizuna.errors import BadQuestion, NotFound
from kizuna.store.codes import moment_of, now
from kizuna.store.job_tables import execute_jobs, fetch_jobs
from kizuna.store.queries.jobs import (
    COLUMNS,
    STATES,
    Job,
    JobState,
    Progress,
    ResultFile,
    job,
    jobs_where,
    read_job,
)
from kizuna.store.schema import jobs_folder
from kizuna.store.sql import guarded

MOST_ATTEMPTS = 2
"""A job whose worker dies is begun once more; work that brings down two workers would bring down a third."""

_SECOND = 1_000_000
_DAY = 24 * 3600 * _SECOND


@dataclass(frozen=True, slots=True)
class Ended:
    """How a job ended: done with what came of it, failed with a reason, or cancelled."""

    state: JobState
    failure: str = ""
    summary: Mapping[str, Any] = field(default_factory=dict)
    file: ResultFile | None = None


@guarded
def queue_job(*, name: str, arguments: Mapping[str, Any], acting_user: str) -> Job:
    """A new job that waits for a worker. Raises BadQuestion when nobody asks, StorageError."""
    if not acting_user.strip():
        raise BadQuestion(f"{acting_user!r} is nobody: say who asks")
    (row,) = fetch_jobs(
        "INSERT INTO jobs (name, arguments, asked_by, asked_at, state, worker, attempts, done, whole, stage,"
        " is_stopping, failure, summary, file, media_type, size)"
        " VALUES (%s, %s, %s, %s, %s, '', 0, 0, 0, '', %s, '', '{}', '', '', 0)"
        f" RETURNING {COLUMNS}",
        [name, _json(arguments), acting_user, now(), STATES[JobState.QUEUED], False],
    )
    return read_job(row)


@guarded
def start_job(*, worker: str, lease: float) -> Job | None:
    """The oldest job that is queued, which the worker has from now on for `lease` seconds; None without any.

    One statement takes it, so that two workers never take one. Raises StorageError.
    """
    began = now()
    until = began + int(lease * _SECOND)
    skip = " FOR UPDATE SKIP LOCKED" if connection.vendor == "postgresql" else ""
    rows = fetch_jobs(
        "UPDATE jobs SET state = %s, worker = %s, attempts = attempts + 1, started_at = %s, lease_until = %s"
        f" WHERE id = (SELECT id FROM jobs WHERE state = %s ORDER BY id LIMIT 1{skip})"
        f" RETURNING {COLUMNS}",
        [STATES[JobState.RUNNING], worker, began, until, STATES[JobState.QUEUED]],
    )
    return read_job(rows[0]) if rows else None


@guarded
def report_progress(*, held: Job, progress: Progress, lease: float) -> Job | None:
    """The job as it stands, leased for `lease` seconds more; None when the worker has it no longer.

    Waits for no other writer. Raises StorageError.
    """
    is_left = _change(held, lease_until=now() + int(lease * _SECOND), **asdict(progress))
    return job(held.number) if is_left else None


@guarded
def finish_job(*, held: Job, ended: Ended, progress: Progress) -> bool:
    """End the job; False, and nothing is written, when the worker has it no longer. Raises StorageError."""
    file = ended.file or ResultFile("", "", 0)
    told = {"failure": ended.failure, "summary": _json(ended.summary), **asdict(progress)}
    of_file = {"file": file.name, "media_type": file.media_type, "size": file.size}
    over = {"state": STATES[ended.state], "finished_at": now(), "lease_until": None}
    return _change(held, **over, **told, **of_file)


@guarded
def requeue_job(*, held: Job, is_counted: bool = True) -> bool:
    """Let another worker take the job; False when the worker has it no longer. Raises StorageError.

    A worker that was told to end gives it back with `is_counted` False: that was no attempt.
    """
    attempts = held.attempts if is_counted else held.attempts - 1
    begun = {"worker": "", "attempts": attempts, "started_at": None, "lease_until": None}
    again = {"state": STATES[JobState.QUEUED], "is_stopping": False}
    return _change(held, **again, **begun, **asdict(Progress()))


def _change(held: Job, **cells: object) -> bool:
    """Change the row of a job that a worker has; False, and nothing is changed, when it has lost it."""
    assigned = ", ".join(f"{name} = %s" for name in cells)
    still = "id = %s AND state = %s AND worker = %s AND attempts = %s"
    which = [held.number, STATES[JobState.RUNNING], held.worker, held.attempts]
    return bool(
        execute_jobs(f"UPDATE jobs SET {assigned} WHERE {still}", [*cells.values(), *which])
    )


@guarded
def reclaim_jobs() -> list[Job]:
    """The jobs whose lease ran out: queued again, cancelled where that was asked, or failed after MOST_ATTEMPTS.

    Raises StorageError.
    """
    moment = moment_of(now())
    running = jobs_where("state = %s", [STATES[JobState.RUNNING]])
    lost = [job for job in running if job.lease_until is None or job.lease_until < moment]
    return [job for job in lost if _take_back(job)]


def _take_back(lost: Job) -> bool:
    if lost.is_stopping:
        return finish_job(held=lost, ended=Ended(JobState.CANCELLED), progress=lost.progress)
    if lost.attempts < MOST_ATTEMPTS:
        return requeue_job(held=lost)
    reason = f"its worker ended without a word, {lost.attempts} times; the worker's log may say why"
    return finish_job(held=lost, ended=Ended(JobState.FAILED, reason), progress=lost.progress)


@guarded
def cancel_job(*, number: int) -> Job:
    """The job as it stands after it: one that waits is cancelled, one that runs is asked to stop, one that is over
    stays as it is. Raises NotFound, StorageError."""
    which = "WHERE id = %s AND state = %s"
    over, queued, running = (STATES[JobState(s)] for s in ("cancelled", "queued", "running"))
    waited = f"UPDATE jobs SET state = %s, finished_at = %s {which}"
    if not execute_jobs(waited, [over, now(), number, queued]):
        execute_jobs(f"UPDATE jobs SET is_stopping = %s {which}", [True, number, running])
    found = job(number)
    if found is None:
        raise NotFound(f"there is no job {number}")
    return found


@guarded
def remove_results(*, files_after: float, jobs_after: float) -> int:
    """Remove files of jobs that were over so many days ago, and whole jobs after so many; how many files went.

    Raises StorageError.
    """
    removed = 0
    for over in jobs_where("finished_at < %s", [now() - int(files_after * _DAY)]):
        if over.file is not None:
            with contextlib.suppress(FileNotFoundError):
                shutil.rmtree(result_folder(over.number))
            execute_jobs("UPDATE jobs SET file = '', size = 0 WHERE id = %s", [over.number])
            removed += 1
    execute_jobs("DELETE FROM jobs WHERE finished_at < %s", [now() - int(jobs_after * _DAY)])
    return removed


@guarded
def note_worker(worker: str, at: int) -> None:
    """Keep that a worker is there, at a time."""
    execute_jobs(
        "INSERT INTO workers (id, seen_at) VALUES (%s, %s)"
        " ON CONFLICT (id) DO UPDATE SET seen_at = excluded.seen_at",
        [worker, at],
    )


@guarded
def drop_worker(worker: str) -> None:
    """Drop a worker that ends."""
    execute_jobs("DELETE FROM workers WHERE id = %s", [worker])


def result_folder(number: int) -> Path:
    """Where the file that came of a job lies."""
    return jobs_folder() / "results" / str(number)


def _json(value: Mapping[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)
