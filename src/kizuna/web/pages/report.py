"""The report builder: two sides, a day, a language and a format; first the key figures, then the note."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from kizuna.errors import BadQuestion
from kizuna.languages import folder_of
from kizuna.publish.document import Letterhead
from kizuna.publish.report.brief import Brief
from kizuna.publish.report.compose import FORMATS
from kizuna.publish.report.compose.overview import preview
from kizuna.store.cache import CLAIM_BYTES, cached
from kizuna.store.queries.ledger import last_text
from kizuna.values import day_text
from kizuna.web.answering import answered, bounded, file_response, named
from kizuna.web.fields import given, is_on
from kizuna.web.visit import visit
from kizuna.workflows.report import Rendering, ReportQuestion, brief, render

_SIDES = ("a", "b")


def report_page(request: HttpRequest) -> HttpResponse:
    """The builder, with what the note is on where two sides are named."""
    here, sides = visit(request), named(request, _SIDES)
    return answered(
        request,
        "analysis/report.html.jinja",
        lambda: preview(_brief(_question(request)), here.messages) if sides else None,
        formats=FORMATS,
        note_language=_language(request),
    )


def report_file(request: HttpRequest, ending: str) -> HttpResponse:
    """The note as a file. Raises what the workflow of reports raises."""
    distribution = tuple(line for line in given(request, "to").split(";") if line.strip())
    head = Letterhead(given(request, "number"), given(request, "author"), distribution)
    rendering = Rendering(ending, _language(request), head)
    with bounded():
        keep = is_on(request, "save") or ending == "docx"
        return note_file(_question(request), rendering, keep=keep)


def note_file(question: ReportQuestion, rendering: Rendering, *, keep: bool) -> HttpResponse:
    """A note as a file, made once for all who ask for it. Raises what the workflow of reports raises."""
    found = _brief(question)
    content = cached(
        ("note", question, rendering, last_text()),
        lambda: render(found, rendering, question.known_at),
        lambda made: len(made) // CLAIM_BYTES + 1,
    )
    sides, day = f"{found.a.slug}-{found.b.slug}", day_text(question.day)
    name = f"kizuna-{sides}-{day}-{rendering.language}.{rendering.format}"
    return file_response(content, name, keep=keep)


def _question(request: HttpRequest) -> ReportQuestion:
    here, (a, b) = visit(request), (given(request, side) for side in _SIDES)
    if not (a or b):
        raise BadQuestion("a note is on two sides: name both")
    if not (a and b):
        raise BadQuestion(f"{a or b!r} is one side: name the other one too, or ask for one place")
    return ReportQuestion(a, b, here.day.number, here.known_at)


def _brief(question: ReportQuestion) -> Brief:
    return cached(question, lambda: brief(question), lambda found: len(found.register.claims))


def _language(request: HttpRequest) -> str:
    """The language of the note: the one asked for, else that of the page. Raises BadLanguage."""
    asked = given(request, "in")
    return folder_of(asked) if asked else visit(request).language
