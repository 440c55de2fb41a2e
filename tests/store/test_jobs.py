"""Jobs in the store: asked for, taken by one worker alone, told of, ended, given back
when their worker dies.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from kizuna.errors import BadQuestion, NotFound
from kizuna.store import jobs
from kizuna.store.audited import audited
from kizuna.store.jobs import (
    Job,
    JobState,
    cancel_job,
    change_job,
    finish_job,
    reclaim_jobs,
)
from kizuna.store.sql import disconnect, now

from .building import python

pytestmark = pytest.mark.usefixtures("database")

LAPSED = -1.0
"""A lease that has run out when it begins."""
_TAKE_ALL = """
import sys
from kizuna.store import open_database
from kizuna.store.jobs import start_job
open_database(sys.argv[1])
while job := start_job(worker=sys.argv[2], lease=60):
    print(job.number)
"""


def _queued(name: str = "rebuild", by: str = "aoi", **arguments: object) -> Job:
    return jobs.queue_job(name=name, arguments=arguments, acting_user=by)


def _started(worker: str = "w1", lease: float = 60) -> Job:
    job = jobs.start_job(worker=worker, lease=lease)
    assert job is not None
    return job


def _now(job: Job) -> Job:
    """The job as it stands."""
    found = jobs.job(job.number)
    assert found is not None
    return found


def _how_far(job: Job) -> tuple[int, int, str]:
    return job.done, job.whole, job.stage


def test_a_job_is_kept_with_what_was_asked_and_everyone_has_a_list_of_their_own() -> (
    None
):
    made = _queued("report", by="aoi", a="大阪", b="china")
    assert _now(made) == made
    assert (made.name, made.asked_by, made.state) == ("report", "aoi", JobState.QUEUED)
    assert made.arguments == {"a": "大阪", "b": "china"}
    with pytest.raises(BadQuestion, match="' ' is nobody"):
        _queued(by=" ")
    _, third = _queued(by="ben"), _queued(by="aoi")
    assert [job.number for job in jobs.jobs(asked_by="aoi")] == [
        third.number,
        made.number,
    ]
    assert len(jobs.jobs()) == 3


def test_the_job_that_waited_longest_is_taken_first_and_once_but_no_cancelled_one() -> (
    None
):
    first, given_up, second = _queued(), _queued(), _queued()
    assert cancel_job(number=given_up.number).state is JobState.CANCELLED
    assert jobs.waiting() == (2, 0)
    assert [_started().number, _started("w2").number] == [first.number, second.number]
    assert jobs.start_job(worker="w3", lease=60) is None
    assert jobs.waiting() == (0, 2)
    with pytest.raises(NotFound, match="no job 99"):
        cancel_job(number=99)


def test_jobs_wait_for_no_other_writer() -> None:
    _queued()
    held = _started()
    with ThreadPoolExecutor(1) as other, audited("rebuild", "aoi"):
        assert other.submit(_queued).result(timeout=10)
        told = other.submit(change_job, held=held, done=1, whole=2)
        assert told.result(timeout=10) is not None
        assert (
            other.submit(cancel_job, number=held.number).result(timeout=10).is_stopping
        )
        other.submit(disconnect).result()


def test_a_job_ends_with_its_file_and_stays_as_it_ended() -> None:
    _queued()
    held = _started()
    file = {"file": "note.pdf", "media_type": "application/pdf", "size": 1234}
    assert finish_job(held=held, state=JobState.DONE, summary={"ties": 19}, **file)
    job = cancel_job(number=held.number)
    assert (job.state, job.summary, job.file) == (
        JobState.DONE,
        {"ties": 19},
        "note.pdf",
    )
    assert job.finished_at is not None
    assert job.is_over


def test_a_job_that_brought_down_two_workers_failed_and_one_that_was_to_stop_is_cancelled() -> (
    None
):
    _queued()
    for worker in ("w1", "w2"):
        held = _started(worker, LAPSED)
        reclaim_jobs()
    assert _now(held).state is JobState.FAILED
    assert "its worker ended without a word, 2 times" in _now(held).failure
    _queued()
    held = _started(lease=LAPSED)
    cancel_job(number=held.number)
    reclaim_jobs()
    assert _now(held).state is JobState.CANCELLED


def test_a_worker_keeps_a_job_that_it_tells_of_and_one_that_lost_it_tells_no_more() -> (
    None
):
    _queued()
    lost = _started("w1", LAPSED)
    change_job(held=lost, done=3, whole=9, stage="rows")
    assert (_now(lost).state, _how_far(_now(lost))) == (
        JobState.RUNNING,
        (3, 9, "rows"),
    )
    reclaim_jobs()
    held = _started("w2", LAPSED)
    assert change_job(held=held, lease_until=jobs.lease_end(60)) is not None
    assert reclaim_jobs() == []
    assert change_job(held=lost, done=9) is None
    assert not finish_job(held=lost, state=JobState.FAILED, failure="late")
    assert (_now(lost).state, _now(lost).worker) == (JobState.RUNNING, "w2")


def test_a_wish_to_stop_is_told_to_the_worker_and_does_not_outlive_its_attempt() -> (
    None
):
    _queued()
    held = _started()
    cancel_job(number=held.number)
    told = change_job(held=held, done=5, whole=9, stage="late")
    assert told is not None
    assert told.is_stopping
    jobs.end_attempt(held, "it ended")
    again = _now(_started("w2"))
    assert (_how_far(again), again.is_stopping) == ((0, 0, ""), False)


def test_two_workers_never_take_one_job(location: str) -> None:
    numbers = {_queued().number for _ in range(20)}
    workers = [python(_TAKE_ALL, location, name) for name in ("w1", "w2")]
    taken = [
        [int(line) for line in worker.communicate(timeout=120)[0].split()]
        for worker in workers
    ]
    assert sorted(number for each in taken for number in each) == sorted(numbers)
    assert {job.attempts for job in jobs.jobs()} == {1}


def test_the_workers_that_are_there_are_known() -> None:
    jobs.note_worker("w1", now())
    jobs.note_worker("w2", now())
    jobs.drop_worker("w2")
    assert list(jobs.workers()) == ["w1"]


def test_a_file_is_removed_after_its_time_and_the_job_after_a_longer_one(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("KIZUNA_DATA", str(tmp_path))
    _queued()
    held = _started()
    folder = jobs.result_folder(held.number)
    folder.mkdir(parents=True)
    (folder / "note.pdf").write_bytes(b"%PDF")
    finish_job(held=held, state=JobState.DONE, file="note.pdf", size=4)
    assert jobs.remove_results(files_after=1, jobs_after=2) == 0
    assert jobs.remove_results(files_after=-1, jobs_after=2) == 1
    assert not folder.exists()
    assert _now(held).file == ""
    jobs.remove_results(files_after=-1, jobs_after=-1)
    assert jobs.job(held.number) is None
