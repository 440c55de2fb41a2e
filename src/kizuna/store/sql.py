"""The few ways in which the store speaks SQL to both databases, and reads millions of rows.

Law: statements use `%s` for parameters and are the same on SQLite and PostgreSQL, save for what is here.
Times are rows' microseconds since 1970-01-01 UTC. Texts that rows hold by number are terms: a term is never
changed or removed, and numbers are given inside a transaction that holds the writers' lock. No exception of
Django, sqlite3 or psycopg leaves the store: trouble of the database comes out as an error of Kizuna that names it.
"""

import errno
import gc
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import wraps
from itertools import chain, islice
from typing import Any, ParamSpec, TypeVar

import orjson
from django.db import DatabaseError, connection
from django.db.utils import InterfaceError

from kizuna.errors import CannotWrite, DatabaseBusy, StorageError
from kizuna.store.settings import BUSY_SECONDS
from kizuna.store.snapshot import connection_to_read, end_snapshot, one_snapshot, shared_cursor

_TOGETHER = 10
"""Rows in one statement: ten take a fifth less time than one and one."""


def fetch(statement: str, params: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
    """All rows of a query, from the snapshot if any; what a reader may not see is left out by `visible`."""
    cursor = shared_cursor()
    cursor.execute(statement, params)
    rows: list[tuple[Any, ...]] = cursor.fetchall()
    return rows


_PART = 1000


def fetch_parts(statement: str, params: Sequence[Any] = ()) -> Iterator[list[tuple[Any, ...]]]:
    """The rows of a query as `fetch` gives them, some at a time: for many, which need not be held at once."""
    with connection_to_read().cursor() as cursor:
        cursor.execute(statement, params)
        while rows := cursor.fetchmany(_PART):
            yield rows


def streamed(statement: str) -> Iterator[tuple[Any, ...]]:
    """The rows of a query, which the server too gives some at a time: for whole tables."""
    with connection_to_read().chunked_cursor() as cursor:
        cursor.execute(statement)
        while rows := cursor.fetchmany(5 * _PART):
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
    execute(f"INSERT INTO {table} ({', '.join(cells)}) VALUES ({marks})", [*cells.values()])


def next_id(table: str) -> int:
    """The number after the last of a table's rows."""
    return fetch_number(f"SELECT max(id) FROM {table}") + 1


def among(column: str, values: Iterable[int] | Iterable[str]) -> tuple[str, list[Any]]:
    """A condition that a column has one of the values, of any number, and its parameters.

    All values are texts, or all are integers that fit 32 bits.
    """
    listed = list(values)
    if not listed:
        return "1 = 0", []
    if connection.vendor == "postgresql":
        kind = "text" if isinstance(listed[0], str) else "integer"
        return f"{column} = ANY(%s::{kind}[])", [listed]
    return f"{column} IN (SELECT value FROM json_each(%s))", [orjson.dumps(listed).decode()]


def marked(values: Iterable[Any]) -> Iterator[tuple[str, list[Any]]]:
    """The values in parts that one statement can take, each after the marks for it."""
    remaining = iter(values)
    while part := list(islice(remaining, 800)):
        yield ", ".join(["%s"] * len(part)), part


def as_it_stands(text: str) -> str:
    """A text for LIKE, in which no sign stands for others."""
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def has_prefix(column: str, prefix: str) -> tuple[str, list[str]]:
    """A condition that a column begins with an ASCII prefix, which an index can serve, and its parameters."""
    if connection.vendor == "postgresql":
        return f"{column} LIKE %s", [f"{prefix}%"]
    return f"({column} >= %s AND {column} < %s)", [prefix, prefix[:-1] + chr(ord(prefix[-1]) + 1)]


def insert_rows(table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Insert rows: prepared statements on SQLite, COPY on PostgreSQL.

    What makes the rows must not ask the database: PostgreSQL answers nothing else while it copies.
    """
    end_snapshot()
    names = ", ".join(columns)
    with connection.cursor() as cursor, connection.wrap_database_errors:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
            return
        raw = cursor.cursor.connection  # sqlite3's: Django's would rewrite the marks of every one
        row = f"({', '.join(['?'] * len(columns))})"
        one = f"INSERT INTO {table} ({names}) VALUES {row}"
        some = one + f", {row}" * (_TOGETHER - 1)
        remaining = iter(rows)
        while part := list(islice(remaining, 500 * _TOGETHER)):
            whole = len(part) - len(part) % _TOGETHER
            cells = chain.from_iterable(part[:whole])
            raw.executemany(some, zip(*[cells] * (_TOGETHER * len(columns)), strict=True))
            raw.executemany(one, part[whole:])


def gather_statistics(*tables: str) -> None:
    """Let PostgreSQL see what a bulk of new rows changed, before it plans for them; SQLite plans without."""
    if connection.vendor == "postgresql":
        execute(f"ANALYZE {', '.join(tables)}")


@contextmanager
def without_collecting() -> Iterator[None]:
    """Spare Python the search during a block; it is on again after it where it was on before."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


P = ParamSpec("P")
R = TypeVar("R")

_BUSY = f"another process has been writing for over {BUSY_SECONDS} s; try again when it is done"
_FULL = "the disk is full; nothing was written"
_READ_ONLY = "it may only be read; nothing was written"
_NO_DATABASE = "it is not a SQLite database, or it is damaged"
_NOT_OPENED = "it cannot be opened or created; is the folder there, and may you write in it?"
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


def fault(error: Exception, place: str) -> StorageError:
    """The error of Kizuna for one of the database or the file system at `place`."""
    if isinstance(error, OSError):
        reason = _ERRNOS.get(error.errno or 0, f"it cannot be used ({error.strerror})")
        return CannotWrite(f"the database {place!r}: {reason}")
    said = str(error).lower()
    for signs, (kind, reason) in _SIGNS.items():
        if re.search(signs, said):
            return kind(f"the database {place!r}: {reason}")
    return StorageError(f"the database {place!r} cannot be used: {error}")


@contextmanager
def faults_of(place: str) -> Iterator[None]:
    """Turns trouble inside the block into a StorageError that names `place`."""
    try:
        yield
    except (DatabaseError, InterfaceError, OSError) as error:
        raise fault(error, place) from error


def guarded(function: Callable[P, R]) -> Callable[P, R]:
    """A function on the open database, which reads one snapshot and whose trouble comes out as a StorageError."""

    @wraps(function)
    def call(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            with one_snapshot():
                return function(*args, **kwargs)
        except (DatabaseError, InterfaceError, OSError) as error:
            raise fault(error, str(connection.settings_dict["NAME"])) from error

    return call


def known_terms(texts: Iterable[str]) -> dict[str, int]:
    """The numbers of those texts that are terms."""
    condition, params = among("text", set(texts))
    return dict(fetch(f"SELECT text, id FROM terms WHERE {condition}", params))


def term_of(text: str) -> int | None:
    """The number of a text, None when it is no term."""
    return known_terms((text,)).get(text)


def intern_terms(texts: Iterable[str]) -> dict[str, int]:
    """The numbers of all the texts, new ones given to those that have none."""
    wanted = set(texts)
    found = known_terms(wanted)
    missing = sorted(wanted - found.keys())
    new = list(enumerate(missing, next_id("terms")))
    insert_rows("terms", ("id", "text"), new)
    found.update((text, number) for number, text in new)
    return found


def texts_of(numbers: Iterable[int]) -> dict[int, str]:
    """The texts of term numbers."""
    condition, params = among("id", set(numbers))
    return dict(fetch(f"SELECT id, text FROM terms WHERE {condition}", params))


def all_terms() -> dict[str, int]:
    """The numbers of all texts that are terms."""
    return dict(fetch("SELECT text, id FROM terms"))
