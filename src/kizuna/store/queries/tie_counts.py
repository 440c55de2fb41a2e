"""How many ties are in force on a day, by the register's tables."""

from __future__ import annotations

from kizuna.store.cache import cached
from kizuna.store.faults import guarded
from kizuna.store.queries.ties import OF_REGION
from kizuna.store.redaction import visible
from kizuna.store.sql import fetch, fetch_number


@guarded
def ties_recorded() -> int:
    """How many ties the register's tables hold, of any time."""
    return cached("ties recorded", lambda: fetch_number(f"SELECT count(*) FROM {visible('ties')}"))


@guarded
def unbroken_on(day: int, region: str = "") -> tuple[int, int]:
    """How many ties are certainly and how many possibly in force on a day, as known now, of those that stood on
    all days of their span; with a region (the code of a country), those that have a party in it."""
    within, params = (OF_REGION, [region]) if region else ("", [])
    ((certain, possible),) = fetch(
        "SELECT count(CASE WHEN t.start_latest <= %s AND t.end_earliest >= %s THEN 1 END), count(*)"
        f" FROM {visible('ties', 't')} WHERE t.unbroken AND t.start_earliest <= %s AND t.end_latest >= %s{within}",
        [day, day, day, day, *params],
    )
    return certain, possible


@guarded
def broken_on(day: int, region: str = "") -> list[str]:
    """The ids of the ties of which the core has to say whether they stood on a day within their span."""
    within, params = (OF_REGION, [region]) if region else ("", [])
    rows = fetch(
        f"SELECT i.text FROM {visible('ties', 't')} JOIN terms i ON i.id = t.id"
        f" WHERE NOT t.unbroken AND t.start_earliest <= %s AND t.end_latest >= %s{within}",
        [day, day, *params],
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
