"""kizuna worker: does the jobs that people asked for in the browser."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Annotated

import typer

from kizuna.cli.asking import open_for_asking
from kizuna.cli.output import console, plain


def worker(
    ctx: typer.Context,
    once: Annotated[bool, typer.Option("--once", help="Do what is queued now, and end.")] = False,
) -> None:
    """Do jobs one after another, until it is interrupted; a job under way goes back to the queue."""
    from kizuna.workflows.logs import configure_logs
    from kizuna.workflows.working.worker import Worker

    configure_logs()
    open_for_asking(ctx)
    location = ctx.find_root().obj
    if location:
        os.environ["KIZUNA_DB"] = str(location)
    made = Worker()
    with _signals_meaning(made.stop.set):
        if once:
            done = made.run_all()
            console().print(plain(f"{done} job{'' if done == 1 else 's'} done", "bold"))
            return
        console().print(plain(f"The worker {made.name} waits for jobs (stop with Ctrl-C)"))
        made.run()


@contextmanager
def _signals_meaning(stop: Callable[[], None]) -> Iterator[None]:
    """What asks the process to end asks for this instead, inside the block."""
    usual = {
        number: signal.signal(number, lambda *_: stop())
        for number in (signal.SIGTERM, signal.SIGINT)
    }
    try:
        yield
    finally:
        for number, handler in usual.items():
            signal.signal(number, handler)
