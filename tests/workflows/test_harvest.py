"""Harvesting Wikidata: everything once, whatever breaks off in between."""

from __future__ import annotations

import gzip
import json
import os
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import distributed
import pytest

from builders import DAY, Filled, claim, government, tie
from kizuna.claims.wikidata import Recording
from kizuna.errors import BadQuestion, FetchFailed
from kizuna.sources.fetch import Policy
from kizuna.sources.wikidata.dump import parts_of
from kizuna.sources.wikidata.entities import Service
from kizuna.store.queries import claims
from kizuna.workflows import harvest, list_ties
from kizuna.workflows.acting import Hand
from kizuna.workflows.clocks import Times
from kizuna.workflows.harvest import Harvested, Harvesting, harvest_dump, run_on_cluster
from kizuna.workflows.resolve import undo
from query_service import answering

_RECORDING = Recording("person/anna-lee", datetime(2026, 1, 1, tzinfo=UTC))


def _entity(number: int) -> bytes:
    other = {
        "snaktype": "value",
        "datavalue": {"value": {"id": f"Q{number % 5 + 900}"}},
    }
    statement = {"id": f"Q{number}$A", "rank": "normal", "mainsnak": other}
    label = {"en": {"language": "en", "value": f"Town {number}"}}
    document = {"id": f"Q{number}", "labels": label, "claims": {"P190": [statement]}}
    return json.dumps(document, separators=(",", ":")).encode()


def _lines(count: int) -> list[bytes]:
    return [
        b"[",
        *(_entity(number) + b"," for number in range(1, count + 1)),
        b"]",
        b"",
    ]


def _dump(folder: Path, lines: list[bytes], members: int = 1) -> Path:
    text = b"\n".join(lines)
    step = len(text) // members + 1
    path = folder / "dump.json.gz"
    cuts = (text[at : at + step] for at in range(0, len(text), step))
    path.write_bytes(b"".join(map(gzip.compress, cuts)))
    return path


@pytest.fixture(autouse=True)
def _small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Parts and claim files of a size for tests."""
    monkeypatch.setattr("kizuna.sources.wikidata.dump._SMALLEST", 100)
    monkeypatch.setattr(harvest, "SEGMENT", 10)


def _harvested(dump: Path, **how: Any) -> Harvested:
    """What comes of a harvest whose files are kept beside the dump."""
    return harvest_dump(
        dump, Harvesting(dump.parent / "kept", **how), acting_user="anna"
    )


def _ids() -> set[str]:
    return {claim.id for claim in claims.claims()}


pytestmark = pytest.mark.usefixtures("filled")


def test_a_dump_loaded_twice_gives_the_same_and_a_part_may_be_taken_first(
    tmp_path: Path,
) -> None:
    dump = _dump(tmp_path, _lines(30))
    assert _harvested(dump, limit=7).summary.entities == 7
    first, held = _harvested(dump), _ids()
    second = _harvested(dump)
    assert first.summary.entities == 30
    assert (second.new, second.known, _ids()) == (0, first.new + first.known, held)
    assert not (tmp_path / "kept").exists()


_HELD_AS_TOWN_ONE = [
    *government("aville"),
    claim("government/aville", "identifier", "wikidata:Q1"),
    *government("beetown", country="FR"),
    claim("government/beetown", "identifier", "wikidata:Q901"),
    *tie("aville-beetown", "aville", "beetown"),
]
"""A register that knows Q1 and its partner Q901 under names of its own, and their
tie.
"""


def _ties_of_aville() -> int:
    return len(
        list_ties.answer(
            list_ties.Question(of="aville", every=True), Times.on(DAY)
        ).lines
    )


def test_what_the_register_holds_under_another_id_is_judged_the_same_until_that_is_taken_back(
    filled: Filled, tmp_path: Path
) -> None:
    filled(_HELD_AS_TOWN_ONE)
    dump = _dump(tmp_path, [_entity(1)])
    places = [
        ("government/q1", "government/aville"),
        ("government/q901", "government/beetown"),
    ]
    made = {(j.target, j.other) for j in _harvested(dump).identified}
    assert made == {*places, ("tie/q1-q901", "tie/aville-beetown")}
    assert _ties_of_aville() == 1
    undo("tie/q1-q901", Hand("anna"))
    assert (_harvested(dump).identified, _ties_of_aville()) == ((), 2)


def test_an_item_of_two_places_is_left_to_persons(
    filled: Filled, tmp_path: Path
) -> None:
    twice = claim("government/beetown", "identifier", "wikidata:Q1")
    filled([*_HELD_AS_TOWN_ONE, twice])
    done = _harvested(_dump(tmp_path, [_entity(1)]))
    assert "government/q1" not in {j.target for j in done.identified}


def test_the_sample_of_real_entities_loads_whole(tmp_path: Path, shared: Path) -> None:
    sample = shared / "data" / "wikidata-dump" / "sample.json.gz"
    found = harvest_dump(
        sample, Harvesting(tmp_path / "kept"), acting_user="anna"
    ).summary
    assert (found.entities, found.bad_lines, found.faults) == (15, 0, 0)
    assert found.statements == 121


def test_corrupted_lines_are_counted_with_their_place_and_cost_no_other(
    tmp_path: Path,
) -> None:
    lines = _lines(20)
    lines[5] = lines[5][:80]
    lines[9] = b'{"P190": \xff\xfe},'
    lines[12] = b'{"id": 5, "P190": []},'
    found = _harvested(_dump(tmp_path, lines)).summary
    assert (found.entities, found.bad_lines) == (17, 3)
    assert all("line at byte" in message for message in found.examples)


@pytest.mark.parametrize("members", [1, 5])
def test_a_harvest_broken_off_goes_on_gives_the_same_and_counts_torn_lines_once(
    tmp_path: Path, members: int
) -> None:
    lines = _lines(60)
    for number in (3, 25, 44):
        lines[number] = lines[number][:40]
    dump = _dump(tmp_path, lines, members)
    _break_off(35, dump)
    assert _ids() == set()
    with _stopping(40):  # what was finished is not read again
        done = _harvested(dump, resume=True)
    assert done.is_resumed
    assert (done.summary.entities, done.summary.bad_lines) == (57, 3)
    assert _harvested(dump).new == 0


@contextmanager
def _stopping(after: int) -> Iterator[None]:
    """A block in which the reading of a dump stops like Ctrl-C after some entities."""
    real, taken = harvest._take, iter(range(after))

    def take(*given: Any) -> None:
        if next(taken, None) is None:
            raise KeyboardInterrupt
        real(*given)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(harvest, "_take", take)
        yield


def _break_off(after: int, dump: Path) -> None:
    """Harvest a dump until Ctrl-C after some entities."""
    with _stopping(after), pytest.raises(KeyboardInterrupt):
        _harvested(dump)


def test_resuming_another_dump_or_with_numbers_that_cannot_be_is_refused(
    tmp_path: Path,
) -> None:
    _break_off(3, _dump(tmp_path, _lines(10)))
    with pytest.raises(BadQuestion, match="another source"):
        _harvested(_dump(tmp_path, _lines(11)), resume=True)
    for wrong in ({"workers": 0}, {"limit": -1}):
        with pytest.raises(BadQuestion):
            Harvesting(tmp_path, **wrong)


def test_several_processes_give_what_one_gives(tmp_path: Path) -> None:
    dump = _dump(tmp_path, _lines(80), members=9)
    assert _harvested(dump, workers=3).summary.entities == 80
    assert _harvested(dump).new == 0


def _from_service(server: Any, folder: Path, **how: Any) -> Harvested:
    """What comes of a harvest from a query service of seven items, two read at a
    time.
    """
    policy = Policy(timeout=5, retries=0, backoff=0, sleep=lambda wait: None)
    service = Service(server.endpoint, policy, page=2)
    return harvest.harvest_service(
        service, Harvesting(folder / "kept", **how), acting_user="anna"
    )


_ITEMS = {f"Q{number}": f"Q{number + 1}" for number in range(10, 17)}


def test_the_query_service_is_harvested_by_pages_and_resumed_where_it_gave_up(
    tmp_path: Path,
) -> None:
    with answering(_ITEMS) as server:
        with pytest.MonkeyPatch.context() as patch:
            real = server.answer

            def failing(fields: Any) -> Any:
                return (403, {}, b"enough") if len(server.asked) > 3 else real(fields)

            patch.setattr(server, "answer", failing)
            with pytest.raises(FetchFailed):
                _from_service(server, tmp_path)
        before = len(server.asked)
        assert _from_service(server, tmp_path, resume=True).summary.entities == 7
        assert len(server.asked) - before == 3  # the list, and two pages
        assert _from_service(server, tmp_path).new == 0


def _kill_first_at_work(cluster: Any, folder: Path, killed: list[int]) -> None:
    """Kill one worker of a cluster when the first claim files are there."""
    while not any(folder.glob("*.claims")):
        time.sleep(0.01)
    killed.append(next(iter(cluster.workers.values())).pid)
    os.kill(killed[0], signal.SIGKILL)


def test_on_a_cluster_the_tasks_of_a_killed_worker_are_redone_and_nothing_is_there_twice(
    tmp_path: Path,
) -> None:
    folder, killed = tmp_path / "kept", list[int]()
    folder.mkdir()
    dump = _dump(tmp_path, _lines(2000), members=20)
    jobs = [harvest.PartJob(part, folder, _RECORDING) for part in parts_of(dump, 8)]
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, dashboard_address=None, silence_logs=50
    ) as cluster:
        told = (cluster, folder, killed)
        threading.Thread(target=_kill_first_at_work, args=told, daemon=True).start()
        found = list(run_on_cluster(jobs, cluster.scheduler_address))
    segments, totals = zip(
        *(harvest.segments_of(folder, j.part.number) for j in jobs), strict=True
    )
    counts = [total.entities for total in totals]
    assert (len(killed), sum(summary.entities for summary in found), sum(counts)) == (
        1,
        2000,
        2000,
    )
    assert all(held[-1].is_last for held in segments)


def test_a_scheduler_that_does_not_answer_is_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("kizuna.workflows.harvest._ANSWERS_WITHIN", "1s")
    with pytest.raises(BadQuestion, match="no Dask scheduler"):
        next(run_on_cluster([], "tcp://127.0.0.1:9"))
