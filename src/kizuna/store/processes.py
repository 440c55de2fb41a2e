"""Work shared out among processes; what is made comes in the order of what was given.

Law: the work changes nothing, so that what a killed process had begun can be done again.
"""

from __future__ import annotations

import atexit
import gc
import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import chain, islice
from threading import Thread
from typing import Any, TypeVar

from kizuna.errors import StorageError
from kizuna.store.database import current_settings, use_settings

Item = TypeVar("Item")
Made = TypeVar("Made")

_AHEAD = 3
"""Items under way for each process."""

_TRIES = 3


def map_by_processes(
    work: Callable[[Item], Made],
    items: Iterable[Item],
    *,
    workers: int = 0,
    with_database: bool = True,
) -> Iterator[Made]:
    """What `work` makes of each item, by so many processes (0: one for each processor).

    They have the database open `with_database`, and begin twice as fast without it; a single item is done here.
    `work`, the items and what is made of them are pickled. Raises what `work` raises, and StorageError when
    processes are killed again and again.
    """
    source = iter(items)
    first = list(islice(source, 2))
    if len(first) < 2:
        yield from map(work, first)
        return
    settings = current_settings() if with_database else None
    given: deque[Item] = deque()
    source, most = chain(first, source), workers or os.cpu_count() or 1
    for _ in range(_TRIES):
        pool = ProcessPoolExecutor(most, multiprocessing.get_context("spawn"), _begin, (settings,))
        try:
            yield from _in_order(pool, work, given, source, most * _AHEAD)
            return
        except BrokenProcessPool:
            continue
        finally:
            pool.shutdown(cancel_futures=True)
    raise StorageError("a process that shared the work was ended from outside")


def _in_order(
    pool: ProcessPoolExecutor,
    work: Callable[[Item], Made],
    given: deque[Item],
    source: Iterator[Item],
    most: int,
) -> Iterator[Made]:
    """What is made of the items `given` before and of those of the source, at most so many under way at once.

    `given` holds those of which nothing was handed out yet.
    """
    under_way: deque[Future[Made]] = deque(pool.submit(work, item) for item in given)
    while True:
        for item in islice(source, most - len(under_way)):
            given.append(item)
            under_way.append(pool.submit(work, item))
        if not under_way:
            return
        made = under_way.popleft().result()
        given.popleft()
        yield made


def _begin(database: dict[str, Any] | None) -> None:
    """Make a process ready: it opens the database, and ends at once: dismissed, at a signal, with its caller.

    Rows have no circles of references to collect, and are not taken apart one by one at the end.
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
