"""Every test of the store runs on SQLite and on PostgreSQL, each time in a database of
its own.

The databases are copies of one that was migrated once. `KIZUNA_TEST_VENDORS` narrows
the vendors ("sqlite").
"""

from __future__ import annotations

import itertools
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from builders import Fresh
from kizuna.store import Database, open_database

_VENDORS = os.environ.get("KIZUNA_TEST_VENDORS", "sqlite,postgresql").split(",")
sqlite_only = pytest.mark.parametrize("fresh_location", ["sqlite"], indirect=True)
"""For what is refused before a database is asked."""


@pytest.fixture(scope="session", params=_VENDORS)
def fresh_location(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Fresh:
    """A function that makes one more empty database and gives its location."""
    if request.param == "sqlite":
        return _sqlite_copies(tmp_path_factory.mktemp("sqlite"))
    fresh: Fresh = request.getfixturevalue("postgresql")(open_database)
    return fresh


def _sqlite_copies(folder: Path) -> Fresh:
    template = folder / "template.sqlite3"
    open_database(template).close()
    numbers = itertools.count()

    def fresh() -> str:
        path = folder / f"{next(numbers)}.sqlite3"
        shutil.copy(template, path)
        return str(path)

    return fresh


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
