"""Taking a backup of the open database while others use it, and restoring one, whole or not at all.

A backup holds what stood in the database at one moment: on SQLite a copy of the file, checked; on PostgreSQL the
rows, read in one transaction. On SQLite it is restored in a file beside the database, which then takes its place
in one transaction, so that servers which have it open go on with the new one; on PostgreSQL all of it is one
transaction. The tables are made as they were, filled with their rows, and then brought to whatever is newer.
"""

from __future__ import annotations

import os
import sqlite3
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.db import DataError, connection, transaction
from django.db.migrations.executor import MigrationExecutor

from kizuna import __version__
from kizuna.claims import merkle
from kizuna.claims.heads import Head, sign
from kizuna.errors import BadFile, BadQuestion, NewerDatabase, StorageError
from kizuna.store import tree
from kizuna.store.actions.ledger import LEDGER, indexes_left_for_later, rebuild
from kizuna.store.audited import audited
from kizuna.store.backups.archive import (
    TRANSIENT,
    Backup,
    Manifest,
    Table,
    Writing,
    all_tables,
    count_rows,
    every_app,
    leaves,
    ledger_digest,
    opened,
    scratch_folder,
    streamed,
    tables_of,
    written,
)
from kizuna.store.database import current_settings, use_settings
from kizuna.store.entries import Reading, Row
from kizuna.store.jobs import remove_jobs
from kizuna.store.ledger_key import ledger_key
from kizuna.store.private_files import create, create_folder
from kizuna.store.schema import (
    Migrations,
    applied_migrations,
    lock_writers,
    newer_migrations,
    place,
)
from kizuna.store.settings import BUSY_SECONDS, Location, locate, sqlite_settings
from kizuna.store.snapshot import disconnect
from kizuna.store.sql import (
    execute,
    fault,
    faults_of,
    fetch,
    fetch_number,
    gather_statistics,
    insert_rows,
)
from kizuna.store.verification.whole import first_discrepancy
from kizuna.values import moment_text

_NAMED = "kizuna-*.backup.zip"


@dataclass(frozen=True, slots=True)
class BackedUp:
    """A backup that was taken: where it is, its size in bytes, what it says of itself, and which older ones were
    removed for it."""

    path: Path
    size: int
    manifest: Manifest
    removed: tuple[Path, ...] = ()


def newest_in(folder: Path) -> Path | None:
    """The newest backup in a folder, None without any."""
    return max(folder.glob(_NAMED), default=None)


def back_up(*, to: Path, keep: int = 0, acting_user: str) -> BackedUp:
    """Write the open database to a file, whole or not at all, and read it again; in a folder it is named by time.

    In a folder the newest `keep` backups stay (0: all), older ones are removed when the new one is complete.
    Raises BadQuestion for `keep` without a folder, CannotWrite for a place that cannot be written, and
    StorageError for a database that is damaged.
    """
    if keep < 0 or (keep and not to.is_dir()):
        raise BadQuestion(f"{keep} backups of {str(to)!r}: name a folder to keep some of it")
    path = to / f"kizuna-{datetime.now(UTC):%Y%m%d-%H%M%S}.backup.zip" if to.is_dir() else to
    with faults_of(place()), written(path) as writing, every_app():
        if connection.vendor == "sqlite":
            try:
                _copy(writing)
            except sqlite3.Error as error:
                raise fault(error, place()) from error
        else:
            _dump(writing)
    try:
        with opened(path) as reading:
            manifest = reading.manifest
    except BadFile as error:
        raise StorageError(f"the backup could not be read again: {error}") from error
    with audited("back_up", acting_user) as notes:
        notes.append(f"{path.name} {manifest.digest[:12]}")
    older = sorted(to.glob(_NAMED), reverse=True)[keep:] if keep else []
    for each in older:
        each.unlink(missing_ok=True)
    return BackedUp(path, path.stat().st_size, manifest, tuple(older))


def _manifest(migrations: Migrations, rows: dict[str, int], read: Reading) -> Manifest:
    return Manifest(
        kizuna=__version__,
        made_at=moment_text(datetime.now(UTC), "seconds"),
        vendor=connection.vendor,
        migrations=tuple(sorted(migrations)),
        tables=tuple(tables_of(migrations)),
        rows=rows,
        digest=ledger_digest(read),
        head=_head(read) if "tree_runs" in rows else None,
    )


def _head(read: Reading) -> dict[str, Any]:
    """The head of the ledger whose rows `read` gives, signed where the ledger's key can be had."""
    ends = read("SELECT first_leaf + count FROM tree_runs ORDER BY first_leaf DESC LIMIT 1")
    size = sum(end for (end,) in ends)
    head = Head(size, merkle.root(size, tree.nodes_together()))
    try:
        return sign(head, ledger_key(), datetime.now(UTC)).to_json()
    except StorageError:
        return {"size": head.size, "root": head.root.hex()}


def _copy(writing: Writing) -> None:
    """Add a checked copy of the SQLite file, made by SQLite itself while others read and write."""
    copy = writing.folder / "copy.sqlite3"
    with (
        closing(sqlite3.connect(copy, isolation_level=None)) as target,
        closing(sqlite3.connect(f"{Path(place()).as_uri()}?mode=ro", uri=True)) as source,
    ):
        source.backup(target)
        target.execute("PRAGMA journal_mode=DELETE")
        ((found,),) = target.execute("PRAGMA integrity_check(1)").fetchall()
        if found != "ok":
            raise StorageError(f"the database {place()!r} is damaged: {found}")
        target.execute("PRAGMA secure_delete=ON")
        for table in TRANSIENT:
            if target.execute("SELECT 1 FROM sqlite_master WHERE name = ?", [table]).fetchone():
                target.execute(f"DELETE FROM {table}")

        def read(statement: str) -> Iterable[Row]:
            return target.execute(statement)

        migrations = frozenset(read("SELECT app, name FROM django_migrations"))
        rows = count_rows(read, tables_of(migrations))
        manifest = _manifest(migrations, rows, read)
    writing.database(copy)
    writing.manifest(manifest)


def _dump(writing: Writing) -> None:
    """Add the rows of every table, as one transaction sees them."""
    with transaction.atomic():
        execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        migrations = applied_migrations()
        rows = {
            table.name: writing.rows(table, streamed(table.select("postgresql")))
            for table in tables_of(migrations)
        }
        writing.manifest(_manifest(migrations, rows, streamed))


_STORE = "store"
_DROPPED = ("place_regions", "tie_regions", "pair_years")
"""Tables that databases had before migration 0014."""
Rows = Callable[[Table], Iterable[Row]]
"""Gives the rows of a table of a backup."""


def restore(
    *, path: Path, location: str | Path | None, is_replacing: bool, acting_user: str
) -> Manifest:
    """Restore the backup at `path` into the database at a location (None: KIZUNA_DB, else the data folder's).

    Gives what it says of itself. The register's tables are made anew from the ledger. Raises BadFile for a file
    that is no backup, was cut off or altered, or whose entries are not those of its tree, NewerDatabase,
    BadQuestion for a database that is not empty unless `is_replacing`, StorageError; then the database is as it
    was.
    """
    found = locate(location)
    with opened(path) as backup:
        use_settings(found.settings)
        with faults_of(found.text), every_app():
            _refuse_newer(backup)
            held = _held(found)
            if held and not is_replacing:
                raise BadQuestion(
                    f"{found.text!r} holds {held}: say --replace to put the backup there"
                )
            if found.path is not None:
                _into_file(found.path, backup, acting_user)
            else:
                _into_server(backup, acting_user)
        return backup.manifest


def check(*, path: Path) -> Manifest:
    """Restore a backup into a file that is removed again: what it says of itself. Raises as `restore`."""
    with opened(path) as backup, scratch_folder("restore", Path(tempfile.gettempdir())) as folder:
        with _open_instead(folder / "copy.sqlite3") as made, faults_of(path.name), every_app():
            _refuse_newer(backup)
            _fill_file(made, backup)
        return backup.manifest


@contextmanager
def _open_instead(made: Path) -> Iterator[Path]:
    """Have the file open for as long as the block runs, in place of the database that is."""
    before = current_settings()
    use_settings(sqlite_settings(str(made)))
    try:
        yield made
    finally:
        disconnect()
        if before is not None:
            use_settings(before)


def _held(found: Location) -> str:
    """What the database holds that would be lost, "" for an empty one; another program's is refused."""
    if found.path is not None and not found.path.exists():
        return ""
    if not applied_migrations():
        return ""
    claims = fetch_number("SELECT count(*) FROM claims")
    users = fetch_number("SELECT count(*) FROM users")
    return f"{claims} claims and {users} accounts" if claims or users else ""


def _into_file(path: Path, backup: Backup, acting_user: str) -> None:
    create_folder(path.parent)
    disconnect()
    with scratch_folder("restore", path.parent) as beside:
        create(beside / path.name)
        with _open_instead(beside / path.name) as made:
            _fill_file(made, backup)
            # The other processes of a rebuild read while it writes, which SQLite allows with this log alone.
            execute("PRAGMA journal_mode=WAL")
            _rebuild(backup.manifest, acting_user)
            execute("PRAGMA journal_mode=DELETE")
        _put_in_place(made, path)
    remove_jobs()


def _fill_file(made: Path, backup: Backup) -> None:
    """The open database, a file that is not there yet, from the backup: all but the register's tables."""
    if backup.is_file_of_sqlite:
        backup.unpack_database(made)
    connection.ensure_connection()
    connection.disable_constraint_checking()
    with transaction.atomic():
        if backup.is_file_of_sqlite:
            _check_arrived(backup.manifest)
            _go_forward(backup.manifest)
        else:
            _fill(backup.manifest, backup.rows)
    connection.enable_constraint_checking()
    _refuse_disagreement(backup, by_all=True)


def _refuse_disagreement(backup: Backup, *, by_all: bool) -> None:
    """Raise BadFile when the ledger that was restored does not agree with its tree."""
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


def _into_server(backup: Backup, acting_user: str) -> None:
    with _rows_of(backup) as rows, transaction.atomic():
        lock_writers()
        _drop_all()
        _fill(backup.manifest, rows)
        _refuse_disagreement(backup, by_all=False)
    _rebuild(backup.manifest, acting_user)


@contextmanager
def _rows_of(backup: Backup) -> Iterator[Rows]:
    """The rows of a backup; a SQLite file in it is unpacked for as long as the block runs."""
    if not backup.is_file_of_sqlite:
        yield backup.rows
        return
    with scratch_folder("restore", Path(tempfile.gettempdir())) as folder:
        path = folder / "copy.sqlite3"
        backup.unpack_database(path)
        with closing(sqlite3.connect(path)) as held:
            yield lambda table: held.execute(table.select("sqlite"))


def _drop_all() -> None:
    """Drop the tables of Kizuna, and nothing else that lies beside them."""
    migrations = applied_migrations()
    if not migrations:
        return
    there = set(connection.introspection.table_names())
    names = {"django_migrations", *_DROPPED, *(table.name for table in all_tables(migrations))}
    listed = ", ".join(f'"{name}"' for name in sorted(names & there))
    execute("DROP VIEW IF EXISTS tie_fields_now, ties_now, entities, claims_readable")
    execute(f"DROP TABLE {listed}")
    execute("DROP FUNCTION IF EXISTS refuse_change(), refuse_unless_erased()")


def _rebuild(manifest: Manifest, acting_user: str) -> None:
    """Make the register's tables anew, and note in the audit what was done."""
    with audited("restore", acting_user) as notes:
        notes.append(f"the backup of {manifest.made_at}, {manifest.digest[:12]}")
    rebuild(acting_user=acting_user)


def _refuse_newer(backup: Backup) -> None:
    """Raise NewerDatabase for a backup with migrations that this Kizuna has not, StorageError for one too old."""
    newer = newer_migrations(frozenset(backup.manifest.migrations), backup.name)
    if newer:
        raise NewerDatabase(
            f"{backup.name!r} was made by a newer Kizuna, {backup.manifest.kizuna} (it has {max(newer)!r}):"
            " install that version"
        )


def _fill(manifest: Manifest, rows: Rows) -> None:
    """Make the tables that the backup had, put its rows in, and bring them to this Kizuna's schema.

    Raises StorageError when what arrived is not what was sent.
    """
    for is_store in (True, False):
        executor = MigrationExecutor(connection)
        wanted = leaves(executor.loader, frozenset(manifest.migrations))
        executor.migrate([key for key in wanted if (key[0] == _STORE) is is_store])
    with indexes_left_for_later(*LEDGER):
        for table in manifest.tables:
            try:
                insert_rows(f'"{table.name}"', [f'"{c}"' for c in table.columns], rows(table))
            except DataError:
                _refuse_null(table, rows(table))
                raise
    if connection.vendor == "postgresql":
        for table in manifest.tables:  # SQLite numbers new rows after those that came by itself
            if table.kinds[0].endswith("AutoField"):
                key, name = f'"{table.columns[0]}"', f'"{table.name}"'
                sequence = f"pg_get_serial_sequence('{name}', '{table.columns[0]}')"
                last = f"coalesce(max({key}), 0) + 1, false"
                execute(f"SELECT setval({sequence}, {last}) FROM {name}")
        execute("SET CONSTRAINTS ALL IMMEDIATE")
    connection.check_constraints()
    _check_arrived(manifest)
    _go_forward(manifest)
    gather_statistics("claims", "claim_references", "terms")


def _go_forward(manifest: Manifest) -> None:
    """Bring the tables of the apps that the backup had to this Kizuna's schema.

    The store's come first, since others rest on them.
    """
    others = sorted({app for app, _ in manifest.migrations} - {_STORE})
    for app in (_STORE, *others):
        executor = MigrationExecutor(connection)
        executor.migrate(executor.loader.graph.leaf_nodes(app))


def _check_arrived(manifest: Manifest) -> None:
    """Raises StorageError when the open database does not hold what the backup says."""
    counted = count_rows(fetch, manifest.tables)
    wrong = [name for name, rows in manifest.rows.items() if counted.get(name) != rows]
    if wrong:
        name = wrong[0]
        raise StorageError(
            f"{name!r} has {counted.get(name)} rows and should have {manifest.rows[name]}; nothing was restored"
        )
    if ledger_digest(streamed) != manifest.digest:
        raise StorageError("the ledger is not the one that was backed up; nothing was restored")


def _refuse_null(table: Table, rows: Iterable[Row]) -> None:
    """Raise StorageError, naming the row, for the first with a character that PostgreSQL does not keep."""
    for row in rows:
        for column, cell in zip(table.columns, row, strict=True):
            if isinstance(cell, str) and "\0" in cell:
                held = dict(zip(table.columns, row, strict=True))
                named = bytes(held["uid"]).hex() if "uid" in held else str(row[0])
                raise StorageError(
                    f"{column!r} of {named!r} in {table.name!r} has the character U+0000, which PostgreSQL cannot"
                    " keep; nothing was restored"
                )
