"""The bulk road into the ledger: claims are checked and named by other processes while this one writes.

Law: the checks, the names and the rows are those of the everyday road; only the order of work differs. In an
empty ledger the indexes are made after the rows, and claims that were given twice are then found and left out.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from itertools import chain, islice

import orjson

from kizuna.store.appending import Added, append_claims, insert_claims, next_numbers
from kizuna.store.checking import Measured, measured
from kizuna.store.fields import ClaimFields
from kizuna.store.late_indexes import LEDGER, indexes_left_for_later
from kizuna.store.queries.ledger import heads
from kizuna.store.sql import fetch_number, gather_statistics, insert_rows
from kizuna.store.terms import all_terms

Batch = Iterable[ClaimFields]
"""Claims that can be sent to another process: a list, or what reads them from a file when it is gone through."""
Packed = tuple[bytes, bytes]
"""Measured claims on the way between processes: their ids, and JSON of the other columns."""

_AHEAD = 2
"""Batches that wait for each process."""

_PART = 500
"""Claims that are measured at once: all that is made of them fits a processor's cache."""


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
        appended = map(append_claims, _measured_elsewhere(batches))
        return sum((each.added for each in appended), start=Added(0, 0))
    claim, reference = next_numbers()
    with indexes_left_for_later(*LEDGER), without_collecting():
        terms = _Terms()
        for claims in _measured_elsewhere(batches):
            insert_claims(claims, terms, (claim, reference))
            terms.insert()
            claim += len(claims.uids)
            reference += len(claims.references[0])
    gather_statistics("claims", "claim_references", "terms")
    held = fetch_number("SELECT count(*) FROM claims")
    return Added(held, claim - 1 - held)


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


def _measured_elsewhere(batches: Iterable[Batch]) -> Iterator[Measured]:
    """Batches in order, measured by other processes while the caller works; a single batch is measured here."""
    source = iter(batches)
    ahead = list(islice(source, 2))
    if len(ahead) < 2:
        yield from map(measured, ahead)
        return
    workers = max((os.cpu_count() or 2) - 1, 1)
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(workers, context, _prepare) as pool:
        waiting: deque[Future[list[Packed]]] = deque()
        for batch in chain(ahead, source):
            waiting.append(pool.submit(_measured_packed, batch))
            if len(waiting) > _AHEAD * workers:
                yield from _unpacked(waiting.popleft())
        yield from chain.from_iterable(map(_unpacked, waiting))


def _prepare() -> None:
    """An interrupt is left to the process that asked; rows have no circles to collect."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.disable()


def _measured_packed(batch: Batch) -> list[Packed]:
    """What `measured` gives for each part of a batch, packed."""
    claims = iter(batch)
    packed: list[Packed] = []
    while part := list(islice(claims, _PART)):
        uids, *columns = measured(part)
        packed.append((b"".join(uids), orjson.dumps(columns)))
    return packed


def _unpacked(given: Future[list[Packed]]) -> Iterator[Measured]:
    for uids, columns in given.result():
        listed = [uids[at : at + 16] for at in range(0, len(uids), 16)]
        yield Measured(listed, *orjson.loads(columns))
