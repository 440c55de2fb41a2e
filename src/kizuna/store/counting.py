"""Counting what the database is asked."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.db import connections

from kizuna.store.snapshot import READING, WRITING


@dataclass(slots=True)
class Questions:
    """How many questions were asked so far."""

    number: int = 0

    def __call__(self, execute: Callable[..., Any], *question: Any) -> Any:
        """Count a question, and ask it."""
        self.number += 1
        return execute(*question)


@contextmanager
def questions_counted() -> Iterator[Questions]:
    """Inside the block, every question to the database is counted."""
    counted = Questions()
    both = connections[WRITING], connections[READING]
    with both[0].execute_wrapper(counted), both[1].execute_wrapper(counted):
        yield counted
