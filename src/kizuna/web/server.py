"""The application: Django configured, the register open, static files beside it; and
the server around it.

`kizuna serve` runs it behind granian's own interface (RSGI).

Law: what nobody waits for any more is not begun, and asks the database nothing more
once begun. Costly answers have threads of their own, so that other pages never wait for
them; where too many wait already, or one has waited long, the application is told to
turn the request away.

`KIZUNA_COSTLY`: how many costly answers a process makes at once, 2 unless set.
"""

import asyncio
import atexit
import gc
import io
import logging
import os
import sys
import tempfile
import threading
from collections.abc import Callable
from pathlib import Path
from queue import SimpleQueue
from typing import IO, Any, cast
from wsgiref.util import FileWrapper

from django.core.wsgi import get_wsgi_application
from whitenoise import WhiteNoise

from kizuna.store.sql import ReaderGone
from kizuna.web.middleware import is_costly, number_set
from kizuna.web.rendering import FOLDERS, PREFIX
from kizuna.web.settings import configure
from kizuna.web.uploads import LARGEST
from kizuna.workflows.open_register import open_register
from kizuna.workflows.readers import nobody_unless_said
from kizuna.workflows.worker import Worker

WSGI = Callable[[dict[str, Any], Callable[..., Any]], Any]
_THREADS, _COSTLY, _MOST_WAITING = 4, 2, 8
_WAITS_SECONDS = 20.0
_UNWATCHED = 0.1
"""Seconds after which it is watched whether a reader goes: most answers are made in
less, and watching costs more than handing one over.
"""
_GARBAGE = 20_000
"""New objects after which garbage is looked for: a page makes as many, and ten looks
take a tenth of its time.
"""
_LARGEST_REQUEST = 3 * LARGEST + 2**20
"""How many bytes a request may have: three files and the fields beside them."""
_LOG = logging.getLogger("kizuna.server")
_Threads = SimpleQueue[Callable[[], None]]
_Environ = dict[str, Any]


class Server:
    """The RSGI application (version 1) around a WSGI application."""

    def __init__(self, application: WSGI) -> None:
        self._application = application
        at_once = number_set("KIZUNA_COSTLY", _COSTLY, least=1)
        self._pages, self._costly = _threads(_THREADS), _threads(at_once)
        self._room = asyncio.Semaphore(at_once + _MOST_WAITING)

    async def __rsgi__(self, scope: Any, protocol: Any) -> None:
        """Answer one request, or let go of it when its reader has gone; a costly one
        that finds no room in time is turned away.
        """
        if (body := await _body(scope, protocol)) is None:
            protocol.response_str(413, [("content-type", "text/plain")], "too large\n")
            return
        environ = _environ(scope) | {"wsgi.input": body}
        if is_costly(environ["PATH_INFO"], environ["QUERY_STRING"]):
            if not self._room.locked():
                async with self._room:
                    if await self._have_made(
                        self._costly, environ, protocol, _WAITS_SECONDS
                    ):
                        return
            environ["kizuna.crowded"] = True
        await self._have_made(self._pages, environ, protocol)

    async def _have_made(
        self,
        threads: _Threads,
        environ: _Environ,
        protocol: Any,
        seconds: float | None = None,
    ) -> bool:
        """Wait until one of the threads has answered or the reader has gone; False
        where none was free within so many seconds, and none will answer.
        """
        loop = asyncio.get_running_loop()
        ended: asyncio.Future[bool] = loop.create_future()
        environ["kizuna.gone"], begun = ended.done, threading.Lock()

        def end(is_answered: bool = True) -> None:
            if not ended.done():
                ended.set_result(is_answered)

        def work() -> None:
            if not ended.done() and begun.acquire(blocking=False):
                self._answer(environ, protocol)
                if not ended.done():
                    loop.call_soon_threadsafe(end)

        def watch() -> None:
            watching = asyncio.ensure_future(protocol.client_disconnect())
            watching.add_done_callback(lambda _: end())
            ended.add_done_callback(lambda _: watching.cancel())
            if seconds is not None:
                loop.call_later(seconds, give_up)

        def give_up() -> None:
            if begun.acquire(blocking=False):
                end(is_answered=False)

        timer = loop.call_later(_UNWATCHED, watch)
        threads.put(work)
        try:
            return await ended
        finally:
            timer.cancel()

    def _answer(self, environ: _Environ, protocol: Any) -> None:
        """Have the application answer, and send what it gives; in a thread of its
        own.
        """
        started: list[Any] = []
        try:
            parts = self._application(environ, lambda *given: started.extend(given))
            try:
                status, headers = int(started[0].split(" ", 1)[0]), started[1]
                name = getattr(getattr(parts, "filelike", None), "name", None)
                if isinstance(name, str) and parts.filelike.tell() == 0:
                    protocol.response_file(status, headers, name)
                else:
                    protocol.response_bytes(status, headers, b"".join(parts))
            finally:
                getattr(parts, "close", lambda: None)()
        except ReaderGone:
            pass
        except BaseException:  # noqa: BLE001 - a door: the log tells it, the reader is answered
            _LOG.exception("%s %s", environ["REQUEST_METHOD"], environ["PATH_INFO"])
            protocol.response_str(500, [("content-type", "text/plain")], "error\n")


def _threads(number: int) -> _Threads:
    """What is put here is done by so many threads, as long as the process runs.

    To hand an answer to a ThreadPoolExecutor takes 0.1 ms of a processor more, an
    eighth of what the API needs.
    """
    queue = _Threads()

    def run() -> None:
        while True:
            queue.get()()

    for _ in range(number):
        threading.Thread(target=run, name="kizuna", daemon=True).start()
    return queue


async def _body(scope: Any, protocol: Any) -> IO[bytes] | None:
    """What was sent along, read before a thread is taken for it; None when it is too
    large.
    """
    size = scope.headers.get("content-length", "0")
    if not size.isdecimal() or int(size) > _LARGEST_REQUEST:
        return None
    if not int(size):
        return io.BytesIO()
    file = tempfile.SpooledTemporaryFile(2**20)  # noqa: SIM115 - the application reads it later
    async for part in protocol:
        file.write(part)
    file.seek(0)
    return file


def _environ(scope: Any) -> dict[str, Any]:
    """The environ of PEP 3333 for a request, but for what was sent along."""
    host, _, port = scope.server.rpartition(":")
    found = {
        "REQUEST_METHOD": scope.method,
        "SCRIPT_NAME": "",
        "PATH_INFO": scope.path.encode().decode("latin-1"),
        "QUERY_STRING": scope.query_string.encode().decode("latin-1"),
        "SERVER_NAME": host,
        "SERVER_PORT": port,
        "SERVER_PROTOCOL": f"HTTP/{scope.http_version}",
        "REMOTE_ADDR": scope.client.rpartition(":")[0].strip("[]"),
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": scope.scheme,
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
        "wsgi.file_wrapper": FileWrapper,
    }
    for name, value in scope.headers.items():
        key = name.upper().replace("-", "_")
        key = key if key in ("CONTENT_TYPE", "CONTENT_LENGTH") else f"HTTP_{key}"
        joint = ";" if name == "cookie" else ","
        found[key] = f"{found[key]}{joint}{value}" if key in found else value
    if scope.authority:
        found.setdefault("HTTP_HOST", scope.authority)
    return found


def make_application(location: str | Path | None = None) -> WSGI:
    """The WSGI application (PEP 3333) on the register at a location, which is made on
    first use.

    With KIZUNA_WORKER=1 it also does the jobs that people ask for; without, `kizuna
    worker` is to do them. Raises StorageError.
    """
    found = configure(location)
    open_register(location if location is not None else found.path).close()
    nobody_unless_said()
    application = WhiteNoise(
        get_wsgi_application(), max_age=31_536_000, charset="utf-8"
    )
    for before, folder in FOLDERS.items():
        application.add_files(str(folder), prefix=PREFIX + before)
    if os.environ.get("KIZUNA_WORKER", "") == "1":
        # Jobs are done in a thread of this process, each in a process of its own, until
        # the server ends.
        worker = Worker("" if location is None else str(location))
        threading.Thread(target=worker.run, name="kizuna-worker", daemon=True).start()
        atexit.register(worker.stop.set)
    gc.collect()
    # What is loaded for good need not be looked through again during a request.
    gc.freeze()
    gc.set_threshold(_GARBAGE)
    return cast(WSGI, application)
