"""Indexes that are made after the rows when the ledger is filled for the first time.

Law: the transaction either ends with every index and trigger of the migrations in place, or is undone. Nothing
that was ever in the ledger is removed: rows that go are second copies which the same transaction wrote.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress

from django.db import IntegrityError, OperationalError, connection, connections, transaction

from kizuna.store.queries.ledger import heads
from kizuna.store.settings import BUSY_SECONDS, CACHE_KIB
from kizuna.store.snapshot import READING
from kizuna.store.sql import among, execute, fetch

LEDGER = ("claims", "claim_references", "terms")
_SORTED_KIB = 2048


@contextmanager
def filled_quickly() -> Iterator[None]:
    """On SQLite, write a first load straight into the file: what was never there needs no second copy in a log.

    Where others have the database open it stays with the log, and only takes longer.
    """
    if connection.vendor != "sqlite" or heads()[0]:
        yield
        return
    connections[READING].close()
    try:
        with suppress(OperationalError):
            execute("PRAGMA busy_timeout=0")
            execute("PRAGMA journal_mode=DELETE")
        execute(f"PRAGMA busy_timeout={BUSY_SECONDS * 1000}")
        yield
    finally:
        with suppress(OperationalError):
            execute("PRAGMA journal_mode=WAL")


@contextmanager
def indexes_left_for_later(*tables: str) -> Iterator[None]:
    """Drop the indexes of tables, and let no trigger ask them; make them again after the block."""
    dropped = _indexes(tables)
    with triggers_off(tables):
        for name in dropped:
            execute(f'DROP INDEX "{name}"')
        yield
        with _sorting_in_parts():
            for name, definition in sorted(dropped.items()):
                try:
                    with transaction.atomic():
                        execute(definition)
                except IntegrityError:
                    if name != "claims_uid":
                        raise
                    for statement in (*_WITHOUT_COPIES, definition):
                        execute(statement)


def _indexes(tables: tuple[str, ...]) -> dict[str, str]:
    """The definitions of the indexes that can be dropped, by name."""
    if connection.vendor == "postgresql":
        rows = fetch(
            "SELECT i.indexname, i.indexdef FROM pg_indexes i WHERE i.tablename = ANY(%s)"
            " AND NOT EXISTS (SELECT 1 FROM pg_constraint c WHERE c.conname = i.indexname)",
            [list(tables)],
        )
    else:
        condition, params = among("tbl_name", tables)
        rows = fetch(
            "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL"
            f" AND {condition}",
            params,
        )
    return dict(rows)


@contextmanager
def _sorting_in_parts() -> Iterator[None]:
    """Let SQLite sort in parts that fit a processor's cache, and merge them.

    It takes the size of its parts from the page cache's: sorting in 2 MiB makes an index of ids in a third of the
    time that 64 MiB takes. Threads that sort at the same time cost more than they spare.
    """
    if connection.vendor != "sqlite":
        yield
        return
    execute(f"PRAGMA cache_size={-_SORTED_KIB}")
    yield
    execute(f"PRAGMA cache_size={-CACHE_KIB}")


_WITHOUT_COPIES = (
    "CREATE INDEX claims_copies ON claims (uid, seq)",
    "CREATE TEMPORARY TABLE copies AS SELECT c.seq FROM claims c JOIN"
    " (SELECT uid, min(seq) AS first FROM claims GROUP BY uid HAVING count(*) > 1) d"
    " ON d.uid = c.uid AND c.seq > d.first",
    "DELETE FROM claim_references WHERE claim IN (SELECT seq FROM copies)",
    "DELETE FROM claims WHERE seq IN (SELECT seq FROM copies)",
    "DROP TABLE copies",
    "DROP INDEX claims_copies",
)
"""What leaves out second copies of claims."""


@contextmanager
def triggers_off(tables: tuple[str, ...]) -> Iterator[None]:
    """Let no trigger of the tables act in this transaction until the end of the block."""
    if connection.vendor == "postgresql":
        for table in tables:
            execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        yield
        for table in tables:
            execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
        return
    condition, params = among("tbl_name", tables)
    statement = f"SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND {condition}"
    found = fetch(statement, params)
    for name, _ in found:
        execute(f'DROP TRIGGER "{name}"')
    yield
    for _, definition in found:
        execute(definition)
