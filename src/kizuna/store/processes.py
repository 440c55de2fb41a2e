"""Work shared out among processes; what is made comes in the order of what was given.

Law: the work changes nothing, so that what a killed process had begun can be done
again.
"""

import atexit
import gc
import multiprocessing
import os
import signal
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from itertools import chain, islice
from threading import Thread
from typing import Any, TypeVar

from kizuna.errors import StorageError
from kizuna.store.database import current_settings, use_settings

Item = TypeVar("Item")
Made = TypeVar("Made")

_AHEAD = 6
"""Items under way for each process: more than it queues, so that some can be taken
back.
"""

_TURN = 0.0002
"""Seconds after which the thread that hands out items and takes in what is made of them
has its turn.

A pipe holds 64 KiB: at Python's 5 ms a process waits up to a tenth of a second to hand
over a megabyte.
"""


def map_by_processes(
    work: Callable[[Item], Made],
    items: Iterable[Item],
    *,
    workers: int = 0,
    here: bool = False,
) -> Iterator[Made]:
    """What `work` makes of each item, by so many processes (0: one for each processor).

    They have the database open; a single item is done in this one. Work that needs no
    database and never ends its process may be done `here` too, whenever this process
    would have to wait. `work`, the items and what is made of them are pickled. Raises
    what `work` raises, and StorageError when processes are killed again and again.
    """
    source = iter(items)
    first = list(islice(source, 2))
    if len(first) < 2:
        yield from map(work, first)
        return
    given: deque[Item] = deque()
    source, workers = (
        chain(first, source),
        workers or max((os.cpu_count() or 1) - here, 1),
    )
    for _ in range(3):
        with suppress(BrokenProcessPool):
            yield from _in_order(work, given, source, workers, here)
            return
    raise StorageError("a process that shared the work was ended from outside")


def _in_order(
    work: Callable[[Item], Made],
    given: deque[Item],
    source: Iterator[Item],
    workers: int,
    here: bool,
) -> Iterator[Made]:
    """What is made of the items `given` before and of those of the source.

    `given` holds those of which nothing was handed out yet. Until the first of them is
    done, this process may do those that no other has begun, the last one first.
    """
    database = None if here else current_settings()
    pool = ProcessPoolExecutor(
        workers, multiprocessing.get_context("spawn"), _begin, (database,)
    )
    turn = sys.getswitchinterval()
    sys.setswitchinterval(min(_TURN, turn))
    try:
        under_way = deque(pool.submit(work, item) for item in given)
        while True:
            for item in islice(source, workers * _AHEAD - len(under_way)):
                given.append(item)
                under_way.append(pool.submit(work, item))
            if not under_way:
                return
            for at in reversed(range(len(under_way) if here else 0)):
                if not under_way[0].done() and under_way[at].cancel():
                    under_way[at] = Future()
                    under_way[at].set_result(work(given[at]))
            made = under_way.popleft().result()
            given.popleft()
            yield made
    finally:
        sys.setswitchinterval(turn)
        pool.shutdown(cancel_futures=True)


def _begin(database: dict[str, Any] | None) -> None:
    """Make a process ready: it opens the database, and ends at once when it is done, at
    a signal, with its caller.

    Rows have no circles of references to collect, nor are they taken apart one by one
    at the end.
    """
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_DFL)
    Thread(target=_end_with_caller, daemon=True).start()
    gc.disable()
    atexit.register(os._exit, 0)
    if database is not None:
        use_settings(database)


def _end_with_caller() -> None:
    caller = multiprocessing.parent_process()
    if caller is not None:
        caller.join()
        os._exit(1)
