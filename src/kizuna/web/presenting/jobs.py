"""A job in the reader's language: what was asked, how far it is, what came of it."""

from __future__ import annotations

from collections.abc import Mapping
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
    *("files", "rows", "good", "rejected", "claims"),
    *("new", "known", "proposed", "ties", "places"),
)
_SHORT = 5
"""Names of formats up to this length are abbreviations, and written in capitals: PDF."""

_STATES = {"queued": "", "running": "possible", "done": "good", "failed": "bad", "cancelled": ""}


def job_view(job: Job, messages: Messages) -> dict[str, Any]:
    """A job as a list or its own page shows it to a reader of a language.

    `about` is what it is about, in the words of who asked; `badge` the class of its `state`; `time` when it was
    asked for and `owner` by whom ("": a visitor). It `is_stopping` until it has stopped, and `is_gone` when its
    file was removed; `page` is where what came of it is shown ("": on its own). `arguments` and `summary` are
    what was asked and what came of it, a label and words each; `share` is how much is done of 100 (None: nobody
    knows).
    """
    text, made, now = messages.text, job.summary, job.progress
    return {
        "job": job,
        "title": text(f"web-job-{job.name}") if job.name in _NAMES else job.name,
        "about": _about(job.arguments),
        "state": text(f"web-job-state-{job.state}"),
        "badge": _STATES[job.state],
        "time": moment_words(messages, job.asked_at),
        "owner": jobs.name_of(job.asked_by),
        "is_stopping": job.is_stopping and not job.is_over,
        "is_gone": job.state == "done" and job.name != "rebuild" and job.file is None,
        "page": f"/import/{job.arguments['list']}" if job.name.startswith("import") else "",
        "arguments": _arguments(job.arguments, messages),
        "summary": [
            (text(f"web-job-made-{name}"), messages.number(made[name]))
            for name in _MADE
            if name in made
        ],
        "share": 100 * now.done // now.whole if now.whole else None,
        "progress": _progress(now, messages),
        "took": _took(job, messages),
        "file_size": size_words(job.file.size, messages) if job.file else "",
        "kept_days": KEPT_DAYS,
    }


def _about(arguments: Mapping[str, Any]) -> str:
    """What it is about: "kansai – china (PDF)"."""
    sides = [arguments.get("a", ""), arguments.get("b", "")]
    sides += [arguments.get("of", ""), *arguments.get("between", ()), arguments.get("file", "")]
    named = " – ".join(side for side in sides if side)
    form = arguments.get("format", "")
    short = form.upper() if len(form) <= _SHORT else form
    return f"{named} ({short})" if named and form else named or short


def _arguments(arguments: Mapping[str, Any], messages: Messages) -> list[tuple[str, str]]:
    given = {name: value for name in _ARGUMENTS if (value := arguments.get(name))}
    words = {n: " – ".join(v) if isinstance(v, list) else str(v) for n, v in given.items()}
    if "language" in words:
        words["language"] = OWN_NAMES.get(words["language"], words["language"])
    label = messages.text
    return [(label(f"web-job-argument-{n.replace('_', '-')}"), v) for n, v in words.items()]


def _progress(progress: Progress, messages: Messages) -> str:
    """How far it is: "3 of 13: graphml"; "" when it has not said."""
    stage, text = progress.stage, messages.text
    words = text(f"web-job-stage-{stage}") if stage in _STAGES else stage
    if not stage or not progress.whole:
        return words
    done, whole = str(progress.done), str(progress.whole)
    return text("web-job-progress", done=done, whole=whole, stage=words)


def _took(job: Job, messages: Messages) -> str:
    """How long it took, or has taken so far; "" before it began."""
    if job.started_at is None:
        return ""
    until = job.finished_at or datetime.now(UTC)
    minutes, rest = divmod(max(int((until - job.started_at).total_seconds()), 0), 60)
    return messages.text("web-job-took", minutes=minutes, seconds=rest)


def size_words(count: int, messages: Messages) -> str:
    """A size in kB or MB (10^3, 10^6 bytes), as the language writes numbers."""
    from babel.numbers import format_decimal

    unit, size = ("kb", max(count / 1e3, 0.1)) if count < 1_000_000 else ("mb", count / 1e6)
    words = format_decimal(size, "#,##0.#", locale=messages.locale)
    return messages.text(f"web-job-size-{unit}", size=words)
