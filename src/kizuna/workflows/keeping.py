"""Keeping: what is read off the whole ledger, shared by the questions that come while nothing is added to it.

Law: a kept answer is a pure function of the ledger and of its key. It is dropped as soon as the ledger has another
last claim or judgement, or another database is opened. What one reader is given is never given to another
who sees less or more; what an answer depends on besides (the times, the question) stands in the key. Whoever asks
for what somebody else is just reading waits for that one.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from concurrent.futures import CancelledError, Future
from dataclasses import dataclass
from functools import partial
from threading import Lock
from typing import Any, TypeVar, cast

from kizuna.workflows.acting import LINKER

T = TypeVar("T")

MOST = 1_000_000
"""How much is kept at once, in claims: some 700 MB. An answer of more is given and not kept."""
MOST_ANSWERS = 64


@dataclass(slots=True)
class _Kept:
    """An answer that is there or on its way; `measure` is None until it is there."""

    answer: Future[Any]
    measure: Callable[[], int] | None = None

    @property
    def size(self) -> int:
        """How much it takes by now; a register grows while it is read."""
        return self.measure() if self.measure else 0


class _Shelf:
    """The kept answers of one edition of the ledger, those last asked for at the end."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._edition: Hashable = None
        self._held: OrderedDict[Hashable, _Kept] = OrderedDict()

    def get(
        self, edition: Hashable, key: Hashable, make: Callable[[], T], size: Callable[[T], int]
    ) -> T:
        """The answer of that key, made where it is not there; raises what making it raises."""
        while True:
            kept, is_mine = self._place(edition, key)
            if is_mine:
                return self._made(key, kept, make, size)
            try:
                return cast(T, kept.answer.result())
            except CancelledError:
                continue  # whoever was at it failed

    def _place(self, edition: Hashable, key: Hashable) -> tuple[_Kept, bool]:
        """The place of an answer, and whether the caller is to fill it."""
        with self._lock:
            if edition != self._edition:
                self._held.clear()
                self._edition = edition
            kept = self._held.get(key)
            if kept is not None and kept.size > MOST:
                kept = None
            is_mine = kept is None
            if kept is None:
                kept = self._held[key] = _Kept(Future())
            self._held.move_to_end(key)
            return kept, is_mine

    def _made(
        self, key: Hashable, kept: _Kept, make: Callable[[], T], size: Callable[[T], int]
    ) -> T:
        try:
            made = make()
            kept.measure = partial(size, made)
        finally:
            with self._lock:
                if kept.measure is None:
                    self._drop(key, kept)
                    kept.answer.cancel()
                else:
                    self._make_room(key, kept)
        kept.answer.set_result(made)
        return made

    def _make_room(self, key: Hashable, newest: _Kept) -> None:
        """Drop what was asked for longest ago, until what is kept is within the bounds."""
        if newest.size > MOST:
            self._drop(key, newest)
        for old, kept in list(self._held.items()):
            if self._fits():
                return
            if kept.measure is not None and kept is not newest:
                self._drop(old, kept)

    def _fits(self) -> bool:
        sizes = [kept.size for kept in self._held.values()]
        return len(sizes) <= MOST_ANSWERS and sum(sizes) <= MOST

    def _drop(self, key: Hashable, kept: _Kept) -> None:
        if self._held.get(key) is kept:
            del self._held[key]


_SHELF = _Shelf()


def kept(key: Hashable, make: Callable[[], T], size: Callable[[T], int]) -> T:
    """What `make` gives for the ledger as it stands and for who reads, from the last time where that was kept.

    `key` names the answer and everything else that it depends on; `size` tells how much of the
    bound an answer takes (in claims; what only refers to a kept register counts its own items). Raises what
    `make` raises, which is not kept.
    """
    from kizuna.store.queries import ledger
    from kizuna.store.redaction import redaction

    return _SHELF.get(ledger.edition(), (redaction(), key), make, size)


_BESIDE_IDENTITIES = _Shelf()


def kept_beside_identities(key: Hashable, make: Callable[[], T], size: Callable[[T], int]) -> T:
    """As `kept`, for what does not depend on who was judged to be whom: such judgements, and what the linker
    records along with them, leave it in place."""
    from kizuna.store.queries import identifying
    from kizuna.store.redaction import redaction_of_facts

    edition = identifying.edition_beside_identities(LINKER)
    return _BESIDE_IDENTITIES.get(edition, (redaction_of_facts(), key), make, size)
