"""Long work that somebody asked for: a list of it, and a page of each with its progress and its result."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.http import (
    FileResponse,
    HttpRequest,
    HttpResponse,
    HttpResponseRedirect,
    QueryDict,
)
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kizuna.web.access import account
from kizuna.web.presenting.jobs import job_view
from kizuna.web.rendering import render
from kizuna.web.visit import visit
from kizuna.workflows import jobs
from kizuna.workflows.jobs import Asker

_COOKIE = "kizuna_visitor"
_KEPT = 90 * 24 * 3600
_LISTS = ("between", "to", "authors")
_NO_ARGUMENTS = ("name", "csrfmiddlewaretoken")
_FOR_ADMINISTRATORS = ("rebuild", "release")


def queued(request: HttpRequest, name: str, arguments: Mapping[str, Any]) -> HttpResponse:
    """A job of that name, queued for whoever asks, and the way to its page (303).

    For forms that are posted. `arguments` are texts and lists of texts, as `kizuna.workflows.working.tasks` reads
    them. Raises an InputError that quotes a bad argument, NotAllowed, and DatabaseBusy when too many jobs wait.
    """
    asker = _asker(request) or Asker.visitor(secrets.token_urlsafe(24))
    made = jobs.ask_for(name, arguments, asker)
    address = visit(request).address(f"/jobs/{made.number}")
    response = HttpResponseRedirect(address, status=303)
    if asker.visitor_token:
        _keep(response, asker.visitor_token)
    return response


@require_http_methods(["GET", "POST"])
def jobs_page(request: HttpRequest) -> HttpResponse:
    """The jobs of who asks, or all of them for an administrator; a job of the name posted is queued."""
    if request.method == "POST":
        return queued(request, request.POST.get("name", ""), _arguments(request.POST))
    asker = _asker(request)
    may = _FOR_ADMINISTRATORS if asker and asker.is_administrator else ()
    found = jobs.list_jobs(asker) if asker else []
    messages = visit(request).messages
    lines = [job_view(job, messages) for job in found]
    return _own(render(request, "jobs/jobs.html.jinja", lines=lines, may=may))


@require_GET
def job_page(request: HttpRequest, number: int) -> HttpResponse:
    """How far a job is, and what came of it; a part of the page asks for itself again while the job runs."""
    found = jobs.job_of(number, _somebody(request))
    told = job_view(found, visit(request).messages)
    return _own(render(request, "jobs/job.html.jinja", told=told))


@require_POST
def cancel_page(request: HttpRequest, number: int) -> HttpResponse:
    """Cancels a job, and leads back to its page."""
    jobs.cancel(number, _somebody(request))
    return HttpResponseRedirect(visit(request).address(f"/jobs/{number}"), status=303)


@require_POST
def again_page(request: HttpRequest, number: int) -> HttpResponse:
    """Asks for the same once more."""
    found = jobs.job_of(number, _somebody(request))
    return queued(request, found.name, found.arguments)


@require_GET
def result_page(request: HttpRequest, number: int) -> HttpResponse:
    """The file that came of a job, to be saved."""
    path, file = jobs.result_of(number, _somebody(request))
    made = FileResponse(
        path.open("rb"), as_attachment=True, filename=file.name, content_type=file.media_type
    )
    return _own(made)


def _arguments(posted: QueryDict) -> dict[str, Any]:
    """The arguments of a job in a form that was posted: lists for those that are, else texts."""
    return {
        name: posted.getlist(name) if name in _LISTS else posted[name]
        for name in posted
        if name not in _NO_ARGUMENTS
    }


def _asker(request: HttpRequest) -> Asker | None:
    """Who asks: the account, else the browser that has asked before; None for one that has not."""
    who = account(request)
    if who is not None:
        return Asker.account(who.name, who.role)
    token = request.get_signed_cookie(_COOKIE, default="", salt=_COOKIE)
    return Asker.visitor(token) if token else None


def _somebody(request: HttpRequest) -> Asker:
    """Who asks; one who has asked for nothing sees no job."""
    return _asker(request) or Asker.visitor("")


def _keep(response: HttpResponse, token: str) -> None:
    """Let the browser, and no script, keep the secret by which its jobs are known."""
    response.set_signed_cookie(
        _COOKIE,
        token,
        salt=_COOKIE,
        max_age=_KEPT,
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )


def _own(response: Any) -> Any:
    """An answer that nobody but who asked may keep."""
    response.headers["Cache-Control"] = "private, no-store"
    return response
