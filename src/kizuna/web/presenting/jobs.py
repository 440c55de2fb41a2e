"""A job in the reader's language: what was asked, how far it is, what came of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from kizuna.languages import Messages
from kizuna.web.rendering import OWN_NAMES, moment_words
from kizuna.workflows import jobs
from kizuna.workflows.working.worker import KEPT_DAYS

if TYPE_CHECKING:
    from kizuna.store.queries.jobs import Job, Progress

_NAMES = ("report", "export", "release", "rebuild", "import-trial", "import")
_STAGES = ("read", "write", "rows", "differences", "record")
_ARGUMENTS = (
    *("a", "b", "of", "between", "kind", "format", "language", "as_of", "known_at"),
    *("number", "author", "authors", "to", "access", "base", "file"),
)
_MADE = (
    *("files", "rows", "good", "rejected", "claims", "new", "known", "proposed", "ties", "places"),
)
_SHORT = 5
"""Names of formats up to this length are abbreviations, and written in capitals: PDF."""

_STATES = {"queued": "", "running": "possible", "done": "good", "failed": "bad", "cancelled": ""}


@dataclass(frozen=True, slots=True)
class JobLine:
    """A job in a list: what it is, where it stands (with the class of its badge), who asked ("" for a visitor)."""

    number: int
    title: str
    about: str
    state: str
    badge: str
    asked: str
    asked_iso: str
    asked_by: str


@dataclass(frozen=True, slots=True)
class JobTelling:
    """A job on its own page.

    `page` is where what came of it is shown, "" for this page; `new_claims` is how many it recorded.
    `arguments` and `summary` are pairs of a label and words. `share` is how much is done of 100, None when
    nobody knows; `progress` says it in words.
    """

    job: Job
    line: JobLine
    is_stopping: bool
    arguments: tuple[tuple[str, str], ...]
    summary: tuple[tuple[str, str], ...]
    notes: tuple[str, ...]
    share: int | None
    progress: str
    took: str
    file_size: str
    is_gone: bool
    page: str
    new_claims: int
    kept_days: int = KEPT_DAYS


def line_of(job: Job, messages: Messages) -> JobLine:
    """The job as a line of a list."""
    return JobLine(
        number=job.number,
        title=_title(job.name, messages),
        about=_about(job.arguments),
        state=messages.text(f"web-job-state-{job.state}"),
        badge=_STATES[job.state],
        asked=moment_words(messages, job.asked_at),
        asked_iso=job.asked_at.isoformat(timespec="seconds"),
        asked_by=jobs.name_of(job.asked_by),
    )


def telling_of(job: Job, messages: Messages) -> JobTelling:
    """The job as its page tells it."""
    progress = job.progress
    has_made_file = job.state == "done" and job.name != "rebuild"
    return JobTelling(
        job=job,
        line=line_of(job, messages),
        is_stopping=job.is_stopping and not job.is_over,
        arguments=tuple(_arguments(job.arguments, messages)),
        summary=tuple(_summary(job.summary, messages)),
        notes=tuple(job.summary.get("notes", ())),
        share=100 * progress.done // progress.whole if progress.whole else None,
        progress=_progress(progress, messages),
        took=_took(job, messages),
        file_size=size_words(job.file.size, messages) if job.file else "",
        is_gone=has_made_file and job.file is None,
        new_claims=job.summary.get("new", 0),
        page=f"/import/{job.arguments['list']}" if job.name.startswith("import") else "",
    )


def _title(name: str, messages: Messages) -> str:
    return messages.text(f"web-job-{name}") if name in _NAMES else name


def _about(arguments: Mapping[str, Any]) -> str:
    """What a job is about, in the words of who asked."""
    sides = [arguments.get("a", ""), arguments.get("b", "")]
    sides += [arguments.get("of", ""), *arguments.get("between", ()), arguments.get("file", "")]
    named = " – ".join(side for side in sides if side)
    form = arguments.get("format", "")
    short = form.upper() if len(form) <= _SHORT else form
    return f"{named} ({short})" if named and form else named or short


def _arguments(arguments: Mapping[str, Any], messages: Messages) -> Iterator[tuple[str, str]]:
    for name in _ARGUMENTS:
        value = arguments.get(name)
        if not value:
            continue
        words = " – ".join(value) if isinstance(value, list) else str(value)
        if name == "language":
            words = OWN_NAMES.get(words, words)
        yield messages.text(f"web-job-argument-{name.replace('_', '-')}"), words


def _summary(summary: Mapping[str, Any], messages: Messages) -> Iterator[tuple[str, str]]:
    for name in _MADE:
        if name in summary:
            yield messages.text(f"web-job-made-{name}"), messages.number(summary[name])


def _progress(progress: Progress, messages: Messages) -> str:
    """How far a job is: "3 of 13: graphml"; "" when it has not said."""
    if not progress.stage:
        return ""
    stage = progress.stage
    words = messages.text(f"web-job-stage-{stage}") if stage in _STAGES else stage
    if not progress.whole:
        return words
    return messages.text(
        "web-job-progress", done=str(progress.done), whole=str(progress.whole), stage=words
    )


def _took(job: Job, messages: Messages) -> str:
    """How long it took, or has taken so far; "" before it began."""
    if job.started_at is None:
        return ""
    seconds = int(((job.finished_at or datetime.now(UTC)) - job.started_at).total_seconds())
    minutes, rest = divmod(max(seconds, 0), 60)
    return messages.text("web-job-took", minutes=minutes, seconds=rest)


def size_words(count: int, messages: Messages) -> str:
    """A size in kB or MB (10^3, 10^6 bytes), as the language writes numbers."""
    from babel.numbers import format_decimal

    unit, size = ("kb", max(count / 1e3, 0.1)) if count < 1_000_000 else ("mb", count / 1e6)
    words = format_decimal(size, "#,##0.#", locale=messages.locale)
    return messages.text(f"web-job-size-{unit}", size=words)
