"""The worker takes job after job, and has each done by a process of its own, which
tells the job's row how far it is and what came of it.

Such a process can be stopped at any moment, gives its memory back, and takes no time
from the pages of a server in which the worker is a thread. Laws: a worker that is not
sure to have a job any more lets it go, and its process ends with it. What a job writes
to the ledger is one transaction, so that an end at any moment leaves nothing
half-written.
"""

import logging
import math
import os
import platform
import secrets
import shutil
import signal
import subprocess
import sys
import threading
import time
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from kizuna.errors import KizunaError, StorageError
from kizuna.store import jobs
from kizuna.store.database import use_settings
from kizuna.store.private_files import create_folder
from kizuna.store.queries.ledger import Edition, edition
from kizuna.store.settings import locate
from kizuna.store.sql import disconnect, now, one_snapshot
from kizuna.workflows.entering.sources import let_in_accepted, remove_old
from kizuna.workflows.logs import configure_logs
from kizuna.workflows.open_register import open_register
from kizuna.workflows.readers import reading_as

KEPT_DAYS, LISTED_DAYS = 7, 90
"""How long what came of a job is kept, and how long the job itself is told of."""
_CLEANED_EVERY, _SEEN_EVERY, _GRACE = 3600.0, 10.0, 10.0  # seconds
_LOG = logging.getLogger("kizuna.worker")


@dataclass(slots=True)
class Worker:
    """Does jobs of the open database, whose place its processes find at KIZUNA_DB.

    `location` is that place for those processes, "" for the one in the environment. It
    looks at an empty queue every `poll` seconds, at a running job every `beat`; one
    that it says nothing of for `lease` others take for lost. `stop` ends it: a job
    under way goes back to the queue.
    """

    location: str = ""
    poll: float = 1.0
    beat: float = 1.0
    lease: float = 30.0
    stop: threading.Event = field(default_factory=threading.Event)
    name: str = field(
        default_factory=lambda: (
            f"{platform.node()}-{os.getpid()}-{secrets.token_hex(3)}"
        )
    )
    _seen: float = -_SEEN_EVERY
    _cleaned: float = -_CLEANED_EVERY
    _looked_at: Edition | None = None

    def run(self) -> None:
        """Work until it is told to stop. Trouble of the database is logged, and
        outlasted.
        """
        while not self.stop.is_set():
            try:
                if not self.work_once():
                    self.stop.wait(self.poll)
            except KizunaError as error:
                _LOG.warning("%s", error)
                disconnect()
                self.stop.wait(self.poll)
        jobs.drop_worker(self.name)

    def run_all(self) -> int:
        """Do what is queued, and end; how many jobs it had. Raises StorageError."""
        done = 0
        while not self.stop.is_set() and self.work_once():
            done += 1
        jobs.drop_worker(self.name)
        return done

    def work_once(self) -> bool:
        """Do the job that has waited longest; False when none waits. Raises
        StorageError.
        """
        self._say_it_is_there()
        jobs.reclaim_jobs()
        job = jobs.start_job(worker=self.name, lease=self.lease)
        if job is None:
            if (
                found := edition()
            ) != self._looked_at:  # papers were accepted since, perhaps
                let_in_accepted()
                self._looked_at = found
            if time.monotonic() - self._cleaned >= _CLEANED_EVERY:
                self._cleaned = time.monotonic()
                jobs.remove_results(files_after=KEPT_DAYS, jobs_after=LISTED_DAYS)
                remove_old(KEPT_DAYS)
            return False
        with subprocess.Popen(
            [sys.executable, "-m", "kizuna.workflows.worker", str(job.number)],
            stdin=subprocess.PIPE,
            stdout=2,  # the worker's log
            env={
                **os.environ,
                **({"KIZUNA_DB": self.location} if self.location else {}),
            },
            start_new_session=True,
        ) as process:
            try:
                self._watch(job, process)
            finally:
                process.kill()  # nothing outlives that
        return True

    def _watch(self, job: jobs.Job, process: subprocess.Popen[bytes]) -> None:
        """Keep the job until its process has ended it, or has ended without that, or
        until it is another's.

        A server that is away for a moment costs no job. A process that does not stop
        when it is told to is killed.
        """
        lost_at, must_end_by = time.monotonic() + self.lease, math.inf
        while True:
            code, is_stopping = process.poll(), self.stop.is_set()
            try:
                self._say_it_is_there()
                found = jobs.change_job(
                    held=job, lease_until=jobs.lease_end(self.lease)
                )
                if found is None:
                    return
                if code is not None:
                    said = (
                        f"its process ended with {code}, {{}} times; the worker's log"
                        " may say why"
                    )
                    jobs.end_attempt(found, said, is_counted=not is_stopping)
                    return
                lost_at = time.monotonic() + self.lease
                is_stopping = is_stopping or found.is_stopping
            except KizunaError as error:
                _LOG.warning("%s", error)
                if time.monotonic() >= lost_at:
                    return
            if time.monotonic() > must_end_by:
                process.kill()
            elif is_stopping and must_end_by == math.inf:
                must_end_by = time.monotonic() + _GRACE
                process.terminate()
            if code is not None:
                time.sleep(self.beat)
            with suppress(subprocess.TimeoutExpired):
                process.wait(self.beat)

    def _say_it_is_there(self) -> None:
        if time.monotonic() - self._seen >= _SEEN_EVERY:
            self._seen = time.monotonic()
            jobs.note_worker(self.name, now())


_EVERY = 0.5
"""Seconds between words of how far a job is."""


def main(number: int) -> None:
    """Do the job of that number in the database at KIZUNA_DB, and keep what came of
    it.
    """
    configure_logs()
    os.umask(0o077)  # what comes of it is for the server alone
    stopped = threading.Event()

    def stop(*_: object) -> None:
        stopped.set()
        sys.exit()

    def end_with_the_worker() -> (
        None
    ):  # which closes its end of stdin, also when it is killed
        while os.read(0, 1):
            pass
        os._exit(75)  # EX_TEMPFAIL of sysexits.h

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=end_with_the_worker, daemon=True).start()
    use_settings(locate(None).settings)
    held = jobs.job(number)
    assert held is not None, "its worker has just taken it"
    ended: dict[str, Any] = {"state": jobs.JobState.FAILED}
    try:
        ended = _done(held)
    except KizunaError as error:
        ended["failure"] = str(error)
    except Exception as error:  # noqa: BLE001 - around any kind of job
        _LOG.exception("job %s", number)
        ended["failure"] = f"an error inside Kizuna: {type(error).__name__}: {error}"
    # what was cut off is for the worker to end, which ends this process too where the
    # job is another's by now
    while not (stopped.is_set() and ended["state"] is jobs.JobState.FAILED):
        try:
            jobs.finish_job(held=held, **ended)
            return
        except StorageError as error:
            _LOG.warning("%s", error)
            time.sleep(_EVERY)


def _done(held: jobs.Job) -> dict[str, Any]:
    """How the job ended, with its file in its place."""
    from kizuna.workflows.jobs import Work, name_of, reader_for, task_named

    open_register()
    place = jobs.result_folder(held.number)
    beside = place.with_name(f".{held.number}.{held.attempts}")
    shutil.rmtree(beside, ignore_errors=True)
    create_folder(beside)
    told, told_of = 0.0, ""

    def tell(
        done: int, whole: int, stage: str
    ) -> None:  # at every new stage and not too often
        nonlocal told, told_of
        if stage != told_of or done == whole or time.monotonic() - told >= _EVERY:
            told, told_of = time.monotonic(), stage
            with suppress(StorageError):
                jobs.change_job(held=held, done=done, whole=whole, stage=stage)

    work = Work(name_of(held.asked_by) or "visitor", beside, tell)
    try:
        with reading_as(reader_for(held.asked_by)), one_snapshot():
            made = task_named(held.name).read(held.arguments)(work)
        ended: dict[str, Any] = {"state": jobs.JobState.DONE, "summary": made.summary}
        if made.file is not None:
            size = made.file.stat().st_size
            shutil.rmtree(place, ignore_errors=True)
            os.replace(beside, place)
            ended |= {
                "file": made.file.name,
                "media_type": made.media_type,
                "size": size,
            }
        return ended
    finally:
        shutil.rmtree(beside, ignore_errors=True)


if __name__ == "__main__":
    main(int(sys.argv[1]))
