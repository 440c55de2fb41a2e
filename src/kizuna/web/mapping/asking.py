"""The question of the map, as its address has it, and the choices that its form offers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace

from django.http import HttpRequest

from kizuna.analysis.tie_map import MapAnswer, MapQuestion, TiedPlace, TieMap
from kizuna.claims import vocabulary
from kizuna.errors import BadIdentifier, BadQuestion, NotFound
from kizuna.languages import Messages
from kizuna.publish.wording import capital
from kizuna.values.countries import country_code
from kizuna.web.analysis.answering import Option
from kizuna.web.fields import given, is_on
from kizuna.web.visit import visit
from kizuna.workflows.map_ties import answer, tie_map


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


def asked(request: HttpRequest) -> ChosenMap:
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
        kind=_concept("tie-types", given(request, "kind")),
        field=_concept("fields", given(request, "field")),
        status=_concept("statuses", given(request, "status")),
        certain=is_on(request, "certain"),
    )
    if question.other and not question.country:
        question = replace(question, country=question.other, other="")
    return ChosenMap(answer(found, question, here.known_at), _place(request, found))


def _year(request: HttpRequest, found: TieMap) -> int:
    text, years = given(request, "year"), found.years
    if not text:
        return years.pivot
    if not (text.isascii() and text.isdigit() and years.first <= int(text) <= years.last):
        raise BadQuestion(f"{text!r}: ask for a year from {years.first} to {years.last}")
    return int(text)


def _country(found: TieMap, code: str) -> str:
    """The code of a country that the map shows, or that there is."""
    if code and code not in found.countries and country_code(code) != code:
        raise BadIdentifier(code, "write a code of two capital letters (ISO 3166-1): JP, CN")
    return code


def _concept(scheme: str, concept: str) -> str:
    return vocabulary.scheme(scheme)[concept].id if concept else ""


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
    return {
        "countries": _by_words((code, messages.country(code)) for code in found.countries),
        "kinds": _concepts(messages, "tie-types", found.kinds),
        "fields": _concepts(messages, "fields", found.fields),
        "statuses": _concepts(messages, "statuses", found.statuses),
    }


def _concepts(messages: Messages, scheme: str, concepts: Iterable[str]) -> list[Option]:
    held = ((concept, capital(messages.concept(scheme, concept))) for concept in concepts)
    return _by_words(held)


def _by_words(options: Iterable[Option]) -> list[Option]:
    return sorted(options, key=lambda option: option[1].casefold())
