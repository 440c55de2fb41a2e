"""The two tables that most questions need: how each tie stands on the day, and who its parties were."""

from __future__ import annotations

from collections.abc import Iterator

from kizuna.analysis.scope import Party
from kizuna.publish.export.columns import Cell, Column
from kizuna.publish.export.subject import Subject
from kizuna.register.status import TieOnDay
from kizuna.values import OPEN_END, OPEN_START, day_text

Row = tuple[Cell | tuple[Cell, ...], ...]

STANDING: tuple[Column, ...] = (
    Column("id", "id", "the tie", needed=True),
    Column("label", "label", "its parties in words", needed=True),
    Column("type", "type of tie", "the preferred one", scheme="tie-types"),
    Column("parties", "parties", "ids of those that a source confirms", many=True, needed=True),
    Column("countries", "countries", "of the parties, sorted; empty: unknown", many=True),
    Column("in_force", "in force", "on the day: certain, possible or no", needed=True),
    Column("date", "date", "of the first binding stage (EDTF); empty: undated"),
    Column("date_basis", "basis of the date", "what the date is of", scheme="date-bases"),
    Column("begins_earliest", "begins, earliest", "first day on which it may have begun"),
    Column("begins_latest", "begins, latest", "day by which it had begun"),
    Column("ends_earliest", "ends, earliest", "first day that may have been its last; empty: none"),
    Column("ends_latest", "ends, latest", "last day that may have been its last; empty: no end"),
    Column("stage", "stage", "the furthest that it may have reached", scheme="stages"),
    Column("status", "status", "on the day", scheme="statuses"),
    Column("claims", "claims", "ids of the claims that all this rests on", many=True, needed=True),
)
PARTIES: tuple[Column, ...] = (
    Column("id", "id", "the party", needed=True),
    Column("label", "label", "its English name on the day", needed=True),
    Column("government", "government", "id of the local government that it is or belongs to"),
    Column("country", "country", "ISO 3166-1 alpha-2 code"),
    Column("level", "level of government", "on the day", scheme="levels"),
    Column("tier", "tier", "municipality or prefecture"),
    Column("latitude", "latitude", "WGS 84", "number", unit="degrees north"),
    Column("longitude", "longitude", "WGS 84", "number", unit="degrees east"),
    Column("population.min", "population, least", "the latest that a source gives", "number"),
    Column("population.max", "population, most", "the latest that a source gives", "number"),
    Column("population.claims", "claims of the population", "ids", many=True),
)


def standing_rows(subject: Subject) -> Iterator[Row]:
    """A row of STANDING for each tie of the scope, in its order."""
    for scoped in subject.scope.ties:
        yield _standing(subject, scoped)


def party_rows(subject: Subject) -> Iterator[Row]:
    """A row of PARTIES for each party of the ties, in order of id."""
    for party in subject.scope.parties.values():
        yield _party(subject, party)


def _standing(subject: Subject, scoped: TieOnDay) -> Row:
    standing, span = scoped, scoped.span
    made = standing.established.value if standing.established else None
    bounds = (
        (span.start_earliest, span.start_latest, span.end_earliest, span.end_latest) if span else ()
    )
    return (
        scoped.tie.id,
        subject.label(scoped.tie.id),
        scoped.tie.type.value,
        scoped.parties,
        tuple(sorted(subject.scope.parties[party].country for party in scoped.parties)),
        standing.answer.name.lower(),
        str(made.date) if made and made.date else None,
        made.basis if made else None,
        *(_day(day) for day in bounds or (OPEN_START,) * 4),
        standing.stage.value.stage if standing.stage else None,
        standing.status.value.status if standing.status else None,
        scoped.listed,
    )


def _day(day: int) -> str | None:
    return None if day in (OPEN_START, OPEN_END) else day_text(day)


def _party(subject: Subject, party: Party) -> Row:
    population = party.population
    return (
        party.ref,
        subject.label(party.ref),
        party.government or None,
        party.country or None,
        party.level or None,
        party.tier or None,
        party.point.latitude if party.point else None,
        party.point.longitude if party.point else None,
        population.quantity.min if population else None,
        population.quantity.max if population else None,
        population.claims if population else (),
    )
