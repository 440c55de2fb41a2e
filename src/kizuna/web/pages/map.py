"""The map of ties and the place that was chosen on it with its partners; and the same as tables."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse

from kizuna.web.fields import one_of
from kizuna.web.mapping.asking import ChosenMap, asked, choices
from kizuna.web.mapping.showing import country_rows, partners, place_rows, tie_rows
from kizuna.web.rendering import is_part, render
from kizuna.web.visit import visit
from kizuna.workflows.map_ties import overview


def map_page(request: HttpRequest) -> HttpResponse:
    """The map with its form; with a place, the place's partners beside it."""
    found = asked(request)
    return render(request, "map/map.html.jinja", **shown(request, found))


def place_page(request: HttpRequest) -> HttpResponse:
    """The partners of a place alone, for beside the map; opened as a page, the map with them."""
    found = asked(request)
    template = "map/partners.html.jinja" if is_part(request) else "map/map.html.jinja"
    return render(request, template, **shown(request, found))


def shown(request: HttpRequest, found: ChosenMap) -> dict[str, Any]:
    """What the map's templates see."""
    messages = visit(request).messages
    return {
        "asked": found,
        "choices": choices(found.map, messages),
        "overview": overview(found.map, found.question, visit(request).known_at),
        "partners": partners(request, found) if found.place else None,
    }


_SHOWS: dict[str, Callable[[HttpRequest, ChosenMap], Any]] = {
    "places": place_rows,
    "ties": tie_rows,
    "countries": country_rows,
}


def list_page(request: HttpRequest) -> HttpResponse:
    """One of the tables, by page."""
    found = asked(request)
    show = one_of(request, "show", tuple(_SHOWS))
    return render(
        request,
        "map/list.html.jinja",
        asked=found,
        choices=choices(found.map, visit(request).messages),
        overview=overview(found.map, found.question, visit(request).known_at),
        show=show,
        table=_SHOWS[show](request, found),
    )
