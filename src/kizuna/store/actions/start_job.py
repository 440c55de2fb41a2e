"""Taking the job that has waited longest."""

from __future__ import annotations

from django.db import connection

from kizuna.store.faults import guarded
from kizuna.store.jobs import keeper
from kizuna.store.jobs.live import Live
from kizuna.store.moments import now
from kizuna.store.queries.jobs import COLUMNS, STATES, Job, JobState, read_job
from kizuna.store.sql import fetch

_MICROSECONDS = 1_000_000


@guarded
def start_job(*, worker: str, lease: float) -> Job | None:
    """The oldest job that is queued, which the worker has from now on for `lease` seconds; None without any.

    One statement takes it, so that two workers never take one. Raises StorageError.
    """
    began = now()
    until = began + int(lease * _MICROSECONDS)
    skip = " FOR UPDATE SKIP LOCKED" if connection.vendor == "postgresql" else ""
    queued, running = STATES[JobState.QUEUED], STATES[JobState.RUNNING]
    rows = fetch(
        "UPDATE jobs SET state = %s, worker = %s, attempts = attempts + 1, started_at = %s, lease_until = %s"
        f" WHERE id = (SELECT id FROM jobs WHERE state = %s ORDER BY id LIMIT 1{skip})"
        f" RETURNING {COLUMNS}",
        [running, worker, began, until, queued],
    )
    if not rows:
        return None
    taken = read_job(rows[0], None)
    keeper().forget(taken.number)
    keeper().beat(taken.number, Live(lease_until=until))
    return taken
