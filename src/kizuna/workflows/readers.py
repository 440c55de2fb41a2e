"""Readers: who asks, and so what they may see.

Law: whoever asks by the command line owns the database and sees everything; every other door says who reads, and
`kizuna.workflows.ask` alone leaves out what that reader may not see (see `kizuna.workflows.withholding`).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache

from kizuna.store.queries.accounts import Account, Role
from kizuna.store.sight import Sight, look_unless_said, looking
from kizuna.workflows.acting import recorder_of


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody who reads through a door.

    `name` is that of the account, "" for somebody without one; `clearances` are the access levels, besides
    public, that they are cleared for; `receives_as` the names under which they stand on distribution lists;
    `recorder` the id under which they record claims, `proposer` that under which they propose. `reviews`: they see
    every proposal before it is reviewed, others their own alone.
    """

    name: str = ""
    clearances: frozenset[str] = frozenset()
    receives_as: frozenset[str] = frozenset()
    recorder: str = ""
    proposer: str = ""
    reviews: bool = False

    @property
    def is_anonymous(self) -> bool:
        """Whether they have no account."""
        return not self.name


ANONYMOUS = Reader()
"""Anybody."""

_READER: ContextVar[Reader | None] = ContextVar("reader")
_unsaid: Reader | None = None


def reader() -> Reader | None:
    """Who reads; None for the owner of the database, who sees everything."""
    return _READER.get(_unsaid)


def reader_of(account: Account | None) -> Reader:
    """An account as a reader; ANONYMOUS for None."""
    if account is None:
        return ANONYMOUS
    recorder = recorder_of(account.name)
    return Reader(
        account.name,
        account.clearances,
        frozenset(account.receives_as),
        recorder,
        recorder,
        account.has(Role.REVIEWER),
    )


@contextmanager
def reading_as(who: Reader | None) -> Iterator[None]:
    """What is asked inside the block is asked by this reader (None: the owner).

    What is hidden from the reader is found when first something is asked, and stays so to the end of the block.
    """
    token = _READER.set(who)
    try:
        with looking(None if who is None else cache(lambda: _look(who))):
            yield
    finally:
        _READER.reset(token)


def nobody_unless_said() -> None:
    """From now on whatever does not say who reads is asked by ANONYMOUS: for processes that serve others."""
    global _unsaid
    _unsaid = ANONYMOUS
    look_unless_said(lambda: _look(ANONYMOUS))


def _look(who: Reader) -> Sight | None:
    from kizuna.workflows.withholding import look_as

    return look_as(who)
