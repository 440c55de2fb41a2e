"""Batches of claims measured by all processors, while the caller does something with what is measured.

Law: what is measured comes in the order of the batches, whoever measured it.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import pickle
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from itertools import chain, islice
from multiprocessing.connection import Connection
from queue import SimpleQueue
from threading import Thread
from typing import Any

from kizuna.errors import StorageError
from kizuna.store.checking import Measured, measured
from kizuna.store.fields import ClaimFields
from kizuna.store.numbering import Numbering

Batch = Iterable[ClaimFields]
"""Claims that can be sent to another process: a list, or what reads them from a file when it is gone through."""
Sent = tuple[int, Measured]
"""The number of who measured, and claims; their `texts` go on from those that the same one sent before."""

_WAITING = 4
"""Batches that a process is given before it has sent the first: it then never waits for the caller."""

_AHEAD = 3
"""How many times as many batches may be measured or under way before the first of them is handed out."""

_PART = 500
"""Claims that are measured at once: all that is made of them fits a processor's cache."""


def measured_by_all(batches: Iterable[Batch]) -> Iterator[Sent]:
    """The claims of all batches, measured by other processes while the caller works.

    This process measures too: a single batch, and one whenever it would have to wait for the others. Raises
    BadClaim for a batch that holds bad claims, StorageError when another process was ended from outside.
    """
    source = iter(batches)
    ahead = list(islice(source, 2))
    if len(ahead) < 2:
        yield from chain.from_iterable(_Here(batch, Numbering()).sent() for batch in ahead)
        return
    here = Numbering()
    with _others() as free:
        most = _AHEAD * len(free)
        order: deque[_Here | _Other] = deque()
        for batch in chain(ahead, source):
            done: Iterator[Sent] = iter(())
            while not free and (order[0].is_ready() or len(order) > most):
                first = order.popleft()
                if isinstance(first, _Other):
                    free.append(first)
                    done = first.sent()
                else:
                    yield from first.sent()
            order.append(free.pop().given(batch) if free else _Here(batch, here))
            yield from done
        for each in order:
            yield from each.sent()


class _Here:
    """A batch that this process measured."""

    def __init__(self, batch: Batch, places: Numbering) -> None:
        self._claims = [measured(part, places) for part in _parts(batch)]

    def is_ready(self) -> bool:
        """It is."""
        return True

    def sent(self) -> Iterator[Sent]:
        """What was measured."""
        return ((0, claims) for claims in self._claims)


class _Other:
    """Another process, that measures batches in the order in which they are given."""

    def __init__(self, number: int) -> None:
        self._number = number
        context = multiprocessing.get_context("spawn")
        self._pipe, theirs = context.Pipe()
        self._process = context.Process(target=_measure, args=(theirs,), daemon=True)
        self._process.start()
        theirs.close()

    def given(self, batch: Batch) -> _Other:
        """This one, with one more batch to measure."""
        with suppress(BrokenPipeError):  # it was ended: `sent` will say so
            self._pipe.send(batch)
        return self

    def is_ready(self) -> bool:
        """Whether the first batch that was not fetched is measured."""
        return self._pipe.poll()

    def sent(self) -> Iterator[Sent]:
        """Wait for the first batch that was not fetched; raises what went wrong with it."""
        try:
            packed = self._pipe.recv()
        except (EOFError, OSError) as error:
            raise StorageError(
                "a process that checked claims was ended; nothing was added"
            ) from error
        if isinstance(packed, Exception):
            raise packed
        return ((self._number, pickle.loads(part)) for part in packed)

    def dismiss(self) -> None:
        """End it, whatever it does."""
        self._process.terminate()
        self._process.join()
        self._pipe.close()


@contextmanager
def _others() -> Iterator[list[_Other]]:
    """A process for each processor but one, as often as it may be given a batch."""
    others = [_Other(number) for number in range(1, max(os.cpu_count() or 2, 2))]
    try:
        yield others * _WAITING
    finally:
        for other in others:
            other.dismiss()


def _measure(caller: Connection) -> None:
    """Measure batch after batch for the caller, and send the parts of each, packed; or what is wrong with it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.disable()
    given: SimpleQueue[Batch | None] = SimpleQueue()
    done: SimpleQueue[list[bytes] | Exception] = SimpleQueue()
    for ends in ((caller.recv, given.put), (done.get, caller.send)):
        Thread(target=_pass_on, args=ends, daemon=True).start()
    places = Numbering()
    while (batch := given.get()) is not None:
        try:
            done.put([pickle.dumps(measured(part, places), -1) for part in _parts(batch)])
        except Exception as error:  # noqa: BLE001 - whatever it is, the caller raises it
            done.put(error)


def _pass_on(take: Callable[[], Any], give: Callable[[Any], None]) -> None:
    """Pass on whatever comes, and None when the other end is gone.

    Neither of two processes then waits for the other to take what it sends.
    """
    with suppress(EOFError, OSError):
        while True:
            give(take())
    with suppress(OSError):
        give(None)


def _parts(batch: Batch) -> Iterator[list[ClaimFields]]:
    claims = iter(batch)
    while part := list(islice(claims, _PART)):
        yield part
