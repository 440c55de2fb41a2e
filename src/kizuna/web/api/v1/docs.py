"""The page that describes the API, made of its description alone; it asks nothing of another host."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse

from kizuna.web.api.v1.problems import TITLES
from kizuna.web.rendering import render

_MANY = 12
"""Of a longer list of words only the first are shown."""
Piece = tuple[str, str]
"""Some words, and the name of the shape that they lead to, "" for none."""


@dataclass(frozen=True, slots=True)
class Row:
    """A parameter or a part of a shape: what it is called, what it is, whether it must be there, and what for."""

    name: str
    kind: tuple[Piece, ...]
    required: bool
    about: str


@dataclass(frozen=True, slots=True)
class Operation:
    """An operation as the page shows it; `answers` are (status, description, what comes)."""

    id: str
    method: str
    path: str
    summary: str
    about: tuple[str, ...]
    parameters: tuple[Row, ...]
    body: tuple[Piece, ...]
    answers: tuple[tuple[str, str, tuple[Piece, ...]], ...]


def docs_page(request: HttpRequest, schema: dict[str, Any]) -> HttpResponse:
    """Every operation of a description with its parameters and answers, every shape with its parts, every
    problem."""
    shapes = {
        name: (_paragraphs(held.get("description", "")), tuple(_parts(held)))
        for name, held in schema["components"]["schemas"].items()
    }
    return render(
        request,
        "api/docs.html.jinja",
        about=_paragraphs(schema["info"]["description"]),
        groups=operations(schema),
        shapes=shapes,
        problems=TITLES,
    )


def operations(schema: dict[str, Any]) -> dict[str, list[Operation]]:
    """The operations of a description by their tags, in the order of the routes."""
    from kizuna.web.api.v1.routes import ROUTERS

    found: dict[str, list[Operation]] = defaultdict(list)
    for path, methods in schema["paths"].items():
        for method, held in methods.items():
            found[held["tags"][0]].append(_operation(method, path, held))
    return {tag: found[tag] for tag in sorted(found, key=list(ROUTERS).index)}


def _operation(method: str, path: str, held: dict[str, Any]) -> Operation:
    body = held.get("requestBody", {}).get("content", {}).get("application/json", {})
    return Operation(
        id=held["operationId"],
        method=method.upper(),
        path=path,
        summary=held["summary"],
        about=_paragraphs(held.get("description", "")),
        parameters=tuple(_parameter(one) for one in held["parameters"]),
        body=tuple(pieces(body.get("schema", {}))) if body else (),
        answers=tuple(
            (status, said["description"], tuple(_comes(said.get("content", {}))))
            for status, said in held["responses"].items()
            if said.get("content", {}).keys() != {"application/problem+json"}
        ),
    )


def _parameter(held: dict[str, Any]) -> Row:
    kind = tuple(pieces(_given(held["schema"])))
    return Row(held["name"], kind, held["required"], _line(held))


def _given(schema: dict[str, Any]) -> dict[str, Any]:
    """What a parameter is when it is given: null stands for its being left out."""
    said = [one for one in schema.get("anyOf", ()) if one.get("type") != "null"]
    return said[0] if len(said) == 1 else schema


def _comes(content: dict[str, Any]) -> Iterator[Piece]:
    for number, (kind, held) in enumerate(content.items()):
        yield (", " if number else "") + kind, ""
        schema = held.get("schema", {})
        if schema.get("format") != "binary" and ("$ref" in schema or "oneOf" in schema):
            yield ": ", ""
            yield from pieces(schema)


def _parts(schema: dict[str, Any]) -> Iterator[Row]:
    required = schema.get("required", [])
    for name, held in schema.get("properties", {}).items():
        kind = tuple(pieces(held))
        yield Row(name, kind, name in required, _line(held))


def _line(held: dict[str, Any]) -> str:
    """A description in one line, "" when there is none."""
    return " ".join(held.get("description", "").split())


def _paragraphs(text: str) -> tuple[str, ...]:
    return tuple(" ".join(part.split()) for part in text.split("\n\n") if part.strip())


def pieces(schema: dict[str, Any]) -> Iterator[Piece]:
    """What a value is, as types are written ("[Claim] | null"), with the shapes that these lead to."""
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        yield name, name
    elif "anyOf" in schema or "oneOf" in schema:
        yield from _either(schema.get("anyOf") or schema["oneOf"])
    elif schema.get("type") == "array":
        yield "[", ""
        yield from pieces(schema.get("items", {}))
        yield "]", ""
    elif "enum" in schema or "const" in schema:
        words = [str(word) for word in schema.get("enum", [schema.get("const")])]
        more = ["…"] if len(words) > _MANY else []
        yield ", ".join([*words[:_MANY], *more]), ""
    else:
        yield str(schema.get("type", "JSON")), ""


def _either(schemas: list[dict[str, Any]]) -> Iterator[Piece]:
    for number, one in enumerate(schemas):
        if number:
            yield " | ", ""
        yield from pieces(one)
