"""Counting what the database is asked, and asking nothing more once nobody waits for the answer."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.db import connections

from kizuna.store.snapshot import READING, WRITING


class ReaderGone(BaseException):
    """Nobody waits for the answer any more; no error, so that nothing makes a page of it."""


@dataclass(slots=True)
class Questions:
    """How many questions were asked so far; `is_gone` tells whether the reader has gone, None that it cannot be
    known."""

    is_gone: Callable[[], bool] | None = None
    number: int = 0

    def __call__(self, execute: Callable[..., Any], *question: Any) -> Any:
        """Count a question, and ask it; raises ReaderGone instead when nobody waits for the answer."""
        if self.is_gone is not None and self.is_gone():
            raise ReaderGone
        self.number += 1
        return execute(*question)


@contextmanager
def questions_counted(is_gone: Callable[[], bool] | None = None) -> Iterator[Questions]:
    """Inside the block, every question to the database is counted, and none is asked for a reader who has gone."""
    counted = Questions(is_gone)
    both = connections[WRITING], connections[READING]
    with both[0].execute_wrapper(counted), both[1].execute_wrapper(counted):
        yield counted
