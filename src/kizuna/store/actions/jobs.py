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
from kizuna.store.live_jobs import Progress, beat, forget, stop
from kizuna.store.queries.jobs import (
    COLUMNS,
    STATES,
    Job,
    JobState,
    ResultFile,
    job,
    jobs_where,
    read_job,
)
from kizuna.store.schema import jobs_folder
from kizuna.store.sql import execute, fetch, guarded, moment_of, now

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
    (row,) = fetch(
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
    rows = fetch(
        "UPDATE jobs SET state = %s, worker = %s, attempts = attempts + 1, started_at = %s, lease_until = %s"
        f" WHERE id = (SELECT id FROM jobs WHERE state = %s ORDER BY id LIMIT 1{skip})"
        f" RETURNING {COLUMNS}",
        [STATES[JobState.RUNNING], worker, began, until, STATES[JobState.QUEUED]],
    )
    if not rows:
        return None
    taken = read_job(rows[0])
    forget(taken.number)
    beat(taken.number, Progress(), until)
    return taken


@guarded
def report_progress(*, held: Job, progress: Progress, lease: float) -> Job | None:
    """The job as it stands, leased for `lease` seconds more; None when the worker has it no longer.

    Waits for no other writer. Raises StorageError.
    """
    until = now() + int(lease * _SECOND)
    found = job(held.number)
    if found is None or found.state is not JobState.RUNNING:
        return None
    if (found.worker, found.attempts) != (held.worker, held.attempts):
        return None
    beat(held.number, progress, until)
    return found


@guarded
def finish_job(*, held: Job, ended: Ended, progress: Progress) -> bool:
    """End the job; False, and nothing is written, when the worker has it no longer. Raises StorageError."""
    file = ended.file or ResultFile("", "", 0)
    told = {"failure": ended.failure, "summary": _json(ended.summary), **asdict(progress)}
    of_file = {"file": file.name, "media_type": file.media_type, "size": file.size}
    return _leave(held, state=STATES[ended.state], finished_at=now(), **told, **of_file)


@guarded
def requeue_job(*, held: Job, is_counted: bool = True) -> bool:
    """Let another worker take the job; False when the worker has it no longer. Raises StorageError.

    A worker that was told to end gives it back with `is_counted` False: that was no attempt.
    """
    attempts = held.attempts if is_counted else held.attempts - 1
    begun = {"worker": "", "attempts": attempts, "started_at": None, "is_stopping": False}
    return _leave(held, state=STATES[JobState.QUEUED], **begun, **asdict(Progress()))


def _leave(held: Job, **cells: object) -> bool:
    """Change a job that its worker has no longer then; False, and nothing is changed, when it has lost it."""
    assigned = ", ".join(f"{name} = %s" for name in cells)
    still = "id = %s AND state = %s AND worker = %s AND attempts = %s"
    is_left = execute(
        f"UPDATE jobs SET {assigned}, lease_until = NULL WHERE {still}",
        [*cells.values(), held.number, STATES[JobState.RUNNING], held.worker, held.attempts],
    )
    if is_left:
        forget(held.number)
    return bool(is_left)


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
    found = job(number)
    if found is not None and found.state is JobState.QUEUED:
        execute(
            "UPDATE jobs SET state = %s, finished_at = %s WHERE id = %s AND state = %s",
            [STATES[JobState.CANCELLED], now(), number, STATES[JobState.QUEUED]],
        )
        found = job(number)
    if (
        found is not None and found.state is JobState.RUNNING
    ):  # asked without a write: one may hold the database
        stop(number)
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
            execute("UPDATE jobs SET file = '', size = 0 WHERE id = %s", [over.number])
            removed += 1
    execute("DELETE FROM jobs WHERE finished_at < %s", [now() - int(jobs_after * _DAY)])
    return removed


def result_folder(number: int) -> Path:
    """Where the file that came of a job lies."""
    return jobs_folder() / "results" / str(number)


def _json(value: Mapping[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)
