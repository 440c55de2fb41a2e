"""What every action is wrapped in: one transaction, the writers' lock, and a row of the
audit; and the times of entries, which never go back in order of entry, whatever the
clock does.

Law: claims, judgements and the audit have one order. An entry has the time that it is
given, unless that would go back: then it is a microsecond after the last entry of the
transaction before its own, or that of the entry before it in its own.
"""

import warnings
from array import array
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime, timedelta
from itertools import accumulate, islice
from operator import le

from django.db import transaction

from kizuna.errors import BadQuestion
from kizuna.store import tree
from kizuna.store.entries import TABLES, TIMES, digests_of
from kizuna.store.redaction import unredacted
from kizuna.store.schema import lock_writers
from kizuna.store.sql import (
    end_snapshot,
    faults_of,
    fetch,
    insert,
    moment_of,
    next_id,
    now,
)
from kizuna.values import escape_characters


@contextmanager
def writing() -> Iterator[None]:
    """A transaction with the writers' lock, for what is looked up and then done: nobody
    else writes in between. All is undone when the block raises. Raises StorageError for
    trouble of the database.
    """
    end_snapshot()
    with faults_of(), transaction_of_entries(), transaction.atomic():
        lock_writers()
        yield


@contextmanager
def audited(verb: str, acting_user: str) -> Iterator[list[str]]:
    """A transaction, as `writing` gives it, of an acting user; the notes added to the
    list say what is done.
    """
    if not acting_user.strip():
        raise BadQuestion(f"{acting_user!r} is nobody: say who acts")
    notes: list[str] = []
    with unredacted(), writing():
        yield notes
        append_act(acting_user, verb, "; ".join(notes))


def append_act(acting_user: str, verb: str, what: str) -> None:
    """Add a line to the audit; it is the last leaf of its transaction."""
    (at,) = entry_times([now()])
    number, what = next_id("audit"), escape_characters(what)
    insert("audit", id=number, at=at, acting_user=acting_user, verb=verb, what=what)
    tree.append("audit", number, digests_of("audit", number, number))


_JITTER = timedelta(seconds=1)
"""How far back the clocks of several servers may be without a word."""
_ENTERED: ContextVar[list[int] | None] = ContextVar("entered", default=None)
"""The earliest time that the next entry of a transaction may have: a list of it, empty
until it is asked for.
"""


@contextmanager
def transaction_of_entries() -> Iterator[None]:
    """A block in which one transaction enters what it enters, or a part of what the one
    around it does.
    """
    if _ENTERED.get() is not None:
        yield
        return
    token = _ENTERED.set([])
    try:
        yield
    finally:
        _ENTERED.reset(token)


def entry_times(given: Sequence[int]) -> Sequence[int]:
    """The times at which the next entries of this transaction are entered: those given,
    unless they would go back.

    Times are in microseconds since 1970-01-01 UTC; the very object comes back where
    nothing is changed. Says in a warning when the clock of this machine stands before
    the last entry.
    """
    entered = _ENTERED.get()
    if entered is None:
        raise RuntimeError("entries are entered in a transaction that says so")
    if not entered:
        last = last_entry()
        entered.append(last + 1 if given and given[0] < last else last)
        if (said := clock_behind(last)) is not None:
            warnings.warn(said, stacklevel=2)
    first = entered[0]
    if given and not (
        given[0] >= first and all(map(le, given, islice(given, 1, None)))
    ):
        given = array("q", islice(accumulate(given, max, initial=first), 1, None))
    entered[0] = given[-1] if given else first
    return given


def last_entry() -> int:
    """The time of the last entry of the ledger; 0 while there is none."""
    parts = ", ".join(
        f"(SELECT {TIMES[kind]} FROM {table} ORDER BY {key} DESC LIMIT 1)"
        for kind, (table, key) in TABLES.items()
    )
    return max(int(time or 0) for time in fetch(f"SELECT {parts}")[0])


def clock_behind(last: int) -> str | None:
    """What to say when the clock of this machine stands before the last entry, `last`;
    None where it does not.
    """
    clock, entered = datetime.now(UTC), moment_of(last)
    if clock + _JITTER >= entered:
        return None
    return (
        f"the clock of this machine says {clock:%Y-%m-%d %H:%M:%S} UTC, but the"
        " ledger's last entry is of"
        f" {entered:%Y-%m-%d %H:%M:%S} UTC; what is recorded now gets that time. Set"
        " the clock right."
    )
