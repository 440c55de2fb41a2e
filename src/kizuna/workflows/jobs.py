"""Jobs: asking for long work, seeing how far it is, stopping it, and having what came of it; of a list that was
sent for import a trial first, then the recording of what was tried.

Law: a job is seen by who asked for it and by administrators; to others it is not there. Of a list nothing is
recorded that was not tried in the same state by who records it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kizuna.errors import BadQuestion, DatabaseBusy, NotAllowed, NotFound
from kizuna.register.access import Reader
from kizuna.store import jobs
from kizuna.store.jobs import Job, ResultFile, cancel_job, queue_job, result_folder
from kizuna.store.queries.accounts import Role, account_named
from kizuna.workflows.importing.kept import KeptList
from kizuna.workflows.importing.report import Imported, read_report
from kizuna.workflows.readers import ANONYMOUS, reader_of
from kizuna.workflows.working.tasks import IMPORT, TRIAL, task_named

MOST_OF_ONE = 10
"""How many jobs of one asker may wait or run at a time."""

MOST = 500
"""How many may wait of all together."""

_LOOKED_AT = 300
_ACCOUNT, _VISITOR, _OWNER = "account:", "visitor:", "owner:"


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asks: `key` is what stands in the job's row, and is never shown to others; `role` is that of the
    account, None for a visitor."""

    key: str
    role: Role | None = None

    @classmethod
    def account(cls, name: str, role: Role) -> Asker:
        """Somebody who is signed in."""
        return cls(_ACCOUNT + name, role)

    @classmethod
    def visitor(cls, token: str) -> Asker:
        """Somebody without an account, known by a secret that only their browser has."""
        return cls(_VISITOR + token)

    @classmethod
    def owner(cls, user: str) -> Asker:
        """Whoever uses the command line on the database itself."""
        return cls(_OWNER + user, Role.ADMINISTRATOR)

    @property
    def is_administrator(self) -> bool:
        """Whether it sees the jobs of all."""
        return self.role is Role.ADMINISTRATOR

    def has(self, role: Role | None) -> bool:
        """Whether it has that role or a higher one; anybody has None."""
        return role is None or (self.role is not None and self.role.rank >= role.rank)

    @property
    def visitor_token(self) -> str:
        """The secret of a visitor's browser; "" for anybody else."""
        return self.key.removeprefix(_VISITOR) if self.key.startswith(_VISITOR) else ""


def name_of(key: str) -> str:
    """The name by which an asker is shown and acts: of the account, or "" for a visitor."""
    return "" if key.startswith(_VISITOR) else key.partition(":")[2]


def reader_for(key: str) -> Reader | None:
    """Who reads in a job: the account as it is now, ANONYMOUS for a visitor, None for the owner."""
    if key.startswith(_OWNER):
        return None
    if not key.startswith(_ACCOUNT):
        return ANONYMOUS
    found = account_named(key.removeprefix(_ACCOUNT))
    return reader_of(found if found.is_active else None)


def ask_for(name: str, arguments: Mapping[str, Any], asker: Asker) -> Job:
    """A new job, which waits for a worker.

    Raises BadQuestion for a name that is no job's and what reading the arguments raises, NotAllowed for a job that
    needs a higher role, DatabaseBusy when too many wait, and StorageError.
    """
    task = task_named(name)
    if not asker.has(task.needs):
        raise NotAllowed(f"{name!r} is for the role {task.needs} or a higher one")
    task.read(arguments)
    own = sum(not job.is_over for job in jobs.jobs(asked_by=asker.key, limit=100))
    if own >= MOST_OF_ONE or jobs.waiting()[0] >= MOST:
        raise DatabaseBusy(f"{name!r} was not queued: {own} jobs of yours wait; ask again later")
    return queue_job(name=name, arguments=arguments, acting_user=asker.key)


def list_jobs(asker: Asker, limit: int = 100) -> list[Job]:
    """The jobs that the asker may see, the newest first."""
    return jobs.jobs(asked_by=None if asker.is_administrator else asker.key, limit=limit)


def job_of(number: int, asker: Asker) -> Job:
    """The job; raises NotFound when there is none that the asker may see."""
    found = jobs.job(number)
    if found is None or not (asker.is_administrator or found.asked_by == asker.key):
        raise NotFound(f"there is no job {number} that you asked for")
    return found


def cancel(number: int, asker: Asker) -> Job:
    """The job after it was cancelled, or asked to stop; raises as `job_of` does."""
    return cancel_job(number=job_of(number, asker).number)


def result_of(number: int, asker: Asker) -> tuple[Path, ResultFile]:
    """The file that came of a job; raises as `job_of` does, and NotFound when there is none, or not any more."""
    found = job_of(number, asker)
    path = result_folder(number) / found.file.name if found.file else None
    if path is None or found.file is None or not path.is_file():
        raise NotFound(f"there is no file of job {number}, or not any more: ask for it again")
    return path, found.file


def job_on_list(kept: KeptList, asker: Asker, *names: str) -> Job | None:
    """The newest recording of a list as it now is by that asker, else the newest trial, or the newest job of the
    first of these names; None without."""
    own = (job for job in list_jobs(asker, limit=_LOOKED_AT) if job.asked_by == asker.key)
    found = [job for job in own if job.arguments.items() >= _arguments(kept).items()]
    return next((j for name in names or (IMPORT, TRIAL) for j in found if j.name == name), None)


def ask_trial(kept: KeptList, asker: Asker) -> Job:
    """A new trial. Raises BadFile for a wrong mapping, and as `ask_for` does."""
    kept.read()
    return ask_for(TRIAL, _arguments(kept), asker)


def ask_recording(kept: KeptList, asker: Asker) -> Job:
    """A new recording of a list that was tried. Raises BadQuestion for one that was not, or has no good row, and
    as `ask_for` does."""
    trial = job_on_list(kept, asker, TRIAL)
    if trial is None or trial.state != "done":
        raise BadQuestion(f"{kept.name!r} was not tried with this mapping; try it first")
    if not trial.summary.get("good"):
        raise BadQuestion(f"{kept.name!r} has no row that could go in")
    return ask_for(IMPORT, _arguments(kept), asker)


def report_of(job: Job, asker: Asker) -> Imported | None:
    """What came of a trial or a recording; None when that is not known, or not any more."""
    try:
        return read_report(result_of(job.number, asker)[0])
    except NotFound:
        return None


def _arguments(kept: KeptList) -> dict[str, Any]:
    return {"list": kept.token, "state": kept.state, "file": kept.name}
