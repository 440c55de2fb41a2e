"""Exports in the browser: thirteen formats with what each is for, of a scope of ties; public claims alone."""

from __future__ import annotations

from typing import Any

from django.http import FileResponse, HttpRequest, HttpResponse

from kizuna.publish.export import FORMATS
from kizuna.publish.wording import Wording
from kizuna.web.answering import answered, bounded, concepts, scope_of_request
from kizuna.web.rendering import render
from kizuna.web.visit import visit
from kizuna.workflows.export import export, subject
from kizuna.workflows.scoping import ScopeQuestion


def export_page(request: HttpRequest) -> HttpResponse:
    """The formats, and how many ties an export of the question holds."""
    return answered(
        request,
        "analysis/export.html.jinja",
        lambda: _held(request),
        formats=list(FORMATS.values()),
        kinds=concepts(visit(request).messages, "tie-types"),
    )


def _held(request: HttpRequest) -> dict[str, Any]:
    """How many ties an export holds, and how many of them are in force."""
    scope = subject(scope_of_request(request)).scope
    count = Wording(scope.register, visit(request).messages).figure(scope.count)
    return {"ties": len(scope.ties), "in_force": count}


def export_file(request: HttpRequest, name: str) -> FileResponse:
    """What the question means, in the format of that name. Raises what exporting raises."""
    with bounded():
        return export_response(name, scope_of_request(request))


def export_response(name: str, scope: ScopeQuestion, base: str = "") -> FileResponse:
    """An export of a scope as a file; `base` is what addresses of linked data begin with. What a program should
    know of it stands in the header X-Kizuna-Notes. Raises what exporting raises."""
    made, media = export(name, scope, base), FORMATS[name].media
    response = FileResponse(made.file, content_type=media, as_attachment=True, filename=made.name)
    if made.notes:
        response["X-Kizuna-Notes"] = "; ".join(made.notes).encode("ascii", "replace").decode()
    return response


def release_page(request: HttpRequest) -> HttpResponse:
    """What a release is, what it holds, and how one is made."""
    return render(request, "analysis/release.html.jinja", formats=list(FORMATS.values()))
