"""The ids of things in order of their bytes, for whoever walks through many: of a kind,
and of ties by their days.

Law: the index of ties only narrows what is folded; no row of it is shown.
"""

from django.db import connection

from kizuna.store.cache import cached
from kizuna.store.redaction import visible
from kizuna.store.sql import fetch, fetch_number, guarded

_AFTER = {
    "sqlite": "t.text > %s AND t.text < %s AND {} ORDER BY t.text LIMIT %s",
    "postgresql": (
        "t.text ~>~ %s AND t.text ~<~ %s AND {} ORDER BY t.text USING ~<~ LIMIT %s"
    ),
}
"""By bytes on both databases: on PostgreSQL the order of a language would put hyphens
elsewhere.
"""


def _ids(kind: str, after: str, limit: int, of: str, condition: str) -> list[str]:
    """The first ids of a kind in terms `t` and what is joined with them, after an id
    ("": from the first).
    """
    params = [max(after, f"{kind}/"), f"{kind}{chr(ord('/') + 1)}", limit]
    rest = _AFTER[connection.vendor].format(condition)
    return [
        text
        for (text,) in fetch(f"SELECT t.text FROM terms t {of} WHERE {rest}", params)
    ]


@guarded
def ids_of_kind(kind: str, *, after: str = "", limit: int) -> list[str]:
    """The first ids of a kind (a prefix, such as "tie") that come after an id ("": from
    the first), in order of bytes; among them are ids that were judged to be the same as
    others.
    """
    stated = f"EXISTS (SELECT 1 FROM {visible('claims', 'c')} WHERE c.subject = t.id)"
    return _ids(kind, after, limit, "", stated)


@guarded
def ties_after(day: int, *, after: str = "", limit: int) -> list[str]:
    """The ids of the first ties, in order of their bytes, that may be in force on a day
    and come after an id ("": from the first), as known now; one that was interrupted is
    taken for in force on all days of its span.
    """
    on_day = f"x.id = t.id AND x.start_earliest <= {day:d} AND x.end_latest >= {day:d}"
    return _ids("tie", after, limit, f"CROSS JOIN {visible('ties', 'x')}", on_day)


@guarded
def ties_recorded() -> int:
    """How many ties there are that were ever in force."""
    return cached(
        "ties recorded", lambda: fetch_number(f"SELECT count(*) FROM {visible('ties')}")
    )
