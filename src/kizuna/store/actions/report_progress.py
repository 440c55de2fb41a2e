"""Telling how far a job has come, and keeping it for longer."""

from __future__ import annotations

from kizuna.store.faults import guarded
from kizuna.store.jobs import keeper
from kizuna.store.jobs.live import Live
from kizuna.store.moments import now
from kizuna.store.queries.jobs import Job, JobState, Progress, job

_MICROSECONDS = 1_000_000


@guarded
def report_progress(*, held: Job, progress: Progress, lease: float) -> Job | None:
    """The job as it stands, leased for `lease` seconds more; None when the worker has it no longer.

    Waits for no other writer. Raises StorageError.
    """
    until = now() + int(lease * _MICROSECONDS)
    found = job(held.number)
    if not is_still(found, held):
        return None
    keeper().beat(held.number, Live(progress.done, progress.whole, progress.stage, until))
    return found


def is_still(found: Job | None, held: Job) -> bool:
    """Whether a job is still with the worker that has `held` it, and for the same time."""
    return (
        found is not None
        and found.state is JobState.RUNNING
        and (found.worker, found.attempts) == (held.worker, held.attempts)
    )
