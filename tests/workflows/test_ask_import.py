"""Imports as jobs: tried first, recorded whole or not at all, begun again from their arguments alone."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from kizuna.errors import BadQuestion
from kizuna.store.queries import claims
from kizuna.store.queries.accounts import Account
from kizuna.workflows.ask_import import ask_recording, ask_trial
from kizuna.workflows.importing import kept as lists
from kizuna.workflows.importing.kept import KeptList, keep_list, with_mapping
from kizuna.workflows.jobs import Asker, cancel, job_of
from kizuna.workflows.open_register import open_register
from kizuna.workflows.working.worker import Pace, Worker

OWNER = Asker.owner("root")
DOCUMENT = "document/towns"
HEADERS = "city,country,partner,partner country,date"


@pytest.fixture
def worker(built_in: Path) -> Iterator[Worker]:
    """A worker of a database with the built-in register, open."""
    database = open_register(str(built_in))
    yield Worker(str(built_in), Pace(poll=0.05, beat=0.1, lease=5.0))
    database.close()


def kept(rows: int = 2, mapping: str = "") -> KeptList:
    """A list of as many ties of Osaka, kept for its owner."""
    lines = (f"Osaka,Japan,Town Number {at},Australia,1991-05-04\n" for at in range(rows))
    text = f"{HEADERS}\n{''.join(lines)}"
    made = keep_list(("towns.csv", text.encode()), "", mapping, None, acting_user="root")
    told = made.mapping.replace('"partner country" = "-"', '"partner country" = "b.country"')
    return with_mapping(made, told.replace('country = "b.country"', 'country = "a.country"', 1))


def imported() -> int:
    """How many claims the list made."""
    return len(claims.claims(document=DOCUMENT))


def tried(worker: Worker, rows: int = 2) -> KeptList:
    """A list that was tried."""
    found = kept(rows)
    ask_trial(found, OWNER)
    worker.run_all()
    return found


def test_what_was_not_tried_as_it_is_now_is_not_recorded(worker: Worker) -> None:
    found = tried(worker)
    changed = with_mapping(found, found.mapping + "\n# changed\n")
    with pytest.raises(BadQuestion, match="try it first"):
        ask_recording(changed, OWNER)
    job = ask_recording(found, OWNER)
    worker.run_all()
    assert "was changed since" in job_of(job.number, OWNER).failure
    assert imported() == 0


def test_a_recording_that_was_cancelled_left_nothing(worker: Worker) -> None:
    found = tried(worker, 600)
    job = ask_recording(found, OWNER)
    working = threading.Thread(target=worker.run_all, daemon=True)
    working.start()
    while not job_of(job.number, OWNER).progress.stage and not job_of(job.number, OWNER).is_over:
        time.sleep(0.05)
    cancel(job.number, OWNER)
    working.join(60)
    assert job_of(job.number, OWNER).state == "cancelled"
    assert imported() == 0


def test_an_import_that_ends_before_the_tables_follow_left_nothing(
    worker: Worker, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    from kizuna.store.actions import ledger
    from kizuna.workflows.import_ import import_list

    def end(touched: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(ledger, "follow", end)
    found = kept()
    with pytest.raises(KeyboardInterrupt):
        import_list(found.given(run=True), acting_user="root")
    assert imported() == 0
    monkeypatch.undo()
    done = import_list(found.given(run=True), acting_user="root")
    assert done.new == imported() > 10


def test_lists_go_when_they_are_old_or_thrown_away(worker: Worker) -> None:
    root = Account(1, "root")
    old, fresh, gone = kept(), kept(), kept()
    long_ago = time.time() - 10 * 24 * 3600
    os.utime(old.folder / "about.json", (long_ago, long_ago))
    lists.discard(gone)
    assert lists.remove_old_lists(7) == 1
    assert [each.token for each in lists.kept_lists(root)] == [fresh.token]
    assert lists.kept_list(fresh.token, root).mapping == fresh.mapping
