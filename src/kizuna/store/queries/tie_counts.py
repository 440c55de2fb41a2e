"""The ties that may be in force on a day, by the register's tables: how many, and their ids a page at a time."""

from __future__ import annotations

from django.db import connection

from kizuna.store.faults import guarded
from kizuna.store.sql import fetch, fetch_number

_AFTER = {
    "sqlite": "i.text > %s AND i.text < 'tie0' ORDER BY i.text",
    "postgresql": "i.text ~>~ %s AND i.text ~<~ 'tie0' ORDER BY i.text USING ~<~",
}
"""By bytes on both databases, as ids of a kind are walked through."""


_IN_REGION = (
    " AND t.id IN (SELECT p.tie FROM place_regions r JOIN tie_parties p ON p.party = r.place"
    " WHERE r.region = (SELECT id FROM terms WHERE text = %s))"
)


@guarded
def ties_recorded() -> int:
    """How many ties the register's tables hold, of any time."""
    return fetch_number("SELECT count(*) FROM ties")


@guarded
def ties_on(day: int, region: str = "") -> tuple[int, int]:
    """How many ties are certainly and how many possibly in force on a day, as known now; with a region (the
    code of a country), those that have a party in it."""
    within, params = (_IN_REGION, [region]) if region else ("", [])
    ((certain, possible),) = fetch(
        "SELECT count(CASE WHEN t.start_latest <= %s AND t.end_earliest >= %s THEN 1 END), count(*)"
        f" FROM ties t WHERE t.start_earliest <= %s AND t.end_latest >= %s{within}",
        [day, day, day, day, *params],
    )
    return certain, possible


@guarded
def ties_after(day: int, *, region: str = "", after: str = "", limit: int) -> list[str]:
    """The first ids, in order of bytes, of ties that may be in force on a day and come after an id ("": from the
    first), as known now; with a region (the code of a country), of those that have a party in it."""
    within, params = (_IN_REGION, [region]) if region else ("", [])
    rows = fetch(
        "SELECT i.text FROM terms i CROSS JOIN ties t"
        f" WHERE t.id = i.id AND t.start_earliest <= %s AND t.end_latest >= %s{within}"
        f" AND {_AFTER[connection.vendor]} LIMIT %s",
        [day, day, *params, max(after, "tie/"), limit],
    )
    return [text for (text,) in rows]


@guarded
def country_drawn(area: str) -> str:
    """The code of the country that an area is drawn by and nothing else; "" for another area."""
    rows = fetch(
        "SELECT y.text FROM place_regions r JOIN terms y ON y.id = r.region"
        " WHERE r.alias AND r.place = (SELECT id FROM terms WHERE text = %s)",
        [area],
    )
    return str(rows[0][0]) if rows else ""
