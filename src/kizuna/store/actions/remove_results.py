"""Removing what came of jobs when its time is over."""

from __future__ import annotations

import contextlib
import shutil

from kizuna.store.faults import guarded
from kizuna.store.jobs.folder import result_folder
from kizuna.store.moments import now
from kizuna.store.queries.jobs import finished_before
from kizuna.store.sql import execute

_DAY = 24 * 3600 * 1_000_000


@guarded
def remove_results(*, files_after: float, jobs_after: float) -> int:
    """Remove files of jobs that were over so many days ago, and whole jobs after so many; how many files went.

    Raises StorageError.
    """
    removed = 0
    for job in finished_before(now() - int(files_after * _DAY)):
        if job.file is not None:
            with contextlib.suppress(FileNotFoundError):
                shutil.rmtree(result_folder(job.number))
            execute("UPDATE jobs SET file = '', size = 0 WHERE id = %s", [job.number])
            removed += 1
    execute("DELETE FROM jobs WHERE finished_at < %s", [now() - int(jobs_after * _DAY)])
    return removed
