"""The open database: its schema (what is applied, what is missing, bringing it up to
date), whether it answers, what is broken, and whether it outlasts a power cut.

Law: all missing migrations are applied in one transaction under the write lock, so two
first uses at once both work, and one that is killed leaves nothing behind. What tables
there are to be follows from the apps that are installed: the command line installs the
store alone, the web also those that keep sessions and second steps of the sign-in; each
finds its own and leaves the others' alone.
"""

import hashlib
import os
import pkgutil
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

import platformdirs
from django.apps import apps
from django.db import DatabaseError, connection, transaction

from kizuna.errors import NewerDatabase, StorageError, name_some
from kizuna.store.sql import end_snapshot, execute, fetch, fetch_number, guarded

_WRITERS = 0x6B697A756E61
"""The advisory lock of PostgreSQL ("kizuna") that every writer takes."""

Migrations = frozenset[tuple[str, str]]
"""Migrations by the label of their app and their name."""

_STORE = "store"
FIRST = (_STORE, "0015_readable_views")
"""The migration by which a new database gets its tables, and after which others
count.
"""


@cache
def known_migrations() -> Migrations:
    """All migrations of the apps that are installed."""
    return frozenset(
        (config.label, module.name)
        for config in apps.get_app_configs()
        if find_spec(f"{config.name}.migrations") is not None
        for module in pkgutil.iter_modules(
            import_module(f"{config.name}.migrations").__path__
        )
    )


def applied_migrations() -> Migrations:
    """All migrations that were applied to the database; none when it has no table at
    all.

    Raises StorageError for a database that belongs to another program.
    """
    tables = connection.introspection.table_names()
    if "django_migrations" not in tables:
        if tables:
            raise StorageError(
                f"the database {place()!r} belongs to another program (it has a table"
                f" {sorted(tables)[0]!r}); choose another one with --db or KIZUNA_DB"
            )
        return frozenset()
    return frozenset(fetch("SELECT app, name FROM django_migrations"))


def is_up_to_date() -> bool:
    """Whether all known migrations are applied. Raises NewerDatabase when the store has
    others, and StorageError when it lacks the first, and so cannot be brought up to
    date.
    """
    applied = applied_migrations()
    of_store = frozenset(each for each in applied if each[0] == _STORE)
    if of_store and FIRST not in of_store:
        raise StorageError(
            f"the database {place()!r} was made by a Kizuna too old for this one to"
            " bring up to date: back it up"
            " with that version, and restore the backup with this one"
        )
    if newer := newer_migrations(of_store):
        raise NewerDatabase(
            f"the database {place()!r} was written by a newer Kizuna (it has"
            f" {max(newer)!r}):"
            " install that version, or choose another database"
        )
    return known_migrations() <= applied


def newer_migrations(migrations: Migrations) -> set[str]:
    """The names of migrations that a newer Kizuna has."""
    last = max(known for app, known in known_migrations() if app == _STORE)
    unknown = migrations - known_migrations()
    return {each for app, each in unknown if app != _STORE or each > last}


def bring_up_to_date() -> None:
    """Apply what is missing, once, whoever comes first."""
    from django.db.migrations.executor import MigrationExecutor

    with connection.constraint_checks_disabled(), transaction.atomic():
        lock_writers()
        if not is_up_to_date():
            executor = MigrationExecutor(connection)
            graph = executor.loader.graph
            # the store first: other apps ask its users for their columns
            executor.migrate([*graph.leaf_nodes(_STORE), *graph.leaf_nodes()])


def lock_writers() -> None:
    """Wait until no other transaction writes; held to the end of the transaction.

    On SQLite the transaction itself is the lock.
    """
    if connection.vendor == "postgresql":
        execute("SELECT pg_advisory_xact_lock(%s)", [_WRITERS])


def refuse_newer_logic() -> None:
    """Raise NewerDatabase when a newer logic than this Kizuna's made the register's
    tables.
    """
    from kizuna.register.fold import LOGIC_VERSION
    from kizuna.store.queries.ledger import tables

    state = tables()
    if state is not None and state.logic_version > LOGIC_VERSION:
        raise NewerDatabase(
            f"the database {place()!r} was made by a newer Kizuna (logic"
            f" {state.logic_version}, this one"
            f" has {LOGIC_VERSION}): install that version, or choose another database"
        )


def place() -> str:
    """The open database by its path or name."""
    return str(connection.settings_dict["NAME"])


def beside(ending: str) -> Path:
    """Where what belongs to the open database lies: beside its file, under its name and
    `ending`.

    For a database on a server it lies in KIZUNA_DATA, else in the user's data folder,
    one for each database.
    """
    where = place()
    if Path(where).is_absolute():
        return Path(where + ending)
    host = connection.settings_dict.get("HOST", "")
    name = hashlib.sha256(f"{host}/{where}".encode()).hexdigest()[:12]
    held = os.environ.get("KIZUNA_DATA") or platformdirs.user_data_dir("kizuna")
    return Path(held) / (name + ending)


def jobs_folder() -> Path:
    """The folder of jobs, which may not be there yet: their results, and for SQLite the
    file that lists them.

    All workers and servers of a database must see the same one.
    """
    return beside(".jobs")


_MOST = 20
"""Faults that are told at most."""


@guarded
def missing_migrations() -> list[str]:
    """The names of migrations that this Kizuna has and the database has not;
    StorageError when it is away.
    """
    missing = known_migrations() - applied_migrations()
    return sorted(f"{app}.{name}" for app, name in missing)


@guarded
def refuse_damage(*, deep: bool) -> None:
    """Raise StorageError with what is broken in the open database by its own account,
    the first of it.

    SQLite looks at its pages, and `deep` at what indexes and foreign keys say of the
    rows as well; PostgreSQL at the order of its indexes where the extension amcheck is
    there, and `deep` at every row.
    """
    if connection.vendor == "postgresql":
        found = _damage_of_postgresql(deep)
    else:
        pragma = "integrity_check" if deep else "quick_check"
        found = [said for (said,) in fetch(f"PRAGMA {pragma}({_MOST})") if said != "ok"]
        rows = fetch("PRAGMA foreign_key_check")[:_MOST] if deep and not found else ()
        found += [
            f"row {row} of {table} names no row of {other}"
            for table, row, other, _ in rows
        ]
    if found:
        raise StorageError(f"the database {place()!r} is damaged: {name_some(found)}")


def _damage_of_postgresql(deep: bool) -> list[str]:
    there = "FROM pg_class c JOIN pg_am a ON a.oid = c.relam WHERE c.relkind = %s"
    ours = (
        f"{there} AND a.amname = %s AND c.relnamespace = current_schema()::regnamespace"
    )
    looks = []
    if fetch("SELECT 1 FROM pg_extension WHERE extname = 'amcheck'"):
        names = fetch(f"SELECT c.oid {ours} ORDER BY 1", ["i", "btree"])
        looks = [
            f"SELECT bt_index_check({number}, {str(deep).lower()})"
            for (number,) in names
        ]
    if deep:
        names = fetch(f"SELECT c.oid::regclass::text {ours} ORDER BY 1", ["r", "heap"])
        looks += [f"SELECT sum(length(t::text)) FROM {name} t" for (name,) in names]
    faults = []
    for look in looks:
        try:
            fetch(look)
        except DatabaseError as error:
            end_snapshot()  # nothing more is answered in it
            faults.append(str(error).partition("\n")[0])
    return faults[:_MOST]


@guarded
def is_durable() -> bool:
    """Whether what was committed is on the disk before anybody is told so, and outlasts
    a power cut.
    """
    if connection.vendor == "postgresql":
        asked = ("fsync", "synchronous_commit")
        return all(fetch(f"SHOW {name}")[0][0] != "off" for name in asked)
    return fetch_number("PRAGMA synchronous") >= 2


@guarded
def administrators() -> dict[str, bool]:
    """The names of administrators whose accounts are open, and whether each has a
    second step of the sign-in.
    """
    there = connection.introspection.table_names()
    second = (
        (
            "EXISTS (SELECT 1 FROM mfa_authenticator m WHERE m.user_id = u.id AND"
            " m.type <>"
            " 'recovery_codes')"
        )
        if "mfa_authenticator" in there
        else "1 = 0"
    )
    rows = fetch(
        f"SELECT u.username, {second} FROM users u WHERE u.role = 'administrator' AND"
        " u.is_active"
        " ORDER BY u.username"
    )
    return {name: bool(has_second) for name, has_second in rows}
