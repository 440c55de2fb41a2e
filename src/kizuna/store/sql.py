"""The few ways in which the store speaks SQL to both databases and reads millions of
rows; the connections, and the one moment of the database that a question sees; and the
numbers that stand for stances, certainties, verdicts and times in rows, none of which
ever gets a new meaning.

Law: statements use `%s` for parameters and are the same on SQLite and PostgreSQL, save
for what is here. Times are rows' microseconds since 1970-01-01 UTC. Texts that rows
hold by number are terms: a term is never changed or removed, and numbers are given
inside a transaction that holds the writers' lock. No exception of Django, sqlite3 or
psycopg leaves the store: trouble of the database comes out as an error of Kizuna that
names it.

Law: a question is read in one transaction that only reads, on a connection of its own:
SQLite's log (WAL) and PostgreSQL's REPEATABLE READ keep for it what was committed when
it first asked. A writer sees what it wrote: in a transaction that writes everything is
read by that one, and what is asked afterwards is asked of a new moment. How often
another database was opened and how much is asked are counted.
"""

import errno
import gc
import re
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import wraps
from itertools import chain, islice
from typing import Any, ParamSpec, TypeVar, cast

import orjson
from django.db import DatabaseError, OperationalError, connection, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.utils import CursorWrapper
from django.db.utils import InterfaceError

from kizuna.claims.claim import Certainty, Stance, Verdict
from kizuna.errors import CannotWrite, DatabaseBusy, StorageError
from kizuna.store.settings import BUSY_SECONDS, state_of

T = TypeVar("T")

WRITING, READING, JOBS = "default", "reading", "jobs"
"""The names of the connections; whatever is no question of the store's goes by the
first, but jobs.
"""

_BEGIN = {
    "sqlite": "BEGIN",
    "postgresql": "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
}


class _Snapshot:
    """A moment that is kept from the first question to the end, and what was read off
    it once.
    """

    def __init__(self) -> None:
        self.held: dict[Callable[[], Any], Any] = {}
        self._cursor: CursorWrapper | None = None

    def cursor(self) -> CursorWrapper:
        """One for all questions that share it, which begins it: to make it takes as
        long as to ask.
        """
        if self._cursor is None:
            reading = connections[READING]
            cursor = reading.cursor()
            with reading.wrap_database_errors:
                # no question of anybody's, so not counted
                cursor.cursor.execute(_BEGIN[reading.vendor])
            self._cursor = cursor
        return self._cursor

    def end(self) -> None:
        """Let it go; the next question begins another one. Raises DatabaseBusy for a
        file that was written to.
        """
        self.held.clear()
        if self._cursor is not None:
            cursor, self._cursor = self._cursor, None
            reading = connections[READING]
            with suppress(DatabaseError, InterfaceError), reading.wrap_database_errors:
                if reading.connection is not None:
                    reading.connection.rollback()
                cursor.close()
            entry = reading.settings_dict  # of a file that SQLite reads without locks
            if (
                entry.get("SEEN") is not None
                and state_of(entry["NAME"]) != entry["SEEN"]
            ):
                raise DatabaseBusy(
                    f"the database {entry['NAME']!r} was written to while it was read;"
                    " ask again"
                )


_SNAPSHOT: ContextVar[_Snapshot | None] = ContextVar("snapshot", default=None)


@contextmanager
def one_snapshot() -> Iterator[None]:
    """Inside the block, or the one around it, every question is answered from one
    moment; a write begins another.

    It costs nothing before the first question. While it lasts SQLite's log cannot be
    emptied, and PostgreSQL keeps what is replaced: a block lasts for one page or one
    answer, and never while somebody is waited for.
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
    """Let the moment go that questions are answered from, since something is written;
    they begin another one.
    """
    snapshot = _SNAPSHOT.get()
    if snapshot is not None:
        snapshot.end()


def connection_to_read() -> BaseDatabaseWrapper:
    """The snapshot's connection; outside one and in a transaction the other."""
    snapshot = _read()
    if snapshot is None:
        return connections[WRITING]
    return snapshot.cursor().db


def once(make: Callable[[], T]) -> Callable[[], T]:
    """A function whose answer is asked once of a snapshot; outside one and in a
    transaction each time.
    """

    @wraps(make)
    def call() -> T:
        snapshot = _read()
        if snapshot is None:
            return make()
        if make not in snapshot.held:
            snapshot.held[make] = make()
        return cast(T, snapshot.held[make])

    return call


def _read() -> _Snapshot | None:
    return None if connections[WRITING].in_atomic_block else _SNAPSHOT.get()


class ReaderGone(BaseException):
    """Nobody waits for the answer any more; no error, so that nothing makes a page of
    it.
    """


@dataclass(slots=True)
class Questions:
    """How many questions were asked so far; `is_gone` tells whether the reader has
    gone, None that it cannot be known.
    """

    is_gone: Callable[[], bool] | None = None
    number: int = 0

    def __call__(self, execute: Callable[..., Any], *question: Any) -> Any:
        """Count a question, and ask it; raises ReaderGone instead when nobody waits for
        the answer.
        """
        if self.is_gone is not None and self.is_gone():
            raise ReaderGone
        self.number += 1
        return execute(*question)


@contextmanager
def questions_counted(is_gone: Callable[[], bool] | None = None) -> Iterator[Questions]:
    """Inside the block, every question to the database is counted, and none is asked
    for a reader who has gone.
    """
    counted = Questions(is_gone)
    both = connections[WRITING], connections[READING]
    with both[0].execute_wrapper(counted), both[1].execute_wrapper(counted):
        yield counted


_times = 0


def times_opened() -> int:
    """How often this process has opened a database; what was read off the one before is
    void.
    """
    return _times


def note_opening() -> None:
    """Note that another one is opened."""
    global _times
    _times += 1


def disconnect() -> None:
    """Close this thread's connections; the next query opens one again, to a server that
    was restarted too.
    """
    connections.close_all()


def _numbered(*texts: str) -> dict[str, int]:
    return {text: number for number, text in enumerate(texts, 1)}


STANCES = _numbered("asserted", "reported", "planned", "forecast", "denied")
CERTAINTIES = _numbered("certain", "likely", "doubtful", "unverified")
VERDICTS = _numbered(
    "accept", "reject", "prefer", "same", "different", "undecided", "withdraw"
)
STANCE_OF = {number: Stance(text) for text, number in STANCES.items()}
CERTAINTY_OF = {number: Certainty(text) for text, number in CERTAINTIES.items()}
VERDICT_OF = {number: Verdict(text) for text, number in VERDICTS.items()}

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


def microseconds(moment: datetime) -> int:
    """An aware time as microseconds since 1970-01-01 UTC."""
    return (moment - _EPOCH) // _MICROSECOND


def until(known_at: datetime | None) -> int:
    """The microseconds of a time up to which something was known; more than any has for
    None.
    """
    return 2**62 if known_at is None else microseconds(known_at)


def moment_of(count: int) -> datetime:
    """The aware UTC time of microseconds since 1970-01-01."""
    return _EPOCH + timedelta(microseconds=count)


def moment_or_none(count: int | None) -> datetime | None:
    """The time of microseconds, None for none."""
    return None if count is None else moment_of(count)


def now() -> int:
    """Now, in microseconds since 1970-01-01 UTC."""
    return microseconds(datetime.now(UTC))


_TOGETHER = 10
"""Rows in one statement: ten take a fifth less time than one and one."""


def fetch(statement: str, params: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
    """All rows of a query, from the snapshot if any; what a reader may not see is left
    out by `visible`.
    """
    snapshot = _read()
    cursor = connections[WRITING].cursor() if snapshot is None else snapshot.cursor()
    cursor.execute(statement, params)
    rows: list[tuple[Any, ...]] = cursor.fetchall()
    return rows


def streamed(statement: str) -> Iterator[tuple[Any, ...]]:
    """The rows of a query, which the server too gives some at a time: for whole
    tables.
    """
    with connection_to_read().chunked_cursor() as cursor:
        cursor.execute(statement)
        while rows := cursor.fetchmany(5000):
            yield from rows


def fetch_number(statement: str, params: Sequence[Any] = ()) -> int:
    """The one number that a query gives; null is 0."""
    return int(fetch(statement, params)[0][0] or 0)


def execute(statement: str, params: Sequence[Any] = ()) -> int:
    """Run a statement; the number of rows that it touched."""
    end_snapshot()
    with connection.cursor() as cursor:
        cursor.execute(statement, params)
        return int(cursor.rowcount)


def insert(table: str, **cells: object) -> None:
    """Insert a row, the names of its columns with what they hold."""
    marks = ", ".join(["%s"] * len(cells))
    execute(
        f"INSERT INTO {table} ({', '.join(cells)}) VALUES ({marks})", [*cells.values()]
    )


def next_id(table: str) -> int:
    """The number after the last of a table's rows."""
    return fetch_number(f"SELECT max(id) FROM {table}") + 1


def among(column: str, values: Iterable[int] | Iterable[str]) -> tuple[str, list[Any]]:
    """A condition that a column has one of the values, of any number, and its
    parameters.

    All values are texts, or all are integers that fit 32 bits.
    """
    listed = list(values)
    if not listed:
        return "1 = 0", []
    if connection.vendor == "postgresql":
        kind = "text" if isinstance(listed[0], str) else "integer"
        return f"{column} = ANY(%s::{kind}[])", [listed]
    return f"{column} IN (SELECT value FROM json_each(%s))", [
        orjson.dumps(listed).decode()
    ]


def marked(values: Iterable[Any]) -> Iterator[tuple[str, list[Any]]]:
    """The values in parts that one statement can take, each after the marks for it."""
    remaining = iter(values)
    while part := list(islice(remaining, 800)):
        yield ", ".join(["%s"] * len(part)), part


def as_it_stands(text: str) -> str:
    """A text for LIKE, in which no sign stands for others."""
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def has_prefix(column: str, prefix: str) -> tuple[str, list[str]]:
    """A condition that a column begins with an ASCII prefix, which an index can serve,
    and its parameters.
    """
    if connection.vendor == "postgresql":
        return f"{column} LIKE %s", [f"{prefix}%"]
    return f"({column} >= %s AND {column} < %s)", [
        prefix,
        prefix[:-1] + chr(ord(prefix[-1]) + 1),
    ]


def insert_rows(
    table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]
) -> None:
    """Insert rows: prepared statements on SQLite, COPY on PostgreSQL.

    What makes the rows must not ask the database: PostgreSQL answers nothing else while
    it copies.
    """
    end_snapshot()
    names = ", ".join(columns)
    with connection.cursor() as cursor, connection.wrap_database_errors:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
            return
        raw = (
            cursor.cursor.connection
        )  # sqlite3's: Django's would rewrite the marks of every one
        row = f"({', '.join(['?'] * len(columns))})"
        one = f"INSERT INTO {table} ({names}) VALUES {row}"
        some = one + f", {row}" * (_TOGETHER - 1)
        remaining = iter(rows)
        while part := list(islice(remaining, 500 * _TOGETHER)):
            whole = len(part) - len(part) % _TOGETHER
            cells = chain.from_iterable(part[:whole])
            raw.executemany(
                some, zip(*[cells] * (_TOGETHER * len(columns)), strict=True)
            )
            raw.executemany(one, part[whole:])


def keep_log(using: str = WRITING) -> None:
    """Let a SQLite file keep a log (WAL), so that it is read while it is written.

    Raises OperationalError when others write all the time: SQLite refuses this at once,
    however long the connection waits for its turn otherwise, so it is asked again.
    """
    end_snapshot()
    end = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            with connections[using].cursor() as cursor:
                cursor.execute("PRAGMA journal_mode=WAL")
            return
        except OperationalError as error:
            if "locked" not in str(error) or time.monotonic() > end:
                raise
        time.sleep(0.02)


def gather_statistics(*tables: str) -> None:
    """Let PostgreSQL see what a bulk of new rows changed, before it plans for them;
    SQLite plans without.
    """
    if connection.vendor == "postgresql":
        execute(f"ANALYZE {', '.join(tables)}")


@contextmanager
def without_collecting() -> Iterator[None]:
    """Spare Python the search during a block; it is on again after it where it was on
    before.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


P = ParamSpec("P")

_BUSY = (
    f"another process has been writing for over {BUSY_SECONDS} s; try again when it is"
    " done"
)
_FULL = "the disk is full; nothing was written"
_READ_ONLY = "it may only be read; nothing was written"
_NO_DATABASE = "it is not a SQLite database, or it is damaged"
_NOT_OPENED = (
    "it cannot be opened or created; is the folder there, and may you write in it?"
)
_AWAY = "the server does not answer, or has no such database"
_SIGNS: dict[str, tuple[type[StorageError], str]] = {
    "is locked|lock timeout": (DatabaseBusy, _BUSY),
    "disk is full|disk full|no space left": (CannotWrite, _FULL),
    "readonly database|read-only|permission denied": (CannotWrite, _READ_ONLY),
    "not a database|malformed|file is encrypted": (StorageError, _NO_DATABASE),
    "unable to open": (CannotWrite, _NOT_OPENED),
    "connection failed|could not connect|connection refused": (StorageError, _AWAY),
}
"""What an error is by words of its message, the first that it has."""
_ERRNOS = {
    errno.ENOSPC: _FULL,
    errno.EDQUOT: "your share of the disk is full; nothing was written",
    errno.EROFS: "the disk may only be read; nothing was written",
    errno.EACCES: "you may not write there; nothing was written",
    errno.EPERM: "you may not write there; nothing was written",
    errno.ENOTDIR: "part of the path is a file, not a folder",
}


def _fault(error: Exception, place: str) -> StorageError:
    if isinstance(error, OSError):
        reason = _ERRNOS.get(error.errno or 0, f"it cannot be used ({error.strerror})")
        return CannotWrite(f"the database {place!r}: {reason}")
    said = str(error).lower()
    for signs, (kind, reason) in _SIGNS.items():
        if re.search(signs, said):
            return kind(f"the database {place!r}: {reason}")
    return StorageError(f"the database {place!r} cannot be used: {error}")


@contextmanager
def faults_of(place: str = "") -> Iterator[None]:
    """Turns trouble inside the block into a StorageError that names `place` ("": the
    open database).
    """
    try:
        yield
    except (DatabaseError, InterfaceError, OSError) as error:
        raise _fault(error, place or str(connection.settings_dict["NAME"])) from error


def guarded(function: Callable[P, T]) -> Callable[P, T]:
    """A function on the open database, which reads one snapshot and whose trouble comes
    out as a StorageError.
    """

    @wraps(function)
    def call(*args: P.args, **kwargs: P.kwargs) -> T:
        with faults_of(), one_snapshot():
            return function(*args, **kwargs)

    return call


def known_terms(texts: Iterable[str]) -> dict[str, int]:
    """The numbers of those texts that are terms."""
    condition, params = among("text", set(texts))
    return dict(fetch(f"SELECT text, id FROM terms WHERE {condition}", params))


def intern_terms(texts: Iterable[str]) -> dict[str, int]:
    """The numbers of all the texts, new ones given to those that have none."""
    wanted = set(texts)
    found = known_terms(wanted)
    missing = sorted(wanted - found.keys())
    new = list(enumerate(missing, next_id("terms")))
    insert_rows("terms", ("id", "text"), new)
    return found | {text: number for number, text in new}


def texts_of(numbers: Iterable[int]) -> dict[int, str]:
    """The texts of term numbers."""
    condition, params = among("id", set(numbers))
    return dict(fetch(f"SELECT id, text FROM terms WHERE {condition}", params))


def all_terms() -> dict[str, int]:
    """The numbers of all texts that are terms."""
    return dict(fetch("SELECT text, id FROM terms"))
