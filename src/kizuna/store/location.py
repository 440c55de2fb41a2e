"""Where the database lies: a file, or an address of PostgreSQL."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import platformdirs

from kizuna.errors import StorageError
from kizuna.store.settings import postgresql_settings, sqlite_settings

_POSTGRESQL = ("postgresql://", "postgres://")


@dataclass(frozen=True, slots=True)
class Location:
    """A place for a database; `text` is the path of the file, or the address without its password."""

    text: str
    path: Path | None
    settings: dict[str, Any]


def locate(given: str | Path | None) -> Location:
    """The place given; without one KIZUNA_DB, else the user's data folder (XDG on Linux).

    Raises StorageError for an address that is neither a path nor PostgreSQL's.
    """
    asked = str(given) if given is not None else os.environ.get("KIZUNA_DB", "")
    if not asked:
        asked = str(Path(platformdirs.user_data_dir("kizuna")) / "kizuna.sqlite3")
    if asked.startswith(_POSTGRESQL):
        return _postgresql(asked)
    if "://" in asked:
        raise StorageError(
            f"{asked!r} is not a place for a database: give the path of a file, or postgresql://…"
        )
    path = Path(asked).expanduser().absolute()
    return Location(str(path), path, sqlite_settings(str(path)))


def _postgresql(address: str) -> Location:
    try:
        from psycopg import ProgrammingError
        from psycopg.conninfo import conninfo_to_dict
    except ImportError as error:
        raise StorageError(
            f"{_without_password(address)!r} needs psycopg: pip install 'kizuna[postgres]'"
        ) from error
    try:
        parts = conninfo_to_dict(address)
    except ProgrammingError as error:
        shown = _without_password(address)
        raise StorageError(f"{shown!r} is not an address of PostgreSQL: {error}") from error
    return Location(_without_password(address), None, postgresql_settings(dict(parts)))


def _without_password(address: str) -> str:
    head, separator, rest = address.partition("://")
    who, at, where = rest.rpartition("@")
    return f"{head}{separator}{who.partition(':')[0]}{at}{where}"
