"""Bringing what the gazetteer holds of a place into the ledger: claims of GeoNames, cited as such.

Law: they are brought for a place that a decision or a person names, never for the whole gazetteer, and are taken
back by judgements when nothing names the place any more. They cite `document/geonames`, whose rights name CC BY.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import Any

from kizuna.claims.claim import Certainty, Claim, Stance
from kizuna.claims.kinds import property_of
from kizuna.errors import NotFound
from kizuna.identity.gazetteer import Place, gazetteer
from kizuna.store.appending import Added
from kizuna.workflows.acting import LINKER

GEONAMES = "document/geonames"
HOLDER = "organisation/geonames"
_RIGHTS = "Creative Commons Attribution 4.0 International (CC BY 4.0)"


def place_claims(ref: str) -> list[Claim]:
    """The claims of the gazetteer on one place, with those that describe GeoNames as their source.

    `ref` is government/geonames-NUMBER. Raises NotFound for what the gazetteer does not have.
    """
    found = gazetteer().by_ids([ref])
    if ref not in found:
        raise NotFound(f"the gazetteer has no place {ref!r}")
    return claims_of(found.values())


def bring_places(refs: Iterable[str], *, acting_user: str) -> Added:
    """Record what the gazetteer holds of places, all or none; what is there already stays as it is.

    Raises NotFound for an id that the gazetteer does not have, and StorageError.
    """
    from kizuna.store.actions import add_claims

    wanted = list(dict.fromkeys(refs))
    found = gazetteer().by_ids(wanted)
    for ref in wanted:
        if ref not in found:
            raise NotFound(f"the gazetteer has no place {ref!r}")
    return add_claims(claims=claims_of(found.values()), acting_user=acting_user)


def claims_of(places: Iterable[Place]) -> list[Claim]:
    """The claims on places of the gazetteer, after those on their source; none where there is no place."""
    now = datetime.now(UTC)
    claims = [_claim(*statement, now) for place in places for statement in _statements(place)]
    return [*(_claim(*statement, now) for statement in _SOURCE), *claims] if claims else []


_SOURCE: tuple[tuple[str, str, Any, str, Certainty], ...] = (
    (HOLDER, "name", {"text": "GeoNames", "language": "en"}, "main page", Certainty.CERTAIN),
    (HOLDER, "type", "other", "main page", Certainty.CERTAIN),
    (GEONAMES, "title", {"text": "GeoNames", "language": "en"}, "main page", Certainty.CERTAIN),
    (
        GEONAMES,
        "published_by",
        {"text": "GeoNames", "language": "en"},
        "main page",
        Certainty.CERTAIN,
    ),
    (GEONAMES, "rights", {"text": _RIGHTS, "language": "en"}, "main page", Certainty.CERTAIN),
    (GEONAMES, "address", "https://www.geonames.org/", "main page", Certainty.CERTAIN),
)
"""What is said once of GeoNames itself: subject, property, value, locator, certainty."""


def _statements(place: Place) -> Iterator[tuple[str, str, Any, str, Certainty]]:
    """What the gazetteer says of a place; of its names the first is certain, the others are spellings of any
    language."""
    number = place.ref.rpartition("-")[2]
    where = f"place {number}"
    yield place.ref, "identifier", f"geonames:{number}", where, Certainty.CERTAIN
    for name in place.names:
        if name == place.names[0]:
            yield place.ref, "name", {"text": name}, where, Certainty.CERTAIN
        elif (
            not name.islower()
        ):  # what has no capital is a sound read off another script by a machine
            yield place.ref, "name", {"text": name}, where, Certainty.LIKELY
    yield place.ref, "country", place.country, where, Certainty.CERTAIN
    if place.latitude is not None and place.longitude is not None:
        point = [round(place.latitude, 6), round(place.longitude, 6)]
        yield place.ref, "point", point, where, Certainty.CERTAIN
    if place.population:
        statistic = f"statistic/population-geonames-{number}"
        people = {"min": place.population, "max": place.population, "unit": "persons"}
        yield statistic, "measure", "population", where, Certainty.CERTAIN
        yield statistic, "scope", place.ref, where, Certainty.CERTAIN
        yield statistic, "value", people | {"approximate": False}, where, Certainty.CERTAIN


def _claim(
    subject: str, name: str, value: Any, locator: str, certainty: Certainty, now: datetime
) -> Claim:
    written = property_of(subject, name).type.canonical(value)
    cited = (GEONAMES, "", None, None, locator, HOLDER)
    return Claim(
        subject, name, written, "", *cited, Stance.ASSERTED, certainty, "imported", LINKER, now
    )
