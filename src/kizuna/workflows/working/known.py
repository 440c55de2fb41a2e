"""The jobs that there are: writing a note, an export or a release, and rebuilding the register's tables."""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from kizuna.claims import vocabulary
from kizuna.errors import BadQuestion
from kizuna.languages.catalogs import folder_of
from kizuna.workflows import clocks
from kizuna.workflows.export import export, format_named
from kizuna.workflows.rebuild import rebuild
from kizuna.workflows.release import EDITORS, ReleaseQuestion, release
from kizuna.workflows.report import Head, Rendering, ReportQuestion, brief, render
from kizuna.workflows.scoping import ScopeQuestion
from kizuna.workflows.working import known_imports  # noqa: F401 - it registers its jobs
from kizuna.workflows.working.tasks import (
    TASKS,
    Made,
    Task,
    Work,
    only,
    register,
    text_of,
    texts_of,
)

_MEDIA_TYPES = {
    "html": "text/html; charset=utf-8",
    "md": "text/markdown; charset=utf-8",
    "json": "application/json",
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


@dataclass(frozen=True, slots=True)
class _Clocks:
    day: clocks.Day
    known_at: datetime | None
    is_day_given: bool


def _clocks(given: Mapping[str, Any]) -> _Clocks:
    as_of, known_at = text_of(given, "as_of"), text_of(given, "known_at")
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
    only(
        given,
        *("a", "b", "as_of", "known_at", "format", "language", "number", "author", "to", "access"),
    )
    asked, a, b = _clocks(given), text_of(given, "a"), text_of(given, "b")
    for side, text in (("a", a), ("b", b)):
        if not text:
            raise BadQuestion(f"{side}: '' names no side; a note needs two")
    access = text_of(given, "access")
    if access:
        _ = vocabulary.scheme("access-levels")[access]
    head = Head(text_of(given, "number"), text_of(given, "author"), texts_of(given, "to"), access)
    form = text_of(given, "format", "html")
    if form not in ("html", "pdf", "docx", "md", "json"):
        raise BadQuestion(f"format: {form!r} is none; there are html, pdf, docx, md, json")
    rendering = Rendering(form, folder_of(text_of(given, "language", "en")), head)
    return _Report(
        ReportQuestion(a, b, asked.day.number, asked.known_at), rendering, asked.day.text
    )


def _run_report(asked: _Report, work: Work) -> Made:
    form = asked.rendering.format
    work.tell(0, 2, "read")
    found = brief(asked.question)
    work.tell(1, 2, "write")
    content = render(found, asked.rendering, asked.question.known_at)
    work.tell(2, 2, "write")
    name = f"kizuna-{found.a.slug}-{found.b.slug}-{asked.day}.{form}"
    return Made({"ties": len(found.ties)}, _kept(work, name, content), _MEDIA_TYPES[form])


@dataclass(frozen=True, slots=True)
class _Export:
    format: str
    question: ScopeQuestion
    base: str
    day: str


def _read_export(given: Mapping[str, Any]) -> _Export:
    only(given, "format", "of", "between", "kind", "as_of", "known_at", "base")
    asked = _clocks(given)
    form = format_named(text_of(given, "format")).name
    between = texts_of(given, "between")
    if len(between) not in (0, 2):
        raise BadQuestion(f"between: {list(between)} are not two sides")
    question = ScopeQuestion(
        asked.day.number, asked.known_at, text_of(given, "of"), between, text_of(given, "kind")
    )
    return _Export(form, question, text_of(given, "base"), asked.day.text)


def _run_export(asked: _Export, work: Work) -> Made:
    work.tell(0, 1, asked.format)
    made = export(asked.format, asked.question, asked.base)
    work.tell(1, 1, asked.format)
    form = format_named(asked.format)
    path = work.folder / f"kizuna-{asked.format}-{asked.day}.{form.suffix}"
    with made.file, path.open("wb") as out:
        shutil.copyfileobj(made.file, out)
    return Made({"notes": list(made.notes)} if made.notes else {}, path, form.media)


def _read_release(given: Mapping[str, Any]) -> ReleaseQuestion:
    only(given, "as_of", "known_at", "authors")
    asked = _clocks(given)
    day = asked.day.number if asked.is_day_given else None
    return ReleaseQuestion(day, asked.known_at, texts_of(given, "authors") or (EDITORS,))


def _run_release(question: ReleaseQuestion, work: Work) -> Made:
    folder = work.folder / "release"
    names = release(question, folder, work.tell)
    path = work.folder / "kizuna-release.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for file in sorted(p for p in folder.rglob("*") if p.is_file()):
            packed.write(file, f"kizuna-release/{file.relative_to(folder).as_posix()}")
    shutil.rmtree(folder)
    return Made({"files": len(names)}, path, "application/zip")


def _read_rebuild(given: Mapping[str, Any]) -> None:
    only(given)


def _run_rebuild(asked: None, work: Work) -> Made:
    done = rebuild(acting_user=work.acting_user, tell=work.tell)
    return Made(
        {
            "claims": done.claims,
            "ties": done.ties,
            "places": done.places,
            "logic_version": done.logic_version,
        }
    )


register(Task("report", _read_report, _run_report, needs=None))
register(Task("export", _read_export, _run_export, needs=None))
register(Task("release", _read_release, _run_release))
register(Task("rebuild", _read_rebuild, _run_rebuild))


def task_named(name: str) -> Task:
    """The kind of job; raises BadQuestion, which lists them all, for another name."""
    if name not in TASKS:
        raise BadQuestion(f"{name!r} is no job; there are {', '.join(sorted(TASKS))}")
    return TASKS[name]
