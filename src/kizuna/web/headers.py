"""Headers that every answer has besides those of Django: what a page may not use, who may keep it, and how many
questions the database was asked for it (Server-Timing)."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from kizuna.store.snapshot import questions_counted

_MAY_NOT_USE = ("camera", "display-capture", "geolocation", "microphone", "payment", "usb")


class HeadersMiddleware:
    """Adds the headers."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The answer; what somebody who is signed in was shown is kept by nobody on the way."""
        is_gone = request.META.get("kizuna.gone") if request.method in ("GET", "HEAD") else None
        with questions_counted(is_gone) as questions:
            response = self._get_response(request)
        response.headers["Server-Timing"] = f'db;desc="{questions.number}"'
        unused = ", ".join(f"{feature}=()" for feature in _MAY_NOT_USE)
        response.headers.setdefault("Permissions-Policy", unused)
        if getattr(request, "account", None) is not None:
            response.headers.setdefault("Cache-Control", "private, no-cache")
        return response
