"""Runs the parts of a harvest: in this process, in several of this machine, or on a Dask cluster.

Law: a worker that dies costs its part's unfinished claim file, which is made again; it never costs the harvest.
"""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from kizuna.errors import BadQuestion, KizunaError
from kizuna.workflows.harvesting.part import Job, harvest_part
from kizuna.workflows.harvesting.summary import Summary

if TYPE_CHECKING:
    from concurrent.futures import Future

_TRIES = 5
_POLL = 0.5
_ANSWERS_WITHIN = "20s"

Progress = Callable[[int], None]
"""Told how many bytes of the dump have been read by all workers together."""


def run_here(jobs: Sequence[Job], progress: Progress) -> list[Summary]:
    """The parts one after another, in this process."""
    found = []
    for job in jobs:
        found.append(harvest_part(job, partial(_told_from, progress, job.part.start)))
        progress(job.part.stop)
    return found


def _told_from(progress: Progress, start: int, taken: int) -> None:
    progress(start + taken)


def run_locally(jobs: Sequence[Job], workers: int, progress: Progress) -> list[Summary]:
    """The parts in `workers` processes; a pool that broke is made again for what is not done.

    Raises KizunaError of a part that failed, and of workers that die again and again.
    """
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool

    context = multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")
    taken = context.Array("Q", len(jobs))
    done: dict[int, Summary] = {}
    for _ in range(_TRIES):
        left = [at for at in range(len(jobs)) if at not in done]
        if not left:
            break
        try:
            with ProcessPoolExecutor(workers, context, _prepare, (taken,)) as pool:
                waiting = {pool.submit(_work, jobs[at], at): at for at in left}
                _gather(waiting, done, lambda: progress(sum(taken[:])))
        except BrokenProcessPool:
            continue
    if len(done) < len(jobs):
        raise KizunaError(f"the workers died {_TRIES} times; go on with --resume --workers 1")
    progress(sum(job.part.stop - job.part.start for job in jobs))
    return [done[at] for at in range(len(jobs))]


def _gather(
    waiting: dict[Future[Summary], int], done: dict[int, Summary], tell: Callable[[], None]
) -> None:
    from concurrent.futures import FIRST_COMPLETED, wait

    while waiting:
        finished, _ = wait(waiting, timeout=_POLL, return_when=FIRST_COMPLETED)
        for future in finished:
            at = waiting.pop(future)
            done[at] = future.result()
        tell()


_taken: Any = None


def _prepare(taken: Any) -> None:
    """A signal ends it at once, whatever it means to the process that asked."""
    global _taken
    _taken = taken
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_DFL)


def _work(job: Job, at: int) -> Summary:
    def tell(taken: int) -> None:
        _taken[at] = taken

    return harvest_part(job, tell)


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
