"""Visiting: every request is given its visit, and errors become pages."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from kizuna.errors import KizunaError
from kizuna.languages import folder_of
from kizuna.web.faults import fault_page
from kizuna.web.fields import check_sent
from kizuna.web.look import keep_look
from kizuna.web.visit import LANGUAGE_COOKIE, plain_visit, set_visit, visit_of

_YEAR = 365 * 24 * 3600


class VisitMiddleware:
    """Sets `request.visit`, keeps a language that was chosen, and turns errors into pages."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The page, or a page that says what is wrong with the address."""
        try:
            check_sent(request)
            set_visit(request, visit_of(request))
        except KizunaError as error:
            set_visit(request, plain_visit(request))
            return fault_page(request, error)
        response = self._get_response(request)
        chosen = request.GET.get("lang")
        is_page = response.headers.get("Content-Type", "").startswith("text/html")
        if chosen and is_page:  # no file that a page fetches chooses for its reader
            response.set_cookie(LANGUAGE_COOKIE, folder_of(chosen), max_age=_YEAR, samesite="Lax")
        keep_look(request, response)
        response.headers.setdefault("Vary", "Accept-Language, Cookie")
        return response

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """The page of one of Kizuna's own errors; None leaves others to Django."""
        return fault_page(request, error) if isinstance(error, KizunaError) else None
