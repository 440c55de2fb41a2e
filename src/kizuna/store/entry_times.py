"""The times of the ledger's entries, which never go back in order of entry, whatever the clock does.

Law: claims, judgements and the audit have one order. An entry has the time that it is given, unless that would go
back: then it is a microsecond after the last entry of the transaction before its own, or that of the entry before
it in its own.
"""

from __future__ import annotations

import warnings
from array import array
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from itertools import accumulate, islice
from operator import le

from kizuna.store.codes import moment_of, now
from kizuna.store.sql import fetch

_MOMENT = "q"
_JITTER = 1_000_000
"""How far back, in microseconds, the clocks of several servers may be without a word."""
_LAST = (
    ("recorded_at", "claims", "seq"),
    ("judged_at", "judgements", "seq"),
    ("at", "audit", "id"),
)


_ENTERED: ContextVar[list[int] | None] = ContextVar("entered", default=None)
"""The earliest time that the next entry of a transaction may have: a list of it, empty until it is asked for."""


@contextmanager
def transaction_of_entries() -> Iterator[None]:
    """A block in which one transaction enters what it enters, or a part of what the one around it does."""
    if _ENTERED.get() is not None:
        yield
        return
    token = _ENTERED.set([])
    try:
        yield
    finally:
        _ENTERED.reset(token)


def entry_times(given: Sequence[int]) -> Sequence[int]:
    """The times at which the next entries of this transaction are entered: those given, unless they would go back.

    Times are in microseconds since 1970-01-01 UTC; the very object comes back where nothing is changed. Says in a
    warning when the clock of this machine stands before the last entry.
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
    if given and not (given[0] >= first and all(map(le, given, islice(given, 1, None)))):
        given = array(_MOMENT, islice(accumulate(given, max, initial=first), 1, None))
    entered[0] = given[-1] if given else first
    return given


def last_entry() -> int:
    """The time of the last entry of the ledger; 0 while there is none."""
    parts = ", ".join(
        f"(SELECT {column} FROM {table} ORDER BY {order} DESC LIMIT 1)"
        for column, table, order in _LAST
    )
    return max(int(time or 0) for time in fetch(f"SELECT {parts}")[0])


def clock_behind(last: int) -> str | None:
    """What to say when the clock of this machine stands before the last entry, `last`; None where it does not."""
    clock = now()
    if clock + _JITTER >= last:
        return None
    return (
        f"the clock of this machine says {moment_of(clock):%Y-%m-%d %H:%M:%S} UTC, but the ledger's last entry is"
        f" of {moment_of(last):%Y-%m-%d %H:%M:%S} UTC; what is recorded now gets that time. Set the clock right."
    )
