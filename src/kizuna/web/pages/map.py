"""The map of ties and the place that was chosen on it with its partners; and the same as tables."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse

from kizuna.publish.wording import Wording
from kizuna.register.register import Register
from kizuna.web.fields import one_of, page_of
from kizuna.web.mapping import ChosenMap, choices, chosen_map
from kizuna.web.rendering import is_part, render
from kizuna.web.visit import visit
from kizuna.workflows import ask
from kizuna.workflows.map_ties import mapped_ties

BESIDE = 100
"""So many partners stand beside the map; the list has them all."""
SHOWN = 50
"""So many rows stand on one page of the list."""


def map_page(request: HttpRequest) -> HttpResponse:
    """The map with its form; with a place, the place's partners beside it."""
    return _with_partners(request, "map/map.html.jinja")


def place_page(request: HttpRequest) -> HttpResponse:
    """The partners of a place alone, for beside the map; opened as a page, the map with them."""
    name = "partners" if is_part(request) else "map"
    return _with_partners(request, f"map/{name}.html.jinja")


def _with_partners(request: HttpRequest, template: str) -> HttpResponse:
    found, known_at = chosen_map(request), visit(request).known_at
    if found.place is None:
        return _render(request, template, found, None, partners=None)
    ties = mapped_ties(found.answer, slice(BESIDE), found.place, known_at)
    return _render(request, template, found, ties.register, partners=ties)


def _render(
    request: HttpRequest, template: str, found: ChosenMap, register: Register | None, **shown: Any
) -> HttpResponse:
    messages = visit(request).messages
    shown |= {"wording": Wording(register, messages, found.day) if register else None}
    shown |= {"choices": choices(found.map, messages), "asked": found, "overview": found.answer}
    return render(request, template, **shown)


def list_page(request: HttpRequest) -> HttpResponse:
    """One of the tables, by page: the places or the countries of the ties meant, those with the most ties first;
    or the ties, or those of the place, in order of id."""
    found, known_at = chosen_map(request), visit(request).known_at
    answer, place = found.answer, found.place
    show = one_of(request, "show", ("places", "ties", "countries"))
    register: Register | None = None
    rows: Sequence[Any] = answer.countries if show == "countries" else answer.places
    page, pages = 1, 1
    if show == "places":
        page, pages = page_of(request, len(rows), SHOWN)
        rows = rows[(page - 1) * SHOWN : page * SHOWN]
        register = ask.known_register(known_at, [one.ref for one, _ in rows])
    elif show == "ties":
        homes = found.map.homes
        count = sum(place is None or place.ref in homes[tie.id] for tie, _ in answer.shown)
        page, pages = page_of(request, count, SHOWN)
        part = slice((page - 1) * SHOWN, page * SHOWN)
        ties = mapped_ties(answer, part, place, known_at)
        register, rows = ties.register, ties.lines
    table = {"show": show, "rows": rows, "page": page, "pages": pages}
    return _render(request, "map/list.html.jinja", found, register, **table)
