"""The API: its routes under one description, mounted at /api/v1."""

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
from kizuna.web.api.v1.openapi import ABOUT, completed
from kizuna.web.api.v1.parameters import refusal
from kizuna.web.api.v1.problems import Refused, problem
from kizuna.web.api.v1.routes import ROUTERS


class _Json(BaseRenderer):
    media_type = "application/json"

    def render(self, request: HttpRequest, data: Any, *, response_status: int) -> bytes:
        return orjson.dumps(data)


class _Api(NinjaAPI):
    def get_openapi_operation_id(self, operation: Operation) -> str:
        return operation.view_func.__name__

    def get_openapi_schema(self, **given: Any) -> Any:
        return completed(super().get_openapi_schema(path_prefix="/api/v1/"))


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


@api.exception_handler(KizunaError)
def _own(request: HttpRequest, error: KizunaError) -> HttpResponse:
    return problem(request, error)


@api.exception_handler(Refused)
def _refused(request: HttpRequest, error: Refused) -> HttpResponse:
    return problem(request, error)


@api.exception_handler(RequestDataTooBig)
def _too_large(request: HttpRequest, error: RequestDataTooBig) -> HttpResponse:
    most = settings.DATA_UPLOAD_MAX_MEMORY_SIZE
    return problem(
        request, Refused(413, f"the body has more than {most:,} bytes; send less at a time")
    )


@api.exception_handler(ValidationError)
def _invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    return problem(request, refusal(error))


@api.exception_handler(HttpError)
def _unreadable(request: HttpRequest, error: HttpError) -> HttpResponse:
    return problem(request, Refused(error.status_code, str(error)))


api.add_exception_handler(Exception, failed)


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
    described = path("openapi.json", openapi_page, name="openapi")
    page = path("docs", lambda request: docs_page(request, description()), name="docs")
    return [*(guarded(p, description) for p in (*held, described)), page], app_name, namespace
