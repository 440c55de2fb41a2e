"""Jobs from asking to result, done by a worker in a process of its own; imports tried
first and recorded whole.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from builders import Copies, Fresh
from kizuna.errors import BadDate, BadQuestion, DatabaseBusy, NotAllowed, NotFound
from kizuna.proposals.proposal import Page
from kizuna.store import jobs as held
from kizuna.store.actions import ledger
from kizuna.store.jobs import Job, JobState, queue_job
from kizuna.store.queries import claims
from kizuna.store.queries.accounts import Account, Role
from kizuna.workflows import jobs
from kizuna.workflows.entering.sources import keep_paper, new_token, remove_old
from kizuna.workflows.import_ import import_list
from kizuna.workflows.importing import kept as lists
from kizuna.workflows.importing.kept import KeptList, keep_list, with_mapping
from kizuna.workflows.jobs import (
    Asker,
    Work,
    ask_for,
    ask_recording,
    cancel,
    job_of,
    result_of,
    task_named,
)
from kizuna.workflows.open_register import open_register
from kizuna.workflows.receive_proposals import keep_page
from kizuna.workflows.worker import Worker

AOI, BEN = Asker("visitor", "aoi"), Asker("visitor", "ben")
ADMINISTRATOR = Asker("owner", "root", Role.ADMINISTRATOR)
NOTE = {"a": "kansai", "b": "china", "as_of": "1987-04-01", "format": "md"}


@pytest.fixture(scope="session")
def on_postgresql(postgresql: Copies) -> Fresh:
    """A function that makes one more database with the built-in register on a server of
    PostgreSQL.
    """
    return postgresql(open_register)


@pytest.fixture
def register(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[str]:
    """The location of a database with the built-in register, open; a file of SQLite
    where a test does not say.
    """
    if getattr(request, "param", "sqlite") == "sqlite":
        location = str(request.getfixturevalue("built_in"))
    else:
        location = request.getfixturevalue("on_postgresql")()
    monkeypatch.setenv("KIZUNA_DATA", str(tmp_path / "data"))
    database = open_register(location)
    yield location
    database.close()


on_either = pytest.mark.parametrize("register", ["sqlite", "postgresql"], indirect=True)
"""Who does a job is settled by the database, and so tested on each."""


@pytest.fixture
def worker(register: str) -> Worker:
    return Worker(register, poll=0.05, beat=0.1, lease=2.0)


def _until(is_so: Callable[[], bool], seconds: float = 60) -> None:
    until = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < until, "it did not come to that"
        time.sleep(0.05)


def _now(job: Job) -> Job:
    """The job as it is now."""
    return job_of(job.number, ADMINISTRATOR)


def _is(job: Job, state: JobState) -> Callable[[], bool]:
    return lambda: _now(job).state is state


def test_files_are_written_by_a_worker_and_had_by_who_asked(worker: Worker) -> None:
    note = ask_for("report", NOTE, AOI)
    export = ask_for(
        "export", {"format": "geojson", "between": ["japan", "china"]}, AOI
    )
    with pytest.raises(NotFound, match="no file of job"):
        result_of(note.number, AOI)
    assert worker.run_all() == 2
    path, media = result_of(note.number, AOI)
    assert path.name == "kizuna-kansai-china-1987-04-01.md"
    assert media == "text/markdown; charset=utf-8"
    assert path.read_text("utf-8").startswith("# ")
    assert (path.stat().st_size, path.stat().st_mode & 0o777) == (
        job_of(note.number, AOI).size,
        0o600,
    )
    path, media = result_of(export.number, AOI)
    assert media == "application/geo+json"
    assert b"FeatureCollection" in path.read_bytes()


def test_a_release_is_one_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def written(folder: Path, *told: object) -> list[str]:
        (folder / "csv").mkdir(parents=True)
        (folder / "csv" / "ties.csv").write_text("id\n")
        return ["csv/ties.csv"]

    monkeypatch.setattr("kizuna.workflows.jobs.release", written)
    made = task_named("release").read({})(Work("aoi", tmp_path, lambda *told: None))
    assert [*tmp_path.iterdir()] == [made.file]
    with zipfile.ZipFile(tmp_path / "kizuna-release.zip") as packed:
        assert "kizuna-release/csv/ties.csv" in packed.namelist()


def test_a_rebuild_tells_what_it_made_and_what_failed_why(worker: Worker) -> None:
    rebuilt = ask_for("rebuild", {}, ADMINISTRATOR)
    failed = ask_for("report", {**NOTE, "a": "Atlantis"}, AOI)
    worker.run_all()
    done = _now(rebuilt)
    assert (done.state, done.file, done.summary["ties"] > 10) == (
        JobState.DONE,
        "",
        True,
    )
    assert done.done == done.whole > 0
    assert _now(failed).state is JobState.FAILED
    assert "'Atlantis'" in _now(failed).failure


@pytest.mark.parametrize(
    ("name", "arguments", "error", "said"),
    [
        (
            "reprot",
            {},
            BadQuestion,
            "'reprot' is no job; there are export, import, import-trial, ",
        ),
        ("report", {"b": ""}, BadQuestion, "b: '' names no side"),
        ("report", {"format": "doc"}, BadQuestion, "'doc' is none"),
        ("report", {"as_of": "soon"}, BadDate, "'soon' is not a date"),
        ("report", {"colour": "red"}, BadQuestion, "'colour' is no argument"),
        ("report", {"a": 7}, BadQuestion, "a: 7 is not a text"),
        (
            "report",
            {"to": ["us", 7]},
            BadQuestion,
            r"to: \['us', 7\] is not a list of texts",
        ),
        (
            "export",
            {"format": "geojson", "between": ["japan"]},
            BadQuestion,
            "not two sides",
        ),
        *((name, {}, NotAllowed, name) for name in ("release", "rebuild")),
    ],
)
def test_bad_arguments_and_what_burdens_everybody_are_refused_when_they_are_asked(
    register: str,
    name: str,
    arguments: dict[str, object],
    error: type[Exception],
    said: str,
) -> None:
    with pytest.raises(error, match=said):
        ask_for(name, NOTE | arguments if name == "report" else arguments, AOI)
    assert jobs.list_jobs(ADMINISTRATOR) == []


def test_a_job_is_there_for_who_asked_and_for_administrators_alone(
    register: str,
) -> None:
    job = ask_for("report", NOTE, AOI)
    assert job_of(job.number, ADMINISTRATOR) == job_of(job.number, AOI)
    assert jobs.list_jobs(BEN) == []
    for ask in (job_of, cancel, result_of):
        with pytest.raises(NotFound):
            ask(job.number, BEN)
    assert _now(job).state is JobState.QUEUED


def test_one_asker_cannot_fill_the_queue(register: str) -> None:
    for _ in range(jobs.MOST_OF_ONE):
        ask_for("report", NOTE, AOI)
    with pytest.raises(DatabaseBusy, match="ask again later"):
        ask_for("report", NOTE, AOI)
    assert ask_for("report", NOTE, BEN)


_SLOW = """
import os, time
from functools import partial
from kizuna.workflows import jobs
def run(asked, work):
    with open(os.environ["SLOW_LOG"], "a") as log:
        print(os.getpid(), file=log)
    for done in range(asked):
        work.tell(done, asked, "sleep")
        time.sleep(0.1)
    return jobs.JobResult({"slept": asked})
jobs.TASKS["slow"] = jobs.Task(lambda given: partial(run, given["times"]))
"""


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A kind of job, known to the processes of workers, that writes who does it into a
    file and then sleeps.
    """
    (tmp_path / "sitecustomize.py").write_text(_SLOW)
    (log := tmp_path / "log").write_text("")
    monkeypatch.setenv("SLOW_LOG", str(log))
    monkeypatch.setenv("PYTHONPATH", str(tmp_path), prepend=os.pathsep)
    return log


def _slow(times: int) -> Job:
    return queue_job(name="slow", arguments={"times": times}, acting_user=AOI.key)


@contextmanager
def _working(worker: Worker) -> Iterator[None]:
    """The worker at work, in a thread as in `kizuna serve`."""
    thread = threading.Thread(target=worker.run, daemon=True)
    thread.start()
    yield
    worker.stop.set()
    thread.join(60)


@on_either
def test_a_running_job_is_followed_and_cancelled_without_waiting_for_its_end(
    worker: Worker, slow: Path
) -> None:
    job = _slow(6000)
    with _working(worker):
        _until(lambda: _now(job).done > 2)
        assert _now(job).stage == "sleep"
        assert cancel(job.number, AOI).is_stopping
        _until(_is(job, JobState.CANCELLED))
        _until(lambda: not _is_alive(int(slow.read_text())))


@on_either
def test_a_worker_that_is_told_to_end_gives_its_job_back(
    worker: Worker, slow: Path
) -> None:
    job = _slow(6000)
    with _working(worker):
        _until(lambda: _now(job).done > 0)
    assert _now(job).state is JobState.QUEUED
    assert _now(job).attempts == 0
    assert held.workers() == {}


@on_either
def test_a_job_whose_process_is_killed_is_begun_again_and_done(
    worker: Worker, slow: Path
) -> None:
    job = _slow(8)
    with _working(worker):
        _until(lambda: slow.read_text() != "")
        os.kill(int(slow.read_text()), signal.SIGKILL)
        _until(_is(job, JobState.DONE))
        assert len(slow.read_text().split()) == 2
        assert _now(job).attempts == 2


def test_a_job_that_kills_every_process_fails_with_a_reason(
    worker: Worker, slow: Path
) -> None:
    job = _slow(6000)
    with _working(worker):
        for times in (1, 2):
            _until(lambda times=times: len(slow.read_text().split()) == times)
            os.kill(int(slow.read_text().split()[-1]), signal.SIGKILL)
        _until(_is(job, JobState.FAILED))
        assert "its process ended with -9, 2 times" in _now(job).failure


_WORK = """
import sys
from kizuna.workflows.open_register import open_register
from kizuna.workflows.receive_proposals import keep_page
from kizuna.workflows.worker import Worker
open_register(sys.argv[1])
Worker(sys.argv[1], poll=0.05, beat=0.1, lease=1.0).run()
"""


@on_either
def test_a_killed_worker_takes_its_process_along_and_another_finishes_the_job(
    worker: Worker, register: str, slow: Path
) -> None:
    job = _slow(30)
    killed = subprocess.Popen([sys.executable, "-c", _WORK, register])
    _until(lambda: slow.read_text() != "")
    os.kill(killed.pid, signal.SIGKILL)
    killed.wait(60)
    first = int(slow.read_text())
    with _working(worker):
        _until(_is(job, JobState.DONE))
        assert not _is_alive(first)
        assert _now(job).worker == worker.name


def _is_alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


def kept(rows: int = 2, mapping: str = "") -> KeptList:
    """A list of as many ties of Osaka, kept for its owner."""
    lines = (
        f"Osaka,Japan,Town Number {at},Australia,1991-05-04\n" for at in range(rows)
    )
    text = f"city,country,partner,partner country,date\n{''.join(lines)}"
    made = keep_list(
        ("towns.csv", text.encode()), "", mapping, None, acting_user="root"
    )
    told = made.mapping.replace(
        '"partner country" = "-"', '"partner country" = "b.country"'
    )
    return with_mapping(
        made, told.replace('country = "b.country"', 'country = "a.country"', 1)
    )


def imported() -> int:
    """How many claims the list made."""
    return len(claims.claims(document="document/towns"))


def tried(worker: Worker, rows: int = 2) -> KeptList:
    """A list that was tried."""
    found = kept(rows)
    jobs.ask_trial(found, ADMINISTRATOR)
    worker.run_all()
    return found


def test_what_was_not_tried_as_it_is_now_is_not_recorded(worker: Worker) -> None:
    found = tried(worker)
    changed = with_mapping(found, found.mapping + "\n# changed\n")
    with pytest.raises(BadQuestion, match="try it first"):
        ask_recording(changed, ADMINISTRATOR)
    job = ask_recording(found, ADMINISTRATOR)
    worker.run_all()
    assert "was changed since" in _now(job).failure
    assert imported() == 0


def test_a_recording_that_was_cancelled_left_nothing(worker: Worker) -> None:
    found = tried(worker, 300)
    job = ask_recording(found, ADMINISTRATOR)
    working = threading.Thread(target=worker.run_all, daemon=True)
    working.start()
    _until(lambda: bool(_now(job).stage) or _now(job).is_over)
    cancel(job.number, ADMINISTRATOR)
    working.join(60)
    assert _now(job).state == "cancelled"
    assert imported() == 0


def test_an_import_that_ends_before_the_tables_follow_left_nothing(
    worker: Worker, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = kept()
    with monkeypatch.context() as patch:
        patch.setattr(ledger, "follow", lambda touched: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            import_list(found.given(run=True), acting_user="root")
    assert imported() == 0
    done = import_list(found.given(run=True), acting_user="root")
    assert done.new == imported() > 10


def test_lists_and_pages_go_when_they_are_old_or_thrown_away(worker: Worker) -> None:
    root = Account(1, "root")
    old, fresh, gone = kept(), kept(), kept()
    page = keep_page(
        "page.txt", ".txt", b"Osaka", Page(), acting_user="root"
    ).paper.path
    paper = keep_paper(
        new_token(), "paper.txt", ".txt", b"Osaka", acting_user="root"
    ).path
    long_ago = time.time() - 10 * 24 * 3600
    for folder in (old.folder, page.parent, paper.parent):
        for file in folder.iterdir():
            os.utime(file, (long_ago, long_ago))
    lists.discard(gone)
    assert remove_old(7) == 2
    assert [page.exists(), paper.exists()] == [False, True]
    assert [each.token for each in lists.lists_of(root)] == [fresh.token]
    assert lists.kept_list(fresh.token, root).mapping == fresh.mapping
