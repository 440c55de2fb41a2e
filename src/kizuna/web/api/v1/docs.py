"""The page that describes the API, made of its description alone; it asks nothing of another host."""

from __future__ import annotations

from collections.abc import Iterator
from operator import itemgetter
from typing import Any

from django.http import HttpRequest, HttpResponse

from kizuna.web.api.v1.problems import TITLES
from kizuna.web.api.v1.routes import ROUTERS
from kizuna.web.rendering import render

_MANY = 12
"""Of a longer list of words only the first are shown."""
Piece = tuple[str, str]
"""Some words, and the name of the shape that they lead to, "" for none."""


def docs_page(request: HttpRequest, schema: dict[str, Any]) -> HttpResponse:
    """Every operation of a description with its parameters and answers, every shape with its parts, every
    problem."""
    operations = [
        {
            **held,
            "method": method.upper(),
            "path": path,
            "place": list(ROUTERS).index(held["tags"][0]),
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
        type_of=type_of,
        comes=_comes,
    )


def _parts(held: dict[str, Any]) -> Iterator[tuple[str, bool, dict[str, Any]]]:
    """The parameters of an operation or the parts of a shape: the name, whether it must be there, its schema. Of a
    parameter null stands for its absence."""
    for one in held.get("parameters", ()):
        given = [each for each in one["schema"].get("anyOf", ()) if each.get("type") != "null"]
        schema = given[0] if len(given) == 1 else one["schema"]
        yield one["name"], one["required"], {**schema, "description": one.get("description", "")}
    for name, schema in held.get("properties", {}).items():
        yield name, name in held.get("required", ()), schema


def type_of(schema: dict[str, Any]) -> Iterator[Piece]:
    """What a value is, as types are written ("[Claim] | null"), with the shapes that these lead to."""
    either = schema.get("anyOf") or schema.get("oneOf")
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        yield name, name
    elif either:
        for number, one in enumerate(either):
            yield (" | " if number else ""), ""
            yield from type_of(one)
    elif schema.get("type") == "array":
        yield "[", ""
        yield from type_of(schema.get("items", {}))
        yield "]", ""
    elif "enum" in schema or "const" in schema:
        words = [str(word) for word in schema.get("enum", [schema.get("const")])]
        more = ["…"] if len(words) > _MANY else []
        yield ", ".join([*words[:_MANY], *more]), ""
    else:
        yield str(schema.get("type", "JSON")), ""


def _comes(response: dict[str, Any]) -> Iterator[Piece]:
    """What a response is: its media types, with the shape of each that has one."""
    for number, (kind, held) in enumerate(response.get("content", {}).items()):
        yield (", " if number else "") + kind, ""
        schema = held.get("schema", {})
        if "$ref" in schema or "oneOf" in schema:
            yield ": ", ""
            yield from type_of(schema)
