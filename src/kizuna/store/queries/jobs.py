"""Long work that was asked for: where each job stands, and which workers are there."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from kizuna.store.codes import moment_of, moment_or_none
from kizuna.store.job_tables import fetch_jobs
from kizuna.store.sql import guarded


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
    counted = dict(fetch_jobs("SELECT state, count(*) FROM jobs GROUP BY state"))
    return counted.get(STATES[JobState.QUEUED], 0), counted.get(STATES[JobState.RUNNING], 0)


@guarded
def workers() -> dict[str, datetime]:
    """When each worker last said that it is there, by its name."""
    return {name: moment_of(at) for name, at in fetch_jobs("SELECT id, seen_at FROM workers")}


def read_job(row: Sequence[Any]) -> Job:
    """The job of a row of COLUMNS."""
    number, name, arguments, asked_by, asked_at, state, *row = row
    started, finished, worker, attempts, lease, done, whole, stage, stopping, *row = row
    failure, summary, file, media_type, size = row
    return Job(
        *(number, name, json.loads(arguments), asked_by, moment_of(asked_at), _STATE_OF[state]),
        *(moment_or_none(started), moment_or_none(finished), worker, attempts),
        *(moment_or_none(lease), Progress(done, whole, stage), bool(stopping)),
        *(failure, json.loads(summary), ResultFile(file, media_type, size) if file else None),
    )


def _jobs(tail: str, params: Sequence[Any]) -> list[Job]:
    return [read_job(row) for row in fetch_jobs(f"SELECT {COLUMNS} FROM jobs {tail}", params)]
