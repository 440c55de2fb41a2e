"""Adding an account."""

from __future__ import annotations

from kizuna.errors import BadQuestion
from kizuna.store.accounting import account_name, checked, columns_of, hashed
from kizuna.store.audited import audited
from kizuna.store.moments import now
from kizuna.store.queries.accounts import Account, account_named
from kizuna.store.sql import execute, fetch


def add_account(*, account: Account, password: str = "", acting_user: str) -> Account:
    """Add an account, whose `id` is given here; without a password it is let in by a pass alone.

    Raises BadQuestion for a name that is taken or none, and for what else is wrong in it, WeakPassword, and
    StorageError; then there is none.
    """
    name = account_name(account.name)
    kept = hashed(password, account) if password else "!"
    columns = columns_of(checked(account)) | {"username": name, "password": kept}
    columns |= {"joined_at": now(), "is_staff": False, "is_superuser": False}
    with audited("add_account", acting_user) as notes:
        if fetch("SELECT 1 FROM users WHERE username = %s", [name]):
            raise BadQuestion(f"there is an account named {name!r} already")
        marks = ", ".join(["%s"] * len(columns))
        execute(
            f"INSERT INTO users ({', '.join(columns)}) VALUES ({marks})", list(columns.values())
        )
        notes.append(f"{name}: {account.role.value}")
        return account_named(name)
