"""Writing the same rows with nothing around it: an unindexed table, the driver's
fastest way.
"""

from __future__ import annotations

import sqlite3
import time
from contextlib import closing
from pathlib import Path

from django.db import connection

from bench.world import BLOCK, blocks, write_block
from kizuna.store.actions.ledger import CLAIM_COLUMNS


def rows_of_the_ledger(path: Path) -> None:
    """Write the rows of the claims table to a file, for `bare_sqlite` to read as the
    load read its claims.
    """
    with path.open("wb") as file, connection.cursor() as cursor:
        last = 0
        while True:
            cursor.execute(
                f"SELECT {', '.join(CLAIM_COLUMNS)} FROM claims WHERE seq > %s ORDER BY"
                f" seq LIMIT {BLOCK}",
                [last],
            )
            rows = [tuple(row) for row in cursor.fetchall()]
            if not rows:
                return
            last = rows[-1][0]
            write_block(file, rows)


def bare_sqlite(source: Path, target: Path) -> float:
    """Seconds that `executemany` takes for the rows of a file, read included, into a
    new unindexed table.
    """
    target.unlink(missing_ok=True)
    with source.open("rb") as file, closing(sqlite3.connect(target)) as connection_:
        began = time.perf_counter()
        statement = ""
        for rows in blocks(file):
            if not statement:
                columns = ", ".join(f"c{i}" for i in range(len(rows[0])))
                connection_.execute(f"CREATE TABLE bare ({columns})")
                statement = f"INSERT INTO bare VALUES ({', '.join('?' * len(rows[0]))})"
            connection_.executemany(statement, rows)
        connection_.commit()
        return time.perf_counter() - began


def bare_postgresql(source: Path) -> float:
    """Seconds that COPY takes for the rows of a file, read included, into a new
    unindexed table.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TEMPORARY TABLE bare (subject text, property text, value text,"
            " valid text,"
            " document text, sha256 text, s integer, e integer, locator text, holder"
            " text, stance text,"
            " certainty text, method text, recorder text, recorded_at bigint)"
        )
        began = time.perf_counter()
        with source.open("rb") as file, cursor.copy("COPY bare FROM STDIN") as copy:
            for rows in blocks(file):
                for row in rows:
                    copy.write_row(row)
        spent = time.perf_counter() - began
        cursor.execute("DROP TABLE bare")
        return spent
