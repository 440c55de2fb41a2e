"""Suggestions while somebody types: the things that the letters may name, and places that may be created."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from kizuna.claims.kinds import KINDS as KINDS_OF_THINGS
from kizuna.errors import NotFound
from kizuna.publish.wording import Wording
from kizuna.values import kind_of
from kizuna.web.access import needs
from kizuna.web.rendering import render
from kizuna.web.visit import visit
from kizuna.workflows.entering.places import offered_places
from kizuna.workflows.search import Found, marked, suggest_names

if TYPE_CHECKING:
    from kizuna.store.search import Hit

_SUGGESTED = 8


@dataclass(frozen=True, slots=True)
class HitView:
    """Something found; `text` is what has the words, of a tie its name, and `pieces` are its pieces with whether
    each holds a word that was asked for.

    `ties` is how many ties a place has, None for what has none of its own; `country` its name, "" for none.
    """

    hit: Hit
    text: str
    pieces: tuple[tuple[str, bool], ...]
    country: str = ""
    ties: int | None = None


def suggest_part(request: HttpRequest) -> HttpResponse:
    """The names that the words typed so far may mean, as a part of a page."""
    words = request.GET.get("q", "").strip()
    here = visit(request)
    found = suggest_names(words, known_at=here.known_at)
    wording = Wording(found.register, here.messages)
    return render(
        request,
        "suggestions.html.jinja",
        words=words,
        hits=_views(words, found, wording),
        is_similar=found.is_similar,
        wording=wording,
    )


@require_GET
def names_part(request: HttpRequest) -> HttpResponse:
    """What the letters typed so far may name, among the kinds in `of`, as the options of a field."""
    kinds = [kind for kind in request.GET.get("of", "").split(",") if kind]
    if unknown := next((kind for kind in kinds if kind not in KINDS_OF_THINGS), ""):
        raise NotFound(f"no kind is called {unknown!r}")
    words, here = request.GET.get("q", ""), visit(request)
    found = suggest_names(words, limit=_SUGGESTED, things=tuple(kinds), known_at=here.known_at)
    wording = Wording(found.register, here.messages)
    return render(
        request,
        "names.html.jinja",
        hits=_views(words, found, wording),
        wording=wording,
    )


@require_GET
@needs("contributor")
def new_places_part(request: HttpRequest) -> HttpResponse:
    """The places that the letters typed so far may want created, as further options of a field; none is created
    before its form is sent."""
    words = request.GET.get("q", "").strip()
    offers = offered_places(words, visit(request).messages) if words else []
    return render(request, "new_places.html.jinja", offers=offers)


def _views(words: str, found: Found, wording: Wording) -> list[HitView]:
    """What was found, as a page shows it."""
    return [_view(words, found, hit, wording) for hit in found.hits]


def _view(words: str, found: Found, hit: Hit, wording: Wording) -> HitView:
    is_tie = hit.kind == "name" and kind_of(hit.ref) == "tie"
    text = wording.name(hit.ref) if is_tie else hit.text
    code = found.country(hit.ref)
    country = wording.messages.country(code) if code else ""
    return HitView(hit, text, tuple(marked(words, text)), country, found.ties.get(hit.ref))
