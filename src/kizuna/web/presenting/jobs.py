"""A job in the reader's language: what was asked, how far it is, what came of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, ClassVar

from kizuna.languages import Messages
from kizuna.web.rendering import OWN_NAMES, moment_words
from kizuna.workflows import jobs
from kizuna.workflows.working.worker import KEPT_DAYS

if TYPE_CHECKING:
    from kizuna.store.queries.jobs import Job

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


@dataclass(frozen=True, slots=True)
class JobView:
    """A job as a list or its own page shows it to a reader of a language."""

    job: Job
    messages: Messages
    kept_days: ClassVar = KEPT_DAYS

    @property
    def title(self) -> str:
        """What it is."""
        name = self.job.name
        return self.messages.text(f"web-job-{name}") if name in _NAMES else name

    @property
    def about(self) -> str:
        """What it is about, in the words of who asked."""
        arguments = self.job.arguments
        sides = [arguments.get("a", ""), arguments.get("b", "")]
        sides += [arguments.get("of", ""), *arguments.get("between", ()), arguments.get("file", "")]
        named = " – ".join(side for side in sides if side)
        form = arguments.get("format", "")
        short = form.upper() if len(form) <= _SHORT else form
        return f"{named} ({short})" if named and form else named or short

    @property
    def state(self) -> str:
        """Where it stands, in a word; `badge` is the class of the badge that says so."""
        return self.messages.text(f"web-job-state-{self.job.state}")

    @property
    def badge(self) -> str:
        return _STATES[self.job.state]

    @property
    def time(self) -> str:
        """When it was asked for."""
        return moment_words(self.messages, self.job.asked_at)

    @property
    def owner(self) -> str:
        """The name of who asked; "" for a visitor."""
        return jobs.name_of(self.job.asked_by)

    @property
    def is_stopping(self) -> bool:
        """Whether it is to stop, and has not yet."""
        return self.job.is_stopping and not self.job.is_over

    @property
    def is_gone(self) -> bool:
        """Whether the file that came of it was removed."""
        return self.job.state == "done" and self.job.name != "rebuild" and self.job.file is None

    @property
    def page(self) -> str:
        """Where what came of it is shown, "" for its own page."""
        is_import = self.job.name.startswith("import")
        return f"/import/{self.job.arguments['list']}" if is_import else ""

    @property
    def arguments(self) -> list[tuple[str, str]]:
        """What was asked: a label and words each."""
        given = {name: value for name in _ARGUMENTS if (value := self.job.arguments.get(name))}
        words = {n: " – ".join(v) if isinstance(v, list) else str(v) for n, v in given.items()}
        if "language" in words:
            words["language"] = OWN_NAMES.get(words["language"], words["language"])
        label = self.messages.text
        return [(label(f"web-job-argument-{n.replace('_', '-')}"), v) for n, v in words.items()]

    @property
    def summary(self) -> list[tuple[str, str]]:
        """What came of it in numbers: a label and words each."""
        text, made = self.messages.text, self.job.summary
        named = (name for name in _MADE if name in made)
        return [(text(f"web-job-made-{name}"), self.messages.number(made[name])) for name in named]

    @property
    def share(self) -> int | None:
        """How much is done of 100; None when nobody knows."""
        progress = self.job.progress
        return 100 * progress.done // progress.whole if progress.whole else None

    @property
    def progress(self) -> str:
        """How far it is: "3 of 13: graphml"; "" when it has not said."""
        progress, text = self.job.progress, self.messages.text
        stage = progress.stage
        words = text(f"web-job-stage-{stage}") if stage in _STAGES else stage
        if not stage or not progress.whole:
            return words
        done, whole = str(progress.done), str(progress.whole)
        return text("web-job-progress", done=done, whole=whole, stage=words)

    @property
    def took(self) -> str:
        """How long it took, or has taken so far; "" before it began."""
        if self.job.started_at is None:
            return ""
        until = self.job.finished_at or datetime.now(UTC)
        minutes, rest = divmod(max(int((until - self.job.started_at).total_seconds()), 0), 60)
        return self.messages.text("web-job-took", minutes=minutes, seconds=rest)

    @property
    def file_size(self) -> str:
        """The size of the file that came of it, "" without one."""
        return size_words(self.job.file.size, self.messages) if self.job.file else ""


def size_words(count: int, messages: Messages) -> str:
    """A size in kB or MB (10^3, 10^6 bytes), as the language writes numbers."""
    from babel.numbers import format_decimal

    unit, size = ("kb", max(count / 1e3, 0.1)) if count < 1_000_000 else ("mb", count / 1e6)
    words = format_decimal(size, "#,##0.#", locale=messages.locale)
    return messages.text(f"web-job-size-{unit}", size=words)
