"""The audit, a page at a time: who did what, the newest first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from kizuna.store.faults import guarded
from kizuna.store.moments import moment_of
from kizuna.store.sql import fetch


@dataclass(frozen=True, slots=True)
class Act:
    """One line of the audit, by its number: when, by whom, which verb, and what it did."""

    number: int
    at: datetime
    acting_user: str
    verb: str
    what: str


@guarded
def acts(*, limit: int, before: int | None = None, acting_user: str = "") -> list[Act]:
    """The newest acts with a number below `before` (None: of all), of one user ("": of everybody)."""
    conditions, params = [], list[object]()
    if before is not None:
        conditions.append("id < %s")
        params.append(before)
    if acting_user:
        conditions.append("acting_user = %s")
        params.append(acting_user)
    where = f"WHERE {' AND '.join(conditions)} " if conditions else ""
    rows = fetch(
        f"SELECT id, at, acting_user, verb, what FROM audit {where}ORDER BY id DESC LIMIT %s",
        [*params, limit],
    )
    return [Act(number, moment_of(at), user, verb, what) for number, at, user, verb, what in rows]
