"""A question reads one moment of the database, whatever others write meanwhile."""

from __future__ import annotations

import itertools
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor, wait

import pytest

from kizuna.store import Database
from kizuna.store.queries import claims, ledger
from kizuna.store.snapshot import disconnect, one_snapshot
from kizuna.values import day_number
from kizuna.workflows.map_ties import tie_map

from .building import add, claim, government, kansai, tie

_DAY = day_number("1987-04-01")
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


def test_maps_are_drawn_while_ties_of_bodies_are_added(beside: Beside) -> None:
    is_over = threading.Event()

    def write() -> None:
        for number in itertools.takewhile(lambda _: not is_over.is_set(), itertools.count()):
            body, slug = f"organisation/port-{number}", f"osaka-{number}"
            named = claim(body, "name", {"text": f"Port {number}", "language": "en"})
            tied = [*tie(slug, ["osaka"]), claim(f"tie/{slug}", "party", body)]
            add(named, *tied)

    def read() -> int:
        drawn = [len(tie_map(_DAY).ties) for _ in range(5)]
        disconnect()
        return len(drawn)

    with ThreadPoolExecutor(3) as pool:
        writer = pool.submit(lambda: (write(), disconnect()))
        readers = [pool.submit(read) for _ in range(2)]
        wait(readers)
        is_over.set()
        drawn = [reader.result() for reader in readers]
        writer.result()
    assert drawn == [5, 5]
