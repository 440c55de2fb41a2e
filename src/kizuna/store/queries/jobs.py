"""Long work that was asked for: where each job stands, and which workers are there."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from kizuna.store.live_jobs import Live, live, workers_seen
from kizuna.store.sql import fetch, fetch_number, guarded, moment_of


class JobState(StrEnum):
    """Where a job stands."""

    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


STATES = {state: number for number, state in enumerate(JobState, 1)}
"""The numbers that rows hold for the states."""
_STATE_OF = {number: state for state, number in STATES.items()}
COLUMNS = (
    "id, name, arguments, asked_by, asked_at, state, started_at, finished_at, worker, attempts,"
    " lease_until, done, whole, stage, is_stopping, failure, summary, file, media_type, size"
)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a job has come: `done` of `whole` in whatever it counts (0 of 0: it cannot say), and at what."""

    done: int = 0
    whole: int = 0
    stage: str = ""


@dataclass(frozen=True, slots=True)
class ResultFile:
    """A file that came of a job: its name, media type and size in bytes."""

    name: str
    media_type: str
    size: int


@dataclass(frozen=True, slots=True)
class Job:
    """A job as it stands.

    `worker` and `attempts` tell who has it for the how manieth time ("" and 0: nobody had it). `failure` says
    why it failed, "" unless it did. `file` is None when none came of it, or it was removed after its time.
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
    lease_until: datetime | None
    progress: Progress
    is_stopping: bool
    failure: str
    summary: Mapping[str, Any]
    file: ResultFile | None

    @property
    def is_over(self) -> bool:
        """Whether nothing more will become of it."""
        return self.state not in (JobState.QUEUED, JobState.RUNNING)


@dataclass(frozen=True, slots=True)
class JobQueue:
    """What waits: how many jobs are queued, since when the oldest, and how many run."""

    queued: int
    oldest: datetime | None
    running: int


@guarded
def job(number: int) -> Job | None:
    """The job with a number, None when there is none."""
    return next(iter(_jobs("WHERE id = %s", [number])), None)


@guarded
def jobs(*, asked_by: str | None = None, limit: int = 100) -> list[Job]:
    """The jobs of one who asked (None: of all), the newest first."""
    if asked_by is None:
        return _jobs("ORDER BY id DESC LIMIT %s", [limit])
    return _jobs("WHERE asked_by = %s ORDER BY id DESC LIMIT %s", [asked_by, limit])


@guarded
def running() -> list[Job]:
    """The jobs that somebody has, the oldest first."""
    return _jobs("WHERE state = %s ORDER BY id", [STATES[JobState.RUNNING]])


@guarded
def finished_before(moment: int) -> list[Job]:
    """The jobs that were over before a time in microseconds since 1970-01-01 UTC, the oldest first."""
    return _jobs("WHERE finished_at < %s ORDER BY id", [moment])


@guarded
def waiting() -> JobQueue:
    """What is queued and what runs."""
    queued = STATES[JobState.QUEUED]
    ((count, oldest),) = fetch(
        "SELECT count(*), min(asked_at) FROM jobs WHERE state = %s", [queued]
    )
    busy = fetch_number("SELECT count(*) FROM jobs WHERE state = %s", [STATES[JobState.RUNNING]])
    return JobQueue(count, moment_of(oldest) if count else None, busy)


@guarded
def workers() -> dict[str, datetime]:
    """When each worker last said that it is there, by its name."""
    return {name: moment_of(at) for name, at in workers_seen().items()}


def read_job(row: Sequence[Any], now: Live | None) -> Job:
    """The job of a row of COLUMNS, with what changes while it runs where that does not stand in the row."""
    (number, name, arguments, asked_by, asked_at, state, started, finished, *rest) = row
    (worker, attempts, lease, done, whole, stage, stopping, failure, summary, file, kind, size) = (
        rest
    )
    if now is not None:
        done, whole, stage = now.done, now.whole, now.stage
        lease, stopping = max(lease or 0, now.lease_until), now.is_stopping
    return Job(
        number=number,
        name=name,
        arguments=json.loads(arguments),
        asked_by=asked_by,
        asked_at=moment_of(asked_at),
        state=_STATE_OF[state],
        started_at=None if started is None else moment_of(started),
        finished_at=None if finished is None else moment_of(finished),
        worker=worker,
        attempts=attempts,
        lease_until=None if lease is None else moment_of(lease),
        progress=Progress(done, whole, stage),
        is_stopping=bool(stopping),
        failure=failure,
        summary=json.loads(summary),
        file=ResultFile(file, kind, size) if file else None,
    )


def _jobs(tail: str, params: Sequence[Any]) -> list[Job]:
    rows = fetch(f"SELECT {COLUMNS} FROM jobs {tail}", params)
    busy = STATES[JobState.RUNNING]
    return [read_job(row, live(row[0]) if row[5] == busy else None) for row in rows]
