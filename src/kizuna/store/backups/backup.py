"""Taking a backup of the open database while others use it, and restoring one, whole or
not at all.

A backup holds the rows that stood in the database at one moment. They are put into
tables made as they were, which are then brought to whatever is newer: on PostgreSQL in
one transaction, on SQLite in a file beside the database, which takes its place in one
transaction, so that servers which have it open go on with the new one.
"""

import hashlib
import json
import sqlite3
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any

from django.db import DataError, connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader

from kizuna import __version__
from kizuna.claims.heads import Head, sign
from kizuna.errors import BadFile, BadQuestion, NewerDatabase, StorageError
from kizuna.store import tree
from kizuna.store.actions.ledger import LEDGER, indexes_left_for_later, rebuild
from kizuna.store.audited import append_act, audited, transaction_of_entries
from kizuna.store.backups.archive import (
    DERIVED,
    MANIFEST,
    TRANSIENT,
    Backup,
    Manifest,
    Table,
    add_rows,
    every_app,
    leaves,
    opened,
    scratch_folder,
    tables_of,
    written,
)
from kizuna.store.database import current_settings, use_settings
from kizuna.store.entries import TABLES, TIMES, Row
from kizuna.store.jobs import remove_jobs
from kizuna.store.ledger_key import ledger_key
from kizuna.store.private_files import create, create_folder
from kizuna.store.schema import (
    FIRST,
    applied_migrations,
    lock_writers,
    newer_migrations,
    refuse_damage,
)
from kizuna.store.settings import BUSY_SECONDS, Location, locate, sqlite_settings
from kizuna.store.sql import (
    disconnect,
    execute,
    faults_of,
    fetch,
    fetch_number,
    gather_statistics,
    insert_rows,
    keep_log,
    one_snapshot,
    streamed,
)
from kizuna.store.verification.whole import first_discrepancy
from kizuna.values import moment_text

_NAMED = "kizuna-*.backup.zip"


@dataclass(frozen=True, slots=True)
class BackedUp:
    """A backup that was taken: where it is, its size in bytes, what it says of itself,
    and which older ones were removed for it.
    """

    path: Path
    size: int
    manifest: Manifest
    removed: tuple[Path, ...] = ()


def newest_in(folder: Path) -> Path | None:
    """The newest backup in a folder, None without any."""
    return max(folder.glob(_NAMED), default=None)


def back_up(*, to: Path, keep: int = 0, acting_user: str) -> BackedUp:
    """Write the open database to a file, whole or not at all, and read it again; in a
    folder it is named by time.

    In a folder the newest `keep` backups stay (0: all), older ones are removed when the
    new one is complete. Raises BadQuestion for `keep` without a folder, CannotWrite for
    a place that cannot be written, and StorageError for a database that is damaged.
    """
    if keep < 0 or (keep and not to.is_dir()):
        raise BadQuestion(
            f"{keep} backups of {str(to)!r}: name a folder to keep some of it"
        )
    path = (
        to / f"kizuna-{datetime.now(UTC):%Y%m%d-%H%M%S}.backup.zip"
        if to.is_dir()
        else to
    )
    if connection.vendor == "sqlite":
        refuse_damage(deep=False)
    with faults_of(), written(path) as file, every_app(), one_snapshot():
        migrations = applied_migrations()
        tables = tables_of(migrations)
        made = Manifest(
            kizuna=__version__,
            made_at=moment_text(datetime.now(UTC), "seconds"),
            vendor=connection.vendor,
            migrations=tuple(sorted(migrations)),
            tables=tuple(tables),
            rows={
                t.name: add_rows(file, t, streamed(t.select(connection.vendor)))
                for t in tables
            },
            digest=_ledger_digest(),
            head=_head(),
        )
        file.writestr(MANIFEST, json.dumps(made.to_json(), indent=1))
    try:
        with opened(path) as backup:
            manifest = backup.manifest
    except BadFile as error:
        raise StorageError(f"the backup could not be read again: {error}") from error
    with audited("back_up", acting_user) as notes:
        notes.append(f"{path.name} {manifest.digest[:12]}")
    older = sorted(to.glob(_NAMED), reverse=True)[keep:] if keep else []
    for each in older:
        each.unlink(missing_ok=True)
    return BackedUp(path, path.stat().st_size, manifest, tuple(older))


def _ledger_digest() -> str:
    """The SHA-256, in hex, of the ids of all claims and judgements and the digests of
    all texts, in order.
    """
    found = hashlib.sha256()
    for statement in (
        "SELECT uid FROM claims ORDER BY seq",
        "SELECT uid FROM judgements ORDER BY seq",
        "SELECT sha256 FROM document_texts ORDER BY id",
    ):
        for (value,) in streamed(statement):
            found.update(value.encode() if isinstance(value, str) else bytes(value))
        found.update(b"\n")
    return found.hexdigest()


def _head() -> dict[str, Any]:
    """The head of the ledger, signed where the ledger's key can be had."""
    head = Head(tree.size(), tree.root())
    try:
        return sign(head, ledger_key(), datetime.now(UTC)).to_json()
    except StorageError:
        return {"size": head.size, "root": head.root.hex()}


def restore(
    *, path: Path, location: str | Path | None, is_replacing: bool, acting_user: str
) -> Manifest:
    """Restore the backup at `path` into the database at a location (None: KIZUNA_DB,
    else the data folder's).

    Gives what it says of itself. The register's tables are made anew from the ledger.
    Raises BadFile for a file that is no backup, was cut off or altered, or whose
    entries are not those of its tree, NewerDatabase, BadQuestion for a database that is
    not empty unless `is_replacing`, StorageError; then the database is as it was.
    """
    found = locate(location)
    with opened(path) as backup:
        use_settings(found.settings)
        with faults_of(found.text), every_app():
            _refuse_newer(backup)
            held = _held(found)
            if held and not is_replacing:
                raise BadQuestion(
                    f"{found.text!r} holds {held}: say --replace to put the backup"
                    " there"
                )
            if found.path is not None:
                _into_file(found.path, backup, acting_user)
            else:
                _fill(backup, acting_user)
        return backup.manifest


def check(*, path: Path) -> Manifest:
    """Restore a backup into a file that is removed again: what it says of itself.
    Raises as `restore`.
    """
    with (
        opened(path) as backup,
        scratch_folder("restore", Path(tempfile.gettempdir())) as folder,
    ):
        with _open_instead(folder / "copy.sqlite3"), faults_of(path.name), every_app():
            _refuse_newer(backup)
            _fill(backup)
        return backup.manifest


@contextmanager
def _open_instead(made: Path) -> Iterator[None]:
    """Have the file open for as long as the block runs, in place of the database that
    is.
    """
    before = current_settings()
    use_settings(sqlite_settings(str(made)))
    try:
        yield
    finally:
        disconnect()
        if before is not None:
            use_settings(before)


def _held(found: Location) -> str:
    """What the database holds that would be lost, "" for an empty one; another
    program's is refused.
    """
    if (found.path is not None and not found.path.exists()) or not applied_migrations():
        return ""
    claims = fetch_number("SELECT count(*) FROM claims")
    users = fetch_number("SELECT count(*) FROM users")
    return f"{claims} claims and {users} accounts" if claims or users else ""


def _into_file(path: Path, backup: Backup, acting_user: str) -> None:
    """Restore into a file beside the database, and put that in its place: by SQLite
    itself, in a transaction that others see whole.
    """
    create_folder(path.parent)
    disconnect()
    with scratch_folder("restore", path.parent) as beside:
        made = beside / path.name
        create(made)
        with _open_instead(made):
            _fill(backup, acting_user)
        create(path)
        with (
            closing(sqlite3.connect(made)) as source,
            closing(sqlite3.connect(path, timeout=BUSY_SECONDS)) as target,
        ):
            try:
                source.backup(target)
            except sqlite3.Error as error:
                raise StorageError(
                    f"the database {str(path)!r} cannot be replaced: {error}; it is as"
                    " it was"
                ) from error
            target.execute("PRAGMA journal_mode=WAL")
    remove_jobs()


def _fill(backup: Backup, acting_user: str | None = None) -> None:
    """Make the tables of the open database anew from a backup, and unless nobody acts
    also the register's.

    Raises BadFile when its ledger does not agree with its tree, and StorageError.
    """
    is_file = connection.vendor == "sqlite"  # which nobody else has open
    with connection.constraint_checks_disabled(), transaction.atomic():
        lock_writers()
        _drop_all()
        _take_in(backup)
        if not is_file:
            _refuse_disagreement(backup, by_all=False)
    if is_file:
        _refuse_disagreement(backup, by_all=True)
        # The other processes of a rebuild read while it writes, which SQLite allows
        # with this log alone.
        keep_log()
    if acting_user is not None:
        with audited("restore", acting_user) as notes:
            made_at, digest = backup.manifest.made_at, backup.manifest.digest
            notes.append(f"the backup of {made_at}, {digest[:12]}")
        rebuild(acting_user=acting_user)


def _refuse_disagreement(backup: Backup, *, by_all: bool) -> None:
    wrong = first_discrepancy(by_all=by_all)
    if wrong is not None:
        raise BadFile(
            f"{backup.name!r} does not agree with its tree at {wrong.kind}"
            f" {wrong.number}: stored"
            f" {wrong.stored!r}, expected {wrong.expected!r}; nothing was restored"
        )


def _drop_all() -> None:
    """Drop the tables of Kizuna, and nothing else that lies beside them."""
    migrations = applied_migrations()
    if not migrations:
        return
    there = set(connection.introspection.table_names())
    ours = {
        "django_migrations",
        *DERIVED,
        *TRANSIENT,
        *(t.name for t in tables_of(migrations)),
    }
    names = ours | {
        "place_regions",
        "tie_regions",
        "pair_years",
    }  # which old databases have
    listed = ", ".join(f'"{name}"' for name in sorted(names & there))
    execute("DROP VIEW IF EXISTS tie_fields_now, ties_now, entities, claims_readable")
    execute(f"DROP TABLE {listed}")
    execute("DROP FUNCTION IF EXISTS refuse_change(), refuse_unless_erased()")


def _refuse_newer(backup: Backup) -> None:
    """Raise NewerDatabase for a backup with migrations that this Kizuna has not,
    StorageError for one too old.
    """
    migrations = frozenset(backup.manifest.migrations)
    if not migrations & {
        ("store", "0010_readers_of_texts"),
        FIRST,
    }:  # before, columns were others
        raise StorageError(
            f"{backup.name!r} was made by a Kizuna too old for this one to bring up to"
            " date"
        )
    if newer := newer_migrations(migrations):
        raise NewerDatabase(
            f"{backup.name!r} was made by a newer Kizuna, {backup.manifest.kizuna} (it"
            f" has {max(newer)!r}):"
            " install that version"
        )


def _take_in(backup: Backup) -> None:
    """Make the tables that the backup had, put its rows in, and bring them to this
    Kizuna's schema.

    Raises StorageError when what arrived is not what was sent.
    """
    manifest = backup.manifest
    _migrate(lambda loader: leaves(loader, frozenset(manifest.migrations)))
    with indexes_left_for_later(*LEDGER):
        for table in manifest.tables:
            try:
                columns = [f'"{column}"' for column in table.columns]
                insert_rows(f'"{table.name}"', columns, backup.rows(table))
            except DataError:
                _refuse_null(table, backup.rows(table))
                raise
    if connection.vendor == "postgresql":
        for (
            table
        ) in manifest.tables:  # SQLite numbers new rows after those that came by itself
            if table.kinds[0].endswith("AutoField"):
                key, name = f'"{table.columns[0]}"', f'"{table.name}"'
                sequence = f"pg_get_serial_sequence('{name}', '{table.columns[0]}')"
                last = f"coalesce(max({key}), 0) + 1, false"
                execute(f"SELECT setval({sequence}, {last}) FROM {name}")
        execute("SET CONSTRAINTS ALL IMMEDIATE")
    connection.check_constraints()
    for name, rows in manifest.rows.items():
        if (arrived := fetch_number(f'SELECT count(*) FROM "{name}"')) != rows:
            raise StorageError(
                f"{name!r} has {arrived} rows and should have {rows}; nothing was"
                " restored"
            )
    if _ledger_digest() != manifest.digest:
        raise StorageError(
            "the ledger is not the one that was backed up; nothing was restored"
        )
    if "tree_runs" not in manifest.rows:
        _grow_tree()
    apps = {app for app, _ in manifest.migrations}
    _migrate(
        lambda loader: [key for key in loader.graph.leaf_nodes() if key[0] in apps]
    )
    gather_statistics("claims", "claim_references", "terms")


def _grow_tree() -> None:
    """Add every entry to the tree of a ledger that had none yet, and say so.

    In which order claims, judgements and lines of the audit came is not known: they
    stand by time, those of one time in this order. The numbers of each kind are in
    order of entry: where the clock went back, an entry has the latest time before it.
    """
    each = (
        f"SELECT '{kind}' AS kind, {place} AS place, {key} AS number,"
        f" max({TIMES[kind]}) OVER (ORDER BY {key}) AS time FROM {table}"
        for place, (kind, (table, key)) in enumerate(TABLES.items())
    )
    order = "ORDER BY time, place, number"
    entries = fetch(f"SELECT kind, number FROM ({' UNION ALL '.join(each)}) e {order}")
    for kind, run in groupby(entries, itemgetter(0)):
        tree.append_entries(kind, (number for _, number in run))
    if entries:
        what = f"{tree.size()} entries, root {tree.root().hex()}"
        with transaction_of_entries():
            append_act("kizuna", "add_tree", what)
        sys.stderr.write(f"kizuna: the ledger has got its tree: {what}\n")


def _migrate(wanted: Callable[[MigrationLoader], Iterable[tuple[str, str]]]) -> None:
    """Bring the tables to the migrations wanted; the store's come first, since others
    rest on them.
    """
    executor = MigrationExecutor(connection)
    executor.migrate(sorted(wanted(executor.loader), key=lambda key: key[0] != "store"))


def _refuse_null(table: Table, rows: Iterable[Row]) -> None:
    """Raise StorageError, naming the row, for the first with a character that
    PostgreSQL does not keep.
    """
    for row in rows:
        for column, cell in zip(table.columns, row, strict=True):
            if isinstance(cell, str) and "\0" in cell:
                held = dict(zip(table.columns, row, strict=True))
                named = bytes(held["uid"]).hex() if "uid" in held else str(row[0])
                raise StorageError(
                    f"{column!r} of {named!r} in {table.name!r} has the character"
                    " U+0000, which PostgreSQL cannot"
                    " keep; nothing was restored"
                )
