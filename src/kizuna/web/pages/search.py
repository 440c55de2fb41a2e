"""Searching: names in any script, facts in words, passages; and suggestions while somebody types."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from kizuna.claims.kinds import KINDS as KINDS_OF_THINGS
from kizuna.errors import NotFound
from kizuna.publish.wording import Wording
from kizuna.web.rendering import render
from kizuna.web.visit import visit
from kizuna.workflows.search import KINDS, Found, marked, search, suggest_names

if TYPE_CHECKING:
    from kizuna.store.search import Hit

_MOST = 60
_LOOKED_AT, _SUGGESTED = 80, 8


@dataclass(frozen=True, slots=True)
class HitView:
    """Something found, its text in pieces with whether each holds a word that was asked for; `also` are other
    names of the same thing that were found."""

    hit: Hit
    pieces: tuple[tuple[str, bool], ...]
    also: tuple[HitView, ...] = ()


def search_page(request: HttpRequest) -> HttpResponse:
    """What holds the words of `q`, of the kinds `in` (all); without words, what one can ask."""
    words = request.GET.get("q", "").strip()
    asked = tuple(kind for kind in KINDS if kind in request.GET.getlist("in"))
    found = search(words, limit=_MOST, kinds=asked or KINDS) if words else None
    return render(
        request,
        "search.html.jinja",
        words=words,
        asked=asked,
        kinds=KINDS,
        groups=_groups(words, found),
        is_cut=found is not None and len(found.hits) >= _MOST,
        wording=Wording(found.register, visit(request).messages) if found else None,
    )


def suggest_part(request: HttpRequest) -> HttpResponse:
    """The names that the words typed so far may mean, as a part of a page."""
    words = request.GET.get("q", "").strip()
    found = suggest_names(words)
    wording = Wording(found.register, visit(request).messages)
    hits = [HitView(hit, tuple(marked(words, hit.text))) for hit in found.hits]
    return render(request, "suggestions.html.jinja", words=words, hits=hits, wording=wording)


@require_GET
def names_part(request: HttpRequest) -> HttpResponse:
    """What the letters typed so far may name, among the kinds in `of`, as the options of a field."""
    kinds = [kind for kind in request.GET.get("of", "").split(",") if kind]
    if unknown := next((kind for kind in kinds if kind not in KINDS_OF_THINGS), ""):
        raise NotFound(f"no kind is called {unknown!r}")
    found = suggest_names(request.GET.get("q", ""), limit=_LOOKED_AT)
    wording = Wording(found.register, visit(request).messages)
    hits = (h for h in found.hits if not kinds or h.ref.partition("/")[0] in kinds)
    named = [(hit.ref, wording.name(hit.ref), hit.text) for hit in islice(hits, _SUGGESTED)]
    return render(request, "names.html.jinja", found=named)


def _groups(words: str, found: Found | None) -> list[tuple[str, list[HitView]]]:
    """The hits of each kind that has any, in the order of KINDS; the names of one thing together."""
    held: dict[str, list[HitView]] = {kind: [] for kind in KINDS}
    for hit in found.hits if found else ():
        held[hit.kind].append(HitView(hit, tuple(marked(words, hit.text))))
    held["name"] = _by_thing(held["name"])
    return [(kind, hits) for kind, hits in held.items() if hits]


def _by_thing(views: list[HitView]) -> list[HitView]:
    """One view a thing, with its other spellings."""
    things: dict[str, dict[str, HitView]] = {}
    for view in views:
        things.setdefault(view.hit.ref, {}).setdefault(view.hit.text, view)
    firsts = ((next(iter(spelt.values())), tuple(spelt.values())) for spelt in things.values())
    return [replace(first, also=spelt[1:]) for first, spelt in firsts]
