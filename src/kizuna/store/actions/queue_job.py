"""Asking for long work.

A job's row is its own record of who asked for what, when, and what became of it; no line of the audit tells it
again, so that asking does not wait for the lock of the ledger's writers.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from kizuna.errors import BadQuestion
from kizuna.store.faults import guarded
from kizuna.store.moments import now
from kizuna.store.queries.jobs import COLUMNS, STATES, Job, JobState, read_job
from kizuna.store.sql import fetch


@guarded
def queue_job(*, name: str, arguments: Mapping[str, Any], acting_user: str) -> Job:
    """A new job that waits for a worker. Raises BadQuestion when nobody asks, StorageError."""
    if not acting_user.strip():
        raise BadQuestion(f"{acting_user!r} is nobody: say who asks")
    held = json.dumps(arguments, ensure_ascii=False, sort_keys=True)
    (row,) = fetch(
        "INSERT INTO jobs (name, arguments, asked_by, asked_at, state, worker, attempts, done, whole, stage,"
        " is_stopping, failure, summary, file, media_type, size)"
        " VALUES (%s, %s, %s, %s, %s, '', 0, 0, 0, '', %s, '', '{}', '', '', 0)"
        f" RETURNING {COLUMNS}",
        [name, held, acting_user, now(), STATES[JobState.QUEUED], False],
    )
    return read_job(row, None)
