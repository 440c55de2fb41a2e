"""Long work that somebody asked for: a list of it, and a page of each with what was
asked, how far it is, and what came of it.
"""

import secrets
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from babel.numbers import format_decimal
from django.conf import settings
from django.http import FileResponse, HttpRequest, HttpResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kizuna.languages import Messages
from kizuna.store.jobs import Job
from kizuna.web.access import account
from kizuna.web.rendering import OWN_NAMES, moment_words, render, see, visit
from kizuna.workflows import jobs
from kizuna.workflows.jobs import Asker
from kizuna.workflows.worker import KEPT_DAYS

_COOKIE = "kizuna_visitor"
_KEPT = 90 * 24 * 3600
_LISTS = ("between", "to", "authors")

own = cache_control(private=True, no_store=True)
"""For an answer that nobody but who asked may keep."""


def _queued(
    request: HttpRequest, name: str, arguments: Mapping[str, Any]
) -> HttpResponse:
    """A job of that name, queued for whoever asks, and the way to its page.

    `arguments` are texts and lists of texts, as `kizuna.workflows.jobs` reads them.
    Raises an InputError that quotes a bad argument, NotAllowed, and DatabaseBusy when
    too many jobs wait.
    """
    asker = asker_of(request)
    if asker == Asker("visitor", ""):
        asker = Asker("visitor", secrets.token_urlsafe(24))
    response = see(request, f"/jobs/{jobs.ask_for(name, arguments, asker).number}")
    # the browser, and no script, keeps the secret by which its jobs are known
    if asker.kind == "visitor":
        is_secure = settings.SESSION_COOKIE_SECURE
        guard: dict[str, Any] = {
            "httponly": True,
            "samesite": "Lax",
            "secure": is_secure,
        }
        response.set_signed_cookie(_COOKIE, asker.name, _COOKIE, max_age=_KEPT, **guard)
    return response


@require_http_methods(["GET", "POST"])
@own
def jobs_page(request: HttpRequest) -> HttpResponse:
    """The jobs of who asks, or all of them for an administrator; a job of the name
    posted is queued.
    """
    sent = request.POST
    if request.method == "POST":
        names = [name for name in sent if name not in ("name", "csrfmiddlewaretoken")]
        given = {
            name: sent.getlist(name) if name in _LISTS else sent[name] for name in names
        }
        return _queued(request, sent.get("name", ""), given)
    asker = asker_of(request)
    may = ("rebuild", "release") if asker.is_administrator else ()
    lines = [job_view(job, visit(request).messages) for job in jobs.list_jobs(asker)]
    return render(request, "jobs/jobs.html.jinja", lines=lines, may=may)


@require_GET
@own
def job_page(request: HttpRequest, number: int) -> HttpResponse:
    """How far a job is, and what came of it; a part of the page asks for itself again
    while the job runs.
    """
    told = job_view(jobs.job_of(number, asker_of(request)), visit(request).messages)
    return render(request, "jobs/job.html.jinja", told=told)


@require_POST
def cancel_page(request: HttpRequest, number: int) -> HttpResponse:
    """Cancels a job, and leads back to its page."""
    jobs.cancel(number, asker_of(request))
    return see(request, f"/jobs/{number}")


@require_POST
def again_page(request: HttpRequest, number: int) -> HttpResponse:
    """Asks for the same once more."""
    found = jobs.job_of(number, asker_of(request))
    return _queued(request, found.name, found.arguments)


@require_GET
@own
def result_page(request: HttpRequest, number: int) -> FileResponse:
    """The file that came of a job, to be saved."""
    path, media = jobs.result_of(number, asker_of(request))
    return FileResponse(path.open("rb"), as_attachment=True, content_type=media)


def asker_of(request: HttpRequest) -> Asker:
    """Who asks: the account, else the browser; one that has asked for nothing before
    sees no job.
    """
    if (who := account(request)) is not None:
        return Asker("account", who.name, who.role)
    return Asker(
        "visitor", request.get_signed_cookie(_COOKIE, default="", salt=_COOKIE)
    )


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
_STATES = {
    "queued": "",
    "running": "possible",
    "done": "good",
    "failed": "bad",
    "cancelled": "",
}


def job_view(job: Job, messages: Messages) -> dict[str, Any]:
    """A job as a list or its own page shows it to a reader of a language.

    `about` is what it is about, in the words of who asked; `badge` the class of its
    `state`; `time` when it was asked for and `owner` by whom ("": a visitor). It
    `is_stopping` until it has stopped, and `is_gone` when its file was removed; `page`
    is where what came of it is shown ("": on its own). `arguments` and `summary` are
    what was asked and what came of it, a label and words each; `share` is how much is
    done of 100 (None: nobody knows), `progress` how far it is ("": it has not said),
    `took` how long it took so far ("": it has not begun).
    """
    text, number, made, given = (
        messages.text,
        messages.number,
        job.summary,
        job.arguments,
    )
    progress = text(f"web-job-stage-{job.stage}") if job.stage in _STAGES else job.stage
    if job.stage and job.whole:
        steps = {"done": str(job.done), "whole": str(job.whole)}
        progress = text("web-job-progress", **steps, stage=progress)
    took = ""
    if job.started_at is not None:
        seconds = (
            (job.finished_at or datetime.now(UTC)) - job.started_at
        ).total_seconds()
        minutes, rest = divmod(max(int(seconds), 0), 60)
        took = text("web-job-took", minutes=minutes, seconds=rest)
    return {
        "job": job,
        "title": text(f"web-job-{job.name}") if job.name in _NAMES else job.name,
        "about": _about(given),
        "state": text(f"web-job-state-{job.state}"),
        "badge": _STATES[job.state],
        "time": moment_words(messages, job.asked_at),
        "owner": jobs.name_of(job.asked_by),
        "is_stopping": job.is_stopping and not job.is_over,
        "is_gone": job.state == "done" and job.name != "rebuild" and not job.file,
        "page": f"/import/{given['list']}" if job.name.startswith("import") else "",
        "arguments": [
            (text(f"web-job-argument-{name.replace('_', '-')}"), _argument(name, value))
            for name in _ARGUMENTS
            if (value := given.get(name))
        ],
        "summary": [
            (text(f"web-job-made-{n}"), number(made[n])) for n in _MADE if n in made
        ],
        "share": 100 * job.done // job.whole if job.whole else None,
        "progress": progress,
        "took": took,
        "file_size": size_words(job.size, messages) if job.file else "",
        "kept_days": KEPT_DAYS,
    }


def _about(arguments: Mapping[str, Any]) -> str:
    """What it is about: "kansai – china (PDF)"; the names of formats of up to five
    letters are abbreviations.
    """
    sides = (arguments.get(name, "") for name in ("a", "b", "of"))
    ways = (*sides, *arguments.get("between", ()), arguments.get("file", ""))
    named, form = " – ".join(filter(None, ways)), arguments.get("format", "")
    short = form.upper() if len(form) <= 5 else form
    return f"{named} ({short})" if named and form else named or short


def _argument(name: str, value: Any) -> str:
    words = " – ".join(value) if isinstance(value, list) else str(value)
    return OWN_NAMES.get(words, words) if name == "language" else words


def size_words(count: int, messages: Messages) -> str:
    """A size in kB or MB (10^3, 10^6 bytes), as the language writes numbers."""
    unit, size = (
        ("kb", max(count / 1e3, 0.1)) if count < 1_000_000 else ("mb", count / 1e6)
    )
    words = format_decimal(size, "#,##0.#", locale=messages.locale)
    return messages.text(f"web-job-size-{unit}", size=words)
