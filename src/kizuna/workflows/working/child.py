"""The process that does one job: it says how far it is, line by line, to the worker that started it.

Law: it ends when its worker does. What a job writes to the ledger is one transaction, so that an end at any moment
leaves nothing half-written.
"""

from __future__ import annotations

import json
import logging
import os
import shutil
import signal
import sys
import threading
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TextIO

from kizuna.errors import KizunaError
from kizuna.store.actions.jobs import result_folder
from kizuna.store.private_files import create_folder
from kizuna.store.queries import jobs
from kizuna.store.snapshot import one_snapshot
from kizuna.workflows.jobs import name_of, reader_for
from kizuna.workflows.logs import configure_logs
from kizuna.workflows.open_register import open_register
from kizuna.workflows.readers import reading_as
from kizuna.workflows.working.tasks import Work, task_named

if TYPE_CHECKING:
    from kizuna.workflows.working.tasks import JobResult

_EVERY = 0.1
ORPHANED = 75
"""What it leaves with when its worker is gone (EX_TEMPFAIL of sysexits.h)."""


class _Stopped(BaseException):
    """The worker told it to stop."""


def main(number: int) -> None:
    """Do the job of that number in the database at KIZUNA_DB, and say on stdout what came of it."""
    configure_logs()
    os.umask(0o077)  # what comes of it is for the server alone
    signal.signal(signal.SIGTERM, _stop)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_the_worker, daemon=True).start()
    say = _speaker()
    try:
        made, size = _done(number, say)
    except _Stopped:
        say({"stopped": True})
    except KizunaError as error:
        say({"failed": str(error)})
    except Exception as error:
        logging.getLogger("kizuna.worker").exception("job %s", number)
        say({"failed": f"an error inside Kizuna: {type(error).__name__}: {error}"})
    else:
        file = [made.file.name, made.media_type, size] if made.file else None
        say({"made": dict(made.summary), "file": file})


def _done(number: int, say: Callable[[dict[str, Any]], None]) -> tuple[JobResult, int]:
    """What came of the job, with its file in its place, and the size of that."""
    open_register()
    job = jobs.job(number)
    if job is None:
        raise KizunaError(f"there is no job {number}")
    place = result_folder(number)
    beside = place.with_name(f".{number}.{job.attempts}")
    shutil.rmtree(beside, ignore_errors=True)
    create_folder(beside)
    work = Work(name_of(job.asked_by) or "visitor", beside, _reporter(say))
    try:
        with reading_as(reader_for(job.asked_by)), one_snapshot():
            made = task_named(job.name).read(job.arguments)(work)
        if made.file is None:
            return made, 0
        shutil.rmtree(place, ignore_errors=True)
        os.replace(beside, place)
        return made, (place / made.file.name).stat().st_size
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def _reporter(say: Callable[[dict[str, Any]], None]) -> Callable[[int, int, str], None]:
    """What says how far the job is, at every new stage and not too often."""
    told, told_of = 0.0, ""

    def tell(done: int, whole: int, stage: str) -> None:
        nonlocal told, told_of
        if stage != told_of or done == whole or time.monotonic() - told >= _EVERY:
            told, told_of = time.monotonic(), stage
            say({"at": [done, whole, stage]})

    return tell


def _speaker() -> Callable[[dict[str, Any]], None]:
    """What writes to the worker; whatever else writes to stdout goes to the worker's log."""
    pipe: TextIO = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)

    def say(words: dict[str, Any]) -> None:
        pipe.write(json.dumps(words, ensure_ascii=False) + "\n")
        pipe.flush()

    return say


def _end_with_the_worker() -> None:
    """Wait for the other end of stdin to be closed, by a worker that ended or was killed."""
    while os.read(0, 1):
        pass
    os._exit(ORPHANED)


def _stop(number: int, frame: object) -> None:
    raise _Stopped


if __name__ == "__main__":
    main(int(sys.argv[1]))
