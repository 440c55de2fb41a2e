"""Suggestions while somebody types: the things that the letters may name, and places that may be created."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from kizuna.claims.kinds import KINDS
from kizuna.errors import NotFound
from kizuna.publish.wording import Wording
from kizuna.values import kind_of
from kizuna.web.access import needs
from kizuna.web.rendering import render
from kizuna.web.visit import visit
from kizuna.workflows.entering.values import offered_places
from kizuna.workflows.search import Found, marked, records, suggest_names

_SUGGESTED = 8


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
