"""The condition of the open database: whether it answers, what of its schema is missing, who guards it, and
whether it outlasts a power cut."""

from __future__ import annotations

from django.db import connection

from kizuna.store.faults import guarded
from kizuna.store.schema import applied_migrations, known_migrations
from kizuna.store.sql import fetch, fetch_number

LEDGER = ("terms", "claims", "claim_references", "judgements", "document_texts", "audit")
"""The tables that grow and nothing else."""

_EVENTS = ("UPDATE", "DELETE")


@guarded
def missing_migrations() -> list[str]:
    """The names of migrations that this Kizuna has and the database has not; StorageError when it is away."""
    applied = applied_migrations() or frozenset()
    return sorted(f"{app}.{name}" for app, name in known_migrations() - applied)


@guarded
def unguarded_tables() -> list[str]:
    """The tables of the ledger that lack a trigger which keeps their rows as they are."""
    if connection.vendor == "postgresql":
        rows = fetch(
            "SELECT c.relname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid"
            " WHERE t.tgname = c.relname || '_append_only' AND t.tgenabled <> 'D'"
            " AND c.relnamespace = current_schema()::regnamespace"
        )
        held = {name for (name,) in rows}
        return [table for table in LEDGER if table not in held]
    triggers = {name for (name,) in fetch("SELECT name FROM sqlite_master WHERE type = 'trigger'")}
    wanted = {table: {f"{table}_no_{event.lower()}" for event in _EVENTS} for table in LEDGER}
    return [table for table, names in wanted.items() if names - triggers]


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
