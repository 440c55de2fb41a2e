"""The API: its routes under one description, mounted at /api/v1.

The description (OpenAPI 3.1) is what ninja tells of the routes, with what the door does for all of them.
"""

from __future__ import annotations

from functools import cache
from typing import Any

import orjson
from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError
from ninja.operation import Operation
from ninja.renderers import BaseRenderer

from kizuna.errors import KizunaError
from kizuna.web.api.v1.docs import docs_page
from kizuna.web.api.v1.door import failed, guarded
from kizuna.web.api.v1.problems import MEDIA_TYPE, TITLES, Problem, Refused, problem
from kizuna.web.api.v1.routes import ROUTERS

ABOUT = """\
The register of ties between local governments, with the evidence for every fact.

Reading needs no account where the register is public. Every read takes both clocks: `as_of` (when it was true) and
`known_at` (when it was recorded). Counts are given as certain and possible, with the claims that they rest on
or the address that lists them; every claim opens its evidence at `/api/v1/claims/{id}/evidence`.

Lists come a page at a time: follow `next` until it is null. A page may come back short, and even empty, while
`next` is there. Answers have an `ETag`; send it back as `If-None-Match`, and an answer that is still the same
is `304`.

Errors are problems (RFC 9457) of type `application/problem+json`. A key is sent as `Authorization: Bearer KEY`;
it has the scopes `read` (what its user may read) or `propose`.
"""

_ALWAYS = (300, 400, 401, 403, 404, 429, 500, 503)
_OF_BODIES = (413, 415, 422)
_HEADERS: dict[str, dict[str, Any]] = {
    "ETag": {"description": "Differs when the answer may", "schema": {"type": "string"}},
    "RateLimit": {"description": "What the client has left", "schema": {"type": "string"}},
    "RateLimit-Policy": {"description": "What it may ask a minute", "schema": {"type": "string"}},
}
_IF_NONE_MATCH = {
    "in": "header",
    "name": "If-None-Match",
    "required": False,
    "description": "The ETag of an answer that the client holds",
    "schema": {"type": "string"},
}


def _completed(schema: Any) -> Any:
    """The description with the problems, the headers, the conditional requests and the key of every operation."""
    problem = Problem.model_json_schema(ref_template="#/components/schemas/{model}")
    schema["components"]["schemas"] |= problem.pop("$defs") | {"Problem": problem}
    schema["components"]["securitySchemes"] = {
        "key": {
            "type": "http",
            "scheme": "bearer",
            "description": "A key made by `kizuna token add`, or on the page of one's account",
        }
    }
    for operations in schema["paths"].values():
        for method, operation in operations.items():
            _complete(method, operation)
    schema["components"]["schemas"] = dict(sorted(schema["components"]["schemas"].items()))
    schema["paths"] = dict(sorted(schema["paths"].items()))
    return schema


def _complete(method: str, operation: dict[str, Any]) -> None:
    responses, reads = operation["responses"], method == "get"
    own = [status for status, held in responses.items() if not held]
    for status in (*_ALWAYS, *own, *(() if reads else _OF_BODIES)):
        responses[status] = _problem(status)
    operation["security"] = [{}, {"key": []}] if reads else [{"key": ["propose"]}]
    if reads:
        operation["parameters"] = [*operation["parameters"], _IF_NONE_MATCH]
        responses[304] = {"description": "The client holds the answer"}
        responses[200]["headers"] = _HEADERS
    operation["responses"] = {
        str(status): responses[status] for status in sorted(responses, key=int)
    }


def _problem(status: int) -> dict[str, Any]:
    """A problem of a status as a response."""
    schema = {"$ref": "#/components/schemas/Problem"}
    wait = {"Retry-After": {"description": "Seconds to wait", "schema": {"type": "integer"}}}
    return {
        "description": TITLES[status],
        "content": {MEDIA_TYPE: {"schema": schema}},
        **({"headers": wait} if status in (429, 503) else {}),
    }


class _Json(BaseRenderer):
    media_type = "application/json"

    def render(self, request: HttpRequest, data: Any, *, response_status: int) -> bytes:
        return orjson.dumps(data)


class _Api(NinjaAPI):
    def get_openapi_operation_id(self, operation: Operation) -> str:
        return operation.view_func.__name__

    def get_openapi_schema(self, **given: Any) -> Any:
        return _completed(super().get_openapi_schema(path_prefix="/api/v1/"))


api = _Api(
    title="Kizuna",
    version="1",
    description=ABOUT,
    docs_url=None,
    openapi_url=None,
    renderer=_Json(),
    urls_namespace="api-v1",
)
for _tag, _router in ROUTERS.items():
    api.add_router("", _router, tags=[_tag])


api.add_exception_handler(KizunaError, problem)
api.add_exception_handler(Refused, problem)
api.add_exception_handler(Exception, failed)


@api.exception_handler(RequestDataTooBig)
def _too_large(request: HttpRequest, error: RequestDataTooBig) -> HttpResponse:
    most = f"{settings.DATA_UPLOAD_MAX_MEMORY_SIZE:,}"
    return problem(
        request, Refused(413, f"the body has more than {most} bytes; send less at a time")
    )


@api.exception_handler(ValidationError)
def _invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    wrong = [{"where": ".".join(map(str, e["loc"])), "detail": _detail(e)} for e in error.errors]
    detail = "{where}: {detail}".format_map(wrong[0])
    return problem(request, Refused(400, detail, members={"errors": wrong}))


def _detail(one: dict[str, Any]) -> str:
    given = one.get("input")
    quoted = f"{given!r}: " if isinstance(given, str | int | float | bool) else ""
    return f"{quoted}{one['msg']}"


@api.exception_handler(HttpError)
def _unreadable(request: HttpRequest, error: HttpError) -> HttpResponse:
    return problem(request, Refused(error.status_code, str(error)))


@cache
def description() -> dict[str, Any]:
    """The description of the API (OpenAPI 3.1), made once."""
    return dict(api.get_openapi_schema())


def openapi_page(request: HttpRequest) -> HttpResponse:
    """The description as it is served."""
    content = orjson.dumps(description(), option=orjson.OPT_INDENT_2)
    return HttpResponse(content, content_type="application/json")


def urls() -> tuple[list[URLPattern], str, str]:
    """The addresses, for `path`; the description and its page beside what it describes."""
    patterns, app_name, namespace = api.urls
    held = [p for p in patterns if isinstance(p, URLPattern) and p.name != "api-root"]
    held.append(path("openapi.json", openapi_page, name="openapi"))
    for pattern in held:
        pattern.callback = guarded(pattern.callback)
    page = path("docs", lambda request: docs_page(request, description()), name="docs")
    return [*held, page], app_name, namespace
