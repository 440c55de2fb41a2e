"""The worker: takes job after job, has each done by a process of its own, and keeps what comes of it.

A process of its own can be stopped at any moment, gives its memory back, and takes no time from the pages of a
server in which the worker is a thread. Law: a worker that is not sure to have a job any more lets it go.
"""

from __future__ import annotations

import json
import logging
import math
import os
import platform
import secrets
import subprocess
import sys
import threading
import time
from dataclasses import dataclass, field
from typing import Any

from kizuna.errors import KizunaError
from kizuna.store.actions import jobs
from kizuna.store.codes import now
from kizuna.store.queries.jobs import Job, JobState, Progress, ResultFile
from kizuna.store.queries.ledger import Edition, edition
from kizuna.store.snapshot import disconnect
from kizuna.workflows.entering.sources import let_in_accepted, remove_old

KEPT_DAYS = 7
"""How long what came of a job is kept; the job itself is told of for LISTED_DAYS."""

LISTED_DAYS = 90
_CLEANED_EVERY = 3600.0
_SEEN_EVERY = 10.0
_GRACE = 10.0
_LOG = logging.getLogger("kizuna.worker")


@dataclass(frozen=True, slots=True)
class Pace:
    """Seconds: between looks at an empty queue, between words of a running job, and for how long a job is had
    without a word; after that others take it for lost."""

    poll: float = 1.0
    beat: float = 1.0
    lease: float = 30.0


@dataclass(slots=True)
class Worker:
    """Does jobs of the open database, whose place its processes find at KIZUNA_DB.

    `location` is that place for those processes, "" for the one in the environment. `stop` ends it: a job under
    way goes back to the queue.
    """

    location: str = ""
    pace: Pace = field(default_factory=Pace)
    stop: threading.Event = field(default_factory=threading.Event)
    name: str = field(
        default_factory=lambda: f"{platform.node()}-{os.getpid()}-{secrets.token_hex(3)}"
    )
    _seen: float = -_SEEN_EVERY
    _cleaned: float = -_CLEANED_EVERY
    _looked_at: Edition | None = None

    def run(self) -> None:
        """Work until it is told to stop. Trouble of the database is logged, and outlasted."""
        while not self.stop.is_set():
            try:
                if not self.work_once():
                    self.stop.wait(self.pace.poll)
            except KizunaError as error:
                _LOG.warning("%s", error)
                disconnect()
                self.stop.wait(self.pace.poll)
        jobs.drop_worker(self.name)

    def run_all(self) -> int:
        """Do what is queued, and end; how many jobs it had. Raises StorageError."""
        done = 0
        while not self.stop.is_set() and self.work_once():
            done += 1
        jobs.drop_worker(self.name)
        return done

    def work_once(self) -> bool:
        """Do the job that has waited longest; False when none waits. Raises StorageError."""
        self._say_it_is_there()
        jobs.reclaim_jobs()
        job = jobs.start_job(worker=self.name, lease=self.pace.lease)
        if job is None:
            if (found := edition()) != self._looked_at:  # papers were accepted since, perhaps
                let_in_accepted()
                self._looked_at = found
            if time.monotonic() - self._cleaned >= _CLEANED_EVERY:
                self._cleaned = time.monotonic()
                jobs.remove_results(files_after=KEPT_DAYS, jobs_after=LISTED_DAYS)
                remove_old(KEPT_DAYS)
            return False
        attempt = _Attempt(job, self.location)
        try:
            is_own = self._watch(attempt)
        except BaseException:
            attempt.end()
            raise
        if is_own:
            self._end(attempt)
        return True

    def _watch(self, attempt: _Attempt) -> bool:
        """Wait for the process, telling how far it is; whether the job is still this worker's."""
        lost_at = time.monotonic() + self.pace.lease
        while not attempt.wait(self.pace.beat):
            self._say_it_is_there()
            found = self._told(attempt, lost_at)
            if found is None:
                attempt.end()
                return False
            lost_at = found
            if self.stop.is_set() and not attempt.was_stopped:
                attempt.ask_to_stop()
        return True

    def _told(self, attempt: _Attempt, lost_at: float) -> float | None:
        """Until when the job is this worker's, after telling how far it is; None when it is no longer."""
        at = time.monotonic()
        try:
            found = jobs.report_progress(
                held=attempt.job, progress=attempt.progress, lease=self.pace.lease
            )
        except KizunaError as error:  # a server that is away for a moment costs no job
            _LOG.warning("%s", error)
            return lost_at if at < lost_at else None
        if found is None:
            return None
        if found.is_stopping and not attempt.was_stopped:
            attempt.is_cancelled = True
            attempt.ask_to_stop()
        return at + self.pace.lease

    def _end(self, attempt: _Attempt) -> None:
        """End the job as its process ended, or give it back; a database that is busy is waited for."""
        job, ended = attempt.job, attempt.outcome()
        while True:
            try:
                if ended is None:
                    jobs.requeue_job(held=job, is_counted=not attempt.was_stopped)
                else:
                    jobs.finish_job(held=job, ended=ended, progress=attempt.progress)
                return
            except KizunaError as error:
                _LOG.warning("%s", error)
                if self._told(attempt, 0.0) is None:
                    return
                time.sleep(self.pace.beat)

    def _say_it_is_there(self) -> None:
        if time.monotonic() - self._seen >= _SEEN_EVERY:
            self._seen = time.monotonic()
            jobs.note_worker(self.name, now())


class _Attempt:
    """A process that does a job, and what it has said so far."""

    def __init__(self, job: Job, location: str) -> None:
        environment = {**os.environ, **({"KIZUNA_DB": location} if location else {})}
        self.job = job
        self.progress = Progress()
        self.was_stopped = self.is_cancelled = False
        self._said: dict[str, Any] = {}
        self._must_end_by = math.inf
        self._process = subprocess.Popen(
            [sys.executable, "-m", "kizuna.workflows.working.child", str(job.number)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            env=environment,
            start_new_session=True,
        )
        self._listener = threading.Thread(target=self._listen, daemon=True)
        self._listener.start()

    def _listen(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            said = json.loads(line)
            if "at" in said:
                self.progress = Progress(*said["at"])
            else:
                self._said, self.was_stopped = said, self.was_stopped or "stopped" in said

    def wait(self, seconds: float) -> bool:
        """Whether it ended within so many seconds."""
        try:
            self._process.wait(seconds)
        except subprocess.TimeoutExpired:
            if time.monotonic() > self._must_end_by:
                self._process.kill()
            return False
        self._listener.join(_GRACE)
        return True

    def ask_to_stop(self) -> None:
        """Tell it to stop; it is killed when it has not after a while."""
        self.was_stopped = True
        self._must_end_by = time.monotonic() + _GRACE
        self._process.terminate()

    def end(self) -> None:
        """End it now."""
        self._process.kill()
        self._process.wait()  # nothing outlives that
        self._listener.join(_GRACE)

    def outcome(self) -> jobs.Ended | None:
        """How the job ended; None where its process was told to end, or died as none before it."""
        if "made" in self._said:
            file = ResultFile(*self._said["file"]) if self._said["file"] else None
            return jobs.Ended(JobState.DONE, summary=self._said["made"], file=file)
        if self.is_cancelled:
            return jobs.Ended(JobState.CANCELLED)
        if "failed" in self._said:
            return jobs.Ended(JobState.FAILED, self._said["failed"])
        if self.was_stopped or self.job.attempts < jobs.MOST_ATTEMPTS:
            return None
        code = self._process.returncode
        died = f"its process ended with {code}, {self.job.attempts} times; the worker's log may say why"
        return jobs.Ended(JobState.FAILED, died)
