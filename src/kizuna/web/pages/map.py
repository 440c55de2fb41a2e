"""The front page and the map of ties: the map with its form and the place that was
chosen on it, the same as tables, and what a script draws: the columns of places and
ties, and the names of the places.

The files are kept by the browser and asked for again only when the ledger or the day is
another one. The columns are small numbers, which compress to a fraction of GeoJSON.

Law: whoever reads the columns gets back every place, tie, year and concept of the map;
nothing is left out, and what cannot be drawn stands in them too, to be counted.

The columns, as JSON:

    day, first, last  the day asked about (ISO 8601), the first and the last year
    countries         codes (ISO 3166-1), the first one "" (unknown); `places.country`
                      points into them
    kinds             each kind with the wider ones after it, the first [""];
                      `ties.kind` points into them
    statuses          the first one "" (none); `ties.status` points into them
    places.at         latitude and longitude in 1/1000 degrees, by turns, as differences
                      from the place before; only of places that have a point, which
                      come first (`placed` of them), in belts of one degree from west to
                      east
    ties.a, ties.b    the two places of a line by where they stand in the columns: `a`
                      as the difference from the line before, `b` from the line before
                      where `a` is the same, else from `a`
    ties.from         the first year from which it may have stood, less `first`
    ties.sure         by how many years later it certainly stood
    ties.to           how many years before `last` it may have ended
    ties.until        by how many years earlier than that it certainly stood for the
                      last time
    same              pairs of lines of one tie (of one spell, where it was
                      interrupted): a tie of three parties has three lines, and counts
                      once
    fields            by field of exchange, the lines of the ties lived in it, as
                      differences
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from functools import cache
from itertools import combinations, pairwise
from math import floor
from typing import Any, NamedTuple

import orjson
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import condition

from kizuna.analysis.tie_map import MapAnswer, MapQuestion, TiedPlace, TieMap, status_of
from kizuna.claims import vocabulary
from kizuna.errors import BadIdentifier, BadQuestion, NotFound
from kizuna.publish.wording import Wording, capital
from kizuna.register.register import Register
from kizuna.register.ties import TieOnDay
from kizuna.store.cache import CLAIM_BYTES, cached
from kizuna.values import OPEN_END, Edtf, Span, day_text
from kizuna.values.countries import country_code
from kizuna.web.pages.question import by_words
from kizuna.web.rendering import (
    DIGEST,
    given,
    is_on,
    is_part,
    one_of,
    page_of,
    render,
    visit,
)
from kizuna.workflows import ask, recent_changes
from kizuna.workflows.map_ties import (
    BUILT_IN_DAY,
    answer,
    front_page,
    mapped_ties,
    tie_map,
)

_CHANGES, _LATEST = 40, 6
_BESIDE = 100
"""So many partners stand beside the map; the list has them all."""
_SHOWN = 50
"""So many rows stand on one page of the list."""


class ChosenMap(NamedTuple):
    """Which ties of a map are asked for, and the place whose partners are ("place";
    None: no place).
    """

    answer: MapAnswer
    place: TiedPlace | None

    def but(self, **changed: str) -> dict[str, str]:
        """The question as the address has it, with some of it changed; what is not
        asked for, or changed to "", is left out.
        """
        asked, years = self.answer.question, self.answer.map.years
        held = asdict(asked) | {
            "year": "" if asked.year == years.pivot else str(asked.year),
            "certain": "1" if asked.certain else "",
            "place": self.place.ref if self.place else "",
        }
        kept = {name: text for name, text in held.items() if text}
        return {name: text for name, text in {**kept, **changed}.items() if text}


def home(request: HttpRequest) -> HttpResponse:
    """The way in: search, the map, the figures of the register, what changed last, and
    good ways in.
    """
    here = visit(request)
    changes = cached(
        ("latest changes", here.known_at),
        lambda: recent_changes.answer(recent_changes.Question(_CHANGES), here.times),
        lambda found: len(found.changes),
    )
    front = front_page(here.day.number, here.known_at)
    latest = recent_changes.latest(changes, _LATEST)
    return render(
        request,
        "home.html.jinja",
        asked=chosen_map(request) if front.map else None,
        front=front,
        wording=Wording(front.register, here.messages, here.times.asked_day),
        changes=recent_changes.listing(
            latest, Wording(changes.register, here.messages)
        ),
        note_day=here.messages.date(Edtf.parse(BUILT_IN_DAY)),
        note="/report?a={}&b={}&as_of={}".format(*front.note, BUILT_IN_DAY)
        if front.note
        else "",
        documents="/documents",
    )


def map_page(request: HttpRequest, alone: bool = False) -> HttpResponse:
    """The map with its form; with a place, its partners beside it or, for a part of a
    page, these `alone`.
    """
    found, known_at = chosen_map(request), visit(request).known_at
    template = f"map/{'partners' if alone and is_part(request) else 'map'}.html.jinja"
    if found.place is None:
        return _render(request, template, found, None, partners=None)
    near = found.answer.joining(found.place)
    register, ties = mapped_ties(near, slice(_BESIDE), found.place, known_at)
    return _render(request, template, found, register, partners=ties, count=near.count)


def _render(
    request: HttpRequest,
    template: str,
    found: ChosenMap,
    register: Register | None,
    **shown: Any,
) -> HttpResponse:
    """A template with the map, what its form offers (only what its ties have), and the
    words of the register.
    """
    messages, meant, shows = visit(request).messages, found.answer, found.answer.map
    choices = {
        "countries": by_words(
            (code, messages.country(code)) for code in shows.countries
        )
    }
    offered = {
        "tie-types": shows.kinds,
        "fields": shows.fields,
        "statuses": shows.statuses,
    }
    for scheme, held in offered.items():
        choices[scheme] = by_words(
            (one, capital(messages.concept(scheme, one))) for one in held
        )
    day = shows.years.day_of(meant.question.year)
    shown |= {"wording": Wording(register, messages, day) if register else None}
    return render(request, template, choices=choices, asked=found, **shown)


def list_page(request: HttpRequest) -> HttpResponse:
    """One of the tables, by page: the places or the countries of the ties meant, those
    with the most ties first; or the ties, or those of the place, in order of id.
    """
    found, known_at = chosen_map(request), visit(request).known_at
    meant, paging = found.answer, {"page": 1, "pages": 1}
    show = one_of(request, "show", ("places", "ties", "countries"))
    register: Register | None = None
    rows: Sequence[Any] = meant.countries
    if show == "places":
        part, paging = page_of(request, len(meant.places), _SHOWN)
        rows = meant.places[part]
        register = ask.known_register(known_at, [one.ref for one, _ in rows])
    elif show == "ties":
        meant = meant.joining(found.place)
        part, paging = page_of(request, len(meant.shown), _SHOWN)
        register, rows = mapped_ties(meant, part, found.place, known_at)
    return _render(
        request, "map/list.html.jinja", found, register, show=show, rows=rows, **paging
    )


def chosen_map(request: HttpRequest) -> ChosenMap:
    """The question of an address.

    Raises BadQuestion for a year that is not of the map, BadClaim for an unknown
    concept, BadIdentifier for an unknown country, NotFound for a place that has no
    ties.
    """
    here, text = visit(request), given(request, "year")
    found = tie_map(here.day.number, here.known_at)
    years = found.years
    if text and not (text.isascii() and text.isdigit()):
        raise BadQuestion(
            f"{text!r}: ask for a year from {years.first} to {years.last}"
        )
    countries = list(
        filter(None, (given(request, name) for name in ("country", "other")))
    )
    country, other = (*countries, "", "")[:2]  # one alone is that of the one side
    for code in countries:
        if code not in found.countries and country_code(code) != code:
            raise BadIdentifier(
                code, "write a code of two capital letters (ISO 3166-1): JP, CN"
            )
    question = MapQuestion(
        int(text or years.pivot),
        country,
        other,
        certain=is_on(request, "certain"),
        **{name: given(request, name) for name in ("kind", "field", "status")},
    )
    meant = answer(found, question, here.known_at)
    place, ref, key = None, given(request, "place"), given(request, "key")
    if ref or key:  # its id, or the number that the columns give it
        numbered = (each for each in found.places.values() if str(each.key) == key)
        place = found.places.get(ref) or next(numbered, None)
        if place is None:
            raise NotFound(f"{ref or key!r} is no place with ties that the map shows")
    return ChosenMap(meant, place)


def _edition(request: HttpRequest) -> str:
    here = visit(request)
    known_at = here.known_at.isoformat() if here.known_at else ""
    return f'W/"{DIGEST}-{ask.state()}-{here.day.number}-{known_at}-{here.language}"'


@condition(etag_func=_edition)
def ties_json(request: HttpRequest) -> HttpResponse:
    here = visit(request)
    key = (here.day.number, here.known_at)
    return _sent(("map-columns", *key), lambda: tie_columns(tie_map(*key)))


@condition(etag_func=_edition)
def names_json(request: HttpRequest) -> HttpResponse:
    """The keys of the places, as differences, and their names in the language of the
    reader, in that order.
    """
    here = visit(request)

    def names() -> dict[str, Any]:
        found = tie_map(here.day.number, here.known_at)
        wording = Wording(
            ask.known_register(here.known_at), here.messages, here.times.asked_day
        )
        places = places_in_order(found)
        keys = _differences([place.key for place in places])
        return {"keys": keys, "names": [wording.name(place.ref) for place in places]}

    return _sent(("map-names", here.times, here.language), names)


def _sent(key: tuple[Any, ...], make: Callable[[], Any]) -> HttpResponse:
    """The answer, made once for all who ask for it."""
    made = cached(
        key, lambda: orjson.dumps(make()), lambda made: len(made) // CLAIM_BYTES
    )
    headers = {"Cache-Control": "private, no-cache", "Vary": "Accept-Language, Cookie"}
    return HttpResponse(made, content_type="application/json", headers=headers)


class _Line(NamedTuple):
    """Two places of a tie by where they stand in the columns, the smaller first, and
    the days of one of the spells in which it was in force, with the number of that
    spell, from 0 on.
    """

    a: int
    b: int
    ref: str
    number: int
    days: tuple[int, int, int, int]
    tie: TieOnDay


def tie_columns(found: TieMap) -> dict[str, Any]:
    """The columns of a map, ready for JSON."""
    places = places_in_order(found)
    at = {place.ref: i for i, place in enumerate(places)}
    # a tie of which one place is known joins it to itself
    lines = sorted(
        _Line(min(at[a], at[b]), max(at[a], at[b]), tie.id, spell, days, tie)
        for tie in found.ties
        for homes in (found.homes[tie.id],)
        for a, b in combinations(homes * 2 if len(homes) == 1 else homes, 2)
        for spell, days in enumerate(_apart(tie.intervals))
    )
    # a point is kept to some 100 metres
    points = [
        [round(degree * 1000) for degree in place.point]
        for place in places
        if place.point
    ]
    latitudes, longitudes = (
        _differences([point[axis] for point in points]) for axis in (0, 1)
    )
    countries, scheme = ["", *found.countries], vocabulary.scheme("tie-types")
    first: dict[tuple[str, int], int] = {}
    firsts = [
        first.setdefault((line.ref, line.number), i) for i, line in enumerate(lines)
    ]
    return {
        "day": day_text(found.years.day),
        "first": found.years.first,
        "last": found.years.last,
        "countries": countries,
        "kinds": [[""], *(list(scheme.wider(kind)) for kind in found.kinds)],
        "statuses": ["", *found.statuses],
        "placed": len(points),
        "places": {
            "at": [
                degree
                for pair in zip(latitudes, longitudes, strict=True)
                for degree in pair
            ],
            "country": [countries.index(place.country) for place in places],
        },
        "ties": _ties(lines, found),
        "same": [(i, held) for i, held in enumerate(firsts) if held != i],
        "fields": _fields(lines, found.fields),
    }


def _apart(spells: Sequence[Span]) -> list[tuple[int, int, int, int]]:
    """The days of the spells of one tie, which possibly ends at the latest before the
    next possibly begins.
    """
    starts, apart = (*(spell.start_earliest for spell in spells[1:]), OPEN_END + 1), []
    for spell, following in zip(spells, starts, strict=False):
        last = min(spell.end_latest, following - 1)
        if spell.start_earliest <= last:
            until = min(spell.end_earliest, last)
            apart.append((spell.start_earliest, spell.start_latest, until, last))
    return apart


def places_in_order(found: TieMap) -> list[TiedPlace]:
    """The places as they stand in the columns: those that have a point, belt by belt,
    then the others.
    """

    def belt(place: TiedPlace) -> tuple[float, ...]:
        if place.point is None:
            return (1, place.key)
        latitude, longitude = place.point
        return (0, floor(latitude), longitude, latitude, place.key)

    return sorted(found.places.values(), key=belt)


def _ties(lines: Sequence[_Line], found: TieMap) -> dict[str, list[int]]:
    kinds, statuses = ("", *found.kinds), ("", *found.statuses)
    begun, ended = (
        cache(found.years.begun),
        cache(found.years.ended),
    )  # many begin on one day
    spans = [
        (begun(a), begun(b), ended(c), ended(d))
        for a, b, c, d in (x.days for x in lines)
    ]
    pairs = pairwise([(-1, 0), *(line[:2] for line in lines)])
    return {
        "a": _differences([line.a for line in lines]),
        "b": [b - (before[1] if a == before[0] else a) for before, (a, b) in pairs],
        "kind": [kinds.index(line.tie.tie.type.value or "") for line in lines],
        "status": [statuses.index(status_of(line.tie)) for line in lines],
        "from": [first - found.years.first for first, _, _, _ in spans],
        "sure": [sure - first for first, sure, _, _ in spans],
        "to": [found.years.last - last for _, _, _, last in spans],
        "until": [last - until for _, _, until, last in spans],
    }


def _fields(
    lines: Sequence[_Line], fields: Mapping[str, frozenset[str]]
) -> dict[str, list[int]]:
    lines_of: dict[str, list[int]] = {}
    for i, line in enumerate(lines):
        lines_of.setdefault(line.ref, []).append(i)
    return {
        field: _differences(sorted(i for tie in ties for i in lines_of.get(tie, ())))
        for field, ties in sorted(fields.items())
    }


def _differences(numbers: Sequence[int]) -> list[int]:
    return [number - before for before, number in pairwise([0, *numbers])]
