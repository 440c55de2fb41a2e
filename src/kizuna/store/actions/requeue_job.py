"""Giving a job back to the queue."""

from __future__ import annotations

from kizuna.store.faults import guarded
from kizuna.store.jobs import keeper
from kizuna.store.queries.jobs import STATES, Job, JobState
from kizuna.store.sql import execute


@guarded
def requeue_job(*, held: Job, is_counted: bool = True) -> bool:
    """Let another worker take the job; False when the worker has it no longer. Raises StorageError.

    A worker that was told to end gives it back with `is_counted` False: that was no attempt.
    """
    written = execute(
        "UPDATE jobs SET state = %s, worker = '', attempts = %s, started_at = NULL, lease_until = NULL, done = 0,"
        " whole = 0, stage = '' WHERE id = %s AND state = %s AND worker = %s AND attempts = %s",
        [
            STATES[JobState.QUEUED],
            held.attempts if is_counted else held.attempts - 1,
            *(held.number, STATES[JobState.RUNNING], held.worker, held.attempts),
        ],
    )
    if written:
        keeper().forget(held.number)
    return bool(written)
