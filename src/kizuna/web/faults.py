"""Errors as pages: one page for each branch of the tree of errors, with the status that HTTP has for it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from kizuna.errors import Ambiguous, KizunaError, NotFound
from kizuna.web.api.v1.problems import Refused, problem, refusal
from kizuna.web.rendering import render
from kizuna.web.visit import read_visit, set_visit, visit


def fault_page(request: HttpRequest, error: KizunaError | Refused) -> HttpResponse:
    """What went wrong, in the error's own words, with the candidates of an ambiguous name as links; or when to ask
    again, where too much was asked.

    Whoever asked the API gets a problem instead.
    """
    if request.path.startswith("/api/"):
        return problem(request, error)
    message, advice = str(error).partition("\n")[0], ""
    if isinstance(error, Refused):
        seconds = int(error.headers["Retry-After"])
        advice = visit(request).messages.text(f"web-fault-{error.status}-wait", seconds=seconds)
    refused = refusal(request, error)
    page = render(
        request,
        "fault.html.jinja",
        status=refused.status,
        heading=f"web-fault-{refused.status}",
        message="" if advice else message,
        candidates=error.candidates if isinstance(error, Ambiguous) else (),
        advice=advice,
    )
    for name, value in refused.headers.items():
        page.headers[name] = value
    if advice:
        page.headers["Cache-Control"] = "no-store"
    return page


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The page for an address that leads nowhere."""
    return fault_page(request, NotFound(f"{request.path!r} is not an address of this register"))


def broken(request: HttpRequest) -> HttpResponse:
    """The page for a fault of Kizuna's own, which the log of the server tells at length."""
    if not hasattr(request, "visit"):
        set_visit(request, read_visit(request)[0])
    return fault_page(request, KizunaError("the log of the server tells what went wrong"))


def forged(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The page for a form without the secret of this site's own forms; the reason is not told."""
    return render(request, "forged.html.jinja", status=403)
