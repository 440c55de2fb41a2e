"""How often each document is cited."""

from __future__ import annotations

from datetime import datetime

from kizuna.store.faults import guarded
from kizuna.store.moments import microseconds
from kizuna.store.redaction import visible
from kizuna.store.sql import fetch


@guarded
def counts(*, known_at: datetime | None = None) -> dict[str, tuple[int, int]]:
    """For each document that is cited, how many claims cite it and how many of them give a passage; reads every
    claim."""
    until, params = "", []
    if known_at is not None:
        until, params = "WHERE recorded_at <= %s", [microseconds(known_at)]
    rows = fetch(
        "SELECT t.text, x.cited, x.passages FROM ("
        f" SELECT document, count(*) AS cited, count(passage_start) AS passages FROM {visible('claims')}"
        f" {until} GROUP BY document) AS x JOIN terms t ON t.id = x.document",
        params,
    )
    return {ref: (cited, passages) for ref, cited, passages in rows}
