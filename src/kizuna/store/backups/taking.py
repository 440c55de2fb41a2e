"""Taking a backup of the open database while others use it: what is in it stood there at one moment.

On SQLite it holds a copy of the file, checked; on PostgreSQL the rows, read in one transaction.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.db import connection, transaction

from kizuna import __version__
from kizuna.claims import merkle
from kizuna.claims.heads import Head, sign
from kizuna.errors import BadFile, CannotWrite, StorageError
from kizuna.store import tree
from kizuna.store.audited import audited
from kizuna.store.backups.apps import every_app
from kizuna.store.backups.archive import Manifest, Writing, opened, written
from kizuna.store.backups.tables import (
    TRANSIENT,
    count_rows,
    ledger_digest,
    migrations_here,
    streamed,
    tables_of,
)
from kizuna.store.entries import Reading, Row
from kizuna.store.faults import fault, faults_of
from kizuna.store.ledger_key import ledger_key
from kizuna.store.schema import Migrations, place
from kizuna.store.sql import execute


@dataclass(frozen=True, slots=True)
class BackedUp:
    """A backup that was taken: where it is, its size in bytes, and what it says of itself."""

    path: Path
    size: int
    manifest: Manifest


def back_up(*, path: Path, acting_user: str) -> BackedUp:
    """Write the open database to a file, whole or not at all, and read it again.

    Raises CannotWrite for a place that cannot be written, StorageError for a database that is damaged.
    """
    if path.is_dir():
        raise CannotWrite(f"{str(path)!r} is a folder; name a file in it")
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
    return BackedUp(path, path.stat().st_size, manifest)


def _manifest(migrations: Migrations, rows: dict[str, int], read: Reading) -> Manifest:
    return Manifest(
        kizuna=__version__,
        made_at=datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z"),
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
        check_integrity(target, place())
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


def check_integrity(held: sqlite3.Connection, name: str) -> None:
    """Raises StorageError for a damaged SQLite database, with the first that is wrong with it."""
    ((found,),) = held.execute("PRAGMA integrity_check(1)").fetchall()
    if found != "ok":
        raise StorageError(f"the database {name!r} is damaged: {found}")


def _dump(writing: Writing) -> None:
    """Add the rows of every table, as one transaction sees them."""
    with transaction.atomic():
        execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        migrations = migrations_here()
        rows = {
            table.name: writing.rows(table, streamed(table.select("postgresql")))
            for table in tables_of(migrations)
        }
        writing.manifest(_manifest(migrations, rows, streamed))
