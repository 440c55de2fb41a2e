"""Making the application: Django configured, the register open, the static files beside it."""

from __future__ import annotations

import atexit
import gc
import os
import threading
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


def make_application(location: str | Path | None = None) -> Application:
    """The WSGI application (PEP 3333) on the register at a location, which is made on first use.

    With KIZUNA_WORKER=1 it also does the jobs that people ask for; without, `kizuna worker` is to do them.
    Raises StorageError.
    """
    from django.core.wsgi import get_wsgi_application
    from whitenoise import WhiteNoise

    from kizuna.web.settings import configure
    from kizuna.web.static import FOLDERS, PREFIX
    from kizuna.workflows.open_register import open_register
    from kizuna.workflows.readers import nobody_unless_said

    found = configure(location)
    open_register(location if location is not None else found.path).close()
    nobody_unless_said()
    application = WhiteNoise(get_wsgi_application(), max_age=31_536_000, charset="utf-8")
    for before, folder in FOLDERS.items():
        application.add_files(str(folder), prefix=PREFIX + before)
    if os.environ.get("KIZUNA_WORKER", "") == "1":
        _work_beside(location)
    gc.collect()
    gc.freeze()  # what is loaded for good need not be looked through again while somebody waits for a page
    made: Application = application
    return made


def _work_beside(location: str | Path | None) -> None:
    """Do jobs in a thread of this process, each in a process of its own, until the server ends."""
    from kizuna.workflows.working.worker import Worker

    worker = Worker("" if location is None else str(location))
    threading.Thread(target=worker.run, name="kizuna-worker", daemon=True).start()
    atexit.register(worker.stop.set)
