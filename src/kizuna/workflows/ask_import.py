"""Asking for an import of a list that was sent: a trial first, then the recording of what was tried.

Law: nothing is recorded that was not tried in the same state by who records it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kizuna.errors import BadQuestion, NotFound
from kizuna.workflows import jobs
from kizuna.workflows.importing.kept import KeptList
from kizuna.workflows.importing.report import Imported, read_report
from kizuna.workflows.jobs import Asker
from kizuna.workflows.working.tasks import IMPORT, TRIAL

if TYPE_CHECKING:
    from kizuna.store.queries.jobs import Job

_LOOKED_AT = 300


def jobs_of(kept: KeptList, asker: Asker) -> tuple[Job | None, Job | None]:
    """The newest trial and the newest recording of a list as it now is, by that asker; None without."""
    found: dict[str, Job] = {}
    for job in jobs.list_jobs(asker, limit=_LOOKED_AT):
        is_own = job.asked_by == asker.key and job.name in (TRIAL, IMPORT)
        if is_own and job.arguments.items() >= _arguments(kept).items():
            found.setdefault(job.name, job)
    return found.get(TRIAL), found.get(IMPORT)


def ask_trial(kept: KeptList, asker: Asker) -> Job:
    """A new trial. Raises BadFile for a wrong mapping, and as `jobs.ask_for` does."""
    kept.read()
    return jobs.ask_for(TRIAL, _arguments(kept), asker)


def ask_recording(kept: KeptList, asker: Asker) -> Job:
    """A new recording of a list that was tried. Raises BadQuestion for one that was not, or has no good row, and
    as `jobs.ask_for` does."""
    trial, _ = jobs_of(kept, asker)
    if trial is None or trial.state != "done":
        raise BadQuestion(f"{kept.name!r} was not tried with this mapping; try it first")
    if not trial.summary.get("good"):
        raise BadQuestion(f"{kept.name!r} has no row that could go in")
    return jobs.ask_for(IMPORT, _arguments(kept), asker)


def report_of(job: Job, asker: Asker) -> Imported | None:
    """What came of a trial or a recording; None when that is not known, or not any more."""
    try:
        path, _ = jobs.result_of(job.number, asker)
    except NotFound:
        return None
    return read_report(path)


def _arguments(kept: KeptList) -> dict[str, Any]:
    return {"list": kept.token, "state": kept.state, "file": kept.name}
