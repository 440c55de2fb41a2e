"""What tests of the web share: a server of their own, a client without a browser, and
pages in a real browser.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Coroutine, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import httpx
import pytest
from httpx import Client
from playwright.sync_api import Browser, Page

from builders import add_text
from kizuna.claims.claim import Claim, Judgement
from kizuna.store import open_database
from kizuna.store.actions.ledger import add_register
from web import forked
from web.look import DESK, PATIENCE
from web.signing_in import Person, Site, person, sign_in_page, signed_in, visitor

Answered = TypeVar("Answered")
Role = Callable[[str], Client]
"""The fixture `as_role`: a role in, the client in which it is signed in out."""
_STARTS_WITHIN = 180
_ENDS_WITHIN = 30
_SETTINGS = {
    "KIZUNA_SECRET_KEY": "a key for tests",
    "KIZUNA_PAGE_RATE": "1000000",
    "KIZUNA_COSTLY_RATE": "1000000",
}


def fill(
    path: Path,
    claims: Iterable[Claim],
    judgements: Iterable[Judgement] = (),
    texts: Mapping[str, str] | None = None,
) -> Path:
    """Record claims, judgements and the texts of documents in a database, whose path
    comes back.
    """
    opened = open_database(path)
    add_register(claims=claims, judgements=judgements, acting_user="tester")
    for ref, text in (texts or {}).items():
        add_text(ref, text)
    opened.close()
    return path


@contextlib.contextmanager
def serving(path: Path, **environment: str) -> Iterator[Site]:
    """A server on a database, until the block ends."""
    port = free_port()
    process = forked.start(path, port, _SETTINGS | environment)
    try:
        wait_for(f"http://127.0.0.1:{port}/health", process.is_alive)
        yield Site(f"http://127.0.0.1:{port}", path)
    finally:
        forked.stop(process)


@contextlib.contextmanager
def serving_by_command(path: Path, **environment: str) -> Iterator[Site]:
    """`kizuna serve` on a database, until the block ends."""
    port = free_port()
    command = [
        sys.executable,
        "-m",
        "kizuna",
        "--db",
        str(path),
        "serve",
        "--port",
        str(port),
    ]
    settings = {**os.environ, **_SETTINGS, **environment}
    with subprocess.Popen(
        command, env=settings, stdout=subprocess.DEVNULL, start_new_session=True
    ) as process:
        try:
            wait_for(f"http://127.0.0.1:{port}/health", lambda: process.poll() is None)
            yield Site(f"http://127.0.0.1:{port}", path)
        finally:
            process.terminate()
            try:
                process.wait(_ENDS_WITHIN)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                raise


def in_a_thread(acts: Coroutine[Any, Any, Answered]) -> Answered:
    """What comes of acts, in a thread of its own: the browser of other tests may keep a
    loop in this one.
    """
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, acts).result()


def free_port() -> int:
    """A port of this machine on which nothing listens."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def wait_for(address: str, is_alive: Callable[[], bool]) -> None:
    """Wait until something answers at an address; fails once what should answer is not
    alive.
    """
    until = time.monotonic() + _STARTS_WITHIN
    while time.monotonic() < until:
        assert is_alive(), "the server ended"
        with contextlib.suppress(httpx.TransportError):
            httpx.get(address, timeout=10)
            return
        time.sleep(0.05)
    raise AssertionError(f"no answer at {address}")


@pytest.fixture(scope="session")
def copied(
    _built_in: Path, tmp_path_factory: pytest.TempPathFactory
) -> Callable[[], Path]:
    """A function that makes one more database with the built-in register, in a folder
    of its own.
    """
    return lambda: Path(
        shutil.copy(_built_in, tmp_path_factory.mktemp("web") / "kizuna.sqlite3")
    )


@pytest.fixture(scope="session")
def site(copied: Callable[[], Path]) -> Iterator[Site]:
    """A server on the built-in register, which tests only read."""
    with serving_by_command(copied()) as made:
        yield made


@pytest.fixture(scope="module")
def house(copied: Callable[[], Path]) -> Iterator[Site]:
    """A server on the built-in register for the tests of a module, which may change
    it.
    """
    with serving(copied()) as made:
        yield made


@pytest.fixture(scope="module")
def as_role(house: Site) -> Iterator[Role]:
    """A function that gives the client in which a role is signed in at the house of the
    module.
    """
    with contextlib.ExitStack() as made:
        yield cache(
            lambda role: made.enter_context(contextlib.closing(signed_in(house, role)))
        )


@pytest.fixture
def anybody(house: Site) -> Iterator[Client]:
    """A client that nobody is signed in with at the house."""
    with visitor(house) as made:
        yield made


@pytest.fixture
def contributor(as_role: Role) -> Client:
    """The client of a contributor of the house."""
    return as_role("contributor")


@pytest.fixture
def reviewer(as_role: Role) -> Client:
    """The client of a reviewer of the house."""
    return as_role("reviewer")


@pytest.fixture
def desk(browser: Browser, house: Site, reviewer: Client) -> Iterator[Page]:
    """A page at which the reviewer of the house works; any error of a script fails the
    test.
    """
    with window(browser, house, person("reviewer"), viewport=DESK) as made:
        yield made


@pytest.fixture
def own_site(built_in: Path) -> Iterator[Site]:
    """A server of the test's own on the built-in register, which it may change."""
    with serving(built_in) as made:
        yield made


@pytest.fixture
def client(site: Site) -> Iterator[Client]:
    """A client without a browser, of the shared server."""
    with Client(base_url=site.address, timeout=60) as made:
        yield made


@pytest.fixture
def page(browser: Browser, site: Site) -> Iterator[Page]:
    """A page of the shared server in a real browser; any error of a script fails the
    test.
    """
    with window(browser, site) as made:
        yield made


@pytest.fixture
def scriptless(browser: Browser, site: Site) -> Iterator[Page]:
    """A page of the shared server in a browser that runs no script."""
    with window(browser, site, java_script_enabled=False) as made:
        yield made


@contextlib.contextmanager
def window(
    browser: Browser, site: Site, who: Person | None = None, **more: object
) -> Iterator[Page]:
    """A page in a window of its own, in which somebody may be signed in; any error of a
    script fails the test.

    So does any other error in the console for a visitor; whoever is signed in sends
    forms that are refused.
    """
    context = browser.new_context(base_url=site.address, locale="en-GB", **more)  # type: ignore[arg-type]
    context.set_default_timeout(PATIENCE)
    made = context.new_page()
    errors: list[str] = []
    made.on("pageerror", lambda error: errors.append(str(error)))
    if who:
        sign_in_page(made, who)
    else:
        made.on(
            "console",
            lambda said: errors.append(said.text) if said.type == "error" else None,
        )
    yield made
    context.close()
    assert errors == []
