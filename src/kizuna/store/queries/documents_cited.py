"""The documents that claims cite, with how many claims cite each."""

from __future__ import annotations

from datetime import datetime

from kizuna.store.faults import guarded
from kizuna.store.moments import microseconds
from kizuna.store.redaction import visible
from kizuna.store.sql import fetch


@guarded
def documents_cited(*, known_at: datetime | None = None) -> list[tuple[str, int]]:
    """Every document cited by claims recorded by a time (None: at all), the most cited first, then by id."""
    until = 2**62 if known_at is None else microseconds(known_at)
    rows: list[tuple[str, int]] = fetch(
        f"SELECT t.text, c.number FROM (SELECT document, count(*) AS number FROM {visible('claims')}"
        " WHERE recorded_at <= %s GROUP BY document) c JOIN terms t ON t.id = c.document"
        " ORDER BY c.number DESC, t.text",
        [until],
    )
    return rows
