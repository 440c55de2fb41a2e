"""Errors as problems (RFC 9457): a kind for each status of the tree of errors, and
those of HTTP itself.

Law: every answer that is no success is a problem; its `detail` quotes what is wrong and
says what would be right.
"""

import logging
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Literal

import orjson
from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from pydantic import Field

from kizuna.errors import Ambiguous, KizunaError
from kizuna.web.api.v1.shapes import ClaimId, Shape

_LOG = logging.getLogger("kizuna.api")
MEDIA_TYPE = "application/problem+json"
TYPES = "/api/v1/docs#problem-"
"""What the type of a problem begins with: the address of its description; its status
follows.
"""

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


class Candidate(Shape):
    """What an ambiguous name may mean"""

    id: str
    label: str


class FieldProblem(Shape):
    """Each parameter or part of the body that is wrong"""

    where: str
    detail: str


class Received(Shape):
    """What became of one item: its claims, those of them that were held before, and
    what is wrong with the rest.
    """

    item: int = Field(ge=0, description="Its place among those sent, from 0")
    claims: list[ClaimId]
    known: list[ClaimId]
    reasons: list[str]


class Problem(Shape):
    """What is wrong (RFC 9457); `detail` quotes it and says what would be right."""

    type: str = Field(description="The address of a description of such problems")
    title: str
    status: Literal[tuple(TITLES)]
    detail: str
    instance: str = Field(description="The address that was asked")
    code: str = Field("", description="The kind of error, such as `bad-date`")
    candidates: list[Candidate] = Field(default_factory=list)
    errors: list[FieldProblem] = Field(default_factory=list)
    items: list[Received] = Field(
        default_factory=list, description="What became of each item that was sent"
    )


class Refused(Exception):
    """A refusal of the interface itself: a status of TITLES, what is wrong, and headers
    that HTTP asks for.
    """

    def __init__(
        self,
        status: int,
        detail: str,
        headers: Mapping[str, str] = MappingProxyType({}),
        members: Mapping[str, Any] = MappingProxyType({}),
    ) -> None:
        self.status, self.detail, self.headers, self.members = (
            status,
            detail,
            headers,
            members,
        )
        super().__init__(detail)


def refusal(request: HttpRequest, error: Exception) -> Refused:
    """An error as it is refused; an ambiguous name lists its candidates, and what is
    not Kizuna's is logged.
    """
    from ninja.errors import (
        HttpError,
        ValidationError,
    )  # which reads Django's settings at once

    status, detail, members = (
        500,
        "the error is written in the server's log",
        dict[str, Any](),
    )
    match error:
        case Refused():
            return error
        case KizunaError():
            members, status = {"code": error.code}, error.http_status
            detail = detail if status == 500 else str(error).partition("\n")[0]
            if isinstance(error, Ambiguous):
                found = error.candidates
                members["candidates"] = [
                    {"id": ref, "label": name or ref} for ref, name in found
                ]
        case RequestDataTooBig():
            most = f"{settings.DATA_UPLOAD_MAX_MEMORY_SIZE:,}"
            status, detail = (
                413,
                f"the body has more than {most} bytes; send less at a time",
            )
        case ValidationError():
            wrong = []
            for one in error.errors:
                given = one.get("input")
                quoted = (
                    f"{given!r}: "
                    if isinstance(given, str | int | float | bool)
                    else ""
                )
                where = ".".join(map(str, one["loc"]))
                wrong.append({"where": where, "detail": f"{quoted}{one['msg']}"})
            status, detail = 400, "{where}: {detail}".format_map(wrong[0])
            members = {"errors": wrong}
        case HttpError():
            status, detail = error.status_code, str(error)
        case _:
            told = {"request": request}  # whose number the log has
            _LOG.error(
                "%s %s", request.method, request.path, exc_info=error, extra=told
            )
    return Refused(
        status, detail, {"Retry-After": "5"} if status == 503 else {}, members
    )


def problem(request: HttpRequest, error: Exception) -> HttpResponse:
    """An error as a problem."""
    refused = refusal(request, error)
    body = {
        "type": f"{TYPES}{refused.status}",
        "title": TITLES[refused.status],
        "status": refused.status,
        "detail": _writable(refused.detail),
        "instance": _writable(request.get_full_path()),
        **refused.members,
    }
    headers = {**refused.headers, "Cache-Control": "no-store"}
    return HttpResponse(orjson.dumps(body), MEDIA_TYPE, refused.status, headers=headers)


def _writable(text: str) -> str:
    """The text in UTF-8: what cannot be written in it (half of a pair of surrogates) is
    replaced.
    """
    return text.encode("utf-8", "replace").decode("utf-8")
