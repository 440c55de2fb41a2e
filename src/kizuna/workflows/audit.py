"""The audit for whoever reads it: administrators and reviewers see every act, others their own."""

from __future__ import annotations

from kizuna.store.queries.accounts import Account, Role
from kizuna.store.queries.audit import Act


def acts_for(account: Account, *, limit: int, before: int | None = None, of: str = "") -> list[Act]:
    """The newest acts below a number that the account may see, of one user ("": of all of those)."""
    from kizuna.store.queries.audit import acts

    asked = of if sees_all(account) else account.name
    return acts(limit=limit, before=before, acting_user=asked)


def sees_all(account: Account) -> bool:
    """Whether the account may see what others did; a coordinator, whose governments are some, may not."""
    return account.role in (Role.REVIEWER, Role.ADMINISTRATOR)
