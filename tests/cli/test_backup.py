"""kizuna backup, restore and worker on the command line."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from kizuna.store.queries.recent import acts
from kizuna.workflows.jobs import Asker, ask_for, job_of
from kizuna.workflows.open_register import open_register

from .conftest import Run


def test_a_backup_is_restored_elsewhere_with_the_same_answers(run: Run, tmp_path: Path) -> None:
    before = run("ties", "--of", "osaka", "--format", "json").json
    made = run("backup", str(tmp_path / "held.zip"), "--format", "json").json
    other = str(tmp_path / "other.sqlite3")
    checked = run("restore", str(tmp_path / "held.zip"), "--check", "--db", other)
    assert ("is whole" in checked.out, Path(other).exists()) == (True, False)
    restored = run("restore", str(tmp_path / "held.zip"), "--db", other)
    assert restored.code == 0
    assert f"{made['claims']} claims" in restored.out
    assert [entry.verb for entry in acts(limit=2)] == ["rebuild", "restore"]
    assert run("ties", "--of", "osaka", "--format", "json", "--db", other).json == before
    refused = run("restore", str(tmp_path / "held.zip"), "--db", other)
    assert (refused.code, "say --replace" in refused.err) == (2, True)


def test_in_a_folder_the_newest_are_kept(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "backups"
    folder.mkdir()
    for day in ("20260101", "20260102", "20260103"):
        (folder / f"kizuna-{day}-000000.backup.zip").write_bytes(b"")
    (folder / "notes.txt").write_text("mine")
    run("backup", str(folder), "--keep", "2")
    names = sorted(path.name for path in folder.iterdir())
    assert names[0] == "kizuna-20260103-000000.backup.zip"
    assert re.fullmatch(r"kizuna-\d{8}-\d{6}\.backup\.zip", names[1])
    assert names[2:] == ["notes.txt"]
    for keep in ("-1", "3"):
        refused = run("backup", str(tmp_path / "held.zip"), "--keep", keep)
        assert (refused.code, keep in refused.err) == (2, True)


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_the_worker_ends_when_it_is_told(built_in: Path, how: signal.Signals) -> None:
    command = [sys.executable, "-m", "kizuna", "--db", str(built_in), "worker"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as worker:
        assert worker.stdout is not None
        try:
            assert any("waits for jobs" in line for line in worker.stdout)
            os.kill(worker.pid, how)
            assert worker.wait(timeout=60) == 0
        finally:
            worker.kill()


def test_the_worker_does_what_is_queued_and_ends(run: Run, built_in: Path) -> None:
    open_register(built_in)
    job = ask_for("rebuild", {}, Asker.owner("root"))
    assert "1 job done" in run("worker", "--once").out
    assert job_of(job.number, Asker.owner("root")).state == "done"
