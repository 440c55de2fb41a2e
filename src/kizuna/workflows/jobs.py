"""Jobs: the kinds of long work, asking for it, seeing how far it is, stopping it, and
having what came of it; of a list that was sent for import a trial first, then the
recording of what was tried.

Laws: a job is seen by who asked for it and by administrators; to others it is not
there. It can be begun again from its arguments alone, since a worker may die at any
moment. Of a list nothing is recorded that was not tried in the same state by who
records it.
"""

import json
import shutil
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from typing import Any

from kizuna.claims import vocabulary
from kizuna.errors import BadQuestion, DatabaseBusy, NotAllowed, NotFound
from kizuna.languages.catalogs import folder_of
from kizuna.publish.document import Letterhead
from kizuna.publish.export.subject import MEDIA_TYPES
from kizuna.register.access import Reader
from kizuna.store import jobs
from kizuna.store.actions.ledger import rebuild
from kizuna.store.queries.accounts import Role, account_named
from kizuna.workflows.acting import hand_of
from kizuna.workflows.ask import ScopeQuestion
from kizuna.workflows.clocks import Times
from kizuna.workflows.import_ import import_list
from kizuna.workflows.importing.kept import KeptList, kept_list
from kizuna.workflows.importing.report import Imported, summary
from kizuna.workflows.readers import reader, reader_of
from kizuna.workflows.release import EDITORS, export, format_named, release
from kizuna.workflows.report import brief, render

TRIAL, IMPORT = "import-trial", "import"
_NOTES = ("html", "pdf", "docx", "md", "json")


@dataclass(frozen=True, slots=True)
class Work:
    """What a job's workflow is given beside its arguments.

    `folder` is empty and its own: a file that is to be kept is written there. `tell`
    takes how much is done, of how much (0: nobody knows), and at what, as a short word;
    it may be called as often as one likes.
    """

    acting_user: str
    folder: Path
    tell: Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True)
class JobResult:
    """What came of a job: a summary (numbers and short texts), and the file in its
    folder, None without one.
    """

    summary: Mapping[str, Any]
    file: Path | None = None
    media_type: str = ""


Run = Callable[[Work], JobResult]


@dataclass(frozen=True, slots=True)
class Task:
    """A kind of job.

    `read` turns arguments, as JSON holds them, into what does the job; it raises an
    InputError that quotes what is wrong. `needs` is the least role that may ask for it,
    None when anybody may.
    """

    read: Callable[[Mapping[str, Any]], Run]
    needs: Role | None = Role.ADMINISTRATOR


def _read(given: Mapping[str, Any], **usual: str | tuple[str, ...]) -> dict[str, Any]:
    """The arguments of a job by name, as `usual` where they are not given: texts, and
    lists of texts without empty ones, with no space around them. Raises BadQuestion for
    another name or value.
    """
    for name in given.keys() - usual.keys():
        raise BadQuestion(
            f"{name!r} is no argument of this job; there are {', '.join(usual)}"
        )
    found: dict[str, Any] = {}
    for name, value in {**usual, **given}.items():
        if isinstance(usual[name], str):
            if not isinstance(value, str):
                raise BadQuestion(f"{name}: {value!r} is not a text")
            found[name] = value.strip()
        elif not isinstance(value, list | tuple) or {*map(type, value)} - {str}:
            raise BadQuestion(f"{name}: {value!r} is not a list of texts")
        else:
            found[name] = tuple(filter(None, map(str.strip, value)))
    return found


def _times(told: Mapping[str, Any]) -> Times:
    return Times.of(told["as_of"] or None, told["known_at"] or None)


_CLOCKS = {"as_of": "", "known_at": ""}


def _report(given: Mapping[str, Any]) -> Run:
    names = dict.fromkeys(("number", "author", "access"), "")
    told = _read(
        given, a="", b="", **_CLOCKS, format="html", language="en", to=(), **names
    )
    times = _times(told)
    for side in ("a", "b"):
        if not told[side]:
            raise BadQuestion(f"{side}: '' names no side; a note needs two")
    if access := told["access"]:
        _ = vocabulary.scheme("access-levels")[access]
    if (form := told["format"]) not in _NOTES:
        raise BadQuestion(f"format: {form!r} is none; there are {', '.join(_NOTES)}")
    head = Letterhead(told["number"], told["author"], told["to"], access)
    language = folder_of(told["language"])

    def run(work: Work) -> JobResult:
        work.tell(0, 2, "read")
        sides = (told["a"], told["b"])
        found = brief(ScopeQuestion(times.day.number, times.known_at, between=sides))
        work.tell(1, 2, "write")
        path = (
            work.folder
            / f"kizuna-{found.a.slug}-{found.b.slug}-{times.day.text}.{form}"
        )
        path.write_bytes(render(found, form, language, head, times.known_at))
        work.tell(2, 2, "write")
        return JobResult({"ties": len(found.ties)}, path, MEDIA_TYPES[form])

    return run


def _export(given: Mapping[str, Any]) -> Run:
    told = _read(given, format="", of="", between=(), kind="", base="", **_CLOCKS)
    times = _times(told)
    form, between = format_named(told["format"]), told["between"]
    if len(between) not in (0, 2):
        raise BadQuestion(f"between: {list(between)} are not two sides")
    question = ScopeQuestion(
        times.day.number, times.known_at, told["of"], between, told["kind"]
    )

    def run(work: Work) -> JobResult:
        work.tell(0, 1, form.name)
        made = export(form.name, question, told["base"])
        work.tell(1, 1, form.name)
        path = work.folder / made.name
        with made.file, path.open("wb") as out:
            shutil.copyfileobj(made.file, out)
        return JobResult(
            {"notes": list(made.notes)} if made.notes else {}, path, form.media
        )

    return run


def _release(given: Mapping[str, Any]) -> Run:
    told = _read(given, authors=(), **_CLOCKS)
    times, authors = _times(told), told["authors"] or (EDITORS,)

    def run(work: Work) -> JobResult:
        folder = work.folder / "kizuna-release"
        names = release(folder, times.asked_day, times.known_at, authors, work.tell)
        shutil.make_archive(str(folder), "zip", work.folder, folder.name)
        shutil.rmtree(folder)
        return JobResult(
            {"files": len(names)}, folder.with_suffix(".zip"), "application/zip"
        )

    return run


def _rebuild(given: Mapping[str, Any]) -> Run:
    _read(given)

    def run(work: Work) -> JobResult:
        done = asdict(rebuild(acting_user=work.acting_user, tell=work.tell))
        return JobResult(
            {name: count for name, count in done.items() if name != "seconds"}
        )

    return run


def _import(given: Mapping[str, Any], *, run: bool) -> Run:
    """Trying or recording a list, by its token, in the state in which it was asked
    about.
    """
    token, state, _ = _read(given, list="", state="", file="").values()
    if not token:
        raise BadQuestion("list: '' is no list that was sent")

    def import_it(work: Work) -> JobResult:
        # with the role that who asked has now; the owner of the database needs none
        account = account_named(work.acting_user) if reader() is not None else None
        kept = kept_list(token, account)
        if kept.state != state:
            raise BadQuestion(
                f"the mapping of {kept.name!r} was changed since this was asked for;"
                " try it again"
            )
        limits = hand_of(account).only if account else None
        lists = kept.given(run=run)
        done = import_list(
            lists, acting_user=work.acting_user, only=limits, tell=work.tell
        )
        path = work.folder / (
            "kizuna-import.json" if run else "kizuna-import-trial.json"
        )
        path.write_bytes(
            json.dumps(asdict(done), ensure_ascii=False).encode("utf-8", "replace")
        )
        found = {
            name: value for name, value in summary(done).items() if value is not None
        }
        return JobResult(found, path, "application/json")

    return import_it


TASKS = {
    "report": Task(_report, needs=None),
    "export": Task(_export, needs=None),
    "release": Task(_release),
    "rebuild": Task(_rebuild),
    TRIAL: Task(partial(_import, run=False), needs=Role.CONTRIBUTOR),
    IMPORT: Task(partial(_import, run=True), needs=Role.REVIEWER),
}


def task_named(name: str) -> Task:
    """The kind of job; raises BadQuestion, which lists them all, for another name."""
    if name not in TASKS:
        raise BadQuestion(f"{name!r} is no job; there are {', '.join(sorted(TASKS))}")
    return TASKS[name]


MOST_OF_ONE, MOST = 10, 500
"""How many jobs of one asker may wait or run at a time, and how many may wait of all
together.
"""


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asks: an "account", a "visitor" without one, whose name is a secret that only
    their browser has, or the "owner", who uses the command line on the database itself.
    `role` is None for a visitor.
    """

    kind: str
    name: str
    role: Role | None = None

    @property
    def key(self) -> str:
        """What stands in the job's row, and is never shown to others."""
        return f"{self.kind}:{self.name}"

    @property
    def is_administrator(self) -> bool:
        return self.role is Role.ADMINISTRATOR


def name_of(key: str) -> str:
    """The name by which an asker is shown and acts: of the account, or "" for a
    visitor.
    """
    kind, _, name = key.partition(":")
    return "" if kind == "visitor" else name


def reader_for(key: str) -> Reader | None:
    """Who reads in a job: the account as it is now, ANONYMOUS for a visitor, None for
    the owner.
    """
    kind, _, name = key.partition(":")
    if kind == "owner":
        return None
    found = account_named(name) if kind == "account" else None
    return reader_of(found if found is not None and found.is_active else None)


def ask_for(name: str, arguments: Mapping[str, Any], asker: Asker) -> jobs.Job:
    """A new job, which waits for a worker.

    Raises BadQuestion for a name that is no job's and what reading the arguments
    raises, NotAllowed for a job that needs a higher role, DatabaseBusy when too many
    wait, and StorageError.
    """
    task = task_named(name)
    if task.needs and (asker.role is None or asker.role.rank < task.needs.rank):
        raise NotAllowed(f"{name!r} is for the role {task.needs} or a higher one")
    task.read(arguments)
    own = sum(not job.is_over for job in jobs.jobs(asked_by=asker.key, limit=100))
    if own >= MOST_OF_ONE or jobs.waiting()[0] >= MOST:
        raise DatabaseBusy(
            f"{name!r} was not queued: {own} jobs of yours wait; ask again later"
        )
    return jobs.queue_job(name=name, arguments=arguments, acting_user=asker.key)


def list_jobs(asker: Asker, limit: int = 100) -> list[jobs.Job]:
    """The jobs that the asker may see, the newest first."""
    return jobs.jobs(
        asked_by=None if asker.is_administrator else asker.key, limit=limit
    )


def job_of(number: int, asker: Asker) -> jobs.Job:
    """The job; raises NotFound when there is none that the asker may see."""
    found = jobs.job(number)
    if found is None or not (asker.is_administrator or found.asked_by == asker.key):
        raise NotFound(f"there is no job {number} that you asked for")
    return found


def cancel(number: int, asker: Asker) -> jobs.Job:
    """The job after it was cancelled, or asked to stop; raises as `job_of` does."""
    return jobs.cancel_job(number=job_of(number, asker).number)


def result_of(number: int, asker: Asker) -> tuple[Path, str]:
    """The file that came of a job, and its media type; raises as `job_of` does, and
    NotFound without one.
    """
    found = job_of(number, asker)
    path = jobs.result_folder(number) / found.file
    if not path.is_file():
        raise NotFound(
            f"there is no file of job {number}, or not any more: ask for it again"
        )
    return path, found.media_type


def job_on_list(kept: KeptList, asker: Asker, *names: str) -> jobs.Job | None:
    """The newest recording of a list as it now is by that asker, else the newest trial,
    or the newest job of the first of these names; None without.
    """
    own = (job for job in list_jobs(asker, limit=300) if job.asked_by == asker.key)
    found = [job for job in own if job.arguments.items() >= _arguments(kept).items()]
    return next(
        (j for name in names or (IMPORT, TRIAL) for j in found if j.name == name), None
    )


def ask_trial(kept: KeptList, asker: Asker) -> jobs.Job:
    """A new trial. Raises BadFile for a wrong mapping, and as `ask_for` does."""
    kept.read()
    return ask_for(TRIAL, _arguments(kept), asker)


def ask_recording(kept: KeptList, asker: Asker) -> jobs.Job:
    """A new recording of a list that was tried. Raises BadQuestion for one that was
    not, or has no good row, and as `ask_for` does.
    """
    trial = job_on_list(kept, asker, TRIAL)
    if trial is None or trial.state != "done":
        raise BadQuestion(
            f"{kept.name!r} was not tried with this mapping; try it first"
        )
    if not trial.summary.get("good"):
        raise BadQuestion(f"{kept.name!r} has no row that could go in")
    return ask_for(IMPORT, _arguments(kept), asker)


def report_of(job: jobs.Job, asker: Asker) -> Imported | None:
    """What came of a trial or a recording; None when that is not known, or not any
    more, or of an earlier form.
    """
    from pydantic import TypeAdapter, ValidationError

    try:
        path, _ = result_of(job.number, asker)
        return TypeAdapter(Imported).validate_json(path.read_bytes())
    except (NotFound, ValidationError):
        return None


def _arguments(kept: KeptList) -> dict[str, Any]:
    return {"list": kept.token, "state": kept.state, "file": kept.name}
