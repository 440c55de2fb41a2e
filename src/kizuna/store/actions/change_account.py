"""Changing what an account is called and what it may do."""

from __future__ import annotations

from kizuna.store.accounting import checked, columns_of, refuse_nobody_left
from kizuna.store.audited import audited
from kizuna.store.queries.accounts import Account, account_named
from kizuna.store.sql import execute

_TOLD = ("role", "governments", "clearances", "receives_as", "is_active")


def change_account(*, account: Account, acting_user: str) -> Account:
    """Keep an account as it is given, by its name; the audit tells what of its rights changed.

    Raises NotFound, BadQuestion (also when no administrator would be left) and StorageError; then nothing is
    changed.
    """
    columns = columns_of(checked(account))
    with audited("change_account", acting_user) as notes:
        before = account_named(account.name)
        old = columns_of(before)
        changed = [
            f"{name} {_said(old[name])} -> {_said(columns[name])}"
            for name in _TOLD
            if old[name] != columns[name]
        ]
        notes.append(f"{before.name}: {', '.join(changed) or 'how it is shown'}")
        assigned = ", ".join(f"{name} = %s" for name in columns)
        execute(
            f"UPDATE users SET {assigned} WHERE username = %s", [*columns.values(), before.name]
        )
        if before.is_administrator and before.is_active:
            refuse_nobody_left()
        return account_named(before.name)


def _said(value: object) -> str:
    return repr(value.replace("\n", " ")) if isinstance(value, str) else str(value)
