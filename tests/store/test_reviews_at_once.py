"""Two reviewers deciding at once, each in a process of their own: one decision counts, the other is refused."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from kizuna.store import Database
from kizuna.store.actions import add_claims
from kizuna.store.queries import judgements

from .building import claim

_DECIDE = """
import sys
from kizuna.store import open_database
from kizuna.errors import Overtaken
from kizuna.workflows.ask import known_register
from kizuna.workflows.entering.hand import Hand
from kizuna.workflows.review import accept, queue, reject
location, who = sys.argv[1:]
opened = open_database(location)
readings = {r.subject: r for r in queue().readings}
register = known_register()
opened.close()
print("ready", flush=True)
sys.stdin.readline()
won = 0
for number in range(20):
    reading = readings[f"government/town-{number}"]
    try:
        if who == "anna":
            accept([reading], register, Hand(who))
        else:
            reject(reading.claims, "No such town.", Hand(who))
        won += 1
    except Overtaken as error:
        assert len(error.judgements) == 2, error.judgements
print(won)
"""


def _reviewer(location: str, name: str) -> subprocess.Popen[str]:
    here = Path(__file__).parent
    return subprocess.Popen(
        [sys.executable, "-c", _DECIDE, location, name],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join([*sys.path, str(here.parent)])},
    )


def test_no_reading_is_decided_on_twice(database: Database, location: str) -> None:
    rules = {"method": "rules@1;confidence=0.90", "sha256": "a" * 64, "start": 1, "end": 5}
    add_claims(
        claims=[
            claim(f"government/town-{number}", name, value, locator="", **rules)
            for number in range(20)
            for name, value in (("country", "JP"), ("level", "town"))
        ],
        acting_user="tester",
    )
    reviewers = [_reviewer(location, name) for name in ("anna", "ben")]
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
    assert won == 20
    made = judgements.judgements()
    assert len(made) == 40
    assert len({j.target for j in made}) == 40
