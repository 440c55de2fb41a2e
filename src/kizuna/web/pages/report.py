"""The report builder: two sides, a day, a language and a format; first the key figures, then the note."""

from __future__ import annotations

import html
import re

from django.http import HttpRequest, HttpResponse

from kizuna.errors import BadQuestion
from kizuna.languages import folder_of
from kizuna.publish.document import Document, Letterhead
from kizuna.publish.report.brief import Brief
from kizuna.publish.report.compose.overview import preview
from kizuna.store.cache import CLAIM_BYTES, cached
from kizuna.store.queries.ledger import last_text
from kizuna.web.analysis.answering import answered, bounded
from kizuna.web.analysis.files import file_response
from kizuna.web.analysis.forms import sides
from kizuna.web.fields import given, is_on
from kizuna.web.visit import visit
from kizuna.workflows.report import Rendering, ReportQuestion, brief, render

FORMATS = ("html", "pdf", "docx", "md", "json")
_POLICY = re.compile(rb'<meta http-equiv="Content-Security-Policy" content="([^"]*)">')
_ALONE = "sandbox allow-scripts allow-popups allow-modals allow-downloads; frame-ancestors 'none'"
"""The note runs its own script as a page of no site: it reads no cookie, and asks this site for nothing."""


def report_page(request: HttpRequest) -> HttpResponse:
    """The builder, with what the note is on where two sides are named."""
    return answered(
        request,
        "analysis/report.html.jinja",
        lambda: _preview(request),
        formats=FORMATS,
        note_language=_language(request),
    )


def report_file(request: HttpRequest, ending: str) -> HttpResponse:
    """The note as a file; the HTML one has a policy of its own, which allows what is in it and nothing else.

    Raises what the workflow of reports raises.
    """
    here, language = visit(request), _language(request)
    with bounded():
        found = _brief(request)
    distribution = tuple(line for line in given(request, "to").split(";") if line.strip())
    head = Letterhead(given(request, "number"), given(request, "author"), distribution)
    rendering = Rendering(ending, language, head)
    content = cached(
        ("note", _question(request), rendering, last_text()),
        lambda: render(found, rendering, here.known_at),
        lambda made: len(made) // CLAIM_BYTES + 1,
    )
    name = f"kizuna-{found.a.slug}-{found.b.slug}-{here.day.text}-{language}.{ending}"
    response = file_response(content, name, keep=is_on(request, "save") or ending == "docx")
    if ending == "html":
        response["Content-Security-Policy"] = policy_of(content)
    return response


def policy_of(note: bytes) -> str:
    """The policy that a note of HTML states for itself, by the digests of what is in it, and that it stands alone.

    Raises BadQuestion for a page that states none.
    """
    found = _POLICY.search(note)
    if found is None:
        raise BadQuestion("the note states no policy for its content")
    return f"{html.unescape(found[1].decode())}; {_ALONE}"


def _preview(request: HttpRequest) -> Document | None:
    return preview(_brief(request), visit(request).messages) if sides(request) else None


def _question(request: HttpRequest) -> ReportQuestion:
    here, asked = visit(request), sides(request)
    if not asked:
        raise BadQuestion("a note is on two sides: name both")
    return ReportQuestion(*asked, here.day.number, here.known_at)


def _brief(request: HttpRequest) -> Brief:
    question = _question(request)
    return cached(question, lambda: brief(question), lambda found: len(found.register.claims))


def _language(request: HttpRequest) -> str:
    """The language of the note: the one asked for, else that of the page. Raises BadLanguage."""
    asked = given(request, "in")
    return folder_of(asked) if asked else visit(request).language
