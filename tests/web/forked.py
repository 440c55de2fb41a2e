"""Servers without the cost of a start: each is forked from a process that has read all
modules and the gazetteer.

The application is that of `kizuna serve`; before it stands Python's own server, with a
thread for each request.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
from collections.abc import Iterator
from multiprocessing.context import ForkServerContext
from multiprocessing.process import BaseProcess
from pathlib import Path
from socketserver import ThreadingMixIn
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import pytest


class _Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True
    request_queue_size = 64


class _Handler(WSGIRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@contextlib.contextmanager
def _forking() -> Iterator[ForkServerContext]:
    """Inside the block, new processes are forked from the one that has read all
    modules.
    """
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["web.forked_from"])
    with pytest.MonkeyPatch.context() as patch:  # so that it finds what it is to read
        patch.setenv("PYTHONPATH", str(Path(__file__).parents[1]), prepend=os.pathsep)
        yield context


def start(path: Path, port: int, environment: dict[str, str]) -> BaseProcess:
    """Start a server on a database at a port, with these variables; `stop` ends it."""
    with _forking() as context:
        process = context.Process(
            target=_serve, args=(path, port, environment), daemon=True
        )
        process.start()
    return process


def routes_of(addresses: list[str]) -> tuple[set[str], set[str]]:
    """Every route of the application, and those that the addresses lead to."""
    with _forking() as context, context.Pool(1) as pool:
        return pool.apply(_routes_of, (addresses,))


def _routes_of(addresses: list[str]) -> tuple[set[str], set[str]]:
    from django.urls import URLPattern, get_resolver, resolve

    def patterns(resolver: Any, before: str = "") -> Iterator[str]:
        for each in resolver.url_patterns:
            route = before + str(each.pattern)
            yield from (
                [route] if isinstance(each, URLPattern) else patterns(each, route)
            )

    return set(patterns(get_resolver())), {
        resolve(address).route for address in addresses
    }


def stop(process: BaseProcess) -> None:
    """End a server and what it started."""
    assert process.pid is not None
    with contextlib.suppress(ProcessLookupError):  # it ended before it began
        os.killpg(process.pid, signal.SIGKILL)
    process.kill()
    process.join()


def _serve(path: Path, port: int, environment: dict[str, str]) -> None:
    from django.conf import settings

    from kizuna.store.settings import Location, locate
    from kizuna.web import settings as web

    def configure(location: Path) -> Location:
        found = locate(location)
        for name, value in web.web_settings(found).items():
            setattr(settings, name, value)
        return found

    os.setsid()
    os.environ.update(environment, KIZUNA_DB=str(path), KIZUNA_WORKER="1")
    web.configure = configure  # type: ignore[assignment]  # Django is configured; it takes other settings
    from kizuna.web.server import make_application

    make_server(
        "127.0.0.1", port, make_application(path), _Server, _Handler
    ).serve_forever()
