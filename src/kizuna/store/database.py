"""Opening the database: made on first use, refused when a newer Kizuna wrote it.

Law: one database is open in a process; opening another one switches every query and action to it.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kizuna.store.location import Location, locate
from kizuna.store.openings import note_opening


@dataclass(frozen=True, slots=True)
class Database:
    """The open database.

    `location` is the path of the file, or the address without its password; `vendor` "sqlite" or
    "postgresql"; `is_new` whether its tables were made when it was opened.
    """

    location: str
    vendor: str
    is_new: bool

    def close(self) -> None:
        """Close the connection; the next query opens it again."""
        from django.db import connection

        connection.close()


def open_database(location: str | Path | None = None) -> Database:
    """Open the database at a path or postgresql:// address, else at KIZUNA_DB, else in the user's data folder.

    Makes the folder and the tables on first use. Raises NewerDatabase, DatabaseBusy, CannotWrite, or
    another StorageError, each of which names the database.
    """
    found = locate(location)
    use_settings(found.settings)
    from kizuna.store.faults import faults_of

    with faults_of(found.text):
        return _opened(found)


def _opened(found: Location) -> Database:
    from django.db import connection

    from kizuna.store import schema

    if found.path is not None:
        found.path.parent.mkdir(parents=True, exist_ok=True)
    is_new = not schema.is_up_to_date()
    if is_new:
        schema.bring_up_to_date()
        if found.path is not None:
            with connection.cursor() as cursor:
                cursor.execute("PRAGMA journal_mode=WAL")
    schema.refuse_newer_logic()
    return Database(found.text, connection.vendor, is_new)


def settings_in_use() -> dict[str, Any] | None:
    """The entry of the database that Django is configured with; None before the first."""
    from django.conf import settings

    if not settings.configured:
        return None
    from django.db import connections

    return dict(connections.databases["default"])


def use_settings(entry: dict[str, Any]) -> None:
    """Configure Django with the database, or switch to it when Django is configured already."""
    from django.conf import settings

    note_opening()
    from kizuna.store.settings import django_settings

    if not settings.configured:
        import django

        settings.configure(**django_settings(entry))
        django.setup()
        return
    from django.db import connections

    connections["default"].close()
    del connections["default"]
    connections.databases["default"] = entry
    connections.configure_settings(connections.databases)
