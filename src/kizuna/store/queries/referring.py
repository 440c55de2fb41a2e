"""Who names whom by a property: the ties of parties, the parts of places, the ties that run beside a tie."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

from kizuna.store.faults import guarded
from kizuna.store.moments import microseconds
from kizuna.store.sql import among, fetch

_ALL = 2**62


@guarded
def referring(
    refs: Iterable[str], property: str, *, known_at: datetime | None = None
) -> list[tuple[str, str]]:
    """Every (subject, entity named) of the claims that name one of the entities by a property.

    Claims that were rejected are among them; those recorded after `known_at` (None: now) are not.
    """
    condition, params = among("t.text", refs)
    until = _ALL if known_at is None else microseconds(known_at)
    rows = fetch(
        "SELECT DISTINCT s.text, t.text FROM terms t JOIN claim_references r ON r.target = t.id"
        " JOIN claims c ON c.seq = r.claim JOIN terms s ON s.id = c.subject"
        f" WHERE {condition} AND c.recorded_at <= %s"
        " AND c.property = (SELECT id FROM terms WHERE text = %s)",
        [*params, until, property],
    )
    return sorted((subject, named) for subject, named in rows)


_PART_OF = "c.property = (SELECT id FROM terms WHERE text = 'part_of') AND c.recorded_at <= %s"
_KINDRED = (
    # the parties of a tie,
    "WITH RECURSIVE party(id) AS ("
    """ SELECT t.id FROM claims c JOIN terms t ON t.text = trim(c.value, '"')"""
    " WHERE c.subject = (SELECT id FROM terms WHERE text = %s)"
    " AND c.property = (SELECT id FROM terms WHERE text = 'party') AND c.recorded_at <= %s),"
    # what holds each of them,
    " above(party, id) AS (SELECT id, id FROM party UNION"
    " SELECT above.party, t.id FROM above JOIN claims c ON c.subject = above.id"
    f""" JOIN terms t ON t.text = trim(c.value, '"') WHERE {_PART_OF}),"""
    # and what lies in each of them
    " below(party, id) AS (SELECT id, id FROM party UNION"
    " SELECT below.party, c.subject FROM below JOIN claim_references r ON r.target = below.id"
    f" JOIN claims c ON c.seq = r.claim WHERE {_PART_OF}),"
    " kindred(party, id) AS (SELECT party, id FROM above UNION SELECT party, id FROM below)"
    " SELECT party, (SELECT text FROM terms WHERE id = kindred.id) FROM kindred"
)


@guarded
def ties_beside(tie: str, *, known_at: datetime | None = None) -> list[str]:
    """The other ties that join two parties of a tie, or what holds those or lies in them, by id.

    Claims that were rejected are among them; those recorded after `known_at` (None: now) are not.
    """
    until = _ALL if known_at is None else microseconds(known_at)
    sides: dict[str, set[int]] = defaultdict(set)
    for party, ref in fetch(_KINDRED, [tie, until, until, until]):
        sides[ref].add(party)
    met: dict[str, set[int]] = defaultdict(set)
    for other, ref in referring(sides, "party", known_at=known_at):
        met[other] |= sides[ref]
    return sorted(other for other, parties in met.items() if len(parties) > 1 and other != tie)
