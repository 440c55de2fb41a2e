"""Where jobs and workers stand: among the tables of PostgreSQL, in a file of their own beside a SQLite database.

One long write, such as a rebuild, holds a whole SQLite database, and jobs must not wait for it. The file lies in
the folder of jobs, and is made on first use with the jobs that the database held.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from django.db import connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from kizuna.store.private_files import create, create_folder
from kizuna.store.snapshot import JOBS, WRITING
from kizuna.store.sql import fetch

_TABLES = ("jobs", "workers")


def fetch_jobs(statement: str, params: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
    """The rows that a statement on these tables gives, which may write them too."""
    with _connection().cursor() as cursor:
        cursor.execute(statement, params)
        rows: list[tuple[Any, ...]] = cursor.fetchall()
        return rows


def execute_jobs(statement: str, params: Sequence[Any] = ()) -> int:
    """Run a statement on these tables; the number of rows that it touched."""
    with _connection().cursor() as cursor:
        cursor.execute(statement, params)
        return int(cursor.rowcount)


def _connection() -> BaseDatabaseWrapper:
    """The connection to the tables; to empty ones where a register that may only be read has no such file."""
    if connections[WRITING].vendor == "postgresql":
        return connections[WRITING]
    held = connections[JOBS]
    if held.connection is None:
        path = Path(held.settings_dict["NAME"])
        with suppress(OSError):
            create_folder(path.parent)
        create(path)
        if not path.exists():
            return connections[WRITING]
        with transaction.atomic(using=JOBS), held.cursor() as cursor:
            there = held.introspection.table_names(cursor)
            for table in _TABLES if not there else ():  # as the database has them, with their rows
                made = "SELECT sql FROM sqlite_master WHERE tbl_name = %s AND sql IS NOT NULL"
                for (statement,) in fetch(f"{made} ORDER BY type DESC", [table]):
                    cursor.execute(statement)
                if rows := fetch(f"SELECT * FROM {table}"):
                    marks = ", ".join(["%s"] * len(rows[0]))
                    cursor.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)
    return held
