"""The condition of the open database: whether it answers, what of its schema is missing, and who runs it."""

from __future__ import annotations

from django.db import connection

from kizuna.store.faults import guarded
from kizuna.store.schema import applied_migrations, known_migrations
from kizuna.store.sql import fetch


@guarded
def missing_migrations() -> list[str]:
    """The names of migrations that this Kizuna has and the database has not; StorageError when it is away."""
    applied = applied_migrations() or frozenset()
    return sorted(f"{app}.{name}" for app, name in known_migrations() - applied)


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
