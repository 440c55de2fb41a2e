"""The audit for whoever reads it: administrators and reviewers see every act, others their own.

Law: an act that names something hidden from the reader is left out, as everything else about it is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from kizuna.claims.kinds import KINDS
from kizuna.store.queries.accounts import Account, Role
from kizuna.store.queries.recent import Act

_TOGETHER = 200
_REF = re.compile(rf"\b(?:{'|'.join(KINDS)})/[a-z0-9-]+")


def acts_for(account: Account, *, limit: int, before: int | None = None, of: str = "") -> list[Act]:
    """The newest acts below a number that the account may see, of one user ("": of all of those)."""
    from kizuna.store.queries.recent import acts

    asked = of if sees_all(account) else account.name
    found: list[Act] = []
    while len(found) < limit:
        batch = acts(limit=_TOGETHER, before=before, acting_user=asked)
        found += _seen(batch)
        if len(batch) < _TOGETHER:
            break
        before = batch[-1].number
    return found[:limit]


def _seen(batch: Sequence[Act]) -> list[Act]:
    """The acts that name nothing hidden from whoever reads."""
    from kizuna.store.queries.hidden import visible_refs
    from kizuna.store.redaction import redaction_of_facts

    if redaction_of_facts() is None:
        return list(batch)
    named = {act.number: set(_REF.findall(act.what)) for act in batch}
    seen = visible_refs(ref for refs in named.values() for ref in refs)
    return [act for act in batch if named[act.number] <= seen]


def sees_all(account: Account) -> bool:
    """Whether the account may see what others did; a coordinator, whose governments are some, may not."""
    return account.role in (Role.REVIEWER, Role.ADMINISTRATOR)
