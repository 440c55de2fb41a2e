"""Cancelling a job."""

from __future__ import annotations

from kizuna.errors import NotFound
from kizuna.store.faults import guarded
from kizuna.store.jobs import keeper
from kizuna.store.moments import now
from kizuna.store.queries.jobs import STATES, Job, JobState, job
from kizuna.store.sql import execute


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
    if found is not None and found.state is JobState.RUNNING:
        keeper().stop(number)
        found = job(number)
    if found is None:
        raise NotFound(f"there is no job {number}")
    return found
