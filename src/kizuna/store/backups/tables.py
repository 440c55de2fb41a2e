"""Which tables a backup holds, and how their rows are written: the same on both databases.

A cell is a number, a text, bytes or null, as SQLite stores it: a truth is 0 or 1, a time is text in UTC, JSON is
text.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module

from django.apps import AppConfig, apps
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from kizuna.store.entries import Reading, Row
from kizuna.store.schema import Migrations, applied_migrations, known_migrations

DERIVED = (
    *("tie_parties", "ties", "searchable", "rebuilds"),
    *("place_regions", "tie_regions", "pair_years"),
)
"""Made anew from the ledger after a restore; the last three are of older databases."""

TRANSIENT = ("jobs", "workers", "counted", "django_session")
"""What belongs to the running server: everybody signs in again, and jobs are asked for again."""

_APPS = (
    *("django.contrib.contenttypes", "django.contrib.auth", "django.contrib.sessions"),
    *("allauth.account", "allauth.mfa"),
)
"""The web's apps that may have tables in a database of Kizuna, such as the second steps of the sign-in."""

_ON_POSTGRESQL = {
    "BooleanField": "{}::int",
    "DateTimeField": "to_char({} AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.US')",
    "DateField": "{}::text",
    "DecimalField": "{}::text",
    "JSONField": "{}::text",
    "UUIDField": "replace({}::text, '-', '')",
}


@dataclass(frozen=True, slots=True)
class Table:
    """A table of a backup: its columns, the kind of each, and the positions of those that hold bytes."""

    name: str
    columns: tuple[str, ...]
    kinds: tuple[str, ...]

    @property
    def binary(self) -> tuple[int, ...]:
        """Where the columns of bytes are."""
        return tuple(at for at, kind in enumerate(self.kinds) if kind == "BinaryField")

    def select(self, vendor: str) -> str:
        """A SELECT of all rows in the order of the first column, cells in the form of a backup."""
        forms = _ON_POSTGRESQL if vendor == "postgresql" else {}
        cells = (
            forms.get(kind, "{}").format(f'"{column}"')
            for column, kind in zip(self.columns, self.kinds, strict=True)
        )
        return f'SELECT {", ".join(cells)} FROM "{self.name}" ORDER BY "{self.columns[0]}"'


class _Quiet(AppConfig):
    """An app whose own preparations, which need the settings of a server, are left out."""

    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Nothing is prepared."""


@contextmanager
def every_app() -> Iterator[None]:
    """Every app that may have tables, the web's too, installed for as long as the block runs.

    The command line installs the store alone. Only the models and migrations of the others are wanted; apps that
    are installed already stay as they are.
    """
    held = {config.name for config in apps.get_app_configs()}
    missing = [_Quiet(name, import_module(name)) for name in _APPS if name not in held]
    if not missing:
        yield
        return
    apps.set_installed_apps(["kizuna.store", *missing])
    known_migrations.cache_clear()
    try:
        yield
    finally:
        apps.unset_installed_apps()
        known_migrations.cache_clear()


def tables_of(migrations: Migrations) -> list[Table]:
    """The tables that a database with these migrations has and a backup holds; for a block of `every_app`."""
    return [table for table in all_tables(migrations) if table.name not in (*DERIVED, *TRANSIENT)]


def all_tables(migrations: Migrations) -> list[Table]:
    """Every table that these migrations make; for a block of `every_app`."""
    loader = MigrationLoader(connection)
    state = loader.project_state(leaves(loader, migrations))
    return [
        Table(
            model._meta.db_table,
            tuple(field.column for field in model._meta.local_concrete_fields if field.column),
            tuple(
                field.get_internal_type()
                for field in model._meta.local_concrete_fields
                if field.column
            ),
        )
        for model in state.apps.get_models(include_auto_created=True)
    ]


def leaves(loader: MigrationLoader, migrations: Migrations) -> list[tuple[str, str]]:
    """Those of the migrations that no other of the same app among them builds on."""
    known = {key for key in migrations if key in loader.graph.node_map}
    return sorted(
        key
        for key in known
        if not any(
            child.key in known and child.key[0] == key[0]
            for child in loader.graph.node_map[key].children
        )
    )


def migrations_here() -> Migrations:
    """The migrations of the open database; none for one without tables."""
    return applied_migrations() or frozenset()


def streamed(statement: str) -> Iterator[Row]:
    """The rows of a SELECT on the open database, some thousand at a time; for a block of a transaction."""
    with connection.chunked_cursor() as cursor:
        cursor.execute(statement)
        while rows := cursor.fetchmany(5_000):
            yield from rows


def ledger_digest(reading: Reading) -> str:
    """The SHA-256, in hex, of the ids of all claims and judgements and the digests of all texts, in order."""
    found = hashlib.sha256()
    for statement in (
        "SELECT uid FROM claims ORDER BY seq",
        "SELECT uid FROM judgements ORDER BY seq",
        "SELECT sha256 FROM document_texts ORDER BY id",
    ):
        for (value,) in reading(statement):
            found.update(value.encode() if isinstance(value, str) else bytes(value))
        found.update(b"\n")
    return found.hexdigest()


def count_rows(reading: Reading, tables: Iterable[Table]) -> dict[str, int]:
    """How many rows each table has."""
    return {
        table.name: next(iter(reading(f'SELECT count(*) FROM "{table.name}"')))[0]
        for table in tables
    }
