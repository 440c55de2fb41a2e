"""Ties on a day, answered from the register's tables.

Law: these tables hold what is known now; a question about what was known earlier goes through a slice
of the ledger and the fold.
"""

from __future__ import annotations

from typing import NamedTuple

from django.db import connection

from kizuna.store.faults import guarded
from kizuna.values import Answer


class TieOnDay(NamedTuple):
    """A tie that may be in force on the day asked about.

    `parties` are entity ids in order; `answer` is CERTAIN or POSSIBLE; the four bounds of the span in force
    are day numbers, both ends inclusive (see `kizuna.values.Span`). `type` is "" when nobody states one.
    """

    tie: str
    type: str
    parties: tuple[str, ...]
    answer: Answer
    start_earliest: int
    start_latest: int
    end_earliest: int
    end_latest: int


_COLUMNS = (
    "SELECT i.text, y.text, t.parties, t.start_earliest, t.start_latest, t.end_earliest, t.end_latest"
)
_OF = (
    f"{_COLUMNS} FROM tie_parties p JOIN ties t ON t.id = p.tie"
    " JOIN terms i ON i.id = t.id JOIN terms y ON y.id = t.type"
    " WHERE p.party = (SELECT id FROM terms WHERE text = %s)"
    " AND t.start_earliest <= %s AND t.end_latest >= %s"
)
_BETWEEN = (
    f"{_COLUMNS} FROM tie_regions r JOIN ties t ON t.id = r.tie"
    " JOIN terms i ON i.id = t.id JOIN terms y ON y.id = t.type"
    " WHERE r.region_a = %s AND r.region_b = %s AND r.start_earliest <= %s AND r.end_latest >= %s"
)
_REGION = (
    "SELECT t.id, (SELECT min(u.region) FROM place_regions u WHERE u.place = t.id AND u.alias)"
    " FROM terms t WHERE t.text = %s"
)


@guarded
def ties_of(place: str, day: int) -> list[TieOnDay]:
    """The ties that have the place as a party and may be in force on the day, in order of id."""
    with connection.cursor() as cursor:
        cursor.execute(_OF, (place, day, day))
        return _on_day(cursor.fetchall(), day)


@guarded
def ties_between(region_a: str, region_b: str, day: int) -> list[TieOnDay]:
    """The ties with a party in each of two regions that may be in force on the day, in order of id.

    A region is a country's code, an area (as its first definition draws it) or a government with
    all that was ever part of it. An unknown region has no ties.
    """
    a, b = _region(region_a), _region(region_b)
    if a is None or b is None:
        return []
    with connection.cursor() as cursor:
        cursor.execute(_BETWEEN, (min(a, b), max(a, b), day, day))
        return _on_day(cursor.fetchall(), day)


def _region(ref: str) -> int | None:
    with connection.cursor() as cursor:
        cursor.execute(_REGION, (ref,))
        row = cursor.fetchone()
    return None if row is None else row[1] or row[0]


def _on_day(rows: list[tuple[str, str, str, int, int, int, int]], day: int) -> list[TieOnDay]:
    certain, possible = Answer.CERTAIN, Answer.POSSIBLE
    rows.sort()
    return [
        TieOnDay(
            tie,
            kind,
            tuple(parties.split()),
            certain if latest <= day <= ends else possible,
            earliest,
            latest,
            ends,
            last,
        )
        for tie, kind, parties, earliest, latest, ends, last in rows
    ]

