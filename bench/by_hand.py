"""The same questions in SQL written by hand, for the measures to compare with."""

from __future__ import annotations

from typing import Any

from django.db import connection

TIES_BETWEEN = (
    "SELECT DISTINCT t.id, t.parties, t.start_earliest, t.start_latest, t.end_earliest, t.end_latest"
    " FROM place_regions ra JOIN tie_parties p ON p.party = ra.place"
    " JOIN ties t ON t.id = p.tie JOIN tie_parties q ON q.tie = t.id AND q.party <> p.party"
    " JOIN place_regions rb ON rb.place = q.party"
    " WHERE ra.region = (SELECT id FROM terms WHERE text = %s)"
    " AND rb.region = (SELECT id FROM terms WHERE text = %s)"
    " AND t.start_earliest <= %s AND t.end_latest >= %s"
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
