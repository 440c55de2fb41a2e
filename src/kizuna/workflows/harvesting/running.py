"""Runs the parts of a harvest: in this process, in several of this machine, or on a Dask cluster.

Law: a worker that dies costs its part's unfinished claim file, which is made again; it never costs the harvest.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from kizuna.errors import BadQuestion
from kizuna.workflows.harvesting.part import Job, harvest_part
from kizuna.workflows.harvesting.summary import Summary

_TRIES = 5
_ANSWERS_WITHIN = "20s"

Progress = Callable[[int], None]
"""Told how many bytes of the dump have been read by all workers together."""


def run_here(jobs: Sequence[Job], progress: Progress) -> list[Summary]:
    """The parts one after another, in this process."""
    found = []
    for job in jobs:
        found.append(harvest_part(job, partial(_advance_from, progress, job.part.start)))
        progress(job.part.stop)
    return found


def _advance_from(progress: Progress, start: int, taken: int) -> None:
    progress(start + taken)


def run_locally(jobs: Sequence[Job], workers: int, progress: Progress) -> list[Summary]:
    """The parts in `workers` processes; what a process that was killed had begun is done again.

    Raises KizunaError of a part that failed, and StorageError of workers that die again and again.
    """
    from kizuna.store.processes import map_by_processes

    found = []
    for job, summary in zip(
        jobs, map_by_processes(harvest_part, jobs, workers=workers), strict=True
    ):
        found.append(summary)
        progress(job.part.stop)
    return found


def run_on_cluster(jobs: Sequence[Job], address: str, progress: Progress) -> list[Summary]:
    """The parts as tasks of the Dask scheduler at an address; Dask gives a dead worker's task to another.

    Every worker must see the dump and the folder under the same paths. Raises BadQuestion when Dask is not
    installed or the scheduler does not answer.
    """
    try:
        from distributed import Client, as_completed
    except ImportError:
        raise BadQuestion(
            f"{address!r} needs Dask: pip install 'kizuna[distributed]', or use --workers N"
        ) from None
    try:
        client: Any = Client(address, timeout=_ANSWERS_WITHIN, set_as_default=False)
    except (OSError, ValueError) as error:
        raise BadQuestion(f"no Dask scheduler answers at {address!r}: {error}") from None
    done: dict[Any, Summary] = {}
    read = 0
    with client:
        futures = client.map(harvest_part, jobs, pure=False, retries=_TRIES)
        order = {future.key: at for at, future in enumerate(futures)}
        for future in as_completed(futures, loop=client.loop):
            at = order[future.key]
            done[at] = future.result()
            read += jobs[at].part.stop - jobs[at].part.start
            progress(read)
    return [done[at] for at in range(len(jobs))]
