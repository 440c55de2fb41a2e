"""Errors as problems (RFC 9457): one kind of problem for each branch of the tree of errors, and those of HTTP
itself, each with the status that HTTP has for it (RFC 9110), for the pages too.

Law: every answer that is no success is a problem; its `detail` quotes what is wrong and says what would be right.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

import orjson
from django.http import HttpRequest, HttpResponse
from pydantic import Field

from kizuna.errors import (
    Ambiguous,
    DatabaseBusy,
    InputError,
    KizunaError,
    NotAllowed,
    NotFound,
    Overtaken,
    TooLarge,
)
from kizuna.web.api.v1.shapes import ClaimId, Shape

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


STATUSES: tuple[tuple[type[KizunaError], int], ...] = (
    (Ambiguous, 300),
    (NotFound, 404),
    (NotAllowed, 403),
    (Overtaken, 409),
    (TooLarge, 413),
    (InputError, 400),
    (DatabaseBusy, 503),
)
"""The first kind that fits decides; what fits none is 500."""


def status_of(error: KizunaError) -> int:
    """The status for an error: 300, 400, 403, 404, 409, 413, 503, else 500."""
    return next((status for kind, status in STATUSES if isinstance(error, kind)), 500)


class Candidate(Shape):
    """What an ambiguous name may mean"""

    id: str
    label: str


class FieldProblem(Shape):
    """Each parameter or part of the body that is wrong"""

    where: str
    detail: str


class Received(Shape):
    """What became of one item: its claims, those of them that were held before, and what is wrong with the
    rest."""

    item: int = Field(ge=0, description="Its place among those sent, from 0")
    claims: list[ClaimId]
    known: list[ClaimId]
    reasons: list[str]


class Problem(Shape):
    """What is wrong (RFC 9457); `detail` quotes it and says what would be right."""

    type: str = Field(description="The address of a description of such problems")
    title: str
    status: Literal[tuple(TITLES)]  # type: ignore[valid-type]
    detail: str
    instance: str = Field(description="The address that was asked")
    code: str = Field("", description="The kind of error, such as `bad-date`")
    candidates: list[Candidate] = Field(default_factory=list)
    errors: list[FieldProblem] = Field(default_factory=list)
    items: list[Received] = Field(
        default_factory=list, description="What became of each item that was sent"
    )


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


def refusal(error: KizunaError) -> Refused:
    """An error as it is refused; an ambiguous name lists its candidates."""
    members: dict[str, Any] = {"code": error.code}
    status = status_of(error)
    detail = str(error) if status != 500 else "the error is written in the server's log"
    if isinstance(error, Ambiguous):
        members["candidates"] = [
            {"id": ref, "label": name or ref} for ref, name in error.candidates
        ]
    headers = {"Retry-After": "5"} if status == 503 else {}
    return Refused(status, detail.partition("\n")[0], headers, members)


def problem(request: HttpRequest, error: KizunaError | Refused) -> HttpResponse:
    """An error as a problem."""
    refused = error if isinstance(error, Refused) else refusal(error)
    body = {
        "type": f"{TYPES}{refused.status}",
        "title": TITLES[refused.status],
        "status": refused.status,
        "detail": _writable(refused.detail),
        "instance": _writable(request.get_full_path()),
        **refused.members,
    }
    headers = {**refused.headers, "Cache-Control": "no-store"}
    content = orjson.dumps(body)
    return HttpResponse(content, MEDIA_TYPE, refused.status, headers=headers)


def _writable(text: str) -> str:
    """The text in UTF-8: what cannot be written in it (half of a pair of surrogates) is replaced."""
    return text.encode("utf-8", "replace").decode("utf-8")
