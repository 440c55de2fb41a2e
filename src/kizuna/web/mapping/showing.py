"""What stands beside and below the map in words: partners of a place, places, ties and countries by page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.http import HttpRequest

from kizuna.analysis.tie_map import Count, ShownTie, TiedPlace
from kizuna.claims.kinds import Tie
from kizuna.publish.wording import Wording
from kizuna.register.dating import Dating
from kizuna.register.places import government_of
from kizuna.register.status import TieOnDay, tie_on_day
from kizuna.web.fields import number
from kizuna.web.mapping.asking import ChosenMap
from kizuna.web.visit import visit
from kizuna.workflows.ask import known_register
from kizuna.workflows.map_ties import countries_of, places_of, shown_of

BESIDE = 100
"""So many partners stand beside the map; the list has them all."""
SHOWN = 50
"""So many rows stand on one page of the list."""


@dataclass(frozen=True, slots=True)
class ListPage:
    """One page of a list: where it stands, from 1, and how many rows the whole list has."""

    page: int
    rows: int

    @property
    def pages(self) -> int:
        """How many pages there are, at least one."""
        return max(1, -(-self.rows // SHOWN))

    @property
    def part(self) -> slice:
        """The rows of the page."""
        return slice((self.page - 1) * SHOWN, self.page * SHOWN)


def page_of(request: HttpRequest, rows: int) -> ListPage:
    """The page that the address asks for. Raises BadQuestion for one that the list does not have."""
    return ListPage(number(request, "page", 1, ListPage(1, rows).pages), rows)


@dataclass(frozen=True, slots=True)
class PlaceRows:
    """A page of places with how many ties each has."""

    page: ListPage
    rows: list[tuple[TiedPlace, Count]]
    wording: Wording


def place_rows(request: HttpRequest, found: ChosenMap) -> PlaceRows:
    """The places of the ties meant, those with the most ties first."""
    here = visit(request)
    listed = places_of(found.map, found.question, here.known_at)
    page = page_of(request, len(listed))
    rows = listed[page.part]
    register = known_register(here.known_at, [place.ref for place, _ in rows])
    return PlaceRows(page, rows, Wording(register, here.messages, found.day))


@dataclass(frozen=True, slots=True)
class MappedTie:
    """A tie on the day, with its parties at the place asked about and those elsewhere (ids); all of them are
    elsewhere where no place is asked about."""

    on_day: TieOnDay
    certain: bool
    here: tuple[str, ...]
    partners: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TieRows:
    """Some of the ties that a map means or that join the `place`, in order of id, and how many there are."""

    page: ListPage
    rows: tuple[MappedTie, ...]
    count: Count
    place: TiedPlace | None
    wording: Wording

    def since(self, line: MappedTie) -> str:
        """When the tie was entered into, in words; "" where nobody says."""
        made = line.on_day.established
        return self.wording.messages.date(made.value.date) if made and made.value.date else ""

    @property
    def more(self) -> int:
        """How many ties the list has beyond those shown."""
        return self.count.possible - len(self.rows)


def tie_rows(request: HttpRequest, found: ChosenMap, beside: int = 0) -> TieRows:
    """The ties meant, or those of the place: a page of them, or so many `beside` the map."""
    here, place = visit(request), found.place
    meant = shown_of(found.map, found.question, here.known_at)
    shown = [one for one in meant if place is None or place.key in one.tie.places]
    page = ListPage(1, len(shown)) if beside else page_of(request, len(shown))
    few = shown[:beside] if beside else shown[page.part]
    refs = [one.tie.ref for one in few] + ([place.ref] if place else [])
    wording = Wording(known_register(here.known_at, refs), here.messages, found.day)
    rows = tuple(_mapped(few, place.ref if place else "", wording))
    count = Count(sum(one.certain for one in shown), len(shown))
    return TieRows(page, rows, count, place, wording)


def _mapped(shown: Iterable[ShownTie], place: str, wording: Wording) -> Iterator[MappedTie]:
    register, day = wording.register, wording.day or 0
    dating = Dating.of(register)
    for one in shown:
        tie = register.get(one.tie.ref, Tie)
        if tie is not None:
            parties = sorted({fact.value for fact in tie.party if fact.counts})
            homes = {ref: government_of(register, ref) for ref in parties}
            here = [ref for ref, home in homes.items() if place == (home.id if home else ref)]
            partners = [ref for ref in parties if ref not in here] or parties
            on_day = tie_on_day(tie, day, dating)
            yield MappedTie(on_day, one.certain, tuple(here), tuple(partners))


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
