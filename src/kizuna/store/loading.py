"""The bulk road into the ledger: claims are checked and named by other processes while this one writes.

Law: the checks, the names and the rows are those of the everyday road; only the order of work differs. In an
empty ledger the indexes are made after the rows, and claims that were given twice are then found and left out.
"""

from __future__ import annotations

import gc
import marshal
import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from itertools import chain, islice
from typing import Any

from kizuna.errors import BadClaim
from kizuna.store.appending import (
    CLAIM_COLUMNS,
    REFERENCE_COLUMNS,
    Added,
    append_claims,
    claim_rows,
    reference_rows,
)
from kizuna.store.checking import Checked, check_batch
from kizuna.store.fields import ClaimFields
from kizuna.store.late_indexes import LEDGER, indexes_left_for_later
from kizuna.store.queries.ledger import heads
from kizuna.store.sql import fetch_number, gather_statistics, insert_rows
from kizuna.store.terms import all_terms

Batch = Sequence[ClaimFields]
_SHOWN = 20
_AHEAD = 6


class _Terms(dict[str, int]):
    """Numbers of texts; a text without one is given the next, and waits in `new` to be inserted."""

    def __init__(self) -> None:
        super().__init__(all_terms())
        self._following = fetch_number("SELECT max(id) FROM terms") + 1
        self.new: list[tuple[int, str]] = []

    def __missing__(self, text: str) -> int:
        number = self._following
        self._following += 1
        self[text] = number
        self.new.append((number, text))
        return number

    def insert(self) -> None:
        """Insert the texts that wait."""
        insert_rows("terms", ("id", "text"), self.new)
        self.new.clear()


def load(batches: Iterable[Batch]) -> Added:
    """Add the claims of all batches; raises BadClaim for the first batch that holds bad ones."""
    if heads()[0]:
        return sum((append_claims(*each).added for each in _checked(batches)), start=Added(0, 0))
    given = 0
    with indexes_left_for_later(*LEDGER), without_collecting():
        terms, number = _Terms(), 1
        for batch, checked in _checked(batches):
            first = given + 1
            insert_rows("claims", CLAIM_COLUMNS, claim_rows(batch, checked, terms, first))
            references = reference_rows(checked, terms, first, number)
            insert_rows("claim_references", REFERENCE_COLUMNS, references)
            terms.insert()
            given += len(batch)
            number += len(checked.references)
    gather_statistics("claims", "claim_references", "terms")
    held = fetch_number("SELECT count(*) FROM claims")
    return Added(held, given - held)


@contextmanager
def without_collecting() -> Iterator[None]:
    """Spare Python its search for circles among millions of rows, which have none."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _checked(batches: Iterable[Batch]) -> Iterator[tuple[Batch, Checked]]:
    """Every batch with its checks, in order; refuses the first that has faults."""
    for batch, checked in _checked_elsewhere(batches):
        if checked.faults:
            messages = [message for _, message in checked.faults]
            more = [f"and {len(messages) - _SHOWN} more"] if len(messages) > _SHOWN else []
            raise BadClaim("\n".join(messages[:_SHOWN] + more))
        yield batch, checked


def _checked_elsewhere(batches: Iterable[Batch]) -> Iterator[tuple[Batch, Checked]]:
    """Batches in order, checked by other processes while the caller works; a single batch is checked here."""
    source = iter(batches)
    ahead = list(islice(source, 2))
    if len(ahead) < 2:
        yield from ((batch, check_batch(batch)) for batch in ahead)
        return
    workers = max((os.cpu_count() or 2) - 1, 1)
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(workers, context, _prepare) as pool:
        waiting: deque[tuple[Batch, Future[bytes]]] = deque()
        for batch in chain(ahead, source):
            packed = marshal.dumps(list(map(tuple, batch)))
            waiting.append((batch, pool.submit(_check_packed, packed)))
            if len(waiting) > _AHEAD * workers:
                yield _unpacked(*waiting.popleft())
        while waiting:
            yield _unpacked(*waiting.popleft())


def _prepare() -> None:
    """An interrupt is left to the process that asked; rows have no circles to collect."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.disable()


def _check_packed(packed: bytes) -> bytes:
    checked = check_batch(marshal.loads(packed))
    return marshal.dumps((checked.uids, checked.days, checked.references, checked.faults))


def _unpacked(batch: Batch, packed: Future[bytes]) -> tuple[Batch, Checked]:
    parts: tuple[Any, ...] = marshal.loads(packed.result())
    return batch, Checked(*parts)
