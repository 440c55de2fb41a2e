"""One moment of the database for all that a question asks, whatever others write meanwhile; and its connections.

Law: a question is read in one transaction that only reads, on a connection of its own: SQLite's log (WAL) and
PostgreSQL's REPEATABLE READ keep for it what was committed when it first asked. A writer sees what it wrote: in a
transaction that writes everything is read by that one, and what is asked afterwards is asked of a new moment. How
often another database was opened and how much is asked are counted.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any, TypeVar, cast

from django.db import DatabaseError, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.utils import CursorWrapper
from django.db.utils import InterfaceError

from kizuna.errors import DatabaseBusy
from kizuna.store.settings import state_of

T = TypeVar("T")

WRITING, READING, JOBS = "default", "reading", "jobs"
"""The names of the connections; whatever is no question of the store's goes by the first, but jobs."""

_BEGIN = {"sqlite": "BEGIN", "postgresql": "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"}


class _Snapshot:
    """A moment that is kept from the first question to the end, and what was read off it once."""

    def __init__(self) -> None:
        self.is_begun = False
        self.held: dict[str, Any] = {}
        self._cursor: CursorWrapper | None = None

    def cursor(self) -> CursorWrapper:
        """One for all questions that share it: to make it takes as long as to ask."""
        if self._cursor is None:
            self._cursor = self.begin().cursor()
        return self._cursor

    def begin(self) -> BaseDatabaseWrapper:
        """The connection that reads it."""
        reading = connections[READING]
        if not self.is_begun:
            with reading.cursor() as cursor, reading.wrap_database_errors:
                # no question of anybody's, so not counted
                cursor.cursor.execute(_BEGIN[reading.vendor])
            self.is_begun = True
        return reading

    def end(self) -> None:
        """Let it go; the next question begins another one. Raises DatabaseBusy for a file that was written to."""
        self.held.clear()
        if self.is_begun:
            self.is_begun = False
            raw = connections[READING].connection
            with suppress(DatabaseError, InterfaceError), connections[READING].wrap_database_errors:
                if raw is not None:
                    raw.rollback()
                if self._cursor is not None:
                    self._cursor.close()
            self._cursor = None
            entry = connections[READING].settings_dict  # of a file that SQLite reads without locks
            if entry.get("SEEN") is not None and state_of(entry["NAME"]) != entry["SEEN"]:
                raise DatabaseBusy(
                    f"the database {entry['NAME']!r} was written to while it was read; ask again"
                )


_SNAPSHOT: ContextVar[_Snapshot | None] = ContextVar("snapshot", default=None)


@contextmanager
def one_snapshot() -> Iterator[None]:
    """Inside the block, or the one around it, every question is answered from one moment; a write begins another.

    It costs nothing before the first question. While it lasts SQLite's log cannot be emptied, and PostgreSQL keeps
    what is replaced: a block lasts for one page or one answer, and never while somebody is waited for.
    """
    if _SNAPSHOT.get() is not None:
        yield
        return
    snapshot = _Snapshot()
    token = _SNAPSHOT.set(snapshot)
    try:
        yield
    finally:
        _SNAPSHOT.reset(token)
        snapshot.end()


def end_snapshot() -> None:
    """Let the moment go that questions are answered from, since something is written; they begin another one."""
    snapshot = _SNAPSHOT.get()
    if snapshot is not None:
        snapshot.end()


def shared_cursor() -> CursorWrapper:
    """One cursor for all questions of a snapshot of which every row is fetched before another one is asked."""
    snapshot = _read()
    return connections[WRITING].cursor() if snapshot is None else snapshot.cursor()


def connection_to_read() -> BaseDatabaseWrapper:
    """The snapshot's connection; outside one and in a transaction the other."""
    snapshot = _read()
    return connections[WRITING] if snapshot is None else snapshot.begin()


def once(key: str, make: Callable[[], T]) -> T:
    """What `make` gives, asked once of a snapshot; outside one and in a transaction it is asked each time."""
    snapshot = _read()
    if snapshot is None:
        return make()
    if key not in snapshot.held:
        snapshot.held[key] = make()
    return cast(T, snapshot.held[key])


def _read() -> _Snapshot | None:
    return None if connections[WRITING].in_atomic_block else _SNAPSHOT.get()


class ReaderGone(BaseException):
    """Nobody waits for the answer any more; no error, so that nothing makes a page of it."""


@dataclass(slots=True)
class Questions:
    """How many questions were asked so far; `is_gone` tells whether the reader has gone, None that it cannot be
    known."""

    is_gone: Callable[[], bool] | None = None
    number: int = 0

    def __call__(self, execute: Callable[..., Any], *question: Any) -> Any:
        """Count a question, and ask it; raises ReaderGone instead when nobody waits for the answer."""
        if self.is_gone is not None and self.is_gone():
            raise ReaderGone
        self.number += 1
        return execute(*question)


@contextmanager
def questions_counted(is_gone: Callable[[], bool] | None = None) -> Iterator[Questions]:
    """Inside the block, every question to the database is counted, and none is asked for a reader who has gone."""
    counted = Questions(is_gone)
    both = connections[WRITING], connections[READING]
    with both[0].execute_wrapper(counted), both[1].execute_wrapper(counted):
        yield counted


_times = 0


def times_opened() -> int:
    """How often this process has opened a database; what was read off the one before is void."""
    return _times


def note_opening() -> None:
    """Note that another one is opened."""
    global _times
    _times += 1


def disconnect() -> None:
    """Close this thread's connections; the next query opens one again, to a server that was restarted too."""
    connections.close_all()
