"""Rates: how often a client may ask in a minute, counted for all processes of a machine
that serve one database.

The counts lie in a small SQLite file beside the jobs, whichever database is served: a
request must never wait for the lock of the ledger. Law: a count that cannot be kept
refuses nobody.
"""

import logging
import sqlite3
from dataclasses import dataclass
from pathlib import Path
from threading import Lock

from kizuna.store.private_files import create, create_folder

_MINUTE = 60.0
_CLEARED_EVERY = 1000
_TABLE = """
CREATE TABLE IF NOT EXISTS clients
(client TEXT PRIMARY KEY, level REAL NOT NULL, at REAL NOT NULL, allowed BOOLEAN NOT NULL) WITHOUT ROWID"""
_FULL = "min(:most, level + max(0.0, :now - at) * :most / :minute)"
_TAKE = f"""
INSERT INTO clients VALUES (:client, :most - 1, :now, 1)
ON CONFLICT DO UPDATE SET level = {_FULL} - ({_FULL} >= 1), at = :now, allowed = {_FULL} >= 1
RETURNING level, allowed"""
_LOG = logging.getLogger("kizuna.rates")


@dataclass(frozen=True, slots=True)
class Left:
    """What a client has left: `remaining` requests now and one more in `wait` seconds;
    whether this one is `allowed`.
    """

    remaining: int
    wait: float
    allowed: bool


class Rates:
    """For each client a bucket that holds a minute's requests and fills steadily;
    `path` is the file of counts.
    """

    def __init__(self, path: Path) -> None:
        self._path, self._lock = path, Lock()
        self._held: sqlite3.Connection | None = None

    def take(self, client: str, limit: int, now: float) -> Left:
        """Take one request of `limit` a minute from the client's bucket, if there is
        one.

        `now` is in seconds since any one moment that all processes share.
        """
        asked = {"client": client, "most": float(limit), "now": now, "minute": _MINUTE}
        try:
            with self._lock:
                self._held = held = self._held or _opened(self._path)
                if held.total_changes % _CLEARED_EVERY == 0:
                    # Who has not asked for a minute has a full bucket.
                    held.execute("DELETE FROM clients WHERE at < ?", [now - _MINUTE])
                ((level, allowed),) = held.execute(_TAKE, asked).fetchall()
        except sqlite3.Error as error:
            _LOG.warning("requests are not counted in %s: %s", self._path, error)
            self._held, level, allowed = None, float(limit), True
        return Left(int(level), max(0.0, 1 - level) * _MINUTE / limit, bool(allowed))


def _opened(path: Path) -> sqlite3.Connection:
    create_folder(path.parent)
    create(path)
    held = sqlite3.connect(
        path, timeout=1.0, isolation_level=None, check_same_thread=False
    )
    for statement in ("PRAGMA journal_mode=WAL", "PRAGMA synchronous=OFF", _TABLE):
        held.execute(statement)
    return held
