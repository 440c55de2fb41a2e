"""Headers that every answer has besides those of Django: what a page may not use, who may keep it, and how many
questions the database was asked for it (Server-Timing)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db import connection
from django.http import HttpRequest, HttpResponse

_MAY_NOT_USE = ("camera", "display-capture", "geolocation", "microphone", "payment", "usb")


class HeadersMiddleware:
    """Adds the headers."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The answer; what somebody who is signed in was shown is kept by nobody on the way."""
        asked = _Asked()
        with connection.execute_wrapper(asked):
            response = self._get_response(request)
        response.headers["Server-Timing"] = f'db;desc="{asked.number}"'
        unused = ", ".join(f"{feature}=()" for feature in _MAY_NOT_USE)
        response.headers.setdefault("Permissions-Policy", unused)
        if getattr(request, "account", None) is not None:
            response.headers.setdefault("Cache-Control", "private, no-cache")
        return response


class _Asked:
    """Counts what the database is asked."""

    def __init__(self) -> None:
        self.number = 0

    def __call__(self, execute: Callable[..., Any], *question: Any) -> Any:
        self.number += 1
        return execute(*question)
