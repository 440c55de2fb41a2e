"""Answers as files: the note on two sides, and exports of the public register."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from ninja import Path, Query, Router
from pydantic import Field

from kizuna.publish.export import FORMATS
from kizuna.publish.export.subject import MEDIA_TYPES
from kizuna.publish.report.compose import FORMATS as NOTE_FORMATS
from kizuna.web.api.v1.asked import Clocks, address, clocks
from kizuna.web.api.v1.problems import Refused
from kizuna.web.api.v1.routes.questions import scope_question
from kizuna.web.api.v1.routes.ties import ScopeAsked
from kizuna.web.api.v1.shapes import Address, Asked, Shape
from kizuna.web.pages.export import export_response
from kizuna.web.pages.report import note_file
from kizuna.web.visit import visit
from kizuna.workflows.report import Rendering, ReportQuestion

router = Router()
NOTES = {form: MEDIA_TYPES[form] for form in ("json", "html", "pdf", "docx", "md")}
EXPORTS = {held.name: held.media for held in FORMATS.values()}
NoteFormat = Literal[NOTE_FORMATS]  # type: ignore[valid-type]
ExportName = Literal[tuple(FORMATS)]  # type: ignore[valid-type]


class ReportAsked(Clocks):
    """Between which two sides, and in which form."""

    a: str = Field(
        min_length=1, description="An area, country or local government", examples=["kansai"]
    )
    b: str = Field(min_length=1, description="The other side", examples=["china"])
    format: NoteFormat | None = Field(None, description="The format; else by Accept, else json")


class ExportAsked(ScopeAsked):
    """Which ties are exported."""

    base: str = Field("", description="What addresses of linked data begin with (jsonld, turtle)")


class ExportFormat(Shape):
    """A format of exports."""

    name: str
    purpose: str
    href: Address


class ExportFormats(Asked):
    """The formats of exports."""

    items: list[ExportFormat]


def _noted(kinds: Mapping[str, str]) -> dict[str, Any]:
    """What the description of an address says of the files that it gives, and that there may be no such."""
    content: dict[str, dict[str, Any]] = {kind.partition(";")[0]: {} for kind in kinds.values()}
    if kinds is NOTES:
        note = {"type": "object", "description": "The note as docs/reference/note-json.md has it"}
        content["application/json"] = {"schema": note}
    return {"responses": {200: {"content": content}, 406: {}}}


@router.get("/report", response=Any, openapi_extra=_noted(NOTES), summary="The note on two sides")
def get_report(request: HttpRequest, asked: Query[ReportAsked]) -> HttpResponseBase:
    """The information note in which every number opens its claims, as JSON, HTML, PDF, DOCX or Markdown."""
    here = visit(request)
    form = _note_format(request, asked.format)
    question = ReportQuestion(asked.a, asked.b, here.day.number, here.known_at)
    return note_file(question, Rendering(form, here.language), keep=False)


@router.get("/exports", response=ExportFormats, summary="The formats of exports")
def list_exports(request: HttpRequest, asked: Query[Clocks]) -> Any:
    """Each format with what it is for."""
    items = [ExportFormat.read(f, href=address(f"/exports/{f.name}")) for f in FORMATS.values()]
    return {**clocks(request), "items": items}


@router.get(
    "/exports/{format}", response=Any, openapi_extra=_noted(EXPORTS), summary="Export the register"
)
def get_export(
    request: HttpRequest,
    format: Annotated[ExportName, Path(description="One of the formats")],
    asked: Query[ExportAsked],
) -> HttpResponseBase:
    """The public register, or the part of it that is asked for, as a file."""
    return export_response(format, scope_question(request, asked), asked.base)


def _note_format(request: HttpRequest, asked: str | None) -> str:
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
