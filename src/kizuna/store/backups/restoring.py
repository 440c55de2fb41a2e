"""Restoring a backup into a database of either kind, whole or not at all.

On SQLite it is made in a file beside the database and then takes its place in one transaction, so that servers
which have it open go on with the new one; on PostgreSQL all of it is one transaction.
"""

from __future__ import annotations

import os
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from kizuna.errors import BadFile, BadQuestion, StorageError
from kizuna.store.backups.archive import Manifest, Reading, opened
from kizuna.store.backups.scratch import scratch_folder
from kizuna.store.location import Location, locate
from kizuna.store.settings import BUSY_SECONDS, sqlite_settings


@dataclass(frozen=True, slots=True)
class Restored:
    """What was restored, and where: the database's path, or its address without a password."""

    manifest: Manifest
    location: str


def restore(
    *, path: Path, location: str | Path | None, is_replacing: bool, acting_user: str
) -> Restored:
    """Restore the backup at `path` into the database at a location (None: KIZUNA_DB, else the data folder's).

    The register's tables are made anew from the ledger. Raises BadFile for a file that is no backup, was cut off
    or altered, or whose entries are not those of its tree, NewerDatabase, BadQuestion for a database that is not
    empty unless `is_replacing`, StorageError; then the database is as it was.
    """
    from kizuna.store.database import use_settings

    found = locate(location)
    with opened(path) as backup:
        use_settings(found.settings)
        from kizuna.store.backups.apps import every_app
        from kizuna.store.backups.filling import refuse_newer
        from kizuna.store.faults import faults_of

        with faults_of(found.text), every_app():
            refuse_newer(backup.manifest, path.name)
            held = _held(found)
            if held and not is_replacing:
                raise BadQuestion(
                    f"{found.text!r} holds {held}: say --replace to put the backup there"
                )
            if found.path is not None:
                _into_file(found.path, backup, acting_user)
            else:
                _into_server(backup, acting_user)
    return Restored(backup.manifest, found.text)


def check(*, path: Path) -> Manifest:
    """Restore a backup into a file that is removed again: what it says of itself. Raises as `restore`."""
    from kizuna.store.database import current_settings, use_settings

    before = current_settings()
    with opened(path) as backup, tempfile.TemporaryDirectory(prefix="kizuna-restore.") as folder:
        made = Path(folder) / "copy.sqlite3"
        use_settings(sqlite_settings(str(made)))
        from kizuna.store.backups.apps import every_app
        from kizuna.store.backups.filling import refuse_newer
        from kizuna.store.connections import disconnect
        from kizuna.store.faults import faults_of

        try:
            with faults_of(path.name), every_app():
                refuse_newer(backup.manifest, path.name)
                _fill_file(made, backup)
        finally:
            disconnect()
            if before is not None:
                use_settings(before)
        return backup.manifest


def _held(found: Location) -> str:
    """What the database holds that would be lost, "" for an empty one; another program's is refused."""
    from kizuna.store.schema import applied_migrations
    from kizuna.store.sql import fetch_number

    if found.path is not None and not found.path.exists():
        return ""
    if not applied_migrations():
        return ""
    claims = fetch_number("SELECT count(*) FROM claims")
    users = fetch_number("SELECT count(*) FROM users")
    return f"{claims} claims and {users} accounts" if claims or users else ""


def _into_file(path: Path, backup: Reading, acting_user: str) -> None:
    from kizuna.store.connections import disconnect
    from kizuna.store.database import use_settings
    from kizuna.store.private_files import create, create_folder

    create_folder(path.parent)
    disconnect()
    with scratch_folder("restore", path.parent) as beside:
        made = beside / path.name
        create(made)
        use_settings(sqlite_settings(str(made)))
        try:
            _make_file(made, backup, acting_user)
        finally:
            disconnect()
            use_settings(sqlite_settings(str(path)))
        _put_in_place(made, path)


def _make_file(made: Path, backup: Reading, acting_user: str) -> None:
    """The open database, which is beside the one meant, from the backup."""
    from kizuna.store.sql import execute

    _fill_file(made, backup)
    # The other processes of a rebuild read while it writes, which SQLite allows with this log alone.
    execute("PRAGMA journal_mode=WAL")
    _rebuild(backup.manifest, acting_user)
    execute("PRAGMA journal_mode=DELETE")


def _fill_file(made: Path, backup: Reading) -> None:
    """The open database, a file that is not there yet, from the backup: all but the register's tables."""
    from django.db import connection, transaction

    from kizuna.store.backups.filling import check_arrived, fill, go_forward

    if backup.is_file_of_sqlite:
        backup.unpack_database(made)
    connection.ensure_connection()
    connection.disable_constraint_checking()
    with transaction.atomic():
        if backup.is_file_of_sqlite:
            check_arrived(backup.manifest)
            go_forward(backup.manifest)
        else:
            fill(backup.manifest, backup.rows)
    connection.enable_constraint_checking()
    _refuse_disagreement(backup, by_all=True)


def _refuse_disagreement(backup: Reading, *, by_all: bool) -> None:
    """Raise BadFile when the ledger that was restored does not agree with its tree."""
    from kizuna.store.verification.whole import first_discrepancy

    wrong = first_discrepancy(by_all=by_all)
    if wrong is not None:
        raise BadFile(
            f"{backup.name!r} does not agree with its tree at {wrong.kind} {wrong.number}: stored"
            f" {wrong.stored!r}, expected {wrong.expected!r}; nothing was restored"
        )


def _put_in_place(made: Path, path: Path) -> None:
    """Make the file the database: by SQLite itself where there is one, in a transaction that others see whole."""
    if not path.exists():
        os.replace(made, path)
    else:
        with (
            closing(sqlite3.connect(made)) as source,
            closing(sqlite3.connect(path, timeout=BUSY_SECONDS)) as target,
        ):
            try:
                source.backup(target)
            except sqlite3.Error as error:
                raise StorageError(
                    f"the database {str(path)!r} cannot be replaced: {error}; it is as it was"
                ) from error
    with closing(sqlite3.connect(path, timeout=BUSY_SECONDS)) as held:
        held.execute("PRAGMA journal_mode=WAL")


def _into_server(backup: Reading, acting_user: str) -> None:
    from django.db import transaction

    from kizuna.store.backups.filling import fill, rows_of_file
    from kizuna.store.schema import lock_writers

    with _file_of(backup) as held, transaction.atomic():
        lock_writers()
        _drop_all()
        fill(backup.manifest, rows_of_file(held) if held else backup.rows)
        _refuse_disagreement(backup, by_all=False)
    _rebuild(backup.manifest, acting_user)


@contextmanager
def _file_of(backup: Reading) -> Iterator[sqlite3.Connection | None]:
    """The SQLite file of the backup, unpacked for as long as the block runs; None when it holds rows."""
    if not backup.is_file_of_sqlite:
        yield None
        return
    with scratch_folder("restore", Path(tempfile.gettempdir())) as folder:
        path = folder / "copy.sqlite3"
        backup.unpack_database(path)
        with closing(sqlite3.connect(path)) as held:
            yield held


def _drop_all() -> None:
    """Drop the tables of Kizuna, and nothing else that lies beside them."""
    from django.db import connection

    from kizuna.store.backups.tables import all_tables, migrations_here
    from kizuna.store.sql import execute

    migrations = migrations_here()
    if not migrations:
        return
    there = set(connection.introspection.table_names())
    names = {table.name for table in all_tables(migrations)} & there | {"django_migrations"}
    listed = ", ".join(f'"{name}"' for name in sorted(names))
    execute(f"DROP TABLE {listed}")
    execute("DROP FUNCTION IF EXISTS refuse_change(), refuse_unless_erased()")


def _rebuild(manifest: Manifest, acting_user: str) -> None:
    """Make the register's tables anew, and note in the audit what was done."""
    from kizuna.store.actions.rebuild import rebuild
    from kizuna.store.audited import audited

    with audited("restore", acting_user) as notes:
        notes.append(f"the backup of {manifest.made_at}, {manifest.digest[:12]}")
    rebuild(acting_user=acting_user)
