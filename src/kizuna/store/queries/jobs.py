"""Long work that was asked for: where each job stands, and which workers are there."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from kizuna.store.live_jobs import Progress, live, workers_seen
from kizuna.store.sql import fetch, guarded, moment_of


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
def jobs_where(condition: str, params: Sequence[Any]) -> list[Job]:
    """The jobs whose rows fulfil a condition, the oldest first."""
    return _jobs(f"WHERE {condition} ORDER BY id", params)


@guarded
def waiting() -> tuple[int, int]:
    """How many jobs are queued, and how many run."""
    counted = dict(fetch("SELECT state, count(*) FROM jobs GROUP BY state"))
    return counted.get(STATES[JobState.QUEUED], 0), counted.get(STATES[JobState.RUNNING], 0)


@guarded
def workers() -> dict[str, datetime]:
    """When each worker last said that it is there, by its name."""
    return {name: moment_of(at) for name, at in workers_seen().items()}


def read_job(row: Sequence[Any], now: tuple[Progress, int, bool] | None = None) -> Job:
    """The job of a row of COLUMNS, with what changes while it runs where that does not stand in the row."""
    number, name, arguments, asked_by, asked_at, state, *row = row
    started, finished, worker, attempts, lease, done, whole, stage, stopping, *row = row
    failure, summary, file, media_type, size = row
    progress, until, is_stopping = now or (Progress(done, whole, stage), lease, bool(stopping))
    return Job(
        *(number, name, json.loads(arguments), asked_by, moment_of(asked_at), _STATE_OF[state]),
        *(_moment(started), _moment(finished), worker, attempts),
        *(_moment(max(lease or 0, until or 0) or None), progress, is_stopping),
        *(failure, json.loads(summary), ResultFile(file, media_type, size) if file else None),
    )


def _moment(at: int | None) -> datetime | None:
    return None if at is None else moment_of(at)


def _jobs(tail: str, params: Sequence[Any]) -> list[Job]:
    rows = fetch(f"SELECT {COLUMNS} FROM jobs {tail}", params)
    busy = STATES[JobState.RUNNING]
    return [read_job(row, live(row[0]) if row[5] == busy else None) for row in rows]
