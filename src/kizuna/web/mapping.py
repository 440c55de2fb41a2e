"""The map of ties in the browser: its question as its address has it, the choices that its form offers, and what a
script draws: the columns of places and ties, and the names of the places.

The files are kept by the browser and asked for again only when the ledger or the day is another one.
"""

from __future__ import annotations

import gzip
import re
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, replace
from typing import Any

import orjson
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import condition

from kizuna.analysis.tie_map import MapAnswer, MapQuestion, TiedPlace, TieMap
from kizuna.errors import BadIdentifier, BadQuestion, NotFound
from kizuna.languages import Messages
from kizuna.publish.tie_columns import keys_in_order, places_in_order, tie_columns
from kizuna.publish.wording import Wording, capital
from kizuna.store.cache import CLAIM_BYTES, cached
from kizuna.values.countries import country_code
from kizuna.web.answering import Option
from kizuna.web.fields import given, is_on
from kizuna.web.rendering import digest
from kizuna.web.visit import visit
from kizuna.workflows import ask
from kizuna.workflows.map_ties import answer, tie_map

_LEVEL = 6
_JSON = "application/json"


@dataclass(frozen=True, slots=True)
class ChosenMap:
    """A map, which of its ties are asked for, and the place whose partners are ("place"; None: no place)."""

    answer: MapAnswer
    place: TiedPlace | None

    @property
    def map(self) -> TieMap:
        """The map."""
        return self.answer.map

    @property
    def question(self) -> MapQuestion:
        """Which of its ties are asked for."""
        return self.answer.question

    @property
    def query(self) -> dict[str, str]:
        """The question as the address has it; what is not asked for is left out."""
        asked, years = self.question, self.map.years
        held = asdict(asked) | {
            "year": "" if asked.year == years.pivot else str(asked.year),
            "certain": "1" if asked.certain else "",
            "place": self.place.ref if self.place else "",
        }
        return {name: text for name, text in held.items() if text}

    def but(self, **changed: str) -> dict[str, str]:
        """The same question with some of it changed; "" leaves a part out."""
        return {name: text for name, text in {**self.query, **changed}.items() if text}

    @property
    def day(self) -> int:
        """The day that the year asked about stands for."""
        return self.map.years.day_of(self.question.year)


def chosen_map(request: HttpRequest) -> ChosenMap:
    """The question of an address.

    Raises BadQuestion for a year that is not of the map, BadClaim for an unknown concept, BadIdentifier for an
    unknown country, NotFound for a place that has no ties.
    """
    here = visit(request)
    found = tie_map(here.day.number, here.known_at)
    question = MapQuestion(
        year=_year(request, found),
        country=_country(found, given(request, "country")),
        other=_country(found, given(request, "other")),
        kind=given(request, "kind"),
        field=given(request, "field"),
        status=given(request, "status"),
        certain=is_on(request, "certain"),
    )
    if question.other and not question.country:
        question = replace(question, country=question.other, other="")
    return ChosenMap(answer(found, question, here.known_at), _place(request, found))


def _year(request: HttpRequest, found: TieMap) -> int:
    text, years = given(request, "year"), found.years
    if text and not (text.isascii() and text.isdigit()):
        raise BadQuestion(f"{text!r}: ask for a year from {years.first} to {years.last}")
    return int(text or years.pivot)


def _country(found: TieMap, code: str) -> str:
    """The code of a country that the map shows, or that there is."""
    if code and code not in found.countries and country_code(code) != code:
        raise BadIdentifier(code, "write a code of two capital letters (ISO 3166-1): JP, CN")
    return code


def _place(request: HttpRequest, found: TieMap) -> TiedPlace | None:
    """The place named by its id, or by the number that the map's columns give it."""
    ref, key = given(request, "place"), given(request, "key")
    if not (ref or key):
        return None
    place = found.places.get(ref)
    if key.isascii() and key.isdigit():
        place = next((p for p in found.places.values() if p.key == int(key)), place)
    if place is None:
        raise NotFound(f"{ref or key!r} is no place with ties that the map shows")
    return place


def choices(found: TieMap, messages: Messages) -> dict[str, list[Option]]:
    """What the form of a map offers in the reader's language: only what its ties have, each list by its words."""

    def by_words(options: Iterable[Option]) -> list[Option]:
        return sorted(options, key=lambda option: option[1].casefold())

    def concepts(scheme: str, held: Iterable[str]) -> list[Option]:
        return by_words((one, capital(messages.concept(scheme, one))) for one in held)

    return {
        "countries": by_words((code, messages.country(code)) for code in found.countries),
        "kinds": concepts("tie-types", found.kinds),
        "fields": concepts("fields", found.fields),
        "statuses": concepts("statuses", found.statuses),
    }


def _ties_edition(request: HttpRequest) -> str:
    here = visit(request)
    known_at = here.known_at.isoformat() if here.known_at else ""
    return f'"{digest()}-{ask.state()}-{here.day.number}-{known_at}"'


@condition(etag_func=_ties_edition)
def ties_json(request: HttpRequest) -> HttpResponse:
    """The columns of the map (`kizuna.publish.tie_columns`)."""
    here = visit(request)
    key = (here.day.number, here.known_at)
    return _sent(request, ("map-columns", *key), lambda: tie_columns(tie_map(*key)))


@condition(lambda request: f'{_ties_edition(request)[:-1]}-{visit(request).language}"')
def names_json(request: HttpRequest) -> HttpResponse:
    """The keys of the places, as differences, and their names in the language of the reader, in that order."""
    here = visit(request)
    key = (here.day.number, here.known_at, here.asked_day, here.language)

    def names() -> dict[str, Any]:
        found = tie_map(here.day.number, here.known_at)
        wording = Wording(ask.known_register(here.known_at), here.messages, here.asked_day)
        named = [wording.name(place.ref) for place in places_in_order(found)]
        return {"keys": keys_in_order(found), "names": named}

    return _sent(request, ("map-names", *key), names)


def _sent(request: HttpRequest, key: tuple[Any, ...], make: Callable[[], Any]) -> HttpResponse:
    """The answer, compressed once for all who ask for it."""
    packed = cached(
        key,
        lambda: gzip.compress(orjson.dumps(make()), _LEVEL, mtime=0),
        lambda made: len(made) // CLAIM_BYTES,
    )
    if re.search(
        r"\bgzip\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))", request.headers.get("Accept-Encoding", "")
    ):
        response = HttpResponse(packed, content_type=_JSON)
        response.headers["Content-Encoding"] = "gzip"
    else:
        response = HttpResponse(gzip.decompress(packed), content_type=_JSON)
    response.headers["Cache-Control"] = "private, no-cache"
    response.headers["Vary"] = "Accept-Encoding, Accept-Language, Cookie"
    return response
