"""How often each document is cited."""

from __future__ import annotations

from datetime import datetime

from kizuna.store.cache import cached
from kizuna.store.faults import guarded
from kizuna.store.moments import microseconds
from kizuna.store.redaction import visible
from kizuna.store.sql import fetch


@guarded
def counts(*, known_at: datetime | None = None) -> dict[str, tuple[int, int]]:
    """For each document cited by a time (None: at all), the most cited first, how many claims cite it and how many
    of them give a passage; cached, since every claim is read."""
    return cached(("citations", known_at), lambda: _counts(known_at), len)


def _counts(known_at: datetime | None) -> dict[str, tuple[int, int]]:
    until = 2**62 if known_at is None else microseconds(known_at)
    rows = fetch(
        "SELECT t.text, x.cited, x.passages FROM ("
        " SELECT document, count(*) AS cited, count(passage_start) AS passages"
        f" FROM {visible('claims')} WHERE recorded_at <= %s GROUP BY document) AS x"
        " JOIN terms t ON t.id = x.document ORDER BY x.cited DESC, t.text",
        [until],
    )
    return {ref: (cited, passages) for ref, cited, passages in rows}
