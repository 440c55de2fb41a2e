"""What every action is wrapped in: one transaction, the writers' lock, and a row of the audit."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction

from kizuna.errors import BadQuestion
from kizuna.store import tree
from kizuna.store.codes import now
from kizuna.store.entries import digests_of
from kizuna.store.entry_times import entry_times, transaction_of_entries
from kizuna.store.redaction import unredacted
from kizuna.store.schema import lock_writers, place
from kizuna.store.snapshot import end_snapshot
from kizuna.store.sql import faults_of, fetch, insert, next_id
from kizuna.values import escape_characters


@contextmanager
def writing() -> Iterator[None]:
    """A transaction with the writers' lock, for what is looked up and then done: nobody else writes in between.

    All is undone when the block raises. Raises StorageError for trouble of the database.
    """
    end_snapshot()
    with faults_of(place()), transaction_of_entries(), transaction.atomic():
        lock_writers()
        yield


@contextmanager
def audited(verb: str, acting_user: str) -> Iterator[list[str]]:
    """A transaction in which `acting_user` does something; the notes added to the list say what.

    All is undone when the block raises. Raises StorageError for trouble of the database.
    """
    if not acting_user.strip():
        raise BadQuestion(f"{acting_user!r} is nobody: say who acts")
    notes: list[str] = []
    with unredacted(), writing():
        yield notes
        append_act(acting_user, verb, "; ".join(notes))


def append_act(acting_user: str, verb: str, what: str) -> None:
    """Add a line to the audit; it is the last leaf of its transaction."""
    (at,) = entry_times([now()])
    number, what = next_id("audit"), escape_characters(what)
    insert("audit", id=number, at=at, acting_user=acting_user, verb=verb, what=what)
    tree.append("audit", number, digests_of(fetch, "audit", number, number))
