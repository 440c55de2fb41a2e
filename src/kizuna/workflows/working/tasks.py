"""The kinds of jobs: a note, an export, a release, a rebuild, and an import tried or recorded.

Each has a name, a reader of its arguments and a workflow. Law: a job can be begun again from its arguments alone,
since a worker may die at any moment.
"""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from kizuna.claims import vocabulary
from kizuna.errors import BadQuestion
from kizuna.languages.catalogs import folder_of
from kizuna.publish.document import Letterhead
from kizuna.store.queries.accounts import Account, Role, account_named
from kizuna.workflows import clocks
from kizuna.workflows.entering.hand import hand_of
from kizuna.workflows.export import export, format_named
from kizuna.workflows.import_ import import_list
from kizuna.workflows.importing.kept import kept_list
from kizuna.workflows.importing.report import summary, written
from kizuna.workflows.readers import reader
from kizuna.workflows.rebuild import rebuild
from kizuna.workflows.release import EDITORS, ReleaseQuestion, release
from kizuna.workflows.report import Rendering, ReportQuestion, brief, render
from kizuna.workflows.scoping import ScopeQuestion

TRIAL, IMPORT = "import-trial", "import"
_MEDIA_TYPES = {
    "html": "text/html; charset=utf-8",
    "md": "text/markdown; charset=utf-8",
    "json": "application/json",
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


@dataclass(frozen=True, slots=True)
class Work:
    """What a job's workflow is given beside its arguments.

    `folder` is empty and its own: a file that is to be kept is written there. `tell` takes how much is done, of
    how much (0: nobody knows), and at what, as a short word; it may be called as often as one likes.
    """

    acting_user: str
    folder: Path
    tell: Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True)
class JobResult:
    """What came of a job: a summary (numbers and short texts), and the file in its folder, None without one."""

    summary: Mapping[str, Any]
    file: Path | None = None
    media_type: str = ""


@dataclass(frozen=True, slots=True)
class Task:
    """A kind of job.

    `read` turns arguments, as JSON holds them, into what `run` takes; it raises an InputError that quotes what is
    wrong. `needs` is the least role that may ask for it, None when anybody may.
    """

    name: str
    read: Callable[[Mapping[str, Any]], Any]
    run: Callable[[Any, Work], JobResult]
    needs: Role | None = Role.ADMINISTRATOR


def _only(given: Mapping[str, Any], *names: str) -> None:
    """Raises BadQuestion for an argument that is none of these names."""
    for name in given.keys() - set(names):
        raise BadQuestion(f"{name!r} is no argument of this job; there are {', '.join(names)}")


def _text_of(given: Mapping[str, Any], name: str, usual: str = "") -> str:
    """An argument that is a text, without space around it; raises BadQuestion for another value."""
    value = given.get(name, usual)
    if not isinstance(value, str):
        raise BadQuestion(f"{name}: {value!r} is not a text")
    return value.strip()


def _texts_of(given: Mapping[str, Any], name: str) -> tuple[str, ...]:
    """An argument that is a list of texts, empty ones left out; raises BadQuestion for another value."""
    value = given.get(name, ())
    if not isinstance(value, list | tuple) or not all(isinstance(item, str) for item in value):
        raise BadQuestion(f"{name}: {value!r} is not a list of texts")
    return tuple(item.strip() for item in value if item.strip())


@dataclass(frozen=True, slots=True)
class _Clocks:
    day: clocks.Day
    known_at: datetime | None
    is_day_given: bool


def _clocks(given: Mapping[str, Any]) -> _Clocks:
    as_of, known_at = _text_of(given, "as_of"), _text_of(given, "known_at")
    return _Clocks(clocks.as_of(as_of or None), clocks.known_at(known_at or None), bool(as_of))


def _kept(work: Work, name: str, content: bytes) -> Path:
    path = work.folder / name
    path.write_bytes(content)
    return path


@dataclass(frozen=True, slots=True)
class _Report:
    question: ReportQuestion
    rendering: Rendering
    day: str


def _read_report(given: Mapping[str, Any]) -> _Report:
    _only(
        given,
        *("a", "b", "as_of", "known_at", "format", "language", "number", "author", "to", "access"),
    )
    asked, a, b = _clocks(given), _text_of(given, "a"), _text_of(given, "b")
    for side, text in (("a", a), ("b", b)):
        if not text:
            raise BadQuestion(f"{side}: '' names no side; a note needs two")
    access = _text_of(given, "access")
    if access:
        _ = vocabulary.scheme("access-levels")[access]
    head = Letterhead(
        _text_of(given, "number"), _text_of(given, "author"), _texts_of(given, "to"), access
    )
    form = _text_of(given, "format", "html")
    if form not in ("html", "pdf", "docx", "md", "json"):
        raise BadQuestion(f"format: {form!r} is none; there are html, pdf, docx, md, json")
    rendering = Rendering(form, folder_of(_text_of(given, "language", "en")), head)
    return _Report(
        ReportQuestion(a, b, asked.day.number, asked.known_at), rendering, asked.day.text
    )


def _run_report(asked: _Report, work: Work) -> JobResult:
    form = asked.rendering.format
    work.tell(0, 2, "read")
    found = brief(asked.question)
    work.tell(1, 2, "write")
    content = render(found, asked.rendering, asked.question.known_at)
    work.tell(2, 2, "write")
    name = f"kizuna-{found.a.slug}-{found.b.slug}-{asked.day}.{form}"
    return JobResult({"ties": len(found.ties)}, _kept(work, name, content), _MEDIA_TYPES[form])


@dataclass(frozen=True, slots=True)
class _Export:
    format: str
    question: ScopeQuestion
    base: str
    day: str


def _read_export(given: Mapping[str, Any]) -> _Export:
    _only(given, "format", "of", "between", "kind", "as_of", "known_at", "base")
    asked = _clocks(given)
    form = format_named(_text_of(given, "format")).name
    between = _texts_of(given, "between")
    if len(between) not in (0, 2):
        raise BadQuestion(f"between: {list(between)} are not two sides")
    question = ScopeQuestion(
        asked.day.number, asked.known_at, _text_of(given, "of"), between, _text_of(given, "kind")
    )
    return _Export(form, question, _text_of(given, "base"), asked.day.text)


def _run_export(asked: _Export, work: Work) -> JobResult:
    work.tell(0, 1, asked.format)
    made = export(asked.format, asked.question, asked.base)
    work.tell(1, 1, asked.format)
    form = format_named(asked.format)
    path = work.folder / f"kizuna-{asked.format}-{asked.day}.{form.suffix}"
    with made.file, path.open("wb") as out:
        shutil.copyfileobj(made.file, out)
    return JobResult({"notes": list(made.notes)} if made.notes else {}, path, form.media)


def _read_release(given: Mapping[str, Any]) -> ReleaseQuestion:
    _only(given, "as_of", "known_at", "authors")
    asked = _clocks(given)
    day = asked.day.number if asked.is_day_given else None
    return ReleaseQuestion(day, asked.known_at, _texts_of(given, "authors") or (EDITORS,))


def _run_release(question: ReleaseQuestion, work: Work) -> JobResult:
    folder = work.folder / "release"
    names = release(question, folder, work.tell)
    path = work.folder / "kizuna-release.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for file in sorted(p for p in folder.rglob("*") if p.is_file()):
            packed.write(file, f"kizuna-release/{file.relative_to(folder).as_posix()}")
    shutil.rmtree(folder)
    return JobResult({"files": len(names)}, path, "application/zip")


def _read_rebuild(given: Mapping[str, Any]) -> None:
    _only(given)


def _run_rebuild(asked: None, work: Work) -> JobResult:
    done = rebuild(acting_user=work.acting_user, tell=work.tell)
    return JobResult(
        {
            "claims": done.claims,
            "ties": done.ties,
            "places": done.places,
            "logic_version": done.logic_version,
        }
    )


@dataclass(frozen=True, slots=True)
class _Import:
    """A list by its token, the state in which it was asked about, and the name it is shown under."""

    token: str
    state: str
    file: str


def _read_import(given: Mapping[str, Any]) -> _Import:
    _only(given, "list", "state", "file")
    asked = _Import(_text_of(given, "list"), _text_of(given, "state"), _text_of(given, "file"))
    if not asked.token:
        raise BadQuestion("list: '' is no list that was sent")
    return asked


def _run_trial(asked: _Import, work: Work) -> JobResult:
    return _import(asked, work, run=False)


def _run_import(asked: _Import, work: Work) -> JobResult:
    return _import(asked, work, run=True)


def _import(asked: _Import, work: Work, *, run: bool) -> JobResult:
    account = _account(work)
    kept = kept_list(asked.token, account)
    if kept.state != asked.state:
        raise BadQuestion(
            f"the mapping of {kept.about.name!r} was changed since this was asked for; try it again"
        )
    limits = hand_of(account).only if account else None
    given = kept.given(run=run)
    done = import_list(given, acting_user=work.acting_user, only=limits, tell=work.tell)
    path = work.folder / ("kizuna-import.json" if run else "kizuna-import-trial.json")
    path.write_bytes(written(done))
    return JobResult(
        {k: v for k, v in summary(done).items() if v is not None}, path, "application/json"
    )


def _account(work: Work) -> Account | None:
    """Who asked, with the role that they have now; None for the owner of the database."""
    return account_named(work.acting_user) if reader() is not None else None


TASKS = {
    task.name: task
    for task in (
        Task("report", _read_report, _run_report, needs=None),
        Task("export", _read_export, _run_export, needs=None),
        Task("release", _read_release, _run_release),
        Task("rebuild", _read_rebuild, _run_rebuild),
        Task(TRIAL, _read_import, _run_trial, needs=Role.CONTRIBUTOR),
        Task(IMPORT, _read_import, _run_import, needs=Role.REVIEWER),
    )
}
"""The kinds of jobs by name."""


def task_named(name: str) -> Task:
    """The kind of job; raises BadQuestion, which lists them all, for another name."""
    if name not in TASKS:
        raise BadQuestion(f"{name!r} is no job; there are {', '.join(sorted(TASKS))}")
    return TASKS[name]
