"""Using an address that lets somebody in once."""

from __future__ import annotations

from kizuna.store.accounting import hashed
from kizuna.store.actions.add_account import add_account
from kizuna.store.audited import audited
from kizuna.store.moments import now
from kizuna.store.queries.accounts import Account, account_named
from kizuna.store.queries.passes import Purpose, good_pass
from kizuna.store.sql import execute


def use_pass(*, secret: str, password: str = "", owner: Account | None = None) -> Account:
    """The account that a pass lets in; the pass is void afterwards.

    An invitation sets the password that is given. The pass of an owner who has no account yet makes `owner`.
    Raises NotFound for a pass that is void or none, WeakPassword and StorageError; then the pass is as good as
    before.
    """
    found = good_pass(secret)
    who = found.account or (owner.name if owner else "")
    with audited("use_pass", who or "owner") as notes:
        found = good_pass(secret)
        execute("UPDATE passes SET used_at = %s WHERE id = %s", [now(), found.id])
        if not found.account:
            assert owner is not None, "an owner without an account is said by whoever uses the pass"
            add_account(account=owner, acting_user=owner.name)
        account = account_named(who)
        if found.purpose is Purpose.INVITATION:
            kept = hashed(password, account)
            execute("UPDATE users SET password = %s WHERE username = %s", [kept, account.name])
        notes.append(f"{found.purpose.value}: {account.name}")
    return account_named(who)
