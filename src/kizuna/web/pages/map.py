"""The map of ties and the place that was chosen on it with its partners; and the same as tables."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse

from kizuna.analysis.tie_map import Count, TiedPlace
from kizuna.languages import Messages
from kizuna.publish.wording import Wording
from kizuna.register.status import TieOnDay
from kizuna.web.fields import number, one_of
from kizuna.web.mapping.asking import ChosenMap, asked, choices
from kizuna.web.rendering import is_part, render
from kizuna.web.visit import visit
from kizuna.workflows import ask
from kizuna.workflows.map_ties import (
    MappedTies,
    Part,
    countries_of,
    mapped_ties,
    overview,
    places_of,
    shown_of,
)

BESIDE = 100
"""So many partners stand beside the map; the list has them all."""
SHOWN = 50
"""So many rows stand on one page of the list."""


@dataclass(frozen=True, slots=True)
class Partners:
    """A place with its ties of the year."""

    place: TiedPlace
    found: MappedTies
    wording: Wording

    def since(self, line: TieOnDay) -> str:
        """When the tie was entered into, in words; "" where nobody says."""
        return _since(self.wording.messages, line)

    @property
    def more(self) -> int:
        """How many ties the list has beyond those shown."""
        return self.found.count.possible - len(self.found.lines)


def partners(request: HttpRequest, found: ChosenMap) -> Partners:
    """The partners of the place that is asked about, which there must be."""
    assert found.place is not None
    here = visit(request)
    ties = mapped_ties(found.map, found.question, Part(0, BESIDE), found.place, here.known_at)
    return Partners(found.place, ties, Wording(ties.register, here.messages, found.day))


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a list: where it stands, from 1, and how many rows the whole list has."""

    page: int
    rows: int

    @property
    def pages(self) -> int:
        """How many pages there are, at least one."""
        return max(1, -(-self.rows // SHOWN))

    @property
    def part(self) -> Part:
        """The rows of the page."""
        return Part((self.page - 1) * SHOWN, SHOWN)


def page_of(request: HttpRequest, rows: int) -> Page:
    """The page that the address asks for. Raises BadQuestion for one that the list does not have."""
    return Page(number(request, "page", 1, Page(1, rows).pages), rows)


@dataclass(frozen=True, slots=True)
class PlaceRows:
    """A page of places with how many ties each has."""

    page: Page
    rows: list[tuple[TiedPlace, Count]]
    wording: Wording


def place_rows(request: HttpRequest, found: ChosenMap) -> PlaceRows:
    """The places of the ties meant, those with the most ties first."""
    here = visit(request)
    listed = places_of(found.map, found.question, here.known_at)
    page = page_of(request, len(listed))
    rows = listed[page.part.first : page.part.first + page.part.number]
    register = ask.known_register(here.known_at, [place.ref for place, _ in rows])
    return PlaceRows(page, rows, Wording(register, here.messages, found.day))


@dataclass(frozen=True, slots=True)
class TieRows:
    """A page of ties in words."""

    page: Page
    rows: tuple[TieOnDay, ...]
    wording: Wording

    def since(self, line: TieOnDay) -> str:
        """When the tie was entered into, in words; "" where nobody says."""
        return _since(self.wording.messages, line)


def tie_rows(request: HttpRequest, found: ChosenMap) -> TieRows:
    """The ties meant, or those of the place, in order of id."""
    here = visit(request)
    shown = shown_of(found.map, found.question, here.known_at)
    place, homes = found.place, found.map.homes
    rows = sum(place is None or place.ref in homes[tie.id] for tie, _ in shown)
    page = page_of(request, rows)
    ties = mapped_ties(found.map, found.question, page.part, place, here.known_at)
    return TieRows(page, ties.lines, Wording(ties.register, here.messages, found.day))


@dataclass(frozen=True, slots=True)
class CountryRows:
    """The countries of the ties meant, by their names, with how many places and ties each has."""

    rows: list[tuple[str, str, int, Count]]


def country_rows(request: HttpRequest, found: ChosenMap) -> CountryRows:
    """Countries, those with the most ties first; the name of an unknown one is ""."""
    here = visit(request)
    messages, listed = here.messages, countries_of(found.map, found.question, here.known_at)
    return CountryRows(
        [(code, messages.country(code) if code else "", n, c) for code, n, c in listed]
    )


def _since(messages: Messages, line: TieOnDay) -> str:
    """When a tie was entered into, in words; "" where nobody says."""
    made = line.established
    return messages.date(made.value.date) if made and made.value.date else ""


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
