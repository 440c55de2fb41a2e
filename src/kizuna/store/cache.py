"""The cache: the last few registers, and answers made of them, for as long as the
ledger stands as it does.

Law: what is cached is a pure function of the ledger, of its key, and of what is hidden
from the current reader. It is dropped once its basis is another one: for most, once the
ledger has another last claim or judgement, or another database is opened. Who asks for
what another one is just making waits for that one.
"""

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from functools import partial
from threading import Lock
from typing import Any, TypeVar, cast

from kizuna.store.queries.ledger import edition
from kizuna.store.redaction import redacting, redaction, redaction_of_facts

T = TypeVar("T")
Basis = Callable[[], Hashable]

MOST = 1_000_000
"""How much is held at once, in claims: some 700 MB. An answer of more is given and not
held.
"""
MOST_ANSWERS = 256
CLAIM_BYTES = 700
"""A claim in memory, for the size of what is no claim."""


@dataclass(slots=True)
class _Entry:
    """An answer, or the place of one that somebody who holds the lock is making; then
    `measure` is None.

    `size` is how much it took when it was last asked for; a register grows while it is
    read.
    """

    basis: Basis
    lock: Lock = field(default_factory=Lock)
    answer: Any = None
    measure: Callable[[], int] | None = None
    size: int = 0

    def measured(self) -> int:
        """How much it takes by now, which is its size from here on."""
        self.size = self.measure() if self.measure else 0
        return self.size


_lock = Lock()
_bases: dict[Basis, Hashable] = {}
_entries: dict[Hashable, _Entry] = {}
"""Those last asked for at the end."""


def judged() -> Hashable:
    """The basis of what is made of the judgements alone."""
    return edition().judged


def cached(
    key: Hashable,
    make: Callable[[], T],
    size: Callable[[T], int] = lambda _: 1,
    *,
    basis: Basis = edition,
    of_facts: bool = False,
) -> T:
    """What `make` gives for the ledger as it stands and for the current reader, or gave
    the last time.

    `key` names the answer and everything else that it depends on; `size` is how much of
    the bound it takes, in claims (what refers to a cached register counts its own items
    alone). With `of_facts` it depends only on claims that may count, and readers who
    differ in unreviewed proposals and closed texts share it. Raises what `make` raises.
    """
    hidden = redaction_of_facts() if of_facts else redaction()
    key, stands = (hidden, key), basis()
    with _lock:
        if _bases.get(basis) != stands:
            _bases[basis] = stands
            for old in [old for old, entry in _entries.items() if entry.basis is basis]:
                del _entries[old]
        known = _entries.pop(key, None)
        entry = _Entry(basis) if known is None or known.measured() > MOST else known
        _entries[key] = entry
    with redacting(lambda: hidden), entry.lock:
        if entry.measure is None:
            try:
                entry.answer = make()
                entry.measure = partial(size, entry.answer)
            finally:
                with _lock:
                    _make_room(key, entry)
        return cast(T, entry.answer)


def _make_room(key: Hashable, newest: _Entry) -> None:
    """Drop the newest where it was not made or is too large, and what was asked for
    longest ago, until all that is held is within the bounds.
    """
    if (newest.measure is None or newest.measured() > MOST) and _entries.get(
        key
    ) is newest:
        del _entries[key]
    held = sum(entry.size for entry in _entries.values())
    for old, entry in [*_entries.items()]:
        if len(_entries) <= MOST_ANSWERS and held <= MOST:
            return
        if entry.measure is not None and entry is not newest:
            held -= entry.size
            del _entries[old]
