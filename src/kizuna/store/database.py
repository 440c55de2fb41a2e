"""Opening the database: made on first use, refused when a newer Kizuna wrote it.

Law: one database is open in a process; opening another one switches every query and
action to it.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kizuna.store.settings import databases, django_settings, locate


@dataclass(frozen=True, slots=True)
class Database:
    """The open database.

    `location` is the path of the file, or the address without its password;
    `is_read_only` whether it is a file that this user may only read.
    """

    location: str
    is_read_only: bool = False

    def close(self) -> None:
        """Close the connections; the next query opens them again."""
        from kizuna.store.sql import disconnect

        disconnect()


def open_database(location: str | Path | None = None) -> Database:
    """Open the database at a path or postgresql:// address, else at KIZUNA_DB, else in
    the user's data folder.

    Makes the folder and the tables on first use. Raises NewerDatabase, DatabaseBusy,
    CannotWrite, or another StorageError, each of which names the database.
    """
    found = locate(location)
    use_settings(found.settings)
    from kizuna.store import schema
    from kizuna.store.private_files import close_to_others, create, create_folder
    from kizuna.store.sql import faults_of, keep_log

    with faults_of(found.text):
        if found.path is not None:
            create_folder(found.path.parent)
            create(found.path)
        close_to_others(found.path)
        if not schema.is_up_to_date():
            schema.bring_up_to_date()
            if found.path is not None:
                keep_log()
        schema.refuse_newer_logic()
    return Database(found.text, is_read_only="database" in found.settings["OPTIONS"])


def current_settings() -> dict[str, Any] | None:
    """The entry of the database that Django is configured with; None before the
    first.
    """
    from django.conf import settings
    from django.db import connections

    return dict(connections.databases["default"]) if settings.configured else None


def use_settings(entry: dict[str, Any]) -> None:
    """Configure Django with the database, or switch to it when Django is configured
    already.
    """
    import django
    from django.conf import settings
    from django.db import connections

    from kizuna.store.sql import end_snapshot, note_opening

    note_opening()
    if not settings.configured:
        settings.configure(**django_settings(entry))
        django.setup()
        return
    end_snapshot()
    for name, settings_of in databases(entry).items():
        if name in connections.databases:
            connections[name].close()
            del connections[name]
        connections.databases[name] = settings_of
    connections.configure_settings(connections.databases)
