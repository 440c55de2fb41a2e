"""The map as tables: places, ties and countries, by the same question, without a script."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse

from kizuna.web.fields import one_of
from kizuna.web.mapping.asking import Asked, asked, choices
from kizuna.web.mapping.showing import country_rows, place_rows, tie_rows
from kizuna.web.rendering import render
from kizuna.web.visit import visit
from kizuna.workflows.map_ties import overview

_SHOWS: dict[str, Callable[[HttpRequest, Asked], Any]] = {
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
