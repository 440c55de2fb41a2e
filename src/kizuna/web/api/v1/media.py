"""Media types: of notes and exports, and which of them a client asks for (Accept, RFC 9110)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest

from kizuna.publish.export import FORMATS
from kizuna.web.api.v1.problems import Refused

JSON = "application/json; charset=utf-8"
NOTES: Mapping[str, str] = {
    "json": "application/json",
    "html": "text/html; charset=utf-8",
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "md": "text/markdown; charset=utf-8",
}
EXPORTS = {held.name: held.media for held in FORMATS.values()}


def note_format(request: HttpRequest, asked: str | None) -> str:
    """The format that the address names, else the first that Accept likes best, else JSON.

    Raises Refused (406) where Accept takes none of them.
    """
    if asked:
        return asked
    if not request.headers.get("Accept"):
        return "json"
    bare = {kind.partition(";")[0]: form for form, kind in NOTES.items()}
    liked = request.get_preferred_type(list(bare))
    if liked is None:
        raise Refused(406, f"{request.headers['Accept']!r}: there are {', '.join(bare)}")
    return bare[liked]


def noted(kinds: Mapping[str, str]) -> dict[str, Any]:
    """What the description of an address says of the files that it gives."""
    from kizuna.web.api.v1.openapi import problem_response

    content: dict[str, dict[str, Any]] = {kind.partition(";")[0]: {} for kind in kinds.values()}
    if kinds is NOTES:
        note = {"type": "object", "description": "The note as docs/reference/note-json.md has it"}
        content["application/json"] = {"schema": note}
    return {"responses": {200: {"content": content}, 406: problem_response(406)}}
