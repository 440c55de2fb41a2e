"""The same questions in SQL written by hand, for the measures to compare with."""

from __future__ import annotations

from typing import Any

from django.db import connection

TIES_OF = (
    "SELECT i.text, y.text, t.parties, t.start_earliest, t.start_latest, t.end_earliest, t.end_latest"
    " FROM tie_parties p JOIN ties t ON t.id = p.tie"
    " JOIN terms i ON i.id = t.id JOIN terms y ON y.id = t.type"
    " WHERE p.party = (SELECT id FROM terms WHERE text = %s)"
    " AND t.start_earliest <= %s AND t.end_latest >= %s"
)
TIES_BETWEEN = (
    "SELECT DISTINCT t.id, t.parties, t.start_earliest, t.start_latest, t.end_earliest, t.end_latest"
    " FROM place_regions ra JOIN tie_parties p ON p.party = ra.place"
    " JOIN ties t ON t.id = p.tie JOIN tie_parties q ON q.tie = t.id AND q.party <> p.party"
    " JOIN place_regions rb ON rb.place = q.party"
    " WHERE ra.region = (SELECT id FROM terms WHERE text = %s)"
    " AND rb.region = (SELECT id FROM terms WHERE text = %s)"
    " AND t.start_earliest <= %s AND t.end_latest >= %s"
)
BEGUN_BY_YEAR = (
    "SELECT a.text, b.text, CAST(t.start_latest / 365.2425 AS INTEGER), count(*)"
    " FROM ties t JOIN tie_parties p ON p.tie = t.id"
    " JOIN tie_parties q ON q.tie = t.id AND q.party > p.party"
    " JOIN place_regions ra ON ra.place = p.party JOIN terms a ON a.id = ra.region"
    " JOIN place_regions rb ON rb.place = q.party JOIN terms b ON b.id = rb.region"
    " WHERE length(a.text) = 2 AND length(b.text) = 2 GROUP BY 1, 2, 3"
)


class ByHand:
    """A cursor of the driver itself, without Django around it."""

    def __init__(self) -> None:
        connection.ensure_connection()
        self._cursor: Any = connection.connection.cursor()
        self._is_sqlite = connection.vendor == "sqlite"

    def ask(self, statement: str, *params: object) -> list[tuple[Any, ...]]:
        """All rows of a query, as the driver gives them."""
        asked = statement.replace("%s", "?") if self._is_sqlite else statement
        self._cursor.execute(asked, params)
        rows: list[tuple[Any, ...]] = self._cursor.fetchall()
        return rows
