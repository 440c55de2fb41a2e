"""Ties on a day, answered from the register's tables.

Law: these tables hold what is known now; a question about what was known earlier goes through the fold.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from django.db import connection

from kizuna.store.faults import guarded
from kizuna.store.redaction import visible
from kizuna.store.sql import among, fetch
from kizuna.values import Answer


class TieOnDay(NamedTuple):
    """A tie that may be in force on the day asked about.

    `parties` are entity ids in order; `answer` is CERTAIN or POSSIBLE; the four bounds of the span in force
    are day numbers, both ends inclusive (see `kizuna.values.Span`). `type` is "" when nobody states one.
    Where the tie is not `unbroken`, it may have been interrupted: the answer is that of the span, and the core
    knows better.
    """

    tie: str
    type: str
    parties: tuple[str, ...]
    answer: Answer
    start_earliest: int
    start_latest: int
    end_earliest: int
    end_latest: int
    unbroken: bool


_COLUMNS = (
    "SELECT i.text, y.text, t.parties, t.start_earliest, t.start_latest, t.end_earliest, t.end_latest,"
    " t.unbroken"
)
_JOINED = "JOIN terms i ON i.id = t.id JOIN terms y ON y.id = t.type"
_BETWEEN = (
    "t.id IN (SELECT p.tie FROM (SELECT place FROM place_regions WHERE region = %s UNION SELECT %s) a"
    " JOIN tie_parties p ON p.party = a.place"
    " JOIN tie_parties q ON q.tie = p.tie AND q.party <> p.party"
    " WHERE q.party = %s OR EXISTS"
    " (SELECT 1 FROM place_regions x WHERE x.place = q.party AND x.region = %s))"
    " AND t.start_earliest <= %s AND t.end_latest >= %s"
)
OF_REGION = (
    " AND t.id IN (SELECT p.tie FROM place_regions r JOIN tie_parties p ON p.party = r.place"
    " WHERE r.region = (SELECT id FROM terms WHERE text = %s))"
)
"""That a tie `t` has a party in a region."""

_AFTER = {
    "sqlite": "i.text > %s AND i.text < 'tie0' ORDER BY i.text",
    "postgresql": "i.text ~>~ %s AND i.text ~<~ 'tie0' ORDER BY i.text USING ~<~",
}
"""By bytes on both databases, as ids of a kind are walked through."""

_REGION = (
    "SELECT COALESCE((SELECT r.region FROM place_regions r WHERE r.place = t.id AND r.alias), t.id)"
    " FROM terms t WHERE t.text = %s"
)
"""The term of a region; of an area that is a country, the country's."""


@guarded
def ties_between(region_a: str, region_b: str, day: int) -> list[TieOnDay]:
    """The ties with a party in each of two regions that may be in force on the day, in order of id.

    A region is a country's code, an area (as its first definition draws it) or a government with
    all that was ever part of it. An unknown region has no ties.
    """
    regions = [number for ref in (region_a, region_b) for (number,) in fetch(_REGION, [ref])]
    if len(regions) < 2:
        return []
    a, b = regions
    statement = f"{_COLUMNS} FROM {visible('ties', 't')} {_JOINED} WHERE {_BETWEEN}"
    return _on_day(fetch(statement, [a, a, b, b, day, day]), day)


@guarded
def ties_after(
    day: int, *, region: str = "", kinds: Iterable[str] = (), after: str = "", limit: int
) -> list[TieOnDay]:
    """The first ties, in order of the bytes of their ids, that may be in force on a day and come after an id
    ("": from the first); with a region (the code of a country), those that have a party in it, and with `kinds`
    those of these types."""
    within, params = (OF_REGION, [region]) if region else ("", [])
    if wanted := tuple(kinds):
        named, listed = among("y.text", wanted)
        within, params = f"{within} AND {named}", [*params, *listed]
    rows = fetch(
        f"{_COLUMNS} FROM terms i CROSS JOIN {visible('ties', 't')} JOIN terms y ON y.id = t.type"
        f" WHERE t.id = i.id AND t.start_earliest <= %s AND t.end_latest >= %s{within}"
        f" AND {_AFTER[connection.vendor]} LIMIT %s",
        [day, day, *params, max(after, "tie/"), limit],
    )
    return _on_day(rows, day)


def _on_day(rows: list[tuple[Any, ...]], day: int) -> list[TieOnDay]:
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
            bool(unbroken),
        )
        for tie, kind, parties, earliest, latest, ends, last, unbroken in rows
    ]
