"""Questions in the browser: a page for each file of a question, and its records as files; and what is suggested
while somebody types: the things that the letters may name, and places that may be created."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from kizuna.claims.kinds import KINDS, properties_of
from kizuna.errors import NotFound
from kizuna.publish.document import Document, Section, Table
from kizuna.publish.wording import Wording
from kizuna.values import kind_of
from kizuna.web.access import needs
from kizuna.web.answering import answered, bounded, concepts, file_response
from kizuna.web.fields import given, page_of
from kizuna.web.rendering import render
from kizuna.web.visit import visit
from kizuna.workflows.draw_pictures import content_of
from kizuna.workflows.entering.values import offered_places
from kizuna.workflows.question import (
    Param,
    ask,
    forms,
    missing,
    parameters,
    question_file,
    read_question,
)
from kizuna.workflows.report import content
from kizuna.workflows.search import Found, marked, records, suggest_names

SHOWN = 100
"""So many rows of the longest table stand on one page."""
_SUGGESTED = 8


def question_page(request: HttpRequest, name: str) -> HttpResponse:
    """The question as a page: its form, filled in, and the answer."""
    file = question_file(name)
    return answered(
        request,
        "question.html.jinja",
        lambda: _page(request, name),
        name=name,
        fields=[one for one in parameters(file.Question) if not one.is_paging],
        forms=forms(file),
        options=lambda field: list(_options(request, field)),
    )


def question_file_in(request: HttpRequest, name: str, ending: str) -> HttpResponse:
    """The answer as a file (see `workflows.report.content`). Raises what the question raises, NotFound for a
    form that it has not."""
    file, here = question_file(name), visit(request)
    if ending not in forms(file):
        raise NotFound(f"there is no such page: {request.path!r}")
    question, asked = _question_of(request, name), _answer(request, name)
    if question is None or asked is None:
        raise missing(file.Question)
    written = content(file, question, asked, here.times, ending)
    spoken = "" if ending in ("csv", "json") else f"-{here.language}"
    called = f"kizuna-{name}-{here.day.text}{spoken}.{ending}"
    return file_response(written, called, keep=ending in ("csv", "docx"))


def question_chart(request: HttpRequest, name: str, ending: str) -> HttpResponse:
    """The picture of the answer as a file. Raises what the question raises, NotFound for one without a picture."""
    chart = getattr(question_file(name), "chart", None)
    asked = _answer(request, name) if chart else None
    if chart is None or asked is None:
        raise NotFound(f"there is no such page: {request.path!r}")
    drawn = content_of(chart(asked[0], visit(request).language), f".{ending}")
    return file_response(drawn, f"kizuna-{name}-{visit(request).day.text}.{ending}", keep=False)


def _options(request: HttpRequest, field: Param) -> Iterator[tuple[str, str]]:
    """What a field offers to choose from, and what that is called."""
    messages = visit(request).messages
    if field.scheme:
        yield from concepts(messages, field.scheme)
    if field.kind == "kind":
        yield from ((kind, messages.kind(kind)) for kind in KINDS)
    if field.kind == "property":
        held = {
            n: messages.property(k, n) for k, made in KINDS.items() for n in properties_of(made)
        }
        yield from sorted(held.items(), key=lambda pair: pair[1].casefold())
    for choice in field.choices:
        yield choice, messages.text(f"choice-{choice}")


def _page(request: HttpRequest, name: str) -> dict[str, Any] | None:
    """One page of the answer: its number, how many there are, and whether the answer can be drawn."""
    asked, file = _answer(request, name), question_file(name)
    if asked is None:
        return None
    found, wording = asked
    document = file.document(found, wording)
    blocks = (block for section in document.sections for block in section.blocks)
    rows = max((len(block.rows) for block in blocks if isinstance(block, Table)), default=0)
    page, pages = page_of(request, rows, SHOWN)
    has_chart = hasattr(file, "chart") and getattr(found, "is_drawable", True)
    shown = {"document": _part(document, page), "wording": wording}
    return {**shown, "page": page, "pages": pages, "has_chart": has_chart}


def _part(document: Document, page: int) -> Document:
    """The document with the rows of one page in its tables."""

    def part(section: Section) -> Section:
        blocks = (
            replace(block, rows=block.rows[(page - 1) * SHOWN : page * SHOWN])
            if isinstance(block, Table)
            else block
            for block in section.blocks
        )
        return replace(section, blocks=tuple(blocks))

    return replace(document, sections=tuple(map(part, document.sections)))


def _question_of(request: HttpRequest, name: str) -> Any:
    """The question of the address; None where it is not complete."""
    return read_question(question_file(name).Question, lambda field: given(request, field))


def _answer(request: HttpRequest, name: str) -> tuple[Any, Wording] | None:
    """The answer with its wording; None where the question is not complete."""
    file, here, question = question_file(name), visit(request), _question_of(request, name)
    if question is None:
        return None
    with bounded():
        return ask(file, question, here.times, here.messages)


def suggest_part(request: HttpRequest) -> HttpResponse:
    """The names that the words typed so far may mean, as a part of a page."""
    words = request.GET.get("q", "").strip()
    found = suggest_names(words, known_at=visit(request).known_at)
    return render(request, "suggestions.html.jinja", words=words, **_hits(request, found))


@require_GET
def names_part(request: HttpRequest) -> HttpResponse:
    """What the letters typed so far may name, among the kinds in `of`, as the options of a field."""
    kinds = [kind for kind in request.GET.get("of", "").split(",") if kind]
    if unknown := next((kind for kind in kinds if kind not in KINDS), ""):
        raise NotFound(f"no kind is called {unknown!r}")
    words, known_at = request.GET.get("q", ""), visit(request).known_at
    found = suggest_names(words, limit=_SUGGESTED, things=tuple(kinds), known_at=known_at)
    return render(request, "names.html.jinja", **_hits(request, found))


def _hits(request: HttpRequest, found: Found) -> dict[str, Any]:
    """What was found: the names by which the things go, and the records with each text in its pieces."""
    wording = Wording(found.register, visit(request).messages)
    hits = [
        {**row, "pieces": marked(found.words, text), "text": text}
        for row in records(found, wording).rows
        for text in [wording.name(row["ref"]) if kind_of(row["ref"]) == "tie" else row["text"]]
    ]
    return {"hits": hits, "is_similar": found.is_similar, "wording": wording}


@require_GET
@needs("contributor")
def new_places_part(request: HttpRequest) -> HttpResponse:
    """The places that the letters typed so far may want created, as further options of a field; none is created
    before its form is sent."""
    words = request.GET.get("q", "").strip()
    offers = offered_places(words, visit(request).messages) if words else []
    return render(request, "new_places.html.jinja", offers=offers)
