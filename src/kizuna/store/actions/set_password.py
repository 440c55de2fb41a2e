"""Setting the password of an account."""

from __future__ import annotations

from kizuna.store.accounting import hashed
from kizuna.store.audited import audited
from kizuna.store.queries.accounts import account_named
from kizuna.store.sql import execute


def set_password(*, name: str, password: str, acting_user: str) -> None:
    """Set a password, which ends every session of the account. Raises NotFound, WeakPassword and StorageError."""
    account = account_named(name)
    kept = hashed(password, account)
    with audited("set_password", acting_user) as notes:
        notes.append(account.name)
        execute("UPDATE users SET password = %s WHERE username = %s", [kept, account.name])
