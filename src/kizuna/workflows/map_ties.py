"""Mapping ties: the places and ties of the map as of a day, as known at a time, those
behind it; and the front page: the figures of the register, and a few good ways in.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime

from kizuna.analysis.tie_map import MapAnswer, MapQuestion, TiedPlace, TieMap, Years
from kizuna.claims import vocabulary
from kizuna.claims.kinds import LocalGovernment, Tie
from kizuna.errors import BadQuestion
from kizuna.register.places import above, government_of
from kizuna.register.register import Register
from kizuna.register.ties import (
    TieOnDay,
    TieQuery,
    active_fields,
    counting_parties,
    ties,
)
from kizuna.store.cache import cached
from kizuna.store.queries import entities, ledger
from kizuna.workflows import ask

MOST_DRAWN = 200_000
"""How many ties a map shows at most: a browser has to hold them all."""
_PLACES, _EXAMPLES = 6, 2
_BUILT_IN = ("area/kansai", "area/china")
BUILT_IN_DAY = "1987-04-01"
"""The day of the note that the built-in register was made from."""


def tie_map(day: int, known_at: datetime | None = None) -> TieMap:
    """The map of the ties, kept while nothing is added to the ledger.

    Raises BadQuestion for a register of more than MOST_DRAWN ties.
    """
    if (recorded := entities.ties_recorded()) > MOST_DRAWN:
        raise BadQuestion(
            f"the map shows {MOST_DRAWN:,} ties at most, and this register has"
            f" {recorded:,}; ask for the ties of a"
            " place, or between two countries"
        )
    years = Years.around(day, date.today().toordinal())
    return cached(
        ("tie-map", years, known_at),
        lambda: _map_of(ask.known_register(known_at), years),
        lambda found: len(found.ties) + len(found.places),
    )


def answer(
    found: TieMap, question: MapQuestion, known_at: datetime | None = None
) -> MapAnswer:
    """What a question about a map of what was known at a time means; kept while nothing
    is added. Raises what it raises.
    """
    key = ("tie-map-answer", found.years, known_at, question)
    return cached(key, lambda: found.answer(question), lambda made: len(made.shown))


def mapped_ties(
    meant: MapAnswer,
    part: slice,
    place: TiedPlace | None = None,
    known_at: datetime | None = None,
) -> tuple[Register, tuple[TieOnDay, ...]]:
    """A part of the ties that a question means, in order of id, with a register that
    holds what they speak of.

    Where all of them join a place, `on_a` of each are the parties that are at the
    place.
    """
    register = ask.known_register(known_at, [place.ref] if place else [])
    day = meant.map.years.day_of(meant.question.year)
    query = TieQuery(day, ({place.ref},) if place else ())
    return register, tuple(
        ties(register, query, [tie.id for tie, _ in meant.shown[part]])
    )


@dataclass(frozen=True, slots=True)
class Front:
    """The figures of the register: how many `claims` and `documents` there are, and the
    `map` of the day (None: there are too many ties for one) with the places that have
    the most ties, the `busiest`.

    `note` are the two areas of the built-in note, () where the ledger does not hold
    them. `register` holds the names of all these.
    """

    claims: int
    documents: int
    map: MapAnswer | None
    busiest: tuple[TiedPlace, ...]
    note: tuple[str, ...]
    register: Register


def front_page(day: int, known_at: datetime | None = None) -> Front:
    """The front page as of a day, by what was known at a time (None: now); kept while
    nothing is added.

    Raises BadQuestion for a register too large for a map, as it was known earlier.
    """

    def made() -> Front:
        shown, busiest = None, tuple[TiedPlace, ...]()
        if known_at is not None or entities.ties_recorded() <= MOST_DRAWN:
            found = tie_map(day, known_at)
            shown = answer(found, MapQuestion(found.years.pivot), known_at)
            busiest = tuple(place for place, _ in shown.places[:_PLACES])
        claims = ledger.number_of_claims(known_at=known_at)
        documents = ledger.number_of_documents(known_at=known_at)
        note = _BUILT_IN if len(ask.Ledger(known_at).holding(_BUILT_IN)) == 2 else ()
        register = ask.known_register(
            known_at, [*(place.ref for place in busiest), *note]
        )
        return Front(claims, documents, shown, busiest, note, register)

    return cached(
        ("front-page", day, known_at),
        made,
        lambda found: len(found.register.claims) + 1,
    )


def examples(
    day: int, known_at: datetime | None = None
) -> tuple[list[str], list[Tie], Register]:
    """What a reader who has not asked yet may ask about on a day, by what was known at
    a time (None: now).

    That is the places with the most ties, and of each the tie of which most is
    recorded.

    There are none where there are too many ties for a map. They are kept while nothing
    is added.
    """
    if entities.ties_recorded() > MOST_DRAWN:
        return [], [], ask.known_register(known_at)

    def made() -> tuple[list[str], list[Tie], Register]:
        places = [place.ref for place in front_page(day, known_at).busiest[:_EXAMPLES]]
        ties: dict[str, Tie] = {}
        for place in places:
            found = [
                t for t in ask.ties_joining([{place}], known_at)[0] if t.id not in ties
            ]
            if found:
                told = max(found, key=lambda tie: len(tie.claim_ids))
                ties[told.id] = told
        return (
            places,
            list(ties.values()),
            ask.known_register(known_at, [*places, *ties]),
        )

    return cached(("examples", day, known_at), made)


def _map_of(register: Register, years: Years) -> TieMap:
    from kizuna.store.sql import known_terms

    held = tuple(tie for tie in ties(register, TieQuery(years.day)) if tie.intervals)
    homes, fields = dict[str, tuple[str, ...]](), defaultdict[str, set[str]](set)
    for tie in held:
        parties = {
            ref: government_of(register, ref) for ref in counting_parties(tie.tie)
        }
        homes[tie.id] = tuple(
            sorted({home.id if home else ref for ref, home in parties.items()})
        )
        for concept in active_fields(register, tie.id):
            for up in vocabulary.scheme("fields").wider(concept):
                fields[up].add(tie.id)
    refs = sorted({ref for found in homes.values() for ref in found})
    keys, places = known_terms(refs), dict[str, TiedPlace]()
    for ref in refs:
        government = register.get(ref, LocalGovernment)
        point = government.point.value if government else None
        degrees = (point.latitude, point.longitude) if point else None
        # the country of a government, or of the nearest one above it that has one
        around = (ref, *(fact.value for fact in above(register, ref, years.day)))
        homeward = (register.get(at, LocalGovernment) for at in around)
        codes = (
            g.country.value_on(years.day) or g.country.value for g in homeward if g
        )
        places[ref] = TiedPlace(keys[ref], ref, next(filter(None, codes), ""), degrees)
    active = {field: frozenset(ties) for field, ties in fields.items()}
    return TieMap(years, places, held, homes, active)
