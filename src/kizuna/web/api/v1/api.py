"""The API: its routes under one description, mounted at /api/v1.

The description (OpenAPI 3.1) is what ninja tells of the routes, with what the door does
for all of them.
"""

import re
from collections.abc import Iterator
from functools import cache
from operator import itemgetter
from typing import Any

import orjson
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError
from ninja.operation import Operation
from ninja.renderers import BaseRenderer

from kizuna.web.api.v1.door import guarded
from kizuna.web.api.v1.problems import MEDIA_TYPE, TITLES, Problem, problem
from kizuna.web.api.v1.routes.claims import claims, ledger
from kizuna.web.api.v1.routes.definitions import definitions
from kizuna.web.api.v1.routes.entities import entities, ties
from kizuna.web.api.v1.routes.questions import files, questions
from kizuna.web.rendering import render

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
    "ETag": {
        "description": "Differs when the answer may",
        "schema": {"type": "string"},
    },
    "RateLimit": {
        "description": "What the client has left",
        "schema": {"type": "string"},
    },
    "RateLimit-Policy": {
        "description": "What it may ask a minute",
        "schema": {"type": "string"},
    },
}
_WAIT = {
    "Retry-After": {"description": "Seconds to wait", "schema": {"type": "integer"}}
}
_IF_NONE_MATCH = {
    "in": "header",
    "name": "If-None-Match",
    "required": False,
    "description": "The ETag of an answer that the client holds",
    "schema": {"type": "string"},
}


_SCHEMA = "#/components/schemas/{model}"
_KEY = {
    "type": "http",
    "scheme": "bearer",
    "description": "A key made by `kizuna token add`, or on the page of one's account",
}


def _complete(method: str, operation: dict[str, Any]) -> None:
    responses, reads = operation["responses"], method == "get"
    own = [status for status, held in responses.items() if not held]
    content = {MEDIA_TYPE: {"schema": {"$ref": _SCHEMA.format(model="Problem")}}}
    for status in (*_ALWAYS, *own, *(() if reads else _OF_BODIES)):
        waits = {"headers": _WAIT} if status in (429, 503) else {}
        responses[status] = {"description": TITLES[status], "content": content, **waits}
    operation["security"] = [{}, {"key": []}] if reads else [{"key": ["propose"]}]
    if reads:
        operation["parameters"] = [*operation["parameters"], _IF_NONE_MATCH]
        responses[304] = {"description": "The client holds the answer"}
        responses[200]["headers"] = _HEADERS
    operation["responses"] = {
        str(one): responses[one] for one in sorted(responses, key=int)
    }


class _Json(BaseRenderer):
    media_type = "application/json"

    def render(self, request: HttpRequest, data: Any, *, response_status: int) -> bytes:
        return orjson.dumps(data)


class _Api(NinjaAPI):
    def get_openapi_operation_id(self, operation: Operation) -> str:
        return operation.view_func.__name__

    def get_openapi_schema(self, **given: Any) -> Any:
        """The description with the problems, headers, conditional requests and key of
        every operation.
        """
        schema = super().get_openapi_schema(path_prefix="/api/v1/")
        held, problem = (
            schema["components"],
            Problem.model_json_schema(ref_template=_SCHEMA),
        )
        schemas = {**held["schemas"], **problem.pop("$defs"), "Problem": problem}
        held["schemas"], held["securitySchemes"] = (
            dict(sorted(schemas.items())),
            {"key": _KEY},
        )
        for operations in schema["paths"].values():
            for method, operation in operations.items():
                _complete(method, operation)
        schema["paths"] = dict(sorted(schema["paths"].items()))
        return schema


api = _Api(
    title="Kizuna",
    version="1",
    description=ABOUT,
    docs_url=None,
    openapi_url=None,
    renderer=_Json(),
    urls_namespace="api-v1",
)
ROUTERS = {
    "Ties": ties,
    "Entities": entities,
    "Claims": claims,
    "Ledger": ledger,
    "Questions": questions,
    "Files": files,
    "Definitions": definitions,
}
"""The routes by what is asked for, in the order of their description."""
for _tag, _router in ROUTERS.items():
    api.add_router("", _router, tags=[_tag])


for _kind in (Exception, HttpError, ValidationError):
    api.add_exception_handler(_kind, problem)  # type: ignore[arg-type]


@cache
def description() -> dict[str, Any]:
    """The description of the API (OpenAPI 3.1), made once."""
    return dict(api.get_openapi_schema())


def openapi_page(request: HttpRequest) -> HttpResponse:
    content = orjson.dumps(description(), option=orjson.OPT_INDENT_2)
    return HttpResponse(content, content_type="application/json")


_MANY = 12
"""Of a longer list of words only the first are shown."""


def docs_page(request: HttpRequest) -> HttpResponse:
    """Every operation with its parameters and answers, every shape with its parts, and
    every problem: a page made of the description alone, which asks nothing of another
    host.
    """
    schema, tags = description(), list(ROUTERS)
    operations = [
        {
            **held,
            "method": method.upper(),
            "path": path,
            "place": tags.index(held["tags"][0]),
        }
        for path, methods in schema["paths"].items()
        for method, held in methods.items()
    ]
    return render(
        request,
        "api/docs.html.jinja",
        about=schema["info"]["description"],
        operations=sorted(operations, key=itemgetter("place")),
        shapes=schema["components"]["schemas"],
        problems=TITLES,
        parts=_parts,
        type_of=lambda schema: _pieces(type_of(schema)),
        comes=lambda response: _pieces(_comes(response)),
    )


def _parts(held: dict[str, Any]) -> Iterator[tuple[str, bool, dict[str, Any]]]:
    """The parameters of an operation or the parts of a shape: the name, whether it must
    be there, its schema. Of a parameter null stands for its absence.
    """
    for one in held.get("parameters", ()):
        given = [
            each
            for each in one["schema"].get("anyOf", ())
            if each.get("type") != "null"
        ]
        schema = given[0] if len(given) == 1 else one["schema"]
        yield (
            one["name"],
            one["required"],
            {**schema, "description": one.get("description", "")},
        )
    for name, schema in held.get("properties", {}).items():
        yield name, name in held.get("required", ()), schema


def _pieces(text: str) -> Iterator[tuple[str, str]]:
    """The words of a type or of an answer, and the name of the shape that each leads
    to, "" for none.
    """
    shapes = description()["components"]["schemas"]
    return ((word, word if word in shapes else "") for word in re.split(r"(\w+)", text))


def type_of(schema: dict[str, Any]) -> str:
    """What a value is, as types are written: "[Claim] | null"."""
    if "$ref" in schema:
        return str(schema["$ref"].rpartition("/")[2])
    if either := schema.get("anyOf") or schema.get("oneOf"):
        return " | ".join(map(type_of, either))
    if schema.get("type") == "array":
        return f"[{type_of(schema.get('items', {}))}]"
    if words := schema.get("enum", [schema["const"]] if "const" in schema else []):
        return ", ".join(
            [*map(str, words[:_MANY]), *(["…"] if len(words) > _MANY else [])]
        )
    return str(schema.get("type", "JSON"))


def _comes(response: dict[str, Any]) -> str:
    """What a response is: its media types, with the shape of each that has one."""
    held = (
        (kind, of.get("schema", {})) for kind, of in response.get("content", {}).items()
    )
    return ", ".join(
        f"{kind}: {type_of(schema)}" if {"$ref", "oneOf"} & schema.keys() else kind
        for kind, schema in held
    )


def urls() -> tuple[list[URLPattern], str, str]:
    """The addresses, for `path`; the description and its page beside what it
    describes.
    """
    patterns, app_name, namespace = api.urls
    held = [p for p in patterns if isinstance(p, URLPattern) and p.name != "api-root"]
    held.append(path("openapi.json", openapi_page, name="openapi"))
    for pattern in held:
        pattern.callback = guarded(pattern.callback)
    return [*held, path("docs", docs_page, name="docs")], app_name, namespace
