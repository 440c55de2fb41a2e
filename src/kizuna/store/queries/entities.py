"""The ids that the ledger has met, a kind at a time, in order: for whoever walks through all of a kind."""

from __future__ import annotations

from django.db import connection

from kizuna.store.faults import guarded
from kizuna.store.sql import fetch

_AFTER = {
    "sqlite": "SELECT text FROM terms WHERE text > %s AND text < %s ORDER BY text LIMIT %s",
    "postgresql": (
        "SELECT text FROM terms WHERE text ~>~ %s AND text ~<~ %s ORDER BY text USING ~<~ LIMIT %s"
    ),
}
"""By bytes on both databases: on PostgreSQL the order of a language would put hyphens elsewhere."""


@guarded
def ids_of_kind(kind: str, *, after: str = "", limit: int) -> list[str]:
    """The first ids of a kind (a prefix, such as "tie") that come after an id ("": from the first), in order of
    bytes.

    Among them are ids that claims only refer to, and ids that were judged to be the same as others.
    """
    following = chr(ord("/") + 1)
    params = [max(after, f"{kind}/"), f"{kind}{following}", limit]
    return [text for (text,) in fetch(_AFTER[connection.vendor], params)]
