"""The front page: the figures of the register, and a few good ways in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from kizuna.analysis.tie_map import Count, MapPlace, MapQuestion, TieMap
from kizuna.register.register import Register
from kizuna.workflows import ask
from kizuna.workflows.map_ties import countries_of, overview, places_of

_PLACES = 6
_BUILT_IN = ("area/kansai", "area/china")
BUILT_IN_DAY = "1987-04-01"
"""The day of the note that the built-in register was made from."""


@dataclass(frozen=True, slots=True)
class Front:
    """`claims`, `documents`, `places` and `countries` are how many there are; `ties` those that stand on the day.

    `busiest` are the places with the most ties then; `note` the two areas of the built-in note, () where the
    ledger does not hold them. `register` holds their names.
    """

    claims: int
    documents: int
    places: int
    countries: int
    ties: Count
    busiest: tuple[MapPlace, ...]
    note: tuple[str, ...]
    register: Register


def front_page(found: TieMap, known_at: datetime | None = None) -> Front:
    """The front page of a map's day, by what was known at a time (None: now)."""
    from kizuna.store.queries import recent

    question = MapQuestion(found.years.pivot)
    listed = places_of(found, question, known_at)
    busiest = tuple(place for place, _ in listed[:_PLACES])
    note = _BUILT_IN if len(ask.Ledger(known_at).holding(_BUILT_IN)) == 2 else ()
    refs = [place.ref for place in busiest] + list(note)
    return Front(
        claims=recent.number_of_claims(known_at=known_at),
        documents=recent.number_of_documents(known_at=known_at),
        places=len(listed),
        countries=sum(code != "" for code, _, _ in countries_of(found, question, known_at)),
        ties=overview(found, question, known_at).count,
        busiest=busiest,
        note=note,
        register=ask.known_register(known_at, refs, hops=0) if refs else Register({}, {}, {}),
    )
