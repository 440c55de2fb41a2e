"""A question reads one moment of the database, whatever others write meanwhile."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from kizuna.store import Database
from kizuna.store.queries import claims, ledger
from kizuna.store.snapshot import disconnect, one_snapshot

from .building import add, government, kansai

Beside = Callable[[Callable[[], object]], None]


@pytest.fixture
def beside(database: Database) -> Iterator[Beside]:
    """Does something on another connection, which is closed after the test."""
    add(*kansai())
    with ThreadPoolExecutor(1) as other:
        yield lambda deed: other.submit(deed).result()
        other.submit(disconnect).result()


def _add(slug: str = "kobe") -> None:
    add(*government(slug, "JP"))


def test_what_others_write_is_not_seen_before_the_question_ends(beside: Beside) -> None:
    with one_snapshot():
        before = ledger.head(), ledger.edition()
        beside(_add)
        assert (ledger.head(), ledger.edition()) == before
        with one_snapshot():  # a question in a question
            assert ledger.head() == before[0]
        assert claims.claims(subjects=["government/kobe"]) == []
    assert ledger.head().claims == before[0].claims + 2


def test_whoever_writes_in_a_question_sees_what_they_wrote(beside: Beside) -> None:
    with one_snapshot():
        before = ledger.head().claims
        beside(_add)
        _add("nara")
        assert ledger.head().claims == before + 4
        assert ledger.edition().claim == before + 4
