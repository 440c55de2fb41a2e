"""Others write, ask or decide at once, or are killed in the middle: each reads one
moment of a sound ledger.
"""

from __future__ import annotations

import signal
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from kizuna.store import Database, open_database
from kizuna.store.queries import claims, judgements, ledger
from kizuna.store.sql import disconnect, fetch, one_snapshot

from .building import add, claim, government, kansai, python

_ADD = """
import sys
from kizuna.store import open_database
from kizuna.store.actions.ledger import add_register
from building import claim
open_database(sys.argv[1])
for i in range(8):
    add_register(
        claims=[claim(f"government/{sys.argv[2]}-{i}", "country", "JP"),
                claim(f"government/shared-{i}", "country", "JP")],
        acting_user=sys.argv[2],
    )
"""
_ADD_AND_HANG = """
import signal, sys, time
signal.signal(signal.SIGINT, signal.default_int_handler)  # a run in the background ignores it
from kizuna.store import open_database
from kizuna.store.actions.ledger import add_register
import importlib
module = importlib.import_module("kizuna.store.actions.ledger")
from building import kansai
def hang(touched):
    print("written", flush=True)
    time.sleep(60)
module.follow = hang
open_database(sys.argv[1])
add_register(claims=kansai(), judgements=(), acting_user="hanger")
"""


def test_two_processes_writing_at_once_lose_nothing(
    database: Database, location: str
) -> None:
    writers = [python(_ADD, location, name) for name in ("aoi", "ben")]
    for writer in writers:
        _, errors = writer.communicate(timeout=120)
        assert writer.returncode == 0, errors
    assert ledger.counts().claims == 24
    assert len({c.id for c in claims.claims()}) == 24
    assert [seq for (seq,) in fetch("SELECT seq FROM claims ORDER BY seq")] == list(
        range(1, 25)
    )
    assert not ledger.needs_rebuild()


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGKILL])
def test_a_writer_killed_in_the_middle_leaves_nothing_half_written(
    database: Database, location: str, how: signal.Signals
) -> None:
    add(claim("government/kobe", "country", "JP"))
    writer = python(_ADD_AND_HANG, location)
    assert writer.stdout is not None
    assert writer.stdout.readline() == "written\n"
    writer.send_signal(how)
    writer.wait(timeout=30)
    _wait_until_unlocked()
    assert [c.subject for c in claims.claims()] == ["government/kobe"]
    assert not ledger.needs_rebuild()
    open_database(location)
    assert add(*kansai()).new == len(kansai())


def _wait_until_unlocked() -> None:
    """A server takes a moment to see that a client is gone."""
    time.sleep(0.2)


_DECIDE = """
import sys
from kizuna.store import open_database
from kizuna.errors import Overtaken
from kizuna.workflows.acting import Hand
from kizuna.workflows.review import queue
from kizuna.workflows.review_desk import decide
location, who = sys.argv[1:]
opened = open_database(location)
readings = {r.subject: r for r in queue().readings}
opened.close()
print("ready", flush=True)
sys.stdin.readline()
won = 0
for number in range(8):
    reading = readings[f"government/town-{number}"]
    try:
        ids = [claim.id for claim in reading.claims]
        decide(ids, ids, None if who == "anna" else "No such town.", Hand(who))
        won += 1
    except Overtaken as error:
        assert len(error.judgements) == 2, error.judgements
print(won)
"""


def test_no_reading_is_decided_on_twice(database: Database, location: str) -> None:
    rules = {
        "method": "rules@1;confidence=0.90",
        "sha256": "a" * 64,
        "start": 1,
        "end": 5,
    }
    add(
        *[
            claim(f"government/town-{number}", name, value, locator="", **rules)
            for number in range(8)
            for name, value in (("country", "JP"), ("level", "town"))
        ]
    )
    reviewers = [python(_DECIDE, location, name) for name in ("anna", "ben")]
    for one in reviewers:
        assert one.stdout is not None
        assert one.stdout.readline() == "ready\n"
    for one in reviewers:
        assert one.stdin is not None
        one.stdin.write("go\n")
        one.stdin.flush()
    won = 0
    for one in reviewers:
        out, errors = one.communicate(timeout=300)
        assert one.returncode == 0, errors
        won += int(out)
    assert won == 8
    made = judgements.judgements()
    assert len(made) == 16
    assert len({j.target for j in made}) == 16


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
        before = ledger.counts(), ledger.edition()
        beside(_add)
        assert (ledger.counts(), ledger.edition()) == before
        with one_snapshot():  # a question in a question
            assert ledger.counts() == before[0]
        assert claims.claims(subjects=["government/kobe"]) == []
    assert ledger.counts().claims == before[0].claims + 2


def test_whoever_writes_in_a_question_sees_what_they_wrote(beside: Beside) -> None:
    with one_snapshot():
        before = ledger.counts().claims
        beside(_add)
        _add("nara")
        assert ledger.counts().claims == before + 4
        assert ledger.edition().claim == before + 4
