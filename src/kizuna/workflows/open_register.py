"""Opening: a database that holds the built-in register, made and filled on first use."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kizuna.store import Database

Waiting = Callable[[str], AbstractContextManager[object]]
"""Shows a message for as long as its block runs."""


def _silently(message: str) -> AbstractContextManager[object]:
    return nullcontext()


def open_register(location: str | Path | None = None, *, waiting: Waiting = _silently) -> Database:
    """The open database at a location (None: KIZUNA_DB, else the user's data folder), seeded and up to date.

    One that may only be read is left as it is. `waiting` is entered around what may take over a second. Raises
    StorageError.
    """
    from kizuna.errors import CannotWrite
    from kizuna.store import open_database
    from kizuna.store.queries import ledger
    from kizuna.workflows.rebuild import rebuild
    from kizuna.workflows.seed import is_seeded, seed_builtin

    database = open_database(location)
    if database.is_read_only:
        if ledger.needs_rebuild():
            raise CannotWrite(
                f"the database {database.location!r} may only be read, and its tables are to be made anew:"
                " open it once where it may be written"
            )
        return database
    if not is_seeded():
        with waiting("Loading the built-in register"):
            seed_builtin()
    if ledger.needs_rebuild():
        with waiting("Rebuilding the register"):
            rebuild(acting_user="kizuna")
    return database
