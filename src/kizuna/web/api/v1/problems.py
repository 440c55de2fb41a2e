"""Errors as problems (RFC 9457): one kind of problem for each branch of the tree of errors, and those of HTTP
itself.

Law: every answer that is no success is a problem; its `detail` quotes what is wrong and says what would be right.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import orjson
from django.http import HttpRequest, HttpResponse

from kizuna.errors import Ambiguous, KizunaError
from kizuna.web.statuses import status_of

MEDIA_TYPE = "application/problem+json"
TYPES = "/api/v1/docs#problem-"
"""What the type of a problem begins with: the address of its description; its status follows."""

TITLES: dict[int, str] = {
    300: "The name means more than one thing",
    400: "The question cannot be asked",
    401: "The key is not valid",
    403: "This is not allowed",
    404: "There is no such thing",
    405: "The address does not take this method",
    406: "There is no such format",
    409: "Somebody else decided in the meantime",
    413: "Too much at once",
    415: "The body is of a type that is not read",
    422: "Nothing of the body can be taken",
    429: "Too many questions",
    500: "Something went wrong inside Kizuna",
    503: "Kizuna is busy",
}
"""Every status that a problem has, with its title."""


class Refused(Exception):
    """A refusal of the interface itself: a status of TITLES, what is wrong, and headers that HTTP asks for."""

    def __init__(
        self,
        status: int,
        detail: str,
        headers: Mapping[str, str] | None = None,
        members: Mapping[str, Any] | None = None,
    ) -> None:
        self.status = status
        self.detail = detail
        self.headers = dict(headers or {})
        self.members = dict(members or {})
        super().__init__(detail)


def problem(request: HttpRequest, error: KizunaError | Refused) -> HttpResponse:
    """An error as a problem; an ambiguous name lists its candidates with the addresses of each."""
    if isinstance(error, Refused):
        return _response(request, error.status, error.detail, error.members, error.headers)
    members: dict[str, Any] = {"code": error.code}
    headers: dict[str, str] = {}
    if isinstance(error, Ambiguous):
        members["candidates"] = [
            {"id": ref, "label": label or ref} for ref, label in error.candidates
        ]
    status = status_of(error)
    if status == 503:
        headers["Retry-After"] = "5"
    detail = str(error) if status != 500 else "the error is written in the server's log"
    return _response(request, status, detail.partition("\n")[0], members, headers)


def _response(
    request: HttpRequest,
    status: int,
    detail: str,
    members: Mapping[str, Any],
    headers: Mapping[str, str],
) -> HttpResponse:
    body = {
        "type": f"{TYPES}{status}",
        "title": TITLES[status],
        "status": status,
        "detail": _writable(detail),
        "instance": _writable(request.get_full_path()),
        **members,
    }
    made = HttpResponse(orjson.dumps(body), status=status, content_type=MEDIA_TYPE)
    for name, value in headers.items():
        made[name] = value
    made["Cache-Control"] = "no-store"
    return made


def _writable(text: str) -> str:
    """The text in UTF-8: what cannot be written in it (half of a pair of surrogates) is replaced."""
    return text.encode("utf-8", "replace").decode("utf-8")
