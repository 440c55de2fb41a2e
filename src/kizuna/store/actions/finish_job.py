"""Ending a job that a worker has."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from kizuna.store.faults import guarded
from kizuna.store.jobs import keeper
from kizuna.store.moments import now
from kizuna.store.queries.jobs import STATES, Job, JobState, Progress, ResultFile
from kizuna.store.sql import execute


@dataclass(frozen=True, slots=True)
class Ended:
    """How a job ended: done with what came of it, failed with a reason, or cancelled."""

    state: JobState
    failure: str = ""
    summary: Mapping[str, Any] = field(default_factory=dict)
    file: ResultFile | None = None


@guarded
def finish_job(*, held: Job, ended: Ended, progress: Progress) -> bool:
    """End the job; False, and nothing is written, when the worker has it no longer. Raises StorageError."""
    file = ended.file or ResultFile("", "", 0)
    written = execute(
        "UPDATE jobs SET state = %s, finished_at = %s, failure = %s, summary = %s, file = %s, media_type = %s,"
        " size = %s, done = %s, whole = %s, stage = %s, lease_until = NULL"
        " WHERE id = %s AND state = %s AND worker = %s AND attempts = %s",
        [
            *(STATES[ended.state], now(), ended.failure),
            json.dumps(ended.summary, ensure_ascii=False, sort_keys=True),
            *(file.name, file.media_type, file.size),
            *(progress.done, progress.whole, progress.stage),
            *(held.number, STATES[JobState.RUNNING], held.worker, held.attempts),
        ],
    )
    if written:
        keeper().forget(held.number)
    return bool(written)
