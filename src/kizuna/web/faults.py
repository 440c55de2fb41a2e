"""Errors as pages: one page for each branch of the tree of errors, with the status that HTTP has for it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from kizuna.errors import (
    Ambiguous,
    DatabaseBusy,
    InputError,
    KizunaError,
    NotAllowed,
    NotFound,
)
from kizuna.web.rendering import render

_STATUS: tuple[tuple[type[KizunaError], int], ...] = (
    (Ambiguous, 300),
    (NotFound, 404),
    (NotAllowed, 403),
    (InputError, 400),
    (DatabaseBusy, 503),
)


def status_of(error: KizunaError) -> int:
    """The status of HTTP (RFC 9110) for an error: 300, 400, 403, 404, 503, else 500."""
    return next((status for kind, status in _STATUS if isinstance(error, kind)), 500)


def fault_page(request: HttpRequest, error: KizunaError) -> HttpResponse:
    """What went wrong, in the error's own words, with the candidates of an ambiguous name as links."""
    status = status_of(error)
    candidates = error.candidates if isinstance(error, Ambiguous) else ()
    message = str(error).partition("\n")[0]
    return render(
        request,
        "fault.html.jinja",
        status=status,
        heading=f"web-fault-{status}",
        message=message,
        candidates=candidates,
    )


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The page for an address that leads nowhere."""
    return fault_page(request, NotFound(f"{request.path!r} is not an address of this register"))
