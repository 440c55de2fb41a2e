"""Checking: whether the database is sound, and what in the register cannot all be true together."""

from __future__ import annotations

from datetime import datetime

from kizuna.analysis.consistency import Finding, check
from kizuna.errors import StorageError, name_some
from kizuna.publish.wording import Wording
from kizuna.workflows.find_gaps import Reviewed, scope


def check_register(of: str = "", known_at: datetime | None = None) -> Reviewed[Finding]:
    """The findings about what a name or id means and all that hangs on it ("": about everything).

    Raises NotFound and Ambiguous.
    """
    register, refs = scope(of, known_at)
    return Reviewed(tuple(check(register, refs)), Wording.english(register), register)


def check_database(*, deep: bool = False) -> str:
    """Look whether the database is sound, `deep` also whether its indexes and references are.

    Returns what is to be said of the clock of this machine, "" where it agrees with the ledger. Raises
    StorageError with what is damaged.
    """
    from kizuna.store import entry_times
    from kizuna.store.queries import condition
    from kizuna.store.schema import place

    found = condition.damage(deep=deep)
    if found:
        raise StorageError(f"the database {place()!r} is damaged: {name_some(found)}")
    return entry_times.clock_behind(entry_times.last_entry()) or ""
