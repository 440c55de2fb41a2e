"""Trouble of the database as errors of Kizuna; each message names the database.

Law: no exception of Django, sqlite3 or psycopg leaves the store.
"""

from __future__ import annotations

import errno
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import ParamSpec, TypeVar

from django.db import DatabaseError, connection
from django.db.utils import InterfaceError

from kizuna.errors import CannotWrite, DatabaseBusy, StorageError
from kizuna.store.settings import BUSY_SECONDS
from kizuna.store.snapshot import one_snapshot

P = ParamSpec("P")
R = TypeVar("R")

_SIGNS: tuple[tuple[tuple[str, ...], type[StorageError], str], ...] = (
    (
        ("is locked", "lock timeout", "database table is locked"),
        DatabaseBusy,
        f"another process has been writing for over {BUSY_SECONDS} s; try again when it is done",
    ),
    (
        ("disk is full", "disk full", "no space left"),
        CannotWrite,
        "the disk is full; nothing was written",
    ),
    (
        ("readonly database", "read-only", "permission denied"),
        CannotWrite,
        "it may only be read; nothing was written",
    ),
    (
        ("not a database", "malformed", "file is encrypted"),
        StorageError,
        "it is not a SQLite database, or it is damaged",
    ),
    (
        ("unable to open",),
        CannotWrite,
        "it cannot be opened or created; is the folder there, and may you write in it?",
    ),
    (
        ("connection failed", "could not connect", "connection refused"),
        StorageError,
        "the server does not answer, or has no such database",
    ),
)
_ERRNOS = {
    errno.ENOSPC: "the disk is full; nothing was written",
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
    for signs, kind, reason in _SIGNS:
        if any(sign in said for sign in signs):
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
        with faults_of(str(connection.settings_dict["NAME"])), one_snapshot():
            return function(*args, **kwargs)

    return call
