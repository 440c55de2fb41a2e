"""Filling an empty schema from a backup: the tables as they were, their rows, and then whatever is newer.

Law: all of it stands in one transaction of the caller's, on either database.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable

from django.db import DataError, connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader

from kizuna.errors import NewerDatabase, StorageError
from kizuna.store.backups.archive import Manifest
from kizuna.store.backups.tables import (
    Table,
    count_rows,
    leaves,
    ledger_digest,
    streamed,
)
from kizuna.store.entries import Row
from kizuna.store.late_indexes import LEDGER, indexes_left_for_later
from kizuna.store.schema import Migrations
from kizuna.store.sql import execute, fetch, fetch_number, gather_statistics, insert_rows

_STORE = "store"
Rows = Callable[[Table], Iterable[Row]]
"""Gives the rows of a table of a backup."""


def refuse_newer(manifest: Manifest, name: str) -> None:
    """Raises NewerDatabase for a backup with migrations that this Kizuna does not have."""
    known = set(MigrationLoader(None).disk_migrations)
    unknown = sorted(set(manifest.migrations) - known)
    if unknown:
        raise NewerDatabase(
            f"{name!r} was made by a newer Kizuna, {manifest.kizuna} (it has {unknown[-1][1]!r}):"
            " install that version"
        )


def fill(manifest: Manifest, rows: Rows) -> None:
    """Make the tables that the backup had, put its rows in, and bring them to this Kizuna's schema.

    Raises StorageError when what arrived is not what was sent.
    """
    _migrate(frozenset(manifest.migrations))
    with indexes_left_for_later(*LEDGER):
        for table in manifest.tables:
            _empty(table)
            try:
                insert_rows(f'"{table.name}"', [f'"{c}"' for c in table.columns], rows(table))
            except DataError:
                _refuse_null(table, rows(table))
                raise
    _go_on_counting(manifest.tables)
    if connection.vendor == "postgresql":
        execute("SET CONSTRAINTS ALL IMMEDIATE")
    connection.check_constraints()
    check_arrived(manifest)
    go_forward(manifest)
    gather_statistics("claims", "claim_references", "terms")


def go_forward(manifest: Manifest) -> None:
    """Bring the tables of the apps that the backup had to this Kizuna's schema.

    The store's come first, since others rest on them.
    """
    others = sorted({app for app, _ in manifest.migrations} - {_STORE})
    for app in (_STORE, *others):
        executor = MigrationExecutor(connection)
        executor.migrate(executor.loader.graph.leaf_nodes(app))


def check_arrived(manifest: Manifest) -> None:
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


def rows_of_file(held: sqlite3.Connection) -> Rows:
    """The rows of a SQLite file, in the form of a backup."""
    return lambda table: held.execute(table.select("sqlite"))


def _migrate(migrations: Migrations) -> None:
    for is_store in (True, False):
        executor = MigrationExecutor(connection)
        wanted = leaves(executor.loader, migrations)
        executor.migrate([key for key in wanted if (key[0] == _STORE) is is_store])


def _empty(table: Table) -> None:
    """Remove what a migration put in; a table of the ledger is empty, and refuses to be told so."""
    if fetch_number(f'SELECT count(*) FROM "{table.name}"'):
        execute(f'DELETE FROM "{table.name}"')


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


def _go_on_counting(tables: Iterable[Table]) -> None:
    """Let PostgreSQL number new rows after those that came with their numbers; SQLite does so by itself."""
    if connection.vendor != "postgresql":
        return
    for table in tables:
        key = table.columns[0]
        found = fetch("SELECT pg_get_serial_sequence(%s, %s)", [f'"{table.name}"', key])
        if found[0][0]:
            execute(
                f'SELECT setval(%s, (SELECT coalesce(max("{key}"), 0) + 1 FROM "{table.name}"), false)',
                [found[0][0]],
            )
