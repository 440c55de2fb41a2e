"""A harvest on a real Dask cluster of this machine, one worker of which is killed midway."""

from __future__ import annotations

import gzip
import os
import signal
import threading
import time
from datetime import UTC, datetime
from pathlib import Path

import distributed
import pytest

from kizuna.claims.wikidata import Recording
from kizuna.errors import BadQuestion
from kizuna.sources.wikidata.dump import parts_of
from kizuna.workflows.harvest import run_on_cluster
from kizuna.workflows.harvest_part import PartJob, segments_of

_RECORDING = Recording("person/anna-lee", datetime(2026, 1, 1, tzinfo=UTC))
_ENTITY = (
    '{"type":"item","id":"Q%d","labels":{"en":{"language":"en","value":"Town %d"}},"claims":{"P190":'
    '[{"id":"Q%d$A","rank":"normal","mainsnak":{"snaktype":"value","datavalue":{"value":{"id":"Q1"}}}}]}}'
)
_COUNT = 6000


def _dump(folder: Path) -> Path:
    text = "[\n" + ",\n".join(_ENTITY % (n, n, n) for n in range(2, _COUNT + 2)) + "\n]\n"
    data = text.encode()
    path = folder / "dump.json.gz"
    cuts = (data[at : at + 100_000] for at in range(0, len(data), 100_000))
    path.write_bytes(b"".join(gzip.compress(cut) for cut in cuts))
    return path


def _kill_first_at_work(cluster: object, folder: Path, killed: list[int]) -> None:
    """Kill one worker when the first claim files are there."""
    for _ in range(2000):
        if any(folder.glob("*.claims")):
            worker = next(iter(cluster.workers.values()))
            killed.append(worker.pid)
            os.kill(worker.pid, signal.SIGKILL)
            return
        time.sleep(0.01)


def test_the_tasks_of_a_killed_worker_are_redone_and_nothing_is_there_twice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kizuna.sources.wikidata.dump._SMALLEST", 1000)
    parts = parts_of(_dump(tmp_path), 8)
    folder = tmp_path / "kept"
    folder.mkdir()
    jobs = [PartJob(part, folder, _RECORDING) for part in parts]
    killed: list[int] = []
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, dashboard_address=None, silence_logs=50
    ) as cluster:
        args = (cluster, folder, killed)
        killer = threading.Thread(target=_kill_first_at_work, args=args, daemon=True)
        killer.start()
        found = list(run_on_cluster(jobs, cluster.scheduler_address))
        killer.join(60)
    assert killed
    assert sum(summary.entities for summary in found) == _COUNT
    segments = [segment for part in parts for segment in segments_of(folder, part.number)]
    assert sum(segment.summary.entities for segment in segments) == _COUNT
    assert all(segments_of(folder, part.number)[-1].is_last for part in parts)


def test_a_scheduler_that_does_not_answer_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kizuna.workflows.harvest._ANSWERS_WITHIN", "1s")
    with pytest.raises(BadQuestion, match="no Dask scheduler"):
        next(run_on_cluster([], "tcp://127.0.0.1:9"))
