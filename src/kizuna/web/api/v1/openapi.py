"""The description of the API (OpenAPI 3.1): what ninja tells of the routes, and what the door does for all of
them."""

from __future__ import annotations

from typing import Any

from kizuna.web.api.v1.problems import MEDIA_TYPE, TITLES

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

_PROBLEM: dict[str, Any] = {
    "title": "Problem",
    "description": "What is wrong (RFC 9457); `detail` quotes it and says what would be right.",
    "type": "object",
    "properties": {
        "type": {"type": "string", "description": "The address of a description of such problems"},
        "title": {"type": "string"},
        "status": {"type": "integer", "enum": sorted(TITLES)},
        "detail": {"type": "string"},
        "instance": {"type": "string", "description": "The address that was asked"},
        "candidates": {
            "type": "array",
            "description": "What an ambiguous name may mean",
            "items": {
                "type": "object",
                "properties": {"id": {"type": "string"}, "label": {"type": "string"}},
                "required": ["id", "label"],
                "additionalProperties": False,
            },
        },
        "errors": {
            "type": "array",
            "description": "Each parameter or part of the body that is wrong",
            "items": {
                "type": "object",
                "properties": {"where": {"type": "string"}, "detail": {"type": "string"}},
                "required": ["where", "detail"],
                "additionalProperties": False,
            },
        },
        "items": {
            "type": "array",
            "description": "What became of each item that was sent",
            "items": {"$ref": "#/components/schemas/Received"},
        },
    },
    "required": ["type", "title", "status", "detail", "instance"],
    "additionalProperties": False,
}
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


def completed(schema: Any) -> Any:
    """The description with the problems, the headers, the conditional requests and the key of every operation."""
    schemas = schema["components"]["schemas"]
    schemas["Problem"] = _PROBLEM
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
    schema["components"]["schemas"] = dict(sorted(schemas.items()))
    schema["paths"] = dict(sorted(schema["paths"].items()))
    return schema


def _complete(method: str, operation: dict[str, Any]) -> None:
    reads = method == "get"
    for status in (*_ALWAYS, *(() if reads else _OF_BODIES)):
        operation["responses"].setdefault(status, _problem(status))
    if reads:
        operation["parameters"] = [*operation["parameters"], _IF_NONE_MATCH]
        operation["responses"][304] = {"description": "The client holds the answer"}
        operation["responses"][200]["headers"] = _HEADERS
        operation["security"] = [{}, {"key": []}]
    else:
        operation["security"] = [{"key": ["propose"]}]
    held = operation["responses"].items()
    operation["responses"] = {str(status): said for status, said in sorted(held, key=_number)}


def _number(held: tuple[int | str, Any]) -> int:
    return int(held[0])


def problem_response(status: int) -> dict[str, Any]:
    """A problem of a status as a response."""
    return _problem(status)


def _problem(status: int) -> dict[str, Any]:
    made: dict[str, Any] = {
        "description": TITLES[status],
        "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}},
    }
    if status in (429, 503):
        made["headers"] = {
            "Retry-After": {"description": "Seconds to wait", "schema": {"type": "integer"}}
        }
    return made
