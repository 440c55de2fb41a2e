"""The process that does one job: it tells the job's row how far it is, and what came of it.

Law: it ends when its worker does. What a job writes to the ledger is one transaction, so that an end at any moment
leaves nothing half-written.
"""

from __future__ import annotations

import logging
import os
import shutil
import signal
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from kizuna.errors import KizunaError, StorageError
from kizuna.store.database import use_settings
from kizuna.store.jobs import (
    Job,
    JobState,
    Progress,
    ResultFile,
    finish_job,
    job,
    report_progress,
    result_folder,
)
from kizuna.store.private_files import create_folder
from kizuna.store.settings import locate
from kizuna.store.snapshot import one_snapshot
from kizuna.workflows.jobs import name_of, reader_for
from kizuna.workflows.logs import configure_logs
from kizuna.workflows.open_register import open_register
from kizuna.workflows.readers import reading_as
from kizuna.workflows.working.tasks import Work, task_named

_EVERY = 0.5
"""Seconds between words of how far a job is."""
_ORPHANED = 75
"""What it leaves with when its worker is gone (EX_TEMPFAIL of sysexits.h)."""
_LOG = logging.getLogger("kizuna.worker")


def main(number: int) -> None:
    """Do the job of that number in the database at KIZUNA_DB, and keep what came of it."""
    configure_logs()
    os.umask(0o077)  # what comes of it is for the server alone
    signal.signal(signal.SIGTERM, lambda *_: sys.exit())
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_the_worker, daemon=True).start()
    use_settings(locate(None).settings)
    held = job(number)
    assert held is not None, "its worker has just taken it"
    ended: dict[str, Any] = {"state": JobState.FAILED}
    try:
        ended = _done(held)
    except KizunaError as error:
        ended["failure"] = str(error)
    except Exception as error:
        logging.getLogger("kizuna.worker").exception("job %s", number)
        ended["failure"] = f"an error inside Kizuna: {type(error).__name__}: {error}"
    while True:  # the worker ends this where the job is another's by now
        try:
            finish_job(held=held, **ended)
            return
        except StorageError as error:
            _LOG.warning("%s", error)
            time.sleep(_EVERY)


def _done(held: Job) -> dict[str, Any]:
    """How the job ended, with its file in its place."""
    open_register()
    place = result_folder(held.number)
    beside = place.with_name(f".{held.number}.{held.attempts}")
    shutil.rmtree(beside, ignore_errors=True)
    create_folder(beside)
    work = Work(name_of(held.asked_by) or "visitor", beside, _reporter(held))
    try:
        with reading_as(reader_for(held.asked_by)), one_snapshot():
            made = task_named(held.name).read(held.arguments)(work)
        file = None
        if made.file is not None:
            shutil.rmtree(place, ignore_errors=True)
            os.replace(beside, place)
            size = (place / made.file.name).stat().st_size
            file = ResultFile(made.file.name, made.media_type, size)
        return {"state": JobState.DONE, "summary": made.summary, "file": file}
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def _reporter(held: Job) -> Callable[[int, int, str], None]:
    """What tells how far the job is, at every new stage and not too often."""
    told, told_of = 0.0, ""

    def tell(done: int, whole: int, stage: str) -> None:
        nonlocal told, told_of
        if stage != told_of or done == whole or time.monotonic() - told >= _EVERY:
            told, told_of = time.monotonic(), stage
            with suppress(StorageError):
                report_progress(held=held, progress=Progress(done, whole, stage))

    return tell


def _end_with_the_worker() -> None:
    """Wait for the other end of stdin to be closed, by a worker that ended or was killed."""
    while os.read(0, 1):
        pass
    os._exit(_ORPHANED)


if __name__ == "__main__":
    main(int(sys.argv[1]))
