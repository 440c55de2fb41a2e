"""Two processes writing at once, one killed in the middle: the ledger stays sound."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kizuna.store import Database, open_database
from kizuna.store.queries import claims, ledger
from kizuna.store.sql import fetch

from .building import add, claim, kansai

_ADD = """
import sys
from kizuna.store import open_database
from kizuna.store.actions import add_claims
from building import claim
open_database(sys.argv[1])
for i in range(20):
    add_claims(
        claims=[claim(f"government/{sys.argv[2]}-{i}", "country", "JP"),
                claim(f"government/shared-{i}", "country", "JP")],
        acting_user=sys.argv[2],
    )
"""
_ADD_AND_HANG = """
import signal, sys, time
signal.signal(signal.SIGINT, signal.default_int_handler)  # a run in the background ignores it
from kizuna.store import open_database
from kizuna.store import actions
from kizuna.store.actions import add_register
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


def _run(script: str, *arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", script, *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": _path()},
    )


def _path() -> str:
    here = Path(__file__).parent
    return os.pathsep.join([str(here), str(here.parent)])


def test_two_processes_writing_at_once_lose_nothing(database: Database, location: str) -> None:
    writers = [_run(_ADD, location, name) for name in ("aoi", "ben")]
    for writer in writers:
        _, errors = writer.communicate(timeout=120)
        assert writer.returncode == 0, errors
    assert ledger.head().claims == 60
    assert len({c.id for c in claims.claims()}) == 60
    assert [seq for (seq,) in fetch("SELECT seq FROM claims ORDER BY seq")] == list(range(1, 61))
    assert not ledger.needs_rebuild()


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGKILL])
def test_a_writer_killed_in_the_middle_leaves_nothing_half_written(
    database: Database, location: str, how: signal.Signals
) -> None:
    add(claim("government/kobe", "country", "JP"))
    writer = _run(_ADD_AND_HANG, location)
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
