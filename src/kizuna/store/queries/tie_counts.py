"""How many ties there are on a day, by the register's tables."""

from __future__ import annotations

from kizuna.store.faults import guarded
from kizuna.store.sql import fetch


@guarded
def ties_on(day: int) -> tuple[int, int]:
    """How many ties are certainly and how many possibly in force on a day, as known now."""
    ((certain, possible),) = fetch(
        "SELECT count(CASE WHEN start_latest <= %s AND end_earliest >= %s THEN 1 END), count(*)"
        " FROM ties WHERE start_earliest <= %s AND end_latest >= %s",
        [day, day, day, day],
    )
    return certain, possible
