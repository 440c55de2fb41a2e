"""The ids that claims are about, a kind at a time, in order: for whoever walks through all of a kind."""

from __future__ import annotations

from django.db import connection

from kizuna.store.redaction import visible
from kizuna.store.sql import fetch, guarded

_AFTER = {
    "sqlite": "t.text > %s AND t.text < %s{} ORDER BY t.text LIMIT %s",
    "postgresql": "t.text ~>~ %s AND t.text ~<~ %s{} ORDER BY t.text USING ~<~ LIMIT %s",
}
"""By bytes on both databases: on PostgreSQL the order of a language would put hyphens elsewhere."""


@guarded
def ids_of_kind(kind: str, *, after: str = "", limit: int) -> list[str]:
    """The first ids of a kind (a prefix, such as "tie") that come after an id ("": from the first), in order of
    bytes; among them are ids that were judged to be the same as others."""
    following = chr(ord("/") + 1)
    params = [max(after, f"{kind}/"), f"{kind}{following}", limit]
    is_stated = f" AND EXISTS (SELECT 1 FROM {visible('claims', 'c')} WHERE c.subject = t.id)"
    statement = f"SELECT t.text FROM terms t WHERE {_AFTER[connection.vendor].format(is_stated)}"
    return [text for (text,) in fetch(statement, params)]
