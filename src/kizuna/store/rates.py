"""Rates: how often a client may ask in a minute, counted for all processes of a machine that serve one database.

The counts lie in a small SQLite file beside the jobs, whichever database is served: a request must never wait for
the lock of the ledger. Law: a count that cannot be kept refuses nobody.
"""

from __future__ import annotations

import logging
import sqlite3
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock

from kizuna.store.private_files import create, create_folder

_MINUTE = 60.0
_BUSY_SECONDS = 1.0
_CLEARED_EVERY = 1000
_FULL = "min(:most, level + max(0.0, :now - at) * :most / :minute)"
_LEVEL = f"SELECT {_FULL} FROM buckets WHERE client = :client"
_TAKE = f"""
INSERT INTO buckets VALUES (:client, :most - 1, :now)
ON CONFLICT DO UPDATE SET level = {_FULL} - 1, at = :now WHERE {_FULL} >= 1 RETURNING level"""
_LOG = logging.getLogger("kizuna.rates")


@dataclass(frozen=True, slots=True)
class Left:
    """What a client has left: of `limit` requests a minute, `remaining` now and one more in `wait` seconds."""

    limit: int
    remaining: int
    wait: float
    allowed: bool


@dataclass(slots=True)
class Rates:
    """For each client a bucket that holds a minute's requests and fills steadily; `path` is the file of counts."""

    path: Path
    _lock: Lock = field(default_factory=Lock)
    _held: sqlite3.Connection | None = None
    _taken: int = 0

    def take(self, client: str, limit: int, now: float) -> Left:
        """Take one request of `limit` a minute from the client's bucket, if there is one.

        `now` is in seconds since any one moment that all processes share.
        """
        with self._lock:
            try:
                level, allowed = self._take(client, limit, now)
            except sqlite3.Error as error:
                _LOG.warning("requests are not counted in %s: %s", self.path, error)
                self._held = None
                level, allowed = float(limit), True
        wait = 0.0 if level >= 1 else (1 - level) * _MINUTE / limit
        return Left(limit, int(level), wait, allowed)

    def _take(self, client: str, limit: int, now: float) -> tuple[float, bool]:
        """What is left in the bucket, and whether one could be taken."""
        self._held = held = self._held or self._opened()
        self._taken += 1
        if self._taken % _CLEARED_EVERY == 1:  # who has not asked for a minute has a full one
            held.execute("DELETE FROM buckets WHERE at < ?", [now - _MINUTE])
        asked = {"client": client, "most": float(limit), "now": now, "minute": _MINUTE}
        taken = held.execute(_TAKE, asked).fetchall()
        ((level,),) = taken or held.execute(_LEVEL, asked).fetchall() or [(0.0,)]
        return level, bool(taken)

    def _opened(self) -> sqlite3.Connection:
        create_folder(self.path.parent)
        create(self.path)
        held = sqlite3.connect(
            self.path, timeout=_BUSY_SECONDS, isolation_level=None, check_same_thread=False
        )
        held.execute("PRAGMA journal_mode=WAL")
        held.execute("PRAGMA synchronous=OFF")
        held.execute(
            "CREATE TABLE IF NOT EXISTS buckets"
            " (client TEXT PRIMARY KEY, level REAL NOT NULL, at REAL NOT NULL) WITHOUT ROWID"
        )
        return held
