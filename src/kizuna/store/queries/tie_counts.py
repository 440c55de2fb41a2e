"""The ties that may be in force on a day, by the register's tables: how many, and their ids a page at a time."""

from __future__ import annotations

from django.db import connection

from kizuna.store.faults import guarded
from kizuna.store.sql import fetch

_AFTER = {
    "sqlite": "i.text > %s AND i.text < 'tie0' ORDER BY i.text",
    "postgresql": "i.text ~>~ %s AND i.text ~<~ 'tie0' ORDER BY i.text USING ~<~",
}
"""By bytes on both databases, as ids of a kind are walked through."""


@guarded
def ties_on(day: int) -> tuple[int, int]:
    """How many ties are certainly and how many possibly in force on a day, as known now."""
    ((certain, possible),) = fetch(
        "SELECT count(CASE WHEN start_latest <= %s AND end_earliest >= %s THEN 1 END), count(*)"
        " FROM ties WHERE start_earliest <= %s AND end_latest >= %s",
        [day, day, day, day],
    )
    return certain, possible


@guarded
def ties_after(day: int, *, after: str = "", limit: int) -> list[str]:
    """The first ids, in order of bytes, of ties that may be in force on a day and come after an id ("": from the
    first), as known now."""
    rows = fetch(
        "SELECT i.text FROM terms i CROSS JOIN ties t"
        " WHERE t.id = i.id AND t.start_earliest <= %s AND t.end_latest >= %s"
        f" AND {_AFTER[connection.vendor]} LIMIT %s",
        [day, day, max(after, "tie/"), limit],
    )
    return [text for (text,) in rows]
