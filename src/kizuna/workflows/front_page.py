"""The front page: the figures of the register, and a few good ways in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from kizuna.analysis.tie_map import Count, MapQuestion, TiedPlace
from kizuna.claims.kinds import Tie
from kizuna.register.register import Register
from kizuna.store.cache import cached
from kizuna.store.queries import ledger
from kizuna.store.queries.entities import ties_recorded
from kizuna.workflows import ask, map_ties
from kizuna.workflows.map_ties import MOST_DRAWN, tie_map

_PLACES = 6
_EXAMPLES = 2
_BUILT_IN = ("area/kansai", "area/china")
BUILT_IN_DAY = "1987-04-01"
"""The day of the note that the built-in register was made from."""


@dataclass(frozen=True, slots=True)
class Front:
    """`claims`, `documents`, `places` and `countries` are how many there are; `ties` those that stand on the day.

    `places` and `countries` (with ties) and `ties` are None, and `busiest`, the places with the most ties, is
    empty where there are too many ties for a map. `note` are the two areas of the built-in note, () where the
    ledger does not hold them. `register` holds the names of all these.
    """

    claims: int
    documents: int
    places: int | None
    countries: int | None
    ties: Count | None
    busiest: tuple[TiedPlace, ...]
    note: tuple[str, ...]
    register: Register


def front_page(day: int, known_at: datetime | None = None) -> Front:
    """The front page as of a day, by what was known at a time (None: now); kept while nothing is added.

    Raises BadQuestion for a register too large for a map, as it was known earlier.
    """
    return cached(
        ("front-page", day, known_at),
        lambda: _read(day, known_at),
        lambda found: len(found.register.claims) + 1,
    )


def examples(day: int, known_at: datetime | None = None) -> tuple[list[str], list[Tie], Register]:
    """What a reader who has not asked yet may ask about on a day, by what was known at a time (None: now).

    That is the places with the most ties, and of each the tie of which most is recorded.

    There are none where there are too many ties for a map. They are kept while nothing is added.
    """
    if ties_recorded() > MOST_DRAWN:
        return [], [], ask.known_register(known_at)

    def made() -> tuple[list[str], list[Tie], Register]:
        places = [place.ref for place in front_page(day, known_at).busiest[:_EXAMPLES]]
        ties: dict[str, Tie] = {}
        for place in places:
            found = [t for t in ask.ties_joining([{place}], known_at)[0] if t.id not in ties]
            if found:
                told = max(found, key=lambda tie: len(tie.claim_ids))
                ties[told.id] = told
        register = ask.known_register(known_at, [*places, *ties])
        return places, list(ties.values()), register

    return cached(("examples", day, known_at), made)


def _read(day: int, known_at: datetime | None) -> Front:
    note = _BUILT_IN if len(ask.Ledger(known_at).holding(_BUILT_IN)) == 2 else ()
    places, countries, ties, busiest = None, None, None, tuple[TiedPlace, ...]()
    if known_at is not None or ties_recorded() <= MOST_DRAWN:
        found = tie_map(day, known_at)
        answer = map_ties.answer(found, MapQuestion(found.years.pivot), known_at)
        places, ties = len(answer.places), answer.count
        busiest = tuple(place for place, _ in answer.places[:_PLACES])
        countries = sum(code != "" for code, _, _ in answer.countries)
    refs = [place.ref for place in busiest] + list(note)
    return Front(
        claims=ledger.number_of_claims(known_at=known_at),
        documents=ledger.number_of_documents(known_at=known_at),
        places=places,
        countries=countries,
        ties=ties,
        busiest=busiest,
        note=note,
        register=ask.known_register(known_at, refs),
    )
