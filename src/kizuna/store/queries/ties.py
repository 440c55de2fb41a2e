"""The index of ties: which of them may have been in force on a day, as known now.

Law: the index only narrows what is folded; no row of it is shown.
"""

from __future__ import annotations

from django.db import connection

from kizuna.store.cache import cached
from kizuna.store.redaction import visible
from kizuna.store.sql import fetch, fetch_number, guarded

_AFTER = {
    "sqlite": "i.text > %s AND i.text < 'tie0' ORDER BY i.text",
    "postgresql": "i.text ~>~ %s AND i.text ~<~ 'tie0' ORDER BY i.text USING ~<~",
}
"""By bytes on both databases, as ids of a kind are walked through."""


@guarded
def ties_after(day: int, *, after: str = "", limit: int) -> list[str]:
    """The ids of the first ties, in order of their bytes, that may be in force on a day and come after an id ("":
    from the first); one that was interrupted is taken for in force from its first day to its last."""
    rows = fetch(
        f"SELECT i.text FROM terms i CROSS JOIN {visible('ties', 't')}"
        " WHERE t.id = i.id AND t.start_earliest <= %s AND t.end_latest >= %s"
        f" AND {_AFTER[connection.vendor]} LIMIT %s",
        [day, day, max(after, "tie/"), limit],
    )
    return [ref for (ref,) in rows]


@guarded
def ties_recorded() -> int:
    """How many ties there are that were ever in force."""
    return cached("ties recorded", lambda: fetch_number(f"SELECT count(*) FROM {visible('ties')}"))
