"""Keeping the index over searchable texts in step with their table."""

from __future__ import annotations

from collections.abc import Sequence
from types import ModuleType

from django.db import connection

from kizuna.store.search import postgres, sqlite
from kizuna.store.sql import execute


def dialect() -> ModuleType:
    """The search of the open database."""
    return postgres if connection.vendor == "postgresql" else sqlite


def remove(where: str, params: Sequence[object]) -> None:
    """Remove the rows that a condition picks, from the index and from the table."""
    for statement, values in dialect().before_removal(where, params):
        execute(statement, values)
    execute(f"DELETE FROM searchable WHERE {where}", params)


def add_from(first: int) -> None:
    """Index the rows that were inserted from a number on."""
    for statement, values in dialect().on_added(first):
        execute(statement, values)


def rebuild() -> None:
    """Index every row of the table anew."""
    for statement, values in dialect().on_rebuilt():
        execute(statement, values)
