"""Work shared out among the processors, while the caller does something with what comes back.

Law: results come in the order of the items, whoever made them.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from itertools import chain, islice
from multiprocessing.connection import Connection
from queue import SimpleQueue
from threading import Thread
from typing import Any, TypeVar

from kizuna.errors import StorageError

Item = TypeVar("Item")
Work = Callable[[Any], Any]

_WAITING = 4
"""Items that a process is given before it has sent the first: it then never waits for the caller."""

_AHEAD = 3
"""How many times as many items may be done or under way before the first of them is handed out."""


def shared_out(
    items: Iterable[Item], here: Callable[[Item], Any], start: Callable[..., Work], *given: object
) -> Iterator[tuple[int, Any]]:
    """What becomes of each item, after the number of who did it: 0 for this process.

    `here` does an item in this process: a single one, and one whenever it would have to wait for the others. What
    `start` returns when it is called with `given` does an item in another process; there is one for each processor
    but one. Items, `given` and results are pickled. Raises what doing an item raises, and StorageError when
    another process was ended from outside.
    """
    source = iter(items)
    first_two = list(islice(source, 2))
    if len(first_two) < 2:
        yield from ((0, here(item)) for item in first_two)
        return
    with _others(start, given) as free:
        most = _AHEAD * len(free)
        order: deque[_Here | _Other] = deque()
        for item in chain(first_two, source):
            done: list[tuple[int, Any]] = []
            while not free and (order[0].is_ready() or len(order) > most):
                first = order.popleft()
                if isinstance(first, _Other):
                    free.append(first)
                    done.append(first.result())
                else:
                    yield first.result()
            order.append(free.pop().given(item) if free else _Here(here(item)))
            yield from done
        while order:
            yield order.popleft().result()


def shared_out_with_database(
    items: Iterable[Item], here: Callable[[Item], Any], start: Callable[..., Work], *given: object
) -> Iterator[tuple[int, Any]]:
    """As `shared_out`, for work on the open database, which each process opens for itself."""
    from django.db import connection

    entry = dict(connection.settings_dict)
    return shared_out(items, here, _with_database, entry, start, *given)


def _with_database(entry: dict[str, Any], start: Callable[..., Work], *given: object) -> Work:
    from kizuna.store.database import use_settings

    use_settings(entry)
    return start(*given)


class _Here:
    """An item that this process did."""

    def __init__(self, result: object) -> None:
        self._result = result

    def is_ready(self) -> bool:
        """It is."""
        return True

    def result(self) -> tuple[int, Any]:
        """What became of it."""
        return 0, self._result


class _Other:
    """Another process, that does items in the order in which they are given."""

    def __init__(self, number: int, start: Callable[..., Work], given: tuple[object, ...]) -> None:
        self._number = number
        context = multiprocessing.get_context("spawn")
        self._pipe, theirs = context.Pipe()
        arguments = (theirs, start, given)
        self._process = context.Process(target=_serve, args=arguments, daemon=True)
        self._process.start()
        theirs.close()

    def given(self, item: object) -> _Other:
        """This one, with one more item to do."""
        with suppress(BrokenPipeError):  # it was ended: `result` will say so
            self._pipe.send(item)
        return self

    def is_ready(self) -> bool:
        """Whether the first item whose result was not fetched is done."""
        return self._pipe.poll()

    def result(self) -> tuple[int, Any]:
        """Wait for the first result that was not fetched; raises what went wrong with it."""
        try:
            result = self._pipe.recv()
        except (EOFError, OSError) as error:
            raise StorageError("a process that shared the work was ended from outside") from error
        if isinstance(result, Exception):
            raise result
        return self._number, result

    def dismiss(self) -> None:
        """End it, whatever it does."""
        self._process.kill()
        self._process.join()  # nothing outlives that
        self._pipe.close()


@contextmanager
def _others(start: Callable[..., Work], given: tuple[object, ...]) -> Iterator[list[_Other]]:
    """A process for each processor but one, as often as it may be given an item."""
    numbers = range(1, max(os.cpu_count() or 2, 2))
    others = [_Other(number, start, given) for number in numbers]
    try:
        yield others * _WAITING
    finally:
        for other in others:
            other.dismiss()


def _serve(caller: Connection, start: Callable[..., Work], given: tuple[object, ...]) -> None:
    """Do item after item for the caller, and send what becomes of each, or what went wrong.

    An interrupt is left to the one that asked; rows have no circles to collect.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.disable()
    items: SimpleQueue[Any] = SimpleQueue()
    done: SimpleQueue[Any] = SimpleQueue()
    for ends in ((caller.recv, items.put), (done.get, caller.send)):
        Thread(target=_pass_on, args=ends, daemon=True).start()
    work = start(*given)
    while (item := items.get()) is not None:
        try:
            done.put(work(item))
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
