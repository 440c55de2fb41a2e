"""Who names whom by a property: the ties of parties, the parts of places."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from kizuna.store.faults import guarded
from kizuna.store.moments import microseconds
from kizuna.store.sql import among, fetch
from kizuna.store.terms import known_terms

_ALL = 2**62


@guarded
def referring(
    refs: Iterable[str], property: str, *, known_at: datetime | None = None
) -> list[tuple[str, str]]:
    """Every (subject, entity named) of the claims that name one of the entities by a property.

    Claims that were rejected are among them; those recorded after `known_at` (None: now) are not.
    """
    condition, params = among("r.target", known_terms(refs).values())
    until = _ALL if known_at is None else microseconds(known_at)
    rows = fetch(
        "SELECT DISTINCT s.text, t.text FROM claim_references r JOIN claims c ON c.seq = r.claim"
        " JOIN terms s ON s.id = c.subject JOIN terms t ON t.id = r.target"
        f" WHERE {condition} AND c.recorded_at <= %s"
        " AND c.property = (SELECT id FROM terms WHERE text = %s)",
        [*params, until, property],
    )
    return sorted((subject, named) for subject, named in rows)
