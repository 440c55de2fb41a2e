"""Servers for the benches: each a process of its own, ready when it answers."""

from __future__ import annotations

import contextlib
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import httpx

_STARTS_WITHIN = 300


@contextlib.contextmanager
def served(path: Path, workers: int = 1) -> Iterator[str]:
    """The address of the built-in server on a database, until the block ends."""
    port = free_port()
    options = ("serve", "--no-worker", "--workers", str(workers), "--port", str(port))
    with running(
        [sys.executable, "-m", "kizuna", "--db", str(path), *options], port, "/search"
    ):
        yield f"http://127.0.0.1:{port}"


def free_port() -> int:
    """A port that nobody listens at."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port


@contextlib.contextmanager
def running(
    command: Sequence[str], port: int, ready: str, **environment: str
) -> Iterator[int]:
    """The process of a server that listens at a port, until the block ends; `ready` is
    a path that it answers when it is.
    """
    uncounted = dict.fromkeys(
        ("KIZUNA_API_RATE", "KIZUNA_PAGE_RATE", "KIZUNA_COSTLY_RATE"), "1000000"
    )
    settings = {**os.environ, **uncounted, **environment}
    with subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=settings
    ) as process:
        try:
            _wait(f"http://127.0.0.1:{port}{ready}", process)
            yield process.pid
        finally:
            process.terminate()


def _wait(address: str, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + _STARTS_WITHIN
    while time.monotonic() < until:
        if process.poll() is not None:
            raise SystemExit(f"the server of {address} ended with {process.returncode}")
        with contextlib.suppress(httpx.TransportError):
            httpx.get(address, timeout=_STARTS_WITHIN)
            return
        time.sleep(0.1)
    raise SystemExit(f"no answer at {address}")
