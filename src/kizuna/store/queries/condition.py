"""The condition of the open database: whether it answers, what of its schema is missing, what is broken, and
whether it outlasts a power cut."""

from __future__ import annotations

from django.db import DatabaseError, connection

from kizuna.store.schema import applied_migrations, known_migrations
from kizuna.store.snapshot import end_snapshot
from kizuna.store.sql import fetch, fetch_number, guarded

_MOST = 20
"""Faults that are told at most."""


@guarded
def missing_migrations() -> list[str]:
    """The names of migrations that this Kizuna has and the database has not; StorageError when it is away."""
    missing = known_migrations() - applied_migrations()
    return sorted(f"{app}.{name}" for app, name in missing)


@guarded
def damage(*, deep: bool) -> list[str]:
    """What is broken in the open database by its own account, the first of it; nothing where all is well.

    SQLite looks at its pages, and `deep` at what indexes and foreign keys say of the rows as well; PostgreSQL at
    the order of its indexes where the extension amcheck is there, and `deep` at every row. Raises StorageError for
    a database that cannot be read at all.
    """
    if connection.vendor == "postgresql":
        return _damage_of_postgresql(deep)
    pragma = "integrity_check" if deep else "quick_check"
    found = [said for (said,) in fetch(f"PRAGMA {pragma}({_MOST})") if said != "ok"]
    if deep and not found:
        rows = fetch("PRAGMA foreign_key_check")[:_MOST]
        found = [f"row {row} of {table} names no row of {other}" for table, row, other, _ in rows]
    return found


def _damage_of_postgresql(deep: bool) -> list[str]:
    there = "FROM pg_class c JOIN pg_am a ON a.oid = c.relam WHERE c.relkind = %s"
    ours = f"{there} AND a.amname = %s AND c.relnamespace = current_schema()::regnamespace"
    looks = []
    if fetch("SELECT 1 FROM pg_extension WHERE extname = 'amcheck'"):
        names = fetch(f"SELECT c.oid {ours} ORDER BY 1", ["i", "btree"])
        looks = [f"SELECT bt_index_check({number}, {str(deep).lower()})" for (number,) in names]
    if deep:
        names = fetch(f"SELECT c.oid::regclass::text {ours} ORDER BY 1", ["r", "heap"])
        looks += [f"SELECT sum(length(t::text)) FROM {name} t" for (name,) in names]
    return list(filter(None, map(_fault_of, looks)))[:_MOST]


def _fault_of(look: str) -> str:
    """What PostgreSQL says is broken where it looks; "" where nothing is."""
    try:
        fetch(look)
    except DatabaseError as error:
        end_snapshot()  # nothing more is answered in it
        return str(error).partition("\n")[0]
    return ""


@guarded
def is_durable() -> bool:
    """Whether what was committed is on the disk before anybody is told so, and outlasts a power cut."""
    if connection.vendor == "postgresql":
        asked = ("fsync", "synchronous_commit")
        return all(fetch(f"SHOW {name}")[0][0] != "off" for name in asked)
    return fetch_number("PRAGMA synchronous") >= 2


@guarded
def administrators() -> dict[str, bool]:
    """The names of administrators whose accounts are open, and whether each has a second step of the sign-in."""
    there = connection.introspection.table_names()
    second = (
        "EXISTS (SELECT 1 FROM mfa_authenticator m WHERE m.user_id = u.id AND m.type <> 'recovery_codes')"
        if "mfa_authenticator" in there
        else "1 = 0"
    )
    rows = fetch(
        f"SELECT u.username, {second} FROM users u WHERE u.role = 'administrator' AND u.is_active"
        " ORDER BY u.username"
    )
    return {name: bool(has_second) for name, has_second in rows}
