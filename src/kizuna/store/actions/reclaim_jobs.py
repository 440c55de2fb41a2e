"""Taking back jobs whose worker died."""

from __future__ import annotations

from kizuna.store.actions.finish_job import Ended, finish_job
from kizuna.store.actions.requeue_job import requeue_job
from kizuna.store.faults import guarded
from kizuna.store.moments import moment_of, now
from kizuna.store.queries.jobs import Job, JobState, running

MOST_ATTEMPTS = 2
"""A job whose worker dies is begun once more; work that brings down two workers would bring down a third."""


@guarded
def reclaim_jobs() -> list[Job]:
    """The jobs whose lease ran out: queued again, cancelled where that was asked, or failed after MOST_ATTEMPTS.

    Raises StorageError.
    """
    moment = moment_of(now())
    lost = [job for job in running() if job.lease_until is None or job.lease_until < moment]
    return [job for job in lost if _take_back(job)]


def _take_back(job: Job) -> bool:
    if job.is_stopping:
        return finish_job(held=job, ended=Ended(JobState.CANCELLED), progress=job.progress)
    if job.attempts < MOST_ATTEMPTS:
        return requeue_job(held=job)
    reason = f"its worker ended without a word, {job.attempts} times; the worker's log may say why"
    return finish_job(held=job, ended=Ended(JobState.FAILED, reason), progress=job.progress)
