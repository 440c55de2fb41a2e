"""Errors as pages: one page for each branch of the tree of errors, with the status that HTTP has for it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from kizuna.errors import Ambiguous, KizunaError, NotFound
from kizuna.web.rendering import render
from kizuna.web.statuses import status_of


def fault_page(request: HttpRequest, error: KizunaError) -> HttpResponse:
    """What went wrong, in the error's own words, with the candidates of an ambiguous name as links.

    Whoever asked the API gets a problem instead.
    """
    if request.path.startswith("/api/"):
        from kizuna.web.api.v1.problems import problem

        return problem(request, error)
    status = status_of(error)
    candidates = error.candidates if isinstance(error, Ambiguous) else ()
    message = str(error).partition("\n")[0]
    page = render(
        request,
        "fault.html.jinja",
        status=status,
        heading=f"web-fault-{status}",
        message=message,
        candidates=candidates,
        advice="",
    )
    if status == 503:
        page["Retry-After"] = "5"
    return page


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The page for an address that leads nowhere."""
    return fault_page(request, NotFound(f"{request.path!r} is not an address of this register"))


def broken(request: HttpRequest) -> HttpResponse:
    """The page for a fault of Kizuna's own, which the log of the server tells at length."""
    from kizuna.web.visit import plain_visit, set_visit

    if not hasattr(request, "visit"):
        set_visit(request, plain_visit(request))
    return fault_page(request, KizunaError("the log of the server tells what went wrong"))


def forged(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The page for a form without the secret of this site's own forms; the reason is not told."""
    return render(request, "forged.html.jinja", status=403)
